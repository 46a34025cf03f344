"""The start page: begin from a preset, open a file, go on with a recent one."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wizard.dates import written_date, written_moment
from wizard.project.project import STAGES
from wizard.storage.own_presets import own_presets
from wizard.storage.presets import preset, preset_names
from wizard.storage.recent import Recent
from wizard.storage.recovery import Recovery, forget, lost_projects
from wizard.texts import Text, _
from wizard.ui import icons, theme
from wizard.ui.interface import LANGUAGE_NAMES, Interface
from wizard.ui.progress import answered_of
from wizard.ui.widgets.parts import label, link
from wizard.ui.widgets.spark import SPARK_WIDTH, Spark

_ICONS = {"online-service": "cloud", "digital-agency": "megaphone", "wholesale": "package"}
_COLUMNS = 3


class StartPage(QScrollArea):
    """What is seen before a project is open."""

    chosen = Signal(str)
    """The name of a preset."""
    dropped = Signal(str)
    """The name of an own preset that is wanted no more."""
    open_asked = Signal()
    file_chosen = Signal(Path)
    help_asked = Signal()
    language_chosen = Signal(str)
    lost_chosen = Signal(object)
    """Unsaved work (a Recovery) to go on with."""

    def __init__(self, interface: Interface) -> None:
        super().__init__()
        self._interface = interface
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setAccessibleName(interface.say(_("Начало")))
        body = QWidget()
        body.setProperty("role", "page")
        outer = QHBoxLayout(body)
        outer.setContentsMargins(theme.EDGE, 56, theme.EDGE, theme.EDGE)
        content = QWidget()
        content.setMaximumWidth(920)
        outer.addWidget(content)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        head = QHBoxLayout()
        head.addWidget(label(interface.say(_("Отдел продаж за семь шагов")), "title"))
        head.addStretch(1)
        head.addWidget(link(interface.say(_("Руководство")), self.help_asked.emit))
        for language, name in LANGUAGE_NAMES.items():
            if language != interface.language:
                head.addWidget(link(name, partial(self.language_chosen.emit, language)))
        column.addLayout(head)
        sentence = label(interface.say(_WELCOME), "sentence")
        sentence.setWordWrap(True)
        column.addWidget(sentence)
        column.addWidget(self._way())
        lost = lost_projects(interface.preferences.recovery_folder)
        if lost:
            column.addSpacing(theme.SMALL)
            column.addWidget(self._unsaved(lost))
        column.addSpacing(theme.INSIDE)
        column.addWidget(label(interface.say(_("Новый проект")), "section"))
        grid = QGridLayout()
        grid.setSpacing(theme.GAP)
        for number, name in enumerate(preset_names()):
            grid.addWidget(self._preset_card(name), *divmod(number, _COLUMNS))
        for place in range(_COLUMNS):
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        own = own_presets(interface.preferences.presets_folder)
        if own:
            column.addWidget(self._own_presets(own))
        column.addSpacing(theme.INSIDE)
        column.addWidget(self._files())
        column.addSpacing(theme.INSIDE)
        column.addWidget(label(interface.say(_("Что получится")), "section"))
        column.addLayout(self._outcome())
        column.addStretch(1)
        self.setWidget(body)

    def _way(self) -> QLabel:
        """The stages by their numbers, as the rail will show them."""
        say = self._interface.say
        # A number stays with its stage where the line breaks.
        stages = (f"{at} {say(title)}".replace(" ", "\N{NO-BREAK SPACE}") for at, title in _STAGES)
        way = label(" → ".join(stages), "caption")
        way.setWordWrap(True)
        return way

    def _outcome(self) -> QHBoxLayout:
        """What a package holds, as one who has never seen one is told."""
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for icon, title, told in _OUTCOME:
            part = QFrame()
            part.setProperty("role", "inset")
            line = QHBoxLayout(part)
            line.setContentsMargins(0, 0, theme.INSIDE, 0)
            line.setSpacing(theme.GAP)
            line.addWidget(icons.Sign(icon, "accent", 24), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(theme.TINY)
            words.addWidget(label(self._interface.say(title), "strong"))
            about = label(self._interface.say(told), "caption")
            about.setWordWrap(True)
            words.addWidget(about)
            words.addStretch(1)
            line.addLayout(words, 1)
            row.addWidget(part, 1)
        return row

    def _preset_card(self, name: str) -> QFrame:
        interface, found = self._interface, preset(name)
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.INSIDE, theme.INSIDE, theme.INSIDE, theme.INSIDE)
        column.setSpacing(theme.SMALL)
        column.addWidget(icons.Sign(_ICONS.get(name, "files"), "accent", 28))
        title = label(interface.say(found.title), "section")
        title.setWordWrap(True)
        column.addWidget(title)
        about = label(interface.say(found.description), "caption")
        about.setWordWrap(True)
        about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        about.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(about, 1)
        button = QPushButton(interface.say(_("Начать с этого примера")))
        button.setAccessibleName(interface.say(_("Начать с примера «{title}»", title=found.title)))
        button.setAccessibleDescription(interface.say(found.description))
        button.setProperty("preset", name)
        button.clicked.connect(lambda _on=False: self.chosen.emit(name))
        column.addWidget(button)
        return card

    def _unsaved(self, lost: list[Recovery]) -> QFrame:
        """Projects that the program held unsaved when it was cut off, and that have no file."""
        interface = self._interface
        card = QFrame()
        card.setProperty("role", "advice-warning")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.INSIDE, theme.GAP, theme.INSIDE, theme.GAP)
        column.setSpacing(theme.TINY)
        title = _("В прошлый раз программа закрылась, не сохранив:")
        column.addWidget(label(interface.say(title), "strong"))
        for recovery in lost:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.SMALL)
            name = recovery.project.company.name or interface.say(_("Новый проект"))
            to = link(name, partial(self.lost_chosen.emit, recovery))
            to.setAccessibleDescription(interface.say(_("Продолжить несохранённый проект")))
            to.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(to)
            told = label(self._lost_told(recovery), "caption")
            told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            if recovery.path is not None:
                told.setToolTip(str(recovery.path))
            row.addWidget(told, 1)
            row.addWidget(link(interface.say(_("Удалить")), partial(_forget_lost, recovery, line)))
            column.addWidget(line)
        return card

    def _lost_told(self, recovery: Recovery) -> str:
        """When the work was written down, and which file of it is not at its place."""
        interface = self._interface
        when = written_moment(recovery.saved_at, interface.language)
        if recovery.path is None:
            return when
        gone = _(
            "{when} · файла «{name}» нет на месте; если он перемещён, откройте его",
            when=when,
            name=recovery.path.name,
        )
        return interface.say(gone)

    def _own_presets(self, own: dict[str, str]) -> QFrame:
        """Presets that the person kept, a line each."""
        interface = self._interface
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.INSIDE, theme.GAP, theme.INSIDE, theme.GAP)
        column.setSpacing(theme.TINY)
        column.addWidget(label(interface.say(_("Свои примеры")), "section"))
        for name, title in own.items():
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            to = link(title, partial(self.chosen.emit, name))
            to.setProperty("preset", name)
            to.setAccessibleName(interface.say(_("Начать с примера «{title}»", title=title)))
            row.addWidget(to)
            row.addStretch(1)
            drop = link(interface.say(_("Удалить")), partial(self._drop, name, line))
            drop.setAccessibleName(interface.say(_("Удалить пример «{title}»", title=title)))
            row.addWidget(drop)
            column.addWidget(line)
        return card

    def _drop(self, name: str, line: QWidget) -> None:
        self.dropped.emit(name)
        line.setVisible(name in own_presets(self._interface.preferences.presets_folder))

    def _files(self) -> QFrame:
        interface = self._interface
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.INSIDE, theme.INSIDE, theme.INSIDE, theme.INSIDE)
        column.setSpacing(theme.TINY)
        head = QHBoxLayout()
        head.addWidget(label(interface.say(_("Недавние проекты")), "section"))
        head.addStretch(1)
        button = QPushButton(interface.say(_("Открыть файл…")))
        icons.beside(button, "folder-open", "ink")
        button.clicked.connect(self.open_asked)
        head.addWidget(button)
        column.addLayout(head)
        recent = interface.preferences.recent
        if not recent:
            empty = label(interface.say(_NOTHING_YET), "sentence")
            empty.setWordWrap(True)
            column.addWidget(empty)
        for known in recent:
            column.addWidget(self._recent(known))
        return card

    def _recent(self, known: Recent) -> QWidget:
        interface, path, line = self._interface, known.path, QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, theme.TINY, 0, theme.TINY)
        row.setSpacing(theme.GAP)
        there = path.is_file()
        if there and known.glance is not None and known.glance.months:
            row.addWidget(Spark(known.glance.months))
        else:
            sign = icons.Sign("file-text" if there else "warning", "muted", 18)
            row.addWidget(sign)
            row.addSpacing(SPARK_WIDTH - sign.width())
        told = QVBoxLayout()
        told.setSpacing(0)
        to = link(path.stem, lambda: self.file_chosen.emit(path))
        to.setEnabled(there)
        to.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        to.setToolTip(str(path))
        told.addWidget(to)
        state = label("", "caption")
        state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        state.setText(self._state(known, there=there))
        state.setToolTip(str(path))
        to.setAccessibleDescription(state.text())
        told.addWidget(state)
        row.addLayout(told, 1)
        if not there:
            row.addWidget(
                link(interface.say(_("Убрать из списка")), lambda: self._forget(path, line))
            )
        return line

    def _state(self, known: Recent, *, there: bool) -> str:
        """«Ромашка · 12 из 21 ответа · изменён 25.11.2026 · папка»; of a file that is gone, that it
        is."""
        say, glance = self._interface.say, known.glance
        parts = [glance.title] if glance is not None and glance.title else []
        if there:
            if glance is not None:
                parts.append(say(answered_of(glance.answered, glance.asked)))
            changed = date.fromtimestamp(known.path.stat().st_mtime)
            written = written_date(changed, self._interface.language)
            parts.append(say(_("изменён {date}", date=written)))
        else:
            parts.append(say(_MISSING))
        return " · ".join([*parts, str(known.path.parent)])

    def _forget(self, path: Path, line: QWidget) -> None:
        self._interface.preferences.forget(path)
        line.hide()


_WELCOME: Text = _(
    "Ответьте на вопросы — программа посчитает план, соберёт книгу Excel и документы на подпись. "
    "Начните с примера из похожего дела: в нём всё заполнено, останется поправить цифры."
)
_STAGES = [(at, title) for at, (_name, title) in enumerate(STAGES, 1)]
_OUTCOME: tuple[tuple[str, Text, Text], ...] = (
    (
        "table",
        _("Книга Excel"),
        _("План продаж, бюджет и деньги по месяцам. Поменяйте цифру в книге — пересчитается всё."),
    ),
    (
        "files",
        _("Документы в Word и PDF"),
        _(
            "Инструкции, положения, скрипты, приказы с вашими цифрами: "
            "на проверку юристу и в работу."
        ),
    ),
    (
        "book-open",
        _("Книга отдела в PDF"),
        _("Цели, расчёты, графики, документы одним файлом: показать партнёру или отдать клиенту."),
    ),
)
_NOTHING_YET: Text = _("Пока пусто. Файл проекта можно и перетащить в это окно.")
_MISSING: Text = _("файла нет на месте: перемещён или удалён")


def _forget_lost(recovery: Recovery, line: QWidget) -> None:
    forget(recovery.place)
    line.hide()
