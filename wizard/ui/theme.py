"""How the window looks: colours, spacing and type, defined once, and the style sheet made of them.

Belongs here: tokens and their style sheet, fonts. Does not belong here: the geometry of a page.
Widgets say what they are (`role` property); only this module says how that looks.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from wizard import colours as shared
from wizard.colours import Colours
from wizard.paths import resources

TINY, SMALL, GAP, INSIDE, EDGE = 4, 8, 12, 16, 24
FIELD_RADIUS, CARD_RADIUS = 6, 10
FIELD_HEIGHT = 34
TEXT, CAPTION, MARK, SECTION, TITLE, FIGURE = 14, 13, 12, 15, 22, 17
FAMILY = "PT Sans"
PAPER = "#FFFFFF"
"""A sheet is white in both themes, as it comes out of the printer."""
SHADE = (10, 15, 25, 120)
"""What lies over the window while one part of it is pointed at: red, green, blue, opacity."""
_DARK_BELOW = 128
_POLISHED, _OWN_STYLE = Qt.WidgetAttribute.WA_WState_Polished, Qt.WidgetAttribute.WA_SetStyle
_UNDRESSED = "undressed"
_FONT_FILES = ("PTS55F.ttf", "PTS75F.ttf", "PTS56F.ttf", "PTS76F.ttf")


@dataclass(frozen=True, slots=True)
class Tokens(Colours):
    """The colours of one theme: those of the drawings, and what the window has beside them."""

    on_accent: str
    accent_strong: str
    edge: str
    field_line: str
    dash: str
    preset: str
    warn_soft: str
    bad_soft: str
    hint_soft: str
    good_soft: str
    note: str = "#141A24"
    note_ink: str = "#E6EAF0"
    note_muted: str = "#9AA4B2"
    note_line: str = "#2C3441"
    note_link: str = "#82B3FF"


LIGHT = Tokens(
    **asdict(shared.LIGHT), on_accent="#FFFFFF", accent_strong="#1857BD",
    edge="#C9CFD8", field_line="#868F9E", dash="#868F9E", preset="#FAFBFC",
    warn_soft="#FFF3E4", bad_soft="#FEECEA", hint_soft="#F2F4F7", good_soft="#E7F5EF",
)  # fmt: skip
DARK = Tokens(
    **asdict(shared.DARK), on_accent="#0D1524", accent_strong="#82B3FF",
    edge="#414B5B", field_line="#667084", dash="#667084", preset="#181D26",
    warn_soft="#332618", bad_soft="#38201F", hint_soft="#232A36", good_soft="#17302A",
)  # fmt: skip


def is_dark() -> bool:
    """Whether the dark theme is in use; the application's palette says which."""
    return QApplication.palette().color(QPalette.ColorRole.Window).lightness() < _DARK_BELOW


def tokens() -> Tokens:
    """The colours in use, for what is painted by hand."""
    return DARK if is_dark() else LIGHT


def color(name: str) -> QColor:
    """A colour in use by its token."""
    return QColor(getattr(tokens(), name))


def apply(application: QApplication, *, dark: bool = False) -> None:
    """Dress the whole application; call again to change the theme.

    Every widget gets a StyleChange event after the colours in use have changed: at once, but for
    those of hidden pages, which get it when they are dressed.
    """
    colours = DARK if dark else LIGHT
    if application.styleSheet():
        _dress_anew(application, colours)
        return
    _load_fonts()
    application.setStyle("Fusion")
    font = QFont(FAMILY)
    font.setPixelSize(TEXT)
    application.setFont(font)
    application.setPalette(_palette(colours))
    application.setStyleSheet(style_sheet(colours))


def dress(page: QWidget) -> None:
    """Give a page that was hidden while the theme changed the look of the others."""
    if page.property(_UNDRESSED):
        page.setProperty(_UNDRESSED, None)
        _polish([page, *page.findChildren(QWidget)])


def _dress_anew(application: QApplication, colours: Tokens) -> None:
    """Change the theme while a person looks on.

    Left to itself, Qt polishes every widget once for each of its ancestors: seconds for ten pages.
    So it is told that none is polished and that each has a style of its own, and then all that can
    be seen is polished, once.
    """
    every = application.allWidgets()
    shown = {widget for widget in every if widget.testAttribute(_POLISHED)}
    for page in every:
        if isinstance(page, QScrollArea) and page.isHidden() and page.property("role") == "page":
            page.setProperty(_UNDRESSED, True)
            shown.difference_update((page, *page.findChildren(QWidget)))
    styleless = [widget for widget in every if not widget.testAttribute(_OWN_STYLE)]
    for widget in styleless:
        widget.setAttribute(_POLISHED, False)
        widget.setAttribute(_OWN_STYLE, True)
    application.setStyleSheet("")  # a sheet over another is what makes Qt go through the ancestors
    application.setPalette(_palette(colours))
    application.setStyleSheet(style_sheet(colours))
    for widget in styleless:
        widget.setAttribute(_OWN_STYLE, False)
    _polish([widget for widget in styleless if widget in shown])


