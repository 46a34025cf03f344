"""The open project and what follows from it, watched by the widgets.

Belongs here: the project, its figures and problems, undo and redo, the file it came from, the
language in which the window speaks. Does not belong here: widgets and dialogs. There is one session
a window; it is passed to whatever needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from wizard.project import edit
from wizard.project.company import OutputLanguage
from wizard.project.model import Question
from wizard.project.notes import calculation_of
from wizard.project.path import PathError, get, question_at, title
from wizard.project.problem import Mend, Problem, Severity
from wizard.project.project import Project
from wizard.storage.own_presets import (
    PREFIX,
    is_kept,
    keep_own_preset,
    load_own_preset,
    own_title,
)
from wizard.storage.presets import Preset, load_preset, preset, preset_names, respoken
from wizard.storage.project_file import ProjectFile, open_project, save, save_as
from wizard.storage.recent import Glance
from wizard.storage.recovery import Recovery, find_recovery, forget
from wizard.storage.versions import Version, version_of
from wizard.texts import Language, Text, Translatable, Verbatim, _
from wizard.ui.autosave import Autosave
from wizard.ui.background import meanwhile
from wizard.ui.drawn import Drawn
from wizard.ui.history import History, Step
from wizard.ui.interface import Interface
from wizard.ui.progress import progress
from wizard.ui.written import written_value
from wizard.units import Unit

if TYPE_CHECKING:
    from wizard.plan.figures import Figures


Draw = Callable[[str, Project, "Figures", Language, float, bool], Drawn]
"""A drawing by name: of a project and its figures, in a language, so many millimetres wide,
dark or light. It is called off the window's thread."""


