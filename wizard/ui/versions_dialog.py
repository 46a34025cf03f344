"""The versions of a project: keep one under a name, see what has changed since, go back to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wizard.dates import written_moment
from wizard.errors import UserError
from wizard.plan.comparison import figure_changes, main_first
from wizard.plan.figures import compute
from wizard.plan.scenarios import active
from wizard.project.changes import changes, remark_changes
from wizard.storage.versions import Version
from wizard.texts import Text, _
from wizard.ui import theme
from wizard.ui.file_dialogs import agreed, tell
from wizard.ui.session import Session
from wizard.ui.widgets.parts import label

MOST_FIGURES = 60
_NOTHING_NEW = _("Ответы, заметки и показатели с тех пор не изменились.")


class VersionsDialog(QDialog):
    """The list of versions at the left, what differs from the project now at the right."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        say = session.say
        self.setWindowTitle(say(_("Версии проекта")))
        self.resize(860, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.INSIDE)
        column.setSpacing(theme.GAP)
        about = label(
            say(
                _(
                    "Версия — состояние проекта под именем: «отправлено клиенту», «до пересмотра "
                    "цен». Она хранится в файле проекта; к ней можно вернуться и сравнить."
                )
            ),
            "sentence",
        )
        about.setWordWrap(True)
        column.addWidget(about)
        keep = QHBoxLayout()
        self.name = QLineEdit()
        self.name.setPlaceholderText(say(_("Имя новой версии")))
        self.name.setAccessibleName(say(_("Имя новой версии")))
        self.name.textChanged.connect(lambda _text: self._enable())
        self.name.returnPressed.connect(self._keep)
        keep.addWidget(self.name, 1)
        self.keep = self._button(keep, _("Сохранить версию"), self._keep)
        column.addLayout(keep)
        middle = QHBoxLayout()
        middle.setSpacing(theme.GAP)
        self.list = QListWidget()
        self.list.setAccessibleName(say(_("Версии проекта")))
        self.list.setFixedWidth(280)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _row: self._compare())
        middle.addWidget(self.list)
        self.differences = QPlainTextEdit()
        self.differences.setReadOnly(True)
        self.differences.setTabChangesFocus(True)
        self.differences.setAccessibleName(say(_("Что изменилось после этой версии")))
        middle.addWidget(self.differences, 1)
        column.addLayout(middle, 1)
        foot = QHBoxLayout()
        self.take = self._button(foot, _("Вернуться к версии"), self._take)
        self.drop = self._button(foot, _("Удалить версию"), self._drop)
        foot.addStretch(1)
        self._button(foot, _("Закрыть"), self.accept)
        column.addLayout(foot)
        self._fill()

    @property
    def version(self) -> Version | None:
        """The version that is chosen in the list."""
        row = self.list.currentRow()
        shown = self._session.versions[::-1]  # the newest on top
        return shown[row] if 0 <= row < len(shown) else None

    def _button(self, row: QHBoxLayout, text: Text, command: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._session.say(text))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: command())
        row.addWidget(button)
        return button

    def _fill(self) -> None:
        session = self._session
        self.list.clear()
        for version in session.versions[::-1]:
            self.list.addItem(f"{session.say(version.title)}\n{self._when(version)}")
        self.list.setCurrentRow(0)
        self._compare()
        self._enable()

    def _when(self, version: Version) -> str:
        if version.saved_at is None:
            return self._session.say(_("неизвестно когда"))
        return written_moment(version.saved_at, self._session.language)

    def _enable(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip()))
        for button in (self.take, self.drop):
            button.setEnabled(self.version is not None)

    def _compare(self) -> None:
        say, version = self._session.say, self.version
        self._enable()
        if version is None:
            self.differences.setPlainText(say(_("Версий пока нет.")))
            return
        try:
            then = version.project()
        except UserError as error:
            self.differences.setPlainText(say(error.text))
            return
        now = self._session.project
        moved = figure_changes(compute(active(then)), self._session.figures)
        figures = tuple(main_first(moved))
        lines = []
        for title, found in (
            (_("Ответы, изменённые после этой версии"), changes(then, now)),
            (_("Заметки и непонятые записи"), remark_changes(then, now)),
            (_("Показатели: тогда и теперь"), figures),
        ):
            if found:
                lines += [say(title), *(f"  {say(one.sentence)}" for one in found[:MOST_FIGURES])]
                if len(found) > MOST_FIGURES:
                    lines.append(f"  {say(_('и ещё {n}', n=len(found) - MOST_FIGURES))}")
                lines.append("")
        self.differences.setPlainText("\n".join(lines) or say(_NOTHING_NEW))

    def _keep(self) -> None:
        name = self.name.text().strip()
        if name and self._done(lambda: self._session.keep_version(name)):
            self.name.clear()
            self._fill()

    def _take(self) -> None:
        version = self.version
        if version is not None and self._done(lambda: self._session.take_version(version)):
            self._compare()

    def _drop(self) -> None:
        version = self.version
        if version is None or not self._may_drop(version):
            return
        if self._done(lambda: self._session.drop_version(version)):
            self._fill()

    def _may_drop(self, version: Version) -> bool:
        question = _(
            "Удалить версию «{name}» ({when})? Вернуть её будет нельзя.",
            name=version.title,
            when=self._when(version),
        )
        return agreed(
            self, self._session.interface, _("Удаление версии"), question, _("Удалить версию")
        )

    def _done(self, command: Callable[[], object]) -> bool:
        try:
            command()
        except UserError as error:
            tell(self, self._session.interface, error.text)
            return False
        return True
