"""Templates filled in so that unknown names are noted and the filling goes on.

Belongs here: the environments of a check. Does not belong here: what is checked (`pack_check.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import wraps
from typing import Any

from jinja2 import Undefined
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from wizard.documents.catalogue import DocumentTemplate
from wizard.documents.filling.mistakes import forbidden, unknown_name
from wizard.documents.filling.text import TemplateEnvironment
from wizard.documents.setting.figures import FigureData
from wizard.documents.word.word_template import Tag, WordEnvironment
from wizard.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Note:
    """An unknown name: in which piece ("" for the template itself), in which line or tag."""

    file: str
    line: int
    tag: Tag | None
    problem: Text


Tell = Callable[[str, object, bool], None]
"""Takes a name, where it was looked for (None: among all names), whether it is a forbidden one."""


_NOTHING = Markup(" ")
_TAKE_UNKNOWN = frozenset(("d", "default"))


class _Going(TemplateEnvironment):
    """Filters and functions are not given what is unknown: it is noted, and nothing comes of it."""

    def _charged(self, given: Callable[..., Any]) -> Callable[..., Any]:
        charged = super()._charged(given)
        if given.__name__ in ("do_default", *_TAKE_UNKNOWN):
            return charged

        @wraps(charged)
        def spared(*args: Any, **kwargs: Any) -> Any:
            return _unknown_among(args, kwargs) or charged(*args, **kwargs)

        return spared

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """As ever, but with nothing unknown handed to what is no macro."""
        if not isinstance(__obj, (Macro, Undefined)):
            unknown = _unknown_among(args, kwargs)
            if unknown:
                return unknown
        return super().call(__context, __obj, *args, **kwargs)


def _unknown_among(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str | Markup:
    """Notes what is unknown among arguments and gives back what stands for it, or ""."""
    for one in (*args, *kwargs.values()):
        if isinstance(one, Undefined):
            str(one)  # notes it
            return _NOTHING
    return ""


def _noted_by(tell: Tell) -> type[Undefined]:
    """The kind of unknown names that tell when they are used, and then stand for nothing."""

    class Noted(Undefined):
        __slots__ = ()

        def _used(self, *_args: object, **_kwargs: object) -> Any:
            name = str(self._undefined_name or "")
            owner = None if self._undefined_obj is missing else self._undefined_obj
            tell(name, owner, "unsafe" in str(self._undefined_hint or ""))
            return self

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return self._used()

        def __str__(self) -> str:
            self._used()
            return ""

        def __iter__(self) -> Iterator[Any]:
            self._used()
            return iter(())

        def __len__(self) -> int:
            self._used()
            return 0

        def __bool__(self) -> bool:
            self._used()
            return False

        def __eq__(self, other: object) -> bool:
            self._used()
            return False

        def __ne__(self, other: object) -> bool:
            self._used()
            return True

        def __hash__(self) -> int:
            self._used()
            return 0

        def __contains__(self, item: object) -> bool:
            self._used()
            return False

        def __int__(self) -> int:  # type: ignore[override]
            self._used()
            return 0

        def __float__(self) -> float:  # type: ignore[override]
            self._used()
            return 0.0

        def _compared(self, _other: object) -> bool:
            self._used()
            return False

        __lt__ = __le__ = __gt__ = __ge__ = _compared  # type: ignore[assignment]
        __call__ = __getitem__ = _used
        __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _used
        __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _used
        __mod__ = __rmod__ = __pow__ = __rpow__ = __pos__ = __neg__ = _used

    return Noted


def _template_line() -> tuple[str, int]:
    """The piece and the line that are being filled in, from the frames of the compiled template."""
    frame = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = int(template.get_corresponding_lineno(frame.f_lineno))
            return str(template.name or ""), line
        frame = frame.f_back  # type: ignore[assignment]
    return "", 1


class NotingEnvironment(_Going):
    """An environment that notes unknown names in `notes`."""

    def __init__(
        self, language: Language, currency: str, pieces: Mapping[str, str], notes: list[Note]
    ) -> None:
        super().__init__(language, currency, pieces)
        self.undefined = _noted_by(self._tell)
        self._notes = notes
        self.known: list[str] = []

    def _tell(self, name: str, owner: object, unsafe: bool) -> None:
        file, line = _template_line()
        problem = forbidden() if unsafe else unknown_name(name, owner, self.known)
        note = Note(file, line, None, problem)
        if note not in self._notes:
            self._notes.append(note)


class NotingWordEnvironment(_Going, WordEnvironment):
    """The same for Word, where a note has a tag in place of a line."""

    def __init__(
        self,
        language: Language,
        currency: str,
        drawings: Mapping[str, FigureData],
        accent: str,
        notes: list[Note],
    ) -> None:
        super().__init__(language, currency, drawings, accent)
        self.undefined = _noted_by(self._tell)
        self._notes = notes
        self.known: list[str] = []

    def _tell(self, name: str, owner: object, unsafe: bool) -> None:
        _file, line = _template_line()
        problem = forbidden() if unsafe else unknown_name(name, owner, self.known)
        note = Note("", 0, self.tag_at(line), problem)
        if note not in self._notes:
            self._notes.append(note)


@dataclass(frozen=True)
class NotedTemplate(DocumentTemplate):
    """A template that is filled in by noting environments, one of each currency in `made`."""

    notes: list[Note] = field(default_factory=list)
    made: dict[str, NotingEnvironment] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        template: DocumentTemplate,
        notes: list[Note],
        made: dict[str, NotingEnvironment],
        known: list[str],
    ) -> NotedTemplate:
        """A template with a place for its notes; templates with the same pieces share `made`."""
        given = {one.name: getattr(template, one.name) for one in fields(template)}
        noted = cls(**given, notes=notes, made=made)
        noted.environment("RUB").known = known
        return noted

    def environment(self, currency: str) -> NotingEnvironment:
        """The noting environment of a currency."""
        if currency not in self.made:
            self.made[currency] = NotingEnvironment(
                self.language, currency, dict(self.pieces), self.notes
            )
        return self.made[currency]
