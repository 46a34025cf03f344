"""What undo and redo would do, in words: «Средний чек: 900 → 1 200»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wizard.project.model import Row
from wizard.project.path import PathError, get
from wizard.project.project import Project
from wizard.texts import Text, Verbatim, _, joined
from wizard.ui.binding.answers import as_its_answer
from wizard.ui.binding.entry import Kind, entry_at
from wizard.ui.history import Step
from wizard.ui.session import Session

_LONGEST, _WAY = 24, " → "
_SAID = (Kind.NUMBER, Kind.WHOLE, Kind.CHOICE, Kind.REFERENCE, Kind.FLAG, Kind.DATE, Kind.TEXT)


def undo_text(session: Session) -> Text | None:
    """What would be undone, with the value there was and the one there is."""
    step = session.next_undo
    return None if step is None else _told(session, step, step.before, session.project)


def shorter(what: Text) -> Iterator[Text]:
    """A text about a place with less and less of the way to it: its end says most."""
    named = dict(what.values).get("what", what)
    if not isinstance(named, Text):
        return
    parts = [part for _name, part in named.values if isinstance(part, (Text, Verbatim))]
    if named.message != joined(parts, _WAY).message:
        return
    for cut in range(1, len(parts)):
        end = joined(parts[cut:], _WAY)
        values = tuple((name, end if name == "what" else one) for name, one in what.values)
        yield end if named is what else replace(what, values=values)


def redo_text(session: Session) -> Text | None:
    """What would be done again, with the value there is and the one there will be."""
    step = session.next_redo
    return None if step is None else _told(session, step, session.project, step.before)


def _told(session: Session, step: Step, before: Project, after: Project) -> Text:
    was, will = _value(session, before, step.path), _value(session, after, step.path)
    if was is None or will is None or was == will:
        return step.name
    return _(
        "{what}: {was} → {will}",
        what=step.name,
        was=Verbatim(was or "—"),
        will=Verbatim(will or "—"),
    )


def _value(session: Session, project: Project, path: str) -> str | None:
    """An answer as its field writes it; None for what is no single short answer."""
    try:
        value, held = get(project, path), get(project, path.rpartition(".")[0])
        entry = entry_at(session, path)
        if isinstance(held, Row):
            entry = as_its_answer(project, held, entry)
    except (PathError, TypeError):
        return None
    if entry.kind not in _SAID or isinstance(value, tuple):
        return None
    shown = entry.shown(value, session)
    return shown if len(shown) <= _LONGEST else None
