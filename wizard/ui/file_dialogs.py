"""The questions about files: what to open, where to save, whether changes may be lost.

Belongs here: dialogs and the texts of failures. Does not belong here: reading and writing files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from wizard.dates import written_moment
from wizard.errors import UserError
from wizard.files import PROJECT_SUFFIX, file_stem
from wizard.texts import Translatable, Verbatim, _, joined
from wizard.ui.interface import Interface

if TYPE_CHECKING:
    from wizard.storage.recovery import Recovery
    from wizard.ui.session import Session

FAILED = _("Не получилось")
_PRESET_TOLD = _(
    "Название примера. Реквизиты и имена клиента, логотип, деньги на старте, открытые сделки,\n"
    "действующие клиенты, конкуренты, сроки и номера документов в него не войдут. Цифры плана и\n"
    "тексты, которые вы писали сами, останутся: проверьте их."
)


class FileDialogs:
    """File commands of the window, with their questions."""

    def __init__(
        self, interface: Interface, session: Callable[[], Session], window: QWidget
    ) -> None:
        self._interface, self._window = interface, window
        self._session_of_window = session

    @property
    def _session(self) -> Session:
        return self._session_of_window()

    def new(self, preset: str) -> None:
        """Begin from a preset."""
        if self.may_lose():
            self._tell_failure(lambda: self._session.new(preset))

    def open(self) -> None:
        """Ask for a file and open it."""
        name, _filter = QFileDialog.getOpenFileName(
            self._window,
            self._interface.say(_("Открыть проект")),
            str(self._interface.preferences.folder),
            self._filter(),
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a file, once what is open may be left; one that is open already stays as it is."""
        if self._session.has_open(path):
            told = _(
                "«{name}» открыт в этом окне, всё введённое на месте. Чтобы прочитать файл с диска "
                "заново, закройте проект и откройте его снова.",
                name=path.name,
            )
            tell(self._window, self._interface, told, title=_("Проект уже открыт"))
            return
        if not self.may_lose():
            return
        if self._tell_failure(lambda: self._session.open(path)):
            self._interface.preferences.folder = path.parent
            self._tell_damaged()
            self._offer_recovered()

    def open_dropped(self, paths: list[Path]) -> None:
        """Open the file that was dropped on the window; of several none is opened."""
        if len(paths) == 1:
            self.open_path(paths[0])
        else:
            tell(self._window, self._interface, _("Перетащите один файл: открыт бывает один план."))

    def keep_as_preset(self) -> None:
        """Ask for a title and keep the project, without its client, as a preset; one of the same
        title is replaced only if a person wants it, else the title is asked for again."""
        session, title = self._session, self._preset_title("")
        while title and session.has_preset(title) and not self._may_replace_preset(title):
            title = self._preset_title(title)
        if title:
            self._tell_failure(lambda: session.keep_as_preset(title))

    def _preset_title(self, at_first: str) -> str:
        say = self._interface.say
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(say(_("Сохранить как пример")))
        dialog.setLabelText(say(_PRESET_TOLD))
        dialog.setTextValue(at_first)
        dialog.setOkButtonText(say(_("Сохранить")))
        dialog.setCancelButtonText(say(_("Отмена")))
        accepted = dialog.exec()
        title = dialog.textValue().strip()
        dialog.deleteLater()
        return title if accepted else ""

    def _may_replace_preset(self, title: str) -> bool:
        question = _(
            "Свой пример «{title}» уже есть. Заменить его? Прежний вернуть будет нельзя.",
            title=Verbatim(title),
        )
        return agreed(
            self._window, self._interface, _("Такой пример уже есть"), question, _("Заменить")
        )

    def drop_preset(self, name: str) -> bool:
        """Forget a preset of one's own. False if it could not be done."""
        from wizard.storage.own_presets import drop_own_preset

        folder = self._interface.preferences.presets_folder
        return self._tell_failure(lambda: drop_own_preset(name, folder))

    def take_lost(self, recovery: Recovery) -> None:
        """Go on with a project without a file that a crash left."""
        if self.may_lose():
            self._session.take_lost(recovery)

    def _tell_damaged(self) -> None:
        """Say which versions of the file just opened cannot be read."""
        names = [
            _("«{name}»", name=one.title) for one in self._session.versions if not one.is_sound
        ]
        if names:
            told = _(
                "Проект открыт, но часть его версий повреждена и не читается: {names}. Они "
                "остаются в файле; удалить их можно в меню «Версии…». Если они нужны, возьмите "
                "более раннюю копию файла.",
                names=joined(names),
            )
            tell(self._window, self._interface, told, title=_("Версии повреждены"))

    def _offer_recovered(self) -> None:
        """Ask what becomes of unsaved work of the file just opened."""
        from wizard.storage.recovery import forget

        session = self._session
        found = session.recovered
        if found is None:
            return
        when = written_moment(found.saved_at, session.language)
        told = _(
            "В прошлый раз программа закрылась, не сохранив этот проект. Несохранённая работа "
            "записана {when}.",
            when=when,
        )
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(session.say(_("Найдена несохранённая работа")))
        box.setText(session.say(told))
        more = [_("Восстановление можно отменить, как любую правку.")]
        if not found.file_unchanged:
            more.append(_("Файл проекта с тех пор изменился: восстановленное заменит и это."))
        box.setInformativeText(" ".join(session.say(text) for text in more))
        take = box.addButton(session.say(_("Восстановить")), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(
            session.say(_("Открыть сохранённое, несохранённое удалить")),
            QMessageBox.ButtonRole.DestructiveRole,
        )
        box.setDefaultButton(take)
        box.setEscapeButton(take)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        if chosen is drop:
            forget(found.place)
        else:
            session.take_recovered(found)

    def save(self) -> bool:
        """Save; a project without a file asks for one. False if it is not saved."""
        from wizard.storage.project_file import FileGone

        path = self._session.path
        if path is None:
            return self.save_as()
        try:
            self._session.save()
        except FileGone:
            return self.save_gone(path)
        except UserError as error:
            tell(self._window, self._interface, error.text)
            return False
        return True

    def save_gone(self, path: Path) -> bool:
        """Ask where to save a project whose file is gone from its place. False if nowhere."""
        say = self._interface.say
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(say(_("Файла нет на месте")))
        told = _(
            "Файла «{name}» больше нет в папке «{folder}»: его перенесли, переименовали или "
            "удалили, или диск отключён.",
            name=path.name,
            folder=str(path.parent),
        )
        box.setText(say(told))
        more = _("Можно записать проект на прежнее место заново или выбрать другое.")
        box.setInformativeText(say(more))
        here = box.addButton(say(_("Записать заново")), QMessageBox.ButtonRole.AcceptRole)
        elsewhere = box.addButton(say(_("Сохранить как…")), QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton(say(_("Отмена")), QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(elsewhere)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        if chosen is elsewhere:
            return self.save_as()
        return chosen is here and self._tell_failure(lambda: self._session.save(anew=True))

    def save_first(self) -> bool:
        """Say that something needs the project's file, and ask for it. False if there is none."""
        tell(
            self._window,
            self._interface,
            _("Версии хранятся в файле проекта. Сначала сохраните проект."),
            title=_("Проект ещё не сохранён"),
        )
        return self.save_as()

    def save_as(self) -> bool:
        """Ask where to save. False if it is not saved."""
        session = self._session
        suggested = session.path or self._interface.preferences.folder / self._file_name()
        name, _filter = QFileDialog.getSaveFileName(
            self._window, session.say(_("Сохранить проект")), str(suggested), self._filter()
        )
        if not name:
            return False
        path = Path(name)
        if path.suffix.lower() != PROJECT_SUFFIX:
            path = path.with_name(path.name + PROJECT_SUFFIX)
            if path.exists() and not self._may_replace(path):
                return False
        if not self._tell_failure(lambda: session.save_as(path)):
            return False
        self._interface.preferences.folder = path.parent
        return True

    def close(self) -> None:
        """Leave the project and show the start page."""
        if self.may_lose():
            self._session.close()

    def may_lose(self) -> bool:
        """Whether the open project may be left: it is saved, or a person says so."""
        session = self._session
        session.closing_edits.emit()
        if not session.dirty:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(session.say(_("Есть несохранённые изменения")))
        box.setText(session.say(_("Сохранить изменения в «{name}»?", name=Verbatim(session.title))))
        box.setInformativeText(session.say(_("Без сохранения они пропадут.")))
        save = box.addButton(session.say(_("Сохранить")), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(session.say(_("Не сохранять")), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(session.say(_("Отмена")), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(stay)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        if chosen is save:
            return self.save()
        return chosen is drop

    def _may_replace(self, path: Path) -> bool:
        return agreed(
            self._window,
            self._interface,
            _("Такой файл уже есть"),
            _("Заменить файл «{name}»?", name=Verbatim(path.name)),
            _("Заменить"),
        )

    def _tell_failure(self, command: Callable[[], object]) -> bool:
        try:
            command()
        except UserError as error:
            tell(self._window, self._interface, error.text)
            return False
        return True

    def _filter(self) -> str:
        return f"{self._session.say(_('Проект отдела продаж'))} (*{PROJECT_SUFFIX})"

    def _file_name(self) -> str:
        return file_stem(self._session.title) + PROJECT_SUFFIX


def tell(
    window: QWidget,
    interface: Interface,
    text: Translatable,
    *,
    title: Translatable = FAILED,
) -> None:
    """Say what went wrong and wait until it is read."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(interface.say(title))
    box.setText(interface.say(text))
    box.addButton(interface.say(_("Понятно")), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()


def agreed(
    window: QWidget,
    interface: Interface,
    title: Translatable,
    question: Translatable,
    yes: Translatable,
    more: Translatable | None = None,
) -> bool:
    """Ask before something is done that cannot be undone, saying `more` of it in small; whether a
    person wants it."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(interface.say(title))
    box.setText(interface.say(question))
    if more is not None:
        box.setInformativeText(interface.say(more))
    wanted = box.addButton(interface.say(yes), QMessageBox.ButtonRole.DestructiveRole)
    no = box.addButton(interface.say(_("Отмена")), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    return chosen is wanted
