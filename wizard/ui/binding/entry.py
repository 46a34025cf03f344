"""What kind of answer a field takes, how it is written for people and read back from an entry.

Belongs here: the meaning of an entry, the same for a field, a table cell and a pasted text. Does
not belong here: widgets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from wizard.arithmetic import Typed, read_typed
from wizard.dates import SHORT_MONTHS, written_date
from wizard.errors import UserError
from wizard.numbers import NO_BREAK_SPACE, names_other_currency, quoted
from wizard.project.limits import limit_text
from wizard.project.model import Choice, Model, Question, Row, question_of
from wizard.project.path import PathError, get
from wizard.project.project import Project
from wizard.texts import Text, Translatable, Verbatim, _
from wizard.ui.session import Session
from wizard.units import NUMBER, currency_sign

Option = tuple[object, Translatable]
Options = Callable[[], Sequence[Option]]

_ALL_WORDS = ("все", "all")
_DATES = re.compile(
    r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})|(\d{4})-(\d{1,2})-(\d{1,2})"
    r"|(\d{1,2})[\s-]([a-z]{3})[a-z]*\.?,?[\s-](\d{4})",
    re.IGNORECASE,
)


class Kind(Enum):
    """What an answer is."""

    TEXT = auto()
    LONG_TEXT = auto()
    NUMBER = auto()
    WHOLE = auto()
    FLAG = auto()
    CHOICE = auto()
    DATE = auto()
    REFERENCE = auto()
    REFERENCES = auto()
    NUMBERS = auto()
    ROWS = auto()
    PART = auto()


_LONGEST_EXACT = 12  # signs of a number in a cell
NUMERIC = frozenset({Kind.NUMBER, Kind.WHOLE})


@dataclass(frozen=True, slots=True)
class Entry:
    """How one field is entered; `options` are the answers to choose from, where there are any."""

    name: str
    kind: Kind
    question: Question
    optional: bool = False
    options: Options | None = None

    def written(self, value: Any, session: Session) -> str:
        """The value as a person would write it, without its unit."""
        if value is None:
            return ""
        match self.kind:
            case Kind.NUMBER | Kind.WHOLE:
                return self._number(float(value), session)
            case Kind.NUMBERS:
                return "; ".join(self._number(float(item), session) for item in value)
            case Kind.FLAG:
                return session.say(_("да") if value else _("нет"))
            case Kind.CHOICE | Kind.REFERENCE:
                return self._option_title(value, session)
            case Kind.REFERENCES if self._is_all(value):
                return session.say(_("все"))
            case Kind.REFERENCES:
                return ", ".join(self._option_title(item, session) for item in value)
            case Kind.DATE:
                return written_date(value, session.language)
            case _:
                return str(value)

    def shown(self, value: Any, session: Session) -> str:
        """The value as a table shows it: a share with its sign, the rest without a unit."""
        if self.kind is Kind.DATE:  # «5 Jun 2027» stays on one line of a narrow column
            return self.written(value, session).replace(" ", NO_BREAK_SPACE)
        if self.kind not in NUMERIC or value is None:
            return self.written(value, session)
        unit = self.question.unit or NUMBER
        text = self._number(float(value), session)
        if len(text) > _LONGEST_EXACT:  # a third of something: its field shows every digit
            text = session.written(float(value), unit, sign=False)
        if not unit.percent:
            return text
        return f"{text} %" if session.language == "ru" else f"{text}%"

    def read_noted(self, text: str, session: Session) -> tuple[Any, str]:
        """The answer that an entry means, and the calculation that it was typed as, if it was."""
        if self.kind not in NUMERIC:
            return self.read(text, session), ""
        typed = self._typed(text, session)
        return self._number_of(typed), typed.calculation

    def read(self, text: str, session: Session) -> Any:
        """The answer that an entry means; UserError says why it means none."""
        match self.kind:
            case Kind.NUMBER | Kind.WHOLE:
                return self._read_number(text, session)
            case Kind.NUMBERS:
                return tuple(self._read_number(part, session) for part in self._parts(text))
            case Kind.FLAG:
                return _read_flag(text)
            case Kind.CHOICE | Kind.REFERENCE:
                return self._read_option(text, session)
            case Kind.REFERENCES if text.strip().casefold() in _ALL_WORDS:
                if self.question.none_is_all:
                    return ()
                return tuple(value for value, _title in (self.options or tuple)())
            case Kind.REFERENCES:
                return self._read_several(text, session)
            case Kind.DATE:
                return _read_date(text, optional=self.optional)
            case Kind.TEXT:
                return " ".join(filter(None, map(str.strip, text.split("\n"))))
            case _:
                return text

    def objection(self, value: Any, session: Session) -> Text | None:
        """What is wrong with an understood answer: it is out of its limits."""
        numbers = value if isinstance(value, tuple) else (value,)
        for number in numbers:
            if isinstance(number, (int, float)) and not isinstance(number, bool):
                found = limit_text(number, self.question, session.currency)
                if found is not None:
                    return found
        return None

    def _parts(self, text: str) -> list[str]:
        """The numbers of a row: parted by semicolons, or by spaces where they part no thousands."""
        money = self.question.unit is not None and self.question.unit.money
        between = ";" if ";" in text or money else r"\s+"
        return [part for part in re.split(between, text.replace("%", " ").strip()) if part.strip()]

    def _is_all(self, value: tuple[object, ...]) -> bool:
        if self.question.none_is_all:
            return not value
        options = self.options() if self.options else ()
        return len(options) > 1 and {found for found, _title in options} == set(value)

    def _number(self, value: float, session: Session) -> str:
        unit = self.question.unit or NUMBER
        return session.written(value, unit, sign=False, exact=True)

    def _read_number(self, text: str, session: Session) -> float | int | None:
        return self._number_of(self._typed(text, session))

    def _typed(self, text: str, session: Session) -> Typed:
        unit = self.question.unit or NUMBER
        typed = read_typed(text, unit, session.language)
        if unit.money and names_other_currency(text, session.currency):
            raise UserError(
                _(
                    "«{text}» — в другой валюте, а план считается в {sign}. Введите сумму в "
                    "{sign}.",
                    text=quoted(text.strip()),
                    sign=currency_sign(session.currency),
                )
            )
        return typed

    def _number_of(self, typed: Typed) -> float | int | None:
        value = typed.value
        if value is None:
            if self.optional:
                return None
            raise UserError(_("Введите число."))
        if self.kind is Kind.WHOLE:
            if value != int(value):
                raise UserError(_("Нужно целое число."))
            return int(value)
        return value

    def _option_title(self, value: object, session: Session) -> str:
        for found, text in self.options() if self.options else ():
            if found == value:
                return session.say(text)
        return "" if value in ("", None) else str(value)

    def _read_several(self, text: str, session: Session) -> tuple[object, ...]:
        """The options whose names are listed; a name may have commas itself."""
        names = [name.strip() for name in re.split(r"[,;]", text) if name.strip()]
        found: list[object] = []
        while names:
            for length in range(len(names), 0, -1):
                try:
                    found.append(self._read_option(", ".join(names[:length]), session))
                except UserError:
                    if length == 1:
                        raise
                else:
                    del names[:length]
                    break
        return tuple(found)

    def _read_option(self, text: str, session: Session) -> object:
        wanted = text.strip().casefold()
        options = self.options() if self.options else ()
        for value, title in options:
            names = {title.into("ru").casefold(), title.into("en").casefold()}
            if wanted in names or wanted == str(value).casefold():
                return value
        if not wanted and self.kind is Kind.REFERENCE:
            return ""
        known = ", ".join(session.say(title) for _value, title in options)
        raise UserError(_("«{text}» нет в списке: {known}.", text=text.strip(), known=known))


def entry_of(session: Session, model: type[Model], name: str, options: Options | None) -> Entry:
    """How a field of a model is entered."""
    field = model.model_fields[name]
    meta = question_of(field)
    if meta is None:
        raise PathError(name)
    kind, optional = _kind(field, meta)
    if options is not None:
        kind = Kind.CHOICE if kind is Kind.TEXT else kind
    elif kind is Kind.CHOICE:
        options = _choices(field)
    elif meta.refers is not None:
        options = rows_named(session, meta.refers, empty=kind is Kind.REFERENCE)
    return Entry(name, kind, meta, optional, options)


def entry_at(session: Session, path: str, options: Options | None = None) -> Entry:
    """How the answer at a path is entered; a number in a list is entered alone."""
    parent_path, _dot, name = path.rpartition(".")
    parent = get(session.project, parent_path) if parent_path else session.project
    if isinstance(parent, tuple):
        return Entry(name, Kind.NUMBER, session.question(path))
    found = entry_of(session, type(parent), name, options)
    return replace(found, question=session.question(path))


def row_type(project: Project, path: str) -> type[Row]:
    """What the rows of the list at a path are."""
    parent_path, _dot, name = path.rpartition(".")
    annotation = type(get(project, parent_path)).model_fields[name].annotation
    found = get_args(annotation)[0]
    if not (isinstance(found, type) and issubclass(found, Row)):
        raise PathError(path)
    return found


def rows_named(session: Session, path: str, *, empty: bool) -> Options:
    """The rows of a list as options: the id is stored, the name is shown."""

    def options() -> list[Option]:
        found: list[Option] = [("", Verbatim("—"))] if empty else []
        for number, row in enumerate(get(session.project, path), 1):
            found.append((row.id, Verbatim(row_name(row) or str(number))))
        return found

    return options


def row_name(row: Row) -> str:
    """What a row is called, in the words of the person who entered it."""
    for field in ("name", "title", "goal", "action"):
        found = getattr(row, field, "")
        if found:
            return str(found)
    return ""


def _kind(field: FieldInfo, meta: Question) -> tuple[Kind, bool]:
    annotation, optional = field.annotation, False
    if get_origin(annotation) in (Union, UnionType):
        kept = [part for part in get_args(annotation) if part is not type(None)]
        optional = len(kept) < len(get_args(annotation))
        annotation = kept[0]
    if get_origin(annotation) is tuple:
        item = get_args(annotation)[0]
        if isinstance(item, type) and issubclass(item, Row):
            return Kind.ROWS, optional
        return (Kind.NUMBERS if item is float else Kind.REFERENCES), optional
    if not isinstance(annotation, type):
        raise TypeError(f"no editor for {annotation}")
    if issubclass(annotation, Choice):
        return Kind.CHOICE, optional
    if issubclass(annotation, Model):
        return Kind.PART, optional
    simple = {bool: Kind.FLAG, int: Kind.WHOLE, float: Kind.NUMBER, date: Kind.DATE}
    if annotation in simple:
        return simple[annotation], optional
    if meta.refers is not None:
        return Kind.REFERENCE, optional
    return (Kind.LONG_TEXT if meta.lines > 1 else Kind.TEXT), optional


def _choices(field: FieldInfo) -> Options:
    choice = field.annotation
    if not (isinstance(choice, type) and issubclass(choice, Choice)):
        raise TypeError(f"no choices in {choice}")
    found = [(member, member.title_text) for member in choice]
    return lambda: found


def _read_flag(text: str) -> bool:
    word = text.strip().casefold()
    if word in ("да", "yes", "true", "1", "+", "истина", "x", "v", "✓"):
        return True
    if word in ("нет", "no", "false", "0", "-", "ложь", ""):
        return False
    raise UserError(_("«{text}» — не «да» и не «нет».", text=text.strip()))


def _read_date(text: str, *, optional: bool) -> date | None:
    text = text.strip()
    if not text and optional:
        return None
    match = _DATES.fullmatch(text)
    example = _("Дата пишется так: 05.06.2027.")
    if match is None:
        raise UserError(example)
    day, month, year, iso_year, iso_month, iso_day, word_day, word, word_year = match.groups()
    try:
        if iso_year:
            return date(int(iso_year), int(iso_month), int(iso_day))
        if word:
            return date(int(word_year), SHORT_MONTHS.index(word.title()) + 1, int(word_day))
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        raise UserError(_("Такого дня в календаре нет: {text}.", text=text)) from None