class Session(QObject):
    """One project being worked on."""

    changed = Signal()
    """The project, and so the figures and problems, are other ones now."""
    opened = Signal()
    """Another project has been opened or made; nothing of the old one may stay on the screen."""
    file_changed = Signal()
    """The file's name, its saved state, or undo and redo are other ones now."""
    closing_edits = Signal()
    """Editors must hand over what is typed in them: the project is about to be saved or built."""

    def __init__(
        self,
        interface: Interface,
        compute: Callable[[Project], Figures],
        problems: Callable[[Project, Figures], list[Problem]],
        draw: Draw,
    ) -> None:
        super().__init__()
        self.interface = interface
        self._compute = compute
        self._find_problems = problems
        self.draw = draw
        self._file: ProjectFile | None = None
        self._saved: Project | None = None
        self.saved_at: datetime | None = None
        self._history = History()
        self._autosave = Autosave(interface.preferences.recovery_folder, self)
        self._autosave.failed.connect(self._autosave_told)
        self.autosave_problem: Text | None = None
        self.project = Project()
        self.preset: Preset | None = None
        """The preset that the project began from, if it is one that the program has."""
        self._own_preset: str | None = None  # the title of one's own that the project began from
        self.shown = self.project
        self.is_open = False
        self._figures: Figures | None = None
        self.figures_before: Figures | None = None
        self.problems: list[Problem] = []
        self.choices: dict[str, Any] = {}
        """What was chosen on a page and is part of no project, by the page's name: a page made
        anew, in another language, takes it over."""
        self._refusals: dict[str, Text] = {}

    # What widgets ask

    @property
    def language(self) -> Language:
        """The window's language."""
        return self.interface.language

    def say(self, text: Translatable) -> str:
        """A text in the window's language."""
        return self.interface.say(text)

    def written(self, value: float, unit: Unit, *, sign: bool = True, exact: bool = False) -> str:
        """A value with its unit as the window's language and the project's currency write it."""
        return written_value(value, unit, self.language, self.currency, sign, exact)

    @property
    def figures(self) -> Figures:
        """The figures of the open project."""
        if self._figures is None:
            raise ValueError("no project is open")
        return self._figures

    @property
    def scenario(self) -> str:
        """The name of the active scenario, under which `shown` and the figures are; or empty."""
        for one in self.project.scenarios.scenarios:
            if one.id == self.project.scenarios.active:
                return one.name or one.id
        return ""

    @property
    def detailed(self) -> bool:
        """Whether all questions are shown, or the basic ones alone."""
        return self.interface.detailed

    @property
    def preset_words(self) -> str:
        """Where a value comes from that nobody has touched: «Из примера «Агентство»»."""
        if self.preset is not None:
            return self.say(_("Из примера «{preset}»", preset=self.preset.title))
        if self._own_preset is not None:
            return self.say(_("Из своего примера «{preset}»", preset=Verbatim(self._own_preset)))
        if self.project.preset:
            return self.say(_("Из примера, которого на этом компьютере нет"))
        return self.say(_("Значение по умолчанию"))

    @property
    def preset_named(self) -> str:
        """The preset that the project began from, as a sentence; empty where there is none."""
        if self.preset is not None:
            return self.say(_("Пример «{title}».", title=self.preset.title))
        if self._own_preset is not None:
            return self.say(_("Свой пример «{title}».", title=Verbatim(self._own_preset)))
        if self.project.preset:
            return self.say(_("Пример, с которого начат план, на этом компьютере не найден."))
        return ""

    @property
    def currency(self) -> str:
        """The project's currency code."""
        return self.project.company.currency.value

    def value(self, path: str) -> object:
        """The answer at a path."""
        return get(self.project, path)

    def question(self, path: str) -> Question:
        """The question at a path."""
        return question_at(self.project, path)

    def is_answered(self, path: str) -> bool:
        """Whether a person gave this answer (else it is the preset's)."""
        return path in self.project.answered

    def draft(self, path: str) -> str | None:
        """The entry at this path that could not be understood."""
        return self.project.drafts.get(path)

    def note(self, path: str) -> str:
        """The note at an answer; empty where there is none."""
        return self.project.notes.get(path, "")

    def refusal(self, path: str) -> Text | None:
        """Why the answer at this path may not stand, where a rule refuses it."""
        return self._refusals.get(path)

    def exists(self, path: str) -> bool:
        """Whether the path still names something."""
        try:
            get(self.project, path)
        except PathError:
            return False
        return True

    # Edits

    def answer(
        self, path: str, value: object, *, calculation: str = "", going_on: bool = False
    ) -> None:
        """Give an answer, and the calculation it was typed as if it was. Answers `going_on` at one
        place (typing) are undone as one."""
        settled = self.draft(path) is None and self.is_answered(path)
        told = not calculation or calculation == calculation_of(self.note(path))
        if settled and told and self.value(path) == value:
            return
        name = title(self.project, path)
        after = edit.answer(self.project, path, value, calculation)
        english = after.company.language is OutputLanguage.EN
        papers: Language = "en" if english else "ru"
        if path == "company.language":
            after = respoken(after, papers)
        if path == "company.currency":
            after = edit.with_signs_of(after, papers, self.project.company.currency)
        self._edit(after, name, path, going_on=going_on)

    def keep_note(self, path: str, text: str) -> None:
        """Keep a note at an answer; an empty one is taken away."""
        name = _("заметка: {what}", what=title(self.project, path))
        self.apply(name, path, lambda project: edit.with_note(project, path, text))

    def keep_draft(self, path: str, entry: str) -> None:
        """Keep an entry that could not be understood, so that it is shown again."""
        if self.draft(path) != entry:
            name = title(self.project, path)
            self._edit(edit.with_draft(self.project, path, entry), name, path, going_on=True)

    def drop_draft(self, path: str) -> bool:
        """Show the answer again where an entry could not be understood; whether there was one."""
        if self.draft(path) is None:
            return False
        name = title(self.project, path)
        self.apply(name, path, lambda project: edit.without_draft(project, path))
        return True

    def apply(
        self,
        name: Text,
        path: str,
        change: Callable[[Project], Project],
        *,
        lengthy: bool = False,
    ) -> None:
        """Any other change of the project, undone as one step. One that is `lengthy` makes another
        plan of the project: the plan is laid out beside the window's thread first; the change is
        dropped if the project has become another one meanwhile."""
        from wizard.plan.scenarios import active

        before, after = self.project, change(self.project)
        if after != before:
            if lengthy:
                meanwhile(lambda: self._compute(active(after)))
                if self.project is not before:
                    return
            self._edit(after, name, path, going_on=False)

    def mend(self, mend: Mend) -> None:
        """Give the answer that takes a problem away, and what follows from it as if typed."""
        self.answer(mend.path, mend.value)

    def speak_anew(self) -> None:
        """Take over the window's new language in a project that nobody has worked on yet: its
        names are as little anybody's as its figures."""
        if self.is_open and self.path is None and self.project is self._saved:
            self._saved = respoken(self.project, self.language)
            self._history.clear()  # what could be done again was done in the other language
            self._show(self._saved)

    def fill_in(self, change: Callable[[Project], Project]) -> None:
        """Add rows that the program knows of and the project does not hold yet.

        Nothing is answered by it: there is nothing to undo, and nothing to save for it alone.
        """
        from wizard.plan.scenarios import active

        after = change(self.project)
        if self._saved is not None and not self.dirty:
            self._saved = after
        self.project, self.shown = after, active(after)

    def end_typing(self) -> None:
        """The next answer at the same place is a step of its own."""
        self._history.end_typing()

    def _edit(self, after: Project, name: Text, path: str, *, going_on: bool) -> None:
        if self._history.keep(Step(name, path, self.project), going_on=going_on):
            self.figures_before = self._figures
        self._show(after)

    def _show(self, project: Project) -> None:
        # Loaded with the plan itself: the start page needs neither.
        from wizard.plan.scenarios import active

        self.project = project
        self.shown = active(project)
        self._figures = self._compute(self.shown)
        self.problems = self._find_problems(self.shown, self._figures)
        self._refusals = {
            one.path: one.text for one in self.problems if one.severity is Severity.ERROR
        }
        self._write_down()
        self.changed.emit()
        self.file_changed.emit()

    def _write_down(self) -> None:
        """Have what is unsaved written down, or forgotten where it was undone."""
        if self.dirty:
            self._autosave.keep(*self._unsaved)
        else:
            self._autosave.forget(self.path)

    @property
    def _unsaved(self) -> tuple[Project, Path | None, str]:
        """What is written down of unsaved work."""
        return self.project, self.path, self._file.digest if self._file is not None else ""

    # Undo and redo

    @property
    def next_undo(self) -> Step | None:
        """The step that would be undone."""
        return self._history.next_undo

    @property
    def next_redo(self) -> Step | None:
        """The step that would be done again; its `before` is what will be there then."""
        return self._history.next_redo

    def undo(self) -> str:
        """Take the last change back; the place that changed."""
        return self._travel(self._history.back(self.project))

    def redo(self) -> str:
        """Do the last undone change again; the place that changed."""
        return self._travel(self._history.forth(self.project))

    def _travel(self, step: Step | None) -> str:
        if step is None:
            return ""
        self.figures_before = self.figures
        self._show(step.before)
        return step.path

    # The file

    @property
    def path(self) -> Path | None:
        """Where the project is saved, if it is."""
        return self._file.path if self._file else None

    @property
    def dirty(self) -> bool:
        """Whether something would be lost without saving."""
        return self.is_open and self.project is not self._saved and self.project != self._saved

    @property
    def glance(self) -> Glance:
        """What the project looks like, for the list of recent ones."""
        counts = progress(self.project, self.problems, detailed=self.detailed).values()
        return Glance(
            self.project.company.name,
            sum(one.answered for one in counts),
            sum(one.asked for one in counts),
            self.figures["goals.revenue"].months,
        )

    @property
    def title(self) -> str:
        """What the project is called on the screen."""
        return self.project.company.name or self.say(_("Новый проект"))

    def new(self, preset: str) -> None:
        """Start a project from a preset, the program's or one's own; UserError if it cannot be
        read."""
        if preset.startswith(PREFIX):
            project = load_own_preset(preset, self.interface.preferences.presets_folder)
        else:
            project = load_preset(preset, self.language)
        self._start(edit.aligned(project), None)

    def has_preset(self, title: str) -> bool:
        """Whether there is a preset of one's own of that title, which keeping one replaces."""
        return is_kept(title, self.interface.preferences.presets_folder)

    def keep_as_preset(self, title: str) -> None:
        """Keep the project, without its client, as a preset of one's own; UserError if it cannot
        be written."""
        self.closing_edits.emit()
        keep_own_preset(self.project, title, self.interface.preferences.presets_folder)

    def has_open(self, path: Path) -> bool:
        """Whether the open project is of that very file."""
        return self.path is not None and self.path.resolve() == path.resolve()

    def open(self, path: Path) -> None:
        """Open a project file; UserError leaves the open project as it was."""
        if self.has_open(path):
            return
        file = open_project(path)
        self._start(file.project, file)
        self.interface.preferences.remember(path, self.glance)

    @property
    def recovered(self) -> Recovery | None:
        """Unsaved work of the open file that a crash left, if there is any."""
        if self._file is None:
            return None
        folder = self.interface.preferences.recovery_folder
        file, sole = self._file, self._file.lock is not None
        return find_recovery(file.path, file.digest, folder, sole=sole)

    def take_recovered(self, recovery: Recovery) -> None:
        """Go on with the work that a crash left of the open file, as a step that can be undone."""
        name = _("восстановление после сбоя")
        self.apply(name, "company.name", lambda _saved: edit.aligned(recovery.project))
        self._forget_taken(recovery)

    def take_lost(self, recovery: Recovery) -> None:
        """Go on with the work that a crash left of a project without a file, as an unsaved one."""
        self._start(edit.aligned(recovery.project), None, unsaved=True)
        self._forget_taken(recovery)

    def _forget_taken(self, recovery: Recovery) -> None:
        # What could not be written down anew stays where it is.
        if self.keep_now():
            forget(recovery.place)

    def keep_now(self) -> bool:
        """Write unsaved work down at once and wait until it is written; whether nothing would be
        lost now."""
        return not self.dirty or self._autosave.keep_now(*self._unsaved)

    def save(self, *, anew: bool = False) -> None:
        """Save to the project's file, or make it `anew` where it is gone from its place; UserError
        if that cannot be done."""
        self.closing_edits.emit()
        self._file = save(self._with_file, self.project, anew=anew)
        self._was_saved()

    def save_as(self, path: Path) -> None:
        """Save to another file and go on with it."""
        self.closing_edits.emit()
        if self._file is not None and self.has_open(path):
            self._file = save(self._file, self.project, anew=True)
        else:
            before = self.path
            file = save_as(self.project, path, self.versions)
            if self._file is not None:
                self._file.close()
            self._autosave.forget(before)
            self._file = file
        self._was_saved()

    # Versions

    @property
    def versions(self) -> tuple[Version, ...]:
        """The named states kept in the project's file, the newest last."""
        return self._file.versions if self._file is not None else ()

    def keep_version(self, name: str) -> None:
        """Save, and keep the project as it is now under a name; UserError if it cannot be done."""
        self.closing_edits.emit()
        versions = (*self.versions, version_of(self.project, name))
        self._file = save(self._with_file, self.project, versions)
        self._was_saved()

    def drop_version(self, version: Version) -> None:
        """Forget a version; what is not saved stays so. UserError if the file cannot be written."""
        file = self._with_file
        left = tuple(one for one in file.versions if one is not version)
        self._file = save(file, file.project, left)
        self._write_down()
        self.file_changed.emit()

    def take_version(self, version: Version) -> None:
        """Go back to a version, as a step that can be undone; UserError if it cannot be read."""
        project = edit.aligned(version.project())
        name = _("версия «{name}»", name=version.title)
        self.apply(name, "company.name", lambda _now: project)

    @property
    def _with_file(self) -> ProjectFile:
        if self._file is None:
            raise ValueError("a project that was never saved needs a path")
        return self._file

    def close(self) -> None:
        """Let the file go and show nothing."""
        self.let_go()
        self.opened.emit()

    def let_go(self) -> None:
        """Give the file's lock back; nothing is open then, and nothing is left to recover."""
        if self.is_open:
            self._autosave.forget(self.path)
        if self._file is not None:
            self._file.close()
            self._file = None
        self.is_open = False
        self._history.clear()

    def _start(self, project: Project, file: ProjectFile | None, *, unsaved: bool = False) -> None:
        if self.is_open:
            self._autosave.forget(self.path)
        if self._file is not None:
            self._file.close()
        self._file = file
        self._history.clear()
        self.choices.clear()
        self.is_open = True
        self.saved_at = None
        self.figures_before = None
        name = project.preset
        self.preset = preset(name) if name in preset_names() else None
        own = name.startswith(PREFIX)
        folder = self.interface.preferences.presets_folder
        self._own_preset = own_title(name, folder) if own else None
        # A project from a preset is no loss until something is answered in it.
        self._saved = None if unsaved else project
        self._show(project)
        self.opened.emit()

    def _autosave_told(self, problem: Text | None) -> None:
        if problem != self.autosave_problem:
            self.autosave_problem = problem
            self.file_changed.emit()

    def _was_saved(self) -> None:
        self._autosave.forget(self.path)
        if self.path is not None:
            self.interface.preferences.remember(self.path, self.glance)
        self._saved = self.project
        self.saved_at = datetime.now()
        self.file_changed.emit()