def _polish(widgets: list[QWidget]) -> None:
    # None is unpolished before: the style that knew them went with the sheet before this one.
    for widget in widgets:
        widget.style().polish(widget)
        widget.setAttribute(_POLISHED, True)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def set_role(widget: QWidget, role: str) -> None:
    """Say what a widget is; a changed role is shown at once."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _load_fonts() -> None:
    if QFontDatabase.hasFamily(FAMILY):
        return
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, value in (
        (roles.Window, t.background), (roles.Base, t.card), (roles.AlternateBase, t.background),
        (roles.Text, t.ink), (roles.WindowText, t.ink), (roles.Button, t.card),
        (roles.ButtonText, t.ink), (roles.Highlight, t.accent),
        (roles.HighlightedText, t.on_accent), (roles.ToolTipBase, t.ink),
        (roles.ToolTipText, t.card), (roles.PlaceholderText, t.muted), (roles.Link, t.accent),
        (roles.Mid, t.line), (roles.Dark, t.line), (roles.Light, t.card),
    ):  # fmt: skip
        palette.setColor(role, QColor(value))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.muted))
    return palette


def style_sheet(t: Tokens) -> str:
    """The one style sheet of the program."""
    return f"""
* {{ font-family: "{FAMILY}"; font-size: {TEXT}px; color: {t.ink}; outline: 0; }}
QMainWindow, QDialog, QWidget[role="page"], QScrollArea[role="page"] {{
    background: {t.background}; border: 0; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] {{ background: transparent; border: 0; }}
QWidget[role="bar"] {{ background: {t.card}; border-bottom: 1px solid {t.line}; }}
QWidget[role="rail"] {{ background: {t.card}; border-right: 1px solid {t.line}; }}
QWidget[role="panel"] {{ background: {t.card}; border-left: 1px solid {t.line}; }}
QWidget[role="strip"] {{ background: {t.card}; border-bottom: 1px solid {t.line}; }}
QFrame[role="card"] {{
    background: {t.card}; border: 1px solid {t.line}; border-radius: {CARD_RADIUS}px; }}
QFrame[role="inset"] {{ background: {t.background}; border: 0; border-radius: 8px; }}
QFrame[role="rule"] {{ background: {t.line}; border: 0; max-height: 1px; min-height: 1px; }}
QLabel {{ background: transparent; border: 0; }}
QTextBrowser[role="reading"] {{ background: {t.card}; border: 0;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLabel[role="title"] {{ font-size: {TITLE}px; font-weight: bold; }}
QLabel[role="section"] {{ font-size: {SECTION}px; font-weight: bold; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="sentence"] {{ color: {t.muted}; }}
QLabel[role="caption"], QLabel[role="hint"] {{ color: {t.muted}; font-size: {CAPTION}px; }}
QLabel[role="heading"] {{ color: {t.muted}; font-weight: bold; font-size: {CAPTION}px; }}
QLabel[role="figure"] {{ font-size: {FIGURE}px; font-weight: bold; }}
QLabel[role="big-figure"] {{ font-size: {TITLE}px; font-weight: bold; }}
QLabel[role="error"] {{ color: {t.bad}; font-size: {CAPTION}px; }}
QLabel[role="delta-good"] {{ color: {t.good}; font-size: {CAPTION}px; font-weight: bold; }}
QLabel[role="delta-bad"] {{ color: {t.bad}; font-size: {CAPTION}px; font-weight: bold; }}
QLabel[role="delta"] {{ color: {t.muted}; font-size: {CAPTION}px; font-weight: bold; }}
QFrame[role="advice-error"] {{ background: {t.bad_soft}; border: 0; border-radius: 8px; }}
QFrame[role="advice-warning"] {{ background: {t.warn_soft}; border: 0; border-radius: 8px; }}
QFrame[role="advice-hint"] {{ background: {t.hint_soft}; border: 0; border-radius: 8px; }}
QFrame[role="advice-good"] {{ background: {t.good_soft}; border: 0; border-radius: 8px; }}
QFrame[role^="advice"] QLabel {{ font-size: {CAPTION}px; }}

QFrame[role="explanation"] {{ background: {t.note}; border: 1px solid {t.note_line};
    border-radius: {CARD_RADIUS}px; }}
QFrame[role="explanation"] QLabel {{ color: {t.note_ink}; font-size: {CAPTION}px; }}
QFrame[role="explanation"] QLabel[role="figure"] {{ font-size: {FIGURE}px; }}
QFrame[role="explanation"] QLabel[role="caption"] {{ color: {t.note_muted}; }}
QFrame[role="explanation"] QLabel[role="note-link"] {{ color: {t.note_link}; }}
QFrame[role="explanation"] QPushButton {{ background: transparent; color: {t.note_ink};
    border: 1px solid {t.note_line}; padding: 0 8px; min-height: 22px; font-size: {CAPTION}px; }}
QFrame[role="explanation"] QPushButton:hover {{ border-color: {t.note_muted}; }}
QFrame[role="explanation"] QPushButton:focus {{ border: 2px solid {t.note_link};
    padding: 0 7px; }}
QFrame[role="explanation"] QPushButton:disabled {{ color: {t.note_muted};
    border-color: {t.note}; }}

QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {{
    background: {t.card}; border: 1px solid {t.field_line}; border-radius: {FIELD_RADIUS}px;
    placeholder-text-color: {t.muted};
    padding: 0 9px; selection-background-color: {t.accent};
    selection-color: {t.on_accent}; }}
QLineEdit, QComboBox, QDateEdit {{ min-height: {FIELD_HEIGHT - 2}px;
    max-height: {FIELD_HEIGHT - 2}px; }}
QPlainTextEdit {{ padding: 4px 5px; }}
QLineEdit[state="preset"], QPlainTextEdit[state="preset"], QComboBox[state="preset"],
QPushButton[state="preset"] {{
    border: 1px solid {t.preset}; background: {t.preset}; color: {t.muted}; }}
QLineEdit[state="wrong"], QPlainTextEdit[state="wrong"], QComboBox[state="wrong"] {{
    border: 1px solid {t.bad}; background: {t.bad_soft}; color: {t.ink}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus {{
    border: 2px solid {t.accent}; padding: 0 8px; color: {t.ink}; background: {t.card}; }}
QPlainTextEdit:focus {{ padding: 3px 4px; }}
QComboBox::drop-down {{ border: 0; width: 14px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView, QListView[role="popup"] {{
    background: {t.card}; border: 1px solid {t.edge}; padding: 4px;
    selection-background-color: {t.soft}; selection-color: {t.ink}; }}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 6px; border-radius: 4px; }}
QCheckBox {{ background: transparent; spacing: 8px; min-height: 24px; }}
QCheckBox::indicator {{ width: 18px; height: 18px; border-radius: 4px;
    border: 1px solid {t.field_line}; background: {t.card}; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; }}
QCheckBox::indicator:focus {{ border: 2px solid {t.accent}; }}
QCheckBox::indicator:checked:focus {{ border: 2px solid {t.ink}; }}
QCheckBox[state="preset"] {{ color: {t.muted}; }}

QPushButton {{
    background: {t.card}; border: 1px solid {t.edge}; border-radius: {FIELD_RADIUS}px;
    padding: 0 14px; min-height: 26px; }}
QPushButton:hover {{ background: {t.background}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 13px; }}
QPushButton:disabled {{ color: {t.muted}; background: {t.background}; }}
QPushButton[role="main"] {{ background: {t.accent}; border-color: {t.accent};
    color: {t.on_accent}; }}
QPushButton[role="main"]:hover {{ background: {t.accent_strong};
    border-color: {t.accent_strong}; }}
QPushButton[role="main"]:focus {{ border: 2px solid {t.ink}; }}
QPushButton[role="main"]:disabled {{ background: {t.line}; border-color: {t.line};
    color: {t.muted}; }}
QPushButton[scale="large"] {{ min-height: 36px; border-radius: 8px; padding: 0 17px; }}
QPushButton[scale="large"]:focus {{ padding: 0 16px; }}
QPushButton[role="link"] {{ background: transparent; border: 0;
    border-bottom: 2px solid transparent; border-radius: 0; padding: 2px 0 0 0; color: {t.accent};
    text-align: left; font-size: {CAPTION}px;
    min-height: 22px; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border-bottom-color: {t.accent}; background: {t.soft}; }}
QPushButton[role="link"]:disabled {{ color: {t.muted}; }}
QPushButton[role="quiet"] {{ background: transparent; border: 0; color: {t.muted};
    padding: 0 8px; }}
QPushButton[role="quiet"]:hover {{ color: {t.ink}; background: {t.background}; }}
QPushButton[role="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0 6px; }}
QPushButton[role="quiet"]:disabled {{ color: {t.field_line}; }}
QPushButton[role="fold"] {{ background: transparent; border: 0; text-align: left;
    padding: 0 4px; min-height: 28px; }}
QPushButton[role="fold"]:hover {{ color: {t.accent}; }}
QPushButton[role="fold"]:focus {{ border: 2px solid {t.accent}; padding: 0 2px; }}
QPushButton[role="choice"] {{ text-align: left; padding: 0 26px 0 9px;
    border-color: {t.field_line};
    min-height: {FIELD_HEIGHT - 2}px; }}
QPushButton[role="choice"]:focus {{ border-color: {t.accent}; padding: 0 25px 0 8px; }}
QPushButton[role="scenario"] {{ text-align: left; padding: 0 30px 0 12px; }}
QPushButton[role="scenario-on"] {{ text-align: left; padding: 0 30px 0 12px;
    background: {t.warn_soft}; border-color: {t.warn}; color: {t.warn}; }}
QPushButton[role^="scenario"]:focus {{ padding: 0 29px 0 11px; }}
QFrame[role="scenario-mark"] {{ background: {t.warn_soft}; border: 0;
    border-bottom: 1px solid {t.line}; }}
QFrame[role="scenario-mark"] QLabel {{ font-size: {CAPTION}px; }}
QPushButton[role="tab"] {{ border: 1px solid {t.line}; color: {t.ink}; }}
QPushButton[role="tab"]:checked {{ background: {t.soft}; border-color: {t.accent};
    color: {t.accent}; font-weight: bold; }}
QPushButton[role="tab"]:focus {{ border: 2px solid {t.accent}; padding: 0 13px; }}
QPushButton[role="tab"]:checked:focus {{ border-color: {t.ink}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QToolButton {{ background: transparent; border: 0; border-radius: {FIELD_RADIUS}px; padding: 4px; }}
QToolButton[role="fold"], QToolButton[role="help"] {{ padding: 0; }}
QToolButton[role="fold"]:focus {{ padding: 0; }}
QToolButton:hover {{ background: {t.background}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; padding: 2px; }}
QToolButton::menu-indicator {{ image: none; }}

QTableView {{ background: {t.card}; border: 0; gridline-color: transparent;
    selection-background-color: {t.soft}; selection-color: {t.ink}; }}
QTableView[role="months"]::item {{ border-bottom: 1px solid {t.line}; padding: 0 6px; }}
QTableView[role="months"]::item:focus {{ border: 2px solid {t.accent}; }}
QTableView QLineEdit, QTableView QComboBox {{ border: 2px solid {t.accent}; border-radius: 2px;
    padding: 0 6px; min-height: 0; max-height: 100px; background: {t.card}; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{ background: {t.card}; border: 0; border-bottom: 1px solid {t.line};
    color: {t.muted}; font-size: {CAPTION}px; padding: 4px 8px; }}
QTableCornerButton::section {{ background: {t.card}; border: 0; }}
QListWidget {{ background: {t.card}; border: 1px solid {t.field_line};
    border-radius: {FIELD_RADIUS}px; padding: 4px; }}
QListWidget::item {{ padding: 6px 8px; border-radius: 4px; }}
QListWidget::item:selected {{ background: {t.soft}; color: {t.ink}; }}
QListWidget:focus {{ border: 2px solid {t.accent}; padding: 3px; }}
QFrame[role="popup"] {{ background: {t.card}; border: 1px solid {t.edge};
    border-radius: {FIELD_RADIUS}px; }}
QMenu {{ background: {t.card}; border: 1px solid {t.edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 14px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.soft}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QToolTip {{ background: {t.ink}; color: {t.card}; border: 0; padding: 6px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: 4px; min-height: 28px;
    min-width: 28px; margin: 1px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSlider {{ min-height: 28px; }}
QSlider::groove:horizontal {{ background: {t.line}; height: 6px; border-radius: 3px; }}
QSlider::sub-page:horizontal {{ background: {t.accent}; height: 6px; border-radius: 3px; }}
QSlider::handle:horizontal {{ background: {t.card}; border: 2px solid {t.accent}; width: 16px;
    height: 16px; margin: -7px 0; border-radius: 10px; }}
QSlider::handle:horizontal:hover {{ background: {t.soft}; }}
QSlider::handle:horizontal:focus {{ background: {t.accent}; border-color: {t.ink}; }}
QProgressBar {{ background: {t.line}; border: 0; border-radius: 4px; max-height: 8px;
    min-height: 8px; text-align: center; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
"""
