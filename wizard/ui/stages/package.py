"""The page of the package: what will be made and where, the build, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wizard.errors import UserError
from wizard.files import file_stem
from wizard.project.problem import Severity
from wizard.texts import Text, Translatable, _, n_
from wizard.ui import icons, theme
from wizard.ui.binding.inputs import Check, show_if
from wizard.ui.build_job import BuildJob
from wizard.ui.file_dialogs import agreed, tell
from wizard.ui.session import Session
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.widgets.advice import Advice
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.change_list import ChangeList
from wizard.ui.widgets.parts import clear, label, link

if TYPE_CHECKING:
    from wizard.documents.owner import Owner
    from wizard.documents.package import Only, PackageReport

_BESIDE_TICK = 28  # where the text of a ticked line begins


class PackagePage(Page):
    """Building the package."""

    name = "package"
    in_all_depths = True
    of_base = True
    title = _("Пакет")
    sentence = _("Книга Excel с живыми формулами, документы в Word и PDF и книга для клиента.")
    panel_title = _("Что войдёт в пакет")
    key_figures = (
        KeyFigure("goals.revenue", _("Выручка за весь план")),
        KeyFigure("goals.variable_cost", _("Себестоимость продаж"), better="less"),
        KeyFigure("result.expenses", _("Расходы, вошедшие в прибыль"), better="less"),
        KeyFigure("result.operating_profit", _("Прибыль отдела")),
    )

    def build(self) -> None:
        self._job: BuildJob | None = None
        self._what()
        self._where()
        self._errors = self.card(_("Сначала исправьте"))
        self._error_list = QVBoxLayout()
        self._error_list.setSpacing(theme.SMALL)
        self._errors.column.addLayout(self._error_list)
        self._shown_errors: object = None
        self._result = self.card(_("Пакет готов"))
        self._result_list = QVBoxLayout()
        self._result_list.setSpacing(theme.TINY)
        self._result.column.addLayout(self._result_list)
        self._result.hide()
        self._changes = self.card(_("Что изменилось с прошлой сборки"))
        self._change_list = ChangeList(self.session)
        self._changes.column.addWidget(self._change_list)
        self._changes.hide()
        self._take_over()
        self.refresh()

    def refresh(self) -> None:
        """Show what would be made of the project as it is now."""
        super().refresh()
        errors = [one for one in self.session.problems if one.severity is Severity.ERROR]
        if errors != self._shown_errors:
            self._shown_errors = errors
            clear(self._error_list)
            for problem in errors:
                self._error_list.addWidget(Advice(self.session, problem, self.follow.emit))
        self._errors.setVisible(bool(errors))
        if not self._folder.isModified():
            self._suggest()
        self._say_state()

    def stop(self) -> None:
        """A build in work is stopped; what was there before stays."""
        super().stop()
        self._cancel()

    def start(self) -> None:
        """Build the package with what is chosen."""
        if self._job is not None or self._blocked():
            return
        self.session.closing_edits.emit()
        try:
            folder = Path(self._folder.text().strip()).expanduser()
        except RuntimeError:  # «~name», and the computer has no user of that name
            self._failed(
                _(
                    "Папки «{name}» нет: «~» в начале значит папку пользователя, а такого "
                    "пользователя на этом компьютере нет. Напишите путь целиком или нажмите "
                    "«Выбрать…».",
                    name=self._folder.text().strip(),
                )
            )
            return
        others = self._others(folder)
        if others is not None and not may_build_over(self, self.session, folder, others):
            return
        session = self.session
        session.interface.preferences.remember_package(session.path, folder)
        job = BuildJob(
            self,
            session.project,
            session.path,
            folder,
            self._wanted(),
            over_others=others is not None,
        )
        job.progress.connect(self._progressed)
        job.built.connect(lambda report: self._built(folder, report))
        job.failed.connect(self._failed)
        self._job = job
        self._result.hide()
        self._changes.hide()
        self._bar.setRange(0, 0)
        self._say_state()
        job.start()

    # What was chosen, for the page that takes this one's place

    def _keep(self) -> None:
        folder = self._folder.text() if self._folder.isModified() else None
        ticks = tuple(box.isChecked() for box in (self._workbook, self._documents, self._book))
        self.session.choices[self.name] = (folder, ticks)

    def _take_over(self) -> None:
        kept = self.session.choices.get(self.name)
        if kept is None:
            return
        folder, ticks = kept
        for box, on in zip((self._workbook, self._documents, self._book), ticks, strict=True):
            box.setChecked(on)
        if folder is not None:
            self._folder.setText(folder)
            self._folder.setModified(True)

    # What stands on the page

    def _what(self) -> None:
        card = self.card(_("Что собрать"))
        self._workbook = self._choice(
            card,
            _("Книга Excel"),
            _("Итоги, исходные данные, листы этапов, бюджет, прибыль и деньги, KPI, проверки."),
        )
        self._documents = self._choice(
            card,
            _("Документы в Word и PDF"),
            _(
                "Приказы, положения, регламенты, должностные инструкции, формы. Какие из них "
                "делаются и почему — на странице «Документы»."
            ),
        )
        self._book = self._choice(
            card,
            _("Книга для клиента (PDF)"),
            _(
                "Одним файлом: обложка, содержание, главное в цифрах и рисунках, глава о каждом "
                "этапе, план запуска и все документы."
            ),
        )

    def _choice(self, card: Card, title: Text, about: Text) -> Check:
        box = Check(self.session.say(title))
        box.setChecked(True)
        box.toggled.connect(lambda _on: self._say_state())
        box.clicked.connect(lambda _on: self._keep())
        hint = label(self.session.say(about), "caption")
        hint.setWordWrap(True)
        hint.setContentsMargins(_BESIDE_TICK, 0, 0, 0)
        part = QVBoxLayout()
        part.setSpacing(0)
        part.addWidget(box)
        part.addWidget(hint)
        card.column.addLayout(part)
        return box

    def _where(self) -> None:
        session = self.session
        card = self.card(_("Куда положить"))
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        self._folder = QLineEdit()
        self._folder.setAccessibleName(session.say(_("Папка пакета")))
        self._folder.textEdited.connect(lambda _text: self._say_state())
        self._folder.textEdited.connect(lambda _text: self._keep())
        row.addWidget(self._folder, 1)
        choose = QPushButton(session.say(_("Выбрать…")))
        choose.setFixedHeight(theme.FIELD_HEIGHT)
        choose.clicked.connect(self._choose_folder)
        row.addWidget(choose)
        card.column.addLayout(row)
        self._elsewhere = label("", "caption")
        self._elsewhere.setWordWrap(True)
        card.column.addWidget(self._elsewhere)
        card.say(
            _(
                "Документы, которые вы исправили руками после прошлой сборки, останутся: новые "
                "лягут рядом."
            ),
            "caption",
        )
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        self._build = QPushButton(session.say(_("Собрать пакет")))
        self._build.setProperty("role", "main")
        self._build.setProperty("scale", "large")
        self._build.clicked.connect(self.start)
        line.addWidget(self._build)
        self._stop = QPushButton(session.say(_("Остановить")))
        self._stop.setProperty("scale", "large")
        self._stop.clicked.connect(self._cancel)
        line.addWidget(self._stop)
        state = QVBoxLayout()
        state.setSpacing(theme.TINY)
        self._state = label("", "caption")
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(session.say(_("Ход сборки")))
        state.addWidget(self._state)
        state.addWidget(self._bar)
        line.addLayout(state, 1)
        card.column.addLayout(line)

    def _say_state(self) -> None:
        running = self._job is not None
        self._stop.setVisible(running)
        if running and (self._build.hasFocus() or self._folder.hasFocus()):
            self._stop.setFocus()  # what had the focus is about to go
        self._bar.setVisible(running)
        for widget in (self._workbook, self._documents, self._book, self._folder):
            widget.setEnabled(not running)
        if self._folder.isModified():
            self._elsewhere.hide()
        reason = self._blocked()
        self._build.setVisible(not running)
        self._build.setEnabled(not reason)
        if not running:
            self._state.setText(self.session.say(reason) if reason else "")

    def _blocked(self) -> Text | None:
        errors = sum(one.severity is Severity.ERROR for one in self.session.problems)
        if errors:
            return n_("Сначала исправьте {n} ошибку.", "Сначала исправьте ошибки: {n}.", errors)
        if not self._wanted():
            return _("Отметьте, что собрать.")
        if not self._folder.text().strip():
            return _("Укажите папку.")
        return None

    def _wanted(self) -> frozenset[Only]:
        choices: dict[Only, Check] = {
            "workbook": self._workbook,
            "documents": self._documents,
            "book": self._book,
        }
        return frozenset(name for name, box in choices.items() if box.isChecked())

    def _suggest(self) -> None:
        """Offer where this project's package was built last, else a folder beside its file; never
        one that holds the package of another plan."""
        usual = self._usual()
        folder, number, others = usual, 2, self._others(usual)
        while self._others(folder) is not None:
            folder, number = usual.with_name(f"{usual.name} {number}"), number + 1
        self._folder.setText(str(folder))
        show_if(self._elsewhere, others is not None)
        if others is not None:
            text = _(
                "В «{folder}» лежит пакет другого плана: {plan}, поэтому предложена другая папка.",
                folder=usual.name,
                plan=others.name,
            )
            self._elsewhere.setText(self.session.say(text))

    def _usual(self) -> Path:
        session = self.session
        kept = session.interface.preferences.package_folder(session.path)
        if kept is not None and session.path is not None:
            return kept
        name = file_stem(session.title)
        folder = session.path.parent if session.path else kept.parent if kept else None
        suffix = session.say(_("пакет"))
        return (folder or session.interface.preferences.folder) / f"{name} — {suffix}"

    def _others(self, folder: Path) -> Owner | None:
        """The other plan whose package lies in a folder."""
        from wizard.documents.manifest import read_manifest
        from wizard.documents.owner import owner_of

        try:
            found = read_manifest(folder).owner
        except UserError:
            return None  # the build says what is wrong with the folder
        own = owner_of(self.session.project, self.session.path, folder)
        return None if found.may_be(own) else found

    def _choose_folder(self) -> None:
        say = self.session.say
        found = QFileDialog.getExistingDirectory(
            self, say(_("Папка пакета")), str(Path(self._folder.text()).parent)
        )
        if found:
            self._folder.setText(found)
            self._folder.setModified(True)
            self._keep()
            self._say_state()

    # What the build tells

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._state.setText(self.session.say(_("Останавливаю после текущего файла…")))

    def _progressed(self, done: int, of: int, what: Translatable) -> None:
        self._bar.setRange(0, max(1, of))
        self._bar.setValue(done)
        self._state.setText(
            self.session.say(_("{done} из {of}: {what}", done=done, of=of, what=what))
        )

    def _let_job_go(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        self._say_state()

    def _built(self, folder: Path, report: PackageReport) -> None:
        self._let_job_go()
        self._show_report(folder, report)

    def _failed(self, text: Text | None) -> None:
        self._let_job_go()
        if text is None:
            self._state.setText(self.session.say(_("Сборка остановлена. Прежний пакет не тронут.")))
        else:
            tell(self, self.session.interface, text)

    def _show_report(self, folder: Path, report: PackageReport) -> None:
        say = self.session.say
        clear(self._result_list)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        made = n_("Сделан {n} файл", "Сделано файлов: {n}", len(report.made))
        line.addWidget(label(say(made), "sentence"))
        line.addStretch(1)
        opener = QPushButton(say(_("Открыть папку")))
        icons.beside(opener, "folder-open", "ink")
        opener.clicked.connect(lambda _on=False: _open(folder))
        line.addWidget(opener)
        self._result_list.addWidget(row)
        for text in report.attention:
            paragraph = label(f"⚠ {say(text)}", "")
            paragraph.setWordWrap(True)
            self._result_list.addWidget(paragraph)
        for place in report.made:
            self._result_list.addWidget(_file_link(folder, place))
        if report.kept:
            self._result_list.addWidget(label(say(_("Оставлены ваши правки")), "strong"))
            for place in report.kept:
                self._result_list.addWidget(_file_link(folder, place))
        if report.removed:
            gone = n_(
                "Убран {n} файл прежней сборки: в пакет он больше не входит.",
                "Убрано файлов прежней сборки: {n}. В пакет они больше не входят.",
                len(report.removed),
            )
            self._result_list.addWidget(label(say(gone), ""))
        self._changes.setVisible(bool(report.changes or report.figures))
        self._change_list.show_report(report)
        self._result.show()
        opener.setFocus()


def may_build_over(window: QWidget, session: Session, folder: Path, others: Owner) -> bool:
    """Ask whether a package of another plan may be built over."""
    question = _(
        "В папке «{folder}» лежит пакет другого плана: {plan}. Собрать поверх него?",
        folder=str(folder),
        plan=others.name,
    )
    more = _(
        "Файлы, которых никто не правил, будут заменены; исправленные и книга с фактом "
        "другой компании останутся. Если вы лишь переименовали или перенесли файл "
        "плана, собирайте: факт перейдёт в новую книгу."
    )
    title, yes = _("Пакет другого плана"), _("Собрать поверх")
    return agreed(window, session.interface, title, question, yes, more)


def _file_link(folder: Path, place: str) -> QPushButton:
    button = link(place, lambda: _open(folder / place))
    icon = {".pdf": "file-pdf", ".xlsx": "table", ".docx": "file-text"}
    icons.beside(button, icon.get(Path(place).suffix, "file"), "accent")
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return PackagePage(session, parent)
