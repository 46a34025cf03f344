"""The register of documents: each with the reason for it, who answers for it, and a look at it."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from wizard.documents.catalogue import DocumentTemplate, bare_title, catalogue_of
from wizard.documents.filling.text import lowered
from wizard.documents.packs.packs import packs_stamp
from wizard.errors import UserError
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.model import Row
from wizard.project.project import PackUse, Project
from wizard.texts import Language, Text, Verbatim, _, joined, n_
from wizard.ui.background import Later
from wizard.ui.binding.table_model import Column, Shown, TableModel
from wizard.ui.session import Session
from wizard.ui.stages.paper_groups import ALL, ATTENTION, TITLES, PaperGroups
from wizard.ui.stages.paper_preview import PaperPreview
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.parts import label

if TYPE_CHECKING:
    from wizard.documents.preview import State

REGISTER = "documentation.documents"


class PaperRegister(QObject):
    """The card of the register, with the preview below its table."""

    opened = Signal(QWidget)
    """What the page must bring before the eyes."""

    def __init__(self, card: Card) -> None:
        super().__init__(card)
        self._card, self._session = card, card.session
        self._templates = _known(card.session)
        self._states: dict[str, State] = {}
        self._row = ""
        self._shown: list[str] = []
        self._sorted: dict[str, tuple[str, bool]] = {}
        """The group of each document, and whether it needs attention."""
        self._sorted_of: Project | None = None
        self._sorted_by: dict[str, State] | None = None
        self._later = Later(card)
        self._later.found.connect(self._take)
        card.say(
            _(
                "Enter или двойной щелчок по названию показывает документ таким, каким он будет "
                "напечатан."
            ),
            "caption",
        )
        self.table = card.table(
            REGISTER,
            [
                Shown(_("Документ"), self._title_of, stretch=1, numeric=False, tip=self._reason_of),
                Shown(_("В пакете"), self._state_of, width=102, numeric=False, tip=self._reason_of),
                Column("wanted", width=92),
                Column("prepares", width=116),
                Column("due", width=104),
                Column("number", width=64),
            ],
            detail=("approves", "dated"),
            model=PaperRows,
        )
        self.groups = PaperGroups(card.session)
        card.column.insertWidget(card.column.indexOf(self.table), self.groups)
        self.groups.chosen.connect(self._show_group)
        self.table.row_chosen.connect(self._choose)
        self.table.row_opened.connect(self.open)
        self.reason = label("", "")
        self.reason.setWordWrap(True)
        card.column.addWidget(self.reason)
        self._look = QPushButton(card.session.say(_("Посмотреть документ")))
        self._look.clicked.connect(lambda _on=False: self.open(self._row))
        card.column.addWidget(self._look, 0, Qt.AlignmentFlag.AlignLeft)
        self.preview = PaperPreview(card.session)
        card.column.addWidget(self.preview)
        card.bound.append(self.preview)
        self.preview.closed.connect(self._closed)
        card.aside(self._count)
        self.refresh()
        self._say_reason()

    def refresh(self) -> None:
        """Find out anew which documents the answers ask for."""
        templates = _known(self._session)
        if templates is not self._templates:
            self._templates, self._sorted_of = templates, None
            self._card.refresh()
        self._sort_out()
        self._later.ask(partial(_states, self._session.project))

    def open(self, document: str) -> None:
        """Show a document of the register."""
        rows = self._session.project.documentation.documents
        name = document or (rows[0].id if rows else "")
        if name:
            self.preview.open_paper(name)
            self.opened.emit(self.preview)
            QTimer.singleShot(0, self.preview, self.preview.sheet.setFocus)

    def _closed(self) -> None:
        self.table.setFocus()
        self.opened.emit(self.table)

    def _choose(self, row_id: str) -> None:
        self._row = row_id
        if row_id and row_id not in self._shown:
            self.groups.choose(self._group_of(row_id))
        self._say_reason()
        if row_id and self.preview.isVisible():
            self.preview.open_paper(row_id)

    def _take(self, found: dict[str, State] | None) -> None:
        if found is None or found == self._states:
            return
        first = not self._states
        self._states = found
        if first:
            self.preview.prepare()
        self._card.refresh()
        self._sort_out()
        if first and not self.groups.touched and self._ids(ATTENTION):
            self.groups.choose(ATTENTION)
        self._say_reason()

    # Groups

    def _sort_out(self) -> None:
        """Count the documents of the groups, and show those of the chosen one."""
        if self._sorted_of is not self._session.project or self._sorted_by is not self._states:
            self._sorted_of, self._sorted_by = self._session.project, self._states
            self._sorted = {
                row.id: (self._group_of(row.id), self._needs_attention(row))
                for row in self._session.project.documentation.documents
            }
            self.groups.count({key: len(self._ids(key)) for key in TITLES})
            shown = self._ids(self.groups.group)
            # What a person has just put in order does not vanish under the hands.
            if self.groups.group == ATTENTION:
                shown = [*self._shown, *(name for name in shown if name not in self._shown)]
            if shown != self._shown:
                self._shown = shown
                self.table.show_only(shown)

    def _show_group(self, group: str) -> None:
        self._shown = shown = self._ids(group)
        self.table.show_only(shown)
        rows = [row.id for row in self.table.table_model.rows]
        if self._row not in shown and shown:
            self.table.setCurrentIndex(self.table.table_model.index(rows.index(shown[0]), 0))

    def _ids(self, group: str) -> list[str]:
        """The documents of a group, in the order of the register."""
        if group == ATTENTION:
            return [name for name, (_own, wanting) in self._sorted.items() if wanting]
        return [name for name, (own, _wanting) in self._sorted.items() if group in (ALL, own)]

    def _group_of(self, row_id: str) -> str:
        template = self._templates.get(row_id)
        return template.group if template is not None else ALL

    def _needs_attention(self, row: DocumentChoice) -> bool:
        """Whether the answers ask for a document that is not made, or a row does nothing."""
        state = self._states.get(row.id)
        if self._templates.get(row.id) is None:
            return True
        return state is not None and state.fits and not state.made

    def _say_reason(self) -> None:
        """The reason for the document under the cursor, or for the first one that is shown."""
        rows = self._session.project.documentation.documents
        rows = tuple(one for one in rows if one.id in self._shown)
        row = next((one for one in rows if one.id == self._row), rows[0] if rows else None)
        if row is not None:
            title = self._title_of(self._session, row)
            self.reason.setText(f"{title}. {self._reason_of(self._session, row)}")

    def _count(self) -> str:
        made = sum(state.made for state in self._states.values())
        said = n_("в пакете {n} документ", "в пакете {n} документов", made)
        return self._session.say(said) if self._states else ""

    def _title_of(self, _session: Session, row: Row) -> str:
        template = self._templates.get(row.id)
        return bare_title(template.title) if template else row.id

    def _state_of(self, session: Session, row: Row) -> str:
        state = self._states.get(row.id)
        if state is None:
            return "—"
        if state.made > 1:
            return session.say(n_("{n} документ", "{n} документов", state.made))
        if state.made:
            return session.say(_("есть"))
        return session.say(_("нет, хотя нужен") if state.fits else _("не нужен"))

    def _reason_of(self, session: Session, row: Row) -> str:
        return session.say(self._reason(row)) if isinstance(row, DocumentChoice) else ""

    def _reason(self, row: DocumentChoice) -> Text:
        template, state = self._templates.get(row.id), self._states.get(row.id)
        if template is None:
            return _("Шаблона с таким именем нет: строка ничего не делает.")
        because = lowered(template.because)
        if state is None:
            return Text("")
        if row.wanted is Wanted.NO:
            if state.fits:
                return _("Нужен, но по вашему решению не делается: {because}", because=because)
            return _("Не делается по вашему решению.")
        if not state.fits:
            if state.made:
                return _("Делается по вашему решению: {because}", because=because)
            return _("Сейчас не нужен: в ответах ещё нет того, о чём он.")
        return _("Нужен: {because}", because=because)


class PaperRows(TableModel):
    """The rows of the register: a document goes by its title, which its template gives it."""

    def _cell_title(self, path: str) -> Text:
        row_id = path.removeprefix(f"{self.path}.").partition(".")[0]
        template = _known(self.session).get(row_id)
        if template is None:
            return super()._cell_title(path)
        parts = (Verbatim(bare_title(template.title)), self.session.question(path).title)
        return joined(parts, " → ")


def _known(session: Session) -> dict[str, DocumentTemplate]:
    """The templates by their id, read anew only when the project's packs change."""
    project = session.project
    return _read(packs_stamp(project), project.packs, session.language)


@lru_cache(maxsize=4)
def _read(
    _stamp: tuple[object, ...], packs: tuple[PackUse, ...], language: Language
) -> dict[str, DocumentTemplate]:
    return {one.id: one for one in catalogue_of(Project(packs=packs), language)}


def _states(project: Project) -> dict[str, State] | None:
    # The document engine is loaded here, so that it costs the window's start nothing.
    from wizard.documents.preview import states
    from wizard.plan.figures import compute

    try:
        return states(project, compute(project))
    except UserError:
        return None  # the build says which template is wrong; the reasons stay as they were
