"""Templates filled in: Jinja in a sandbox, with the filters that documents use.

Belongs here: how a template's text becomes a document's Markdown, and how mistakes in a template
are told. Does not belong here: what a template may speak about (the context), the grammar behind
the filters (`russian.py`, `english.py`), the digits (`wizard/numbers.py`).

A template chooses and formats. Every text that it prints is protected from Markdown, macros and
`figure()` give Markdown that is left alone.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

import jinja2
from markupsafe import Markup

from wizard import units
from wizard.documents.filling.mistakes import (
    MISTAKES,
    NamedUndefined,
    TemplateError,
    place_of,
    problem_of,
)
from wizard.documents.filling.sandbox import (
    MOST_SOURCE,
    Confined,
    LimitReached,
    limited,
    sized,
    spend,
)
from wizard.documents.filling.unknown import Unknown, or_blank
from wizard.documents.language.escaping import protect, restore
from wizard.documents.language.language import Mechanics, mechanics
from wizard.errors import UserError
from wizard.numbers import format_number, format_value
from wizard.texts import Language, Text, _
from wizard.units import Unit

__all__ = ["Figure", "TemplateEnvironment", "TemplateError", "environment", "fill"]

BLANK = "____________"
CASES = "case_forms"
"""The name under which a context holds the cases that a person typed (`cases.py`)."""
LONGEST_TEXT = 500_000  # some hundreds of pages
_MOST_DECIMALS = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the plan as a template sees it; months are counted from 1."""

    key: str
    label: str
    unit: Unit
    months: tuple[float, ...]
    total: float

    @property
    def first(self) -> float:
        """The value of the first month."""
        return self.months[0]

    @property
    def last(self) -> float:
        """The value of the last month."""
        return self.months[-1]


def environment(
    language: Language, currency: str, pieces: Iterable[tuple[str, str]] = ()
) -> TemplateEnvironment:
    """The environment for documents of a language and currency.

    Templates may import the pieces, given by their names and texts, and nothing else.
    """
    return TemplateEnvironment(language, currency, dict(pieces))


@lru_cache(maxsize=16)
def shared_environment(
    language: Language, currency: str, pieces: tuple[tuple[str, str], ...]
) -> TemplateEnvironment:
    """One environment for the same pieces: compiling templates is most of the work."""
    return environment(language, currency, pieces)


class _Pieces(jinja2.BaseLoader):
    """Pieces by their names; a mistake in one is told with its name."""

    def __init__(self, pieces: Mapping[str, str]) -> None:
        self._pieces = pieces

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a piece. Raises jinja2.TemplateNotFound, LimitReached."""
        if template not in self._pieces:
            raise jinja2.TemplateNotFound(template)
        if len(self._pieces[template]) > MOST_SOURCE:
            raise LimitReached(_("шаблон длиннее {most} знаков", most=MOST_SOURCE))
        return self._pieces[template], template, lambda: True


class TemplateEnvironment(Confined):
    """Jinja, confined, with our filters and no silent gaps."""

    def __init__(self, language: Language, currency: str, pieces: Mapping[str, str]) -> None:
        super().__init__(
            loader=_Pieces(pieces),
            undefined=NamedUndefined,
            autoescape=True,
            finalize=self.written,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.language: Language = language
        self.currency = currency
        self.take_filters(_filters(self))
        self.globals["figure"] = self.figure
        self._compiled: dict[str, jinja2.Template] = {}

    def template(self, text: str) -> jinja2.Template:
        """A template's text compiled, once for each text. Raises LimitReached for a long one."""
        if len(text) > MOST_SOURCE:
            raise LimitReached(_("шаблон длиннее {most} знаков", most=MOST_SOURCE))
        found = self._compiled.get(text)
        if found is None:
            found = self._compiled[text] = self.from_string(text)
        return found

    def written(self, value: object) -> Markup:
        """How a value of `{{ … }}` stands in the text: as it is where it is markup already."""
        if isinstance(value, Markup):
            spend(len(value) + 1)
            return value
        if isinstance(value, jinja2.Undefined):
            return Markup(str(value))  # raises, with the name
        said = BLANK if value is None else self.said(value)
        spend(len(said) + 1)
        return Markup(self.guarded(said))

    def guarded(self, said: str) -> str:
        """A plain text in a form in which nothing of it is read as markup."""
        return protect(said)

    def said(self, value: object) -> str:
        """A value as text in the language of the document."""
        into = getattr(value, "into", None)  # a check against a Protocol takes too long for this
        if into is not None:
            return str(into(self.language))
        if isinstance(value, Figure):
            return format_value(value.total, value.unit, self.language, self.currency)
        if isinstance(value, datetime.date):
            return mechanics(self.language).long_date(value)
        if isinstance(value, (str, int, float, jinja2.Undefined)):
            return str(value)
        raise UserError(_("это не текст и не число: выведите его часть или список через join"))

    def joined(self, parts: Iterable[object]) -> str:
        """What `~` gives: a plain text, or Markdown where one of its parts is."""
        given = list(parts)
        if any(isinstance(part, Markup) for part in given):
            return Markup("").join(_within_size(self.written(part) for part in given))
        return "".join(_within_size(self.said(part) for part in given))

    def figure(self, name: str, caption: str = "") -> Markup:
        """A drawing with its caption."""
        block = Markup(f"\n\n::: figure {self.said(name)}\n")
        return block + Markup(protect(self.said(caption))) + Markup("\n:::\n\n")


def _within_size(texts: Iterable[str]) -> Iterator[str]:
    size = 0
    for text in texts:
        size += len(text)
        sized(size)
        yield text


def fill(env: TemplateEnvironment, text: str, context: Mapping[str, object], file: str) -> str:
    """A template's text filled in, as Markdown. Raises TemplateError with the file and line."""
    try:
        with limited():
            filled = env.template(text).render(context)
            if len(filled) > LONGEST_TEXT:
                raise LimitReached(_("шаблон повторяет или выводит слишком много"))
            return filled
    except TemplateError:
        raise  # of another template, which this one names
    except MISTAKES as error:
        source, line = place_of(error)
        raise TemplateError(source or file, line, problem_of(error, context)) from error


def applies(
    env: TemplateEnvironment, condition: str, context: Mapping[str, object], file: str
) -> bool:
    """Whether a template's `when` holds; an empty one always does. Raises TemplateError."""
    if not condition.strip():
        return True
    text = "{% if " + condition + " %}1{% endif %}"
    return fill(env, text, context, file) == "1"


def plain_text(
    env: TemplateEnvironment, text: str, context: Mapping[str, object], file: str
) -> str:
    """A title or a file name filled in: plain text, no Markdown. Raises TemplateError."""
    return restore(fill(env, text, context, file)).strip()


FILTERS: dict[str, Text] = {
    "money": _("сумма с валютой: 135 000 ₽"),
    "amount": _("сумма без знака валюты"),
    "percent": _("доля как проценты: 0.3 — 30 %"),
    "number": _("число; в скобках — знаков после запятой: number(1)"),
    "value": _('значение с единицей: 3 | value("deals")'),
    "total": _("итог показателя с единицей"),
    "month": _("значение показателя за месяц плана: month(1)"),
    "in_words": _("сумма прописью"),
    "sum_with_words": _("сумма цифрами и прописью"),
    "date": _("дата: 5 июня 2026 г.; пусто — место для даты"),
    "short_date": _("дата: 05.06.2026"),
    "plural": _('число со словом: 5 | plural("лид", "лида", "лидов")'),
    "position": _('должность в падеже: position("dative")'),
    "person": _('имя в падеже: person("genitive")'),
    "initials": _("инициалы и фамилия"),
    "lower_first": _("с маленькой буквы, кроме сокращений"),
    "upper_first": _("с большой буквы"),
    "lower": _("маленькими буквами"),
    "upper": _("большими буквами"),
    "trim": _("без пробелов по краям"),
    "string": _("как текст"),
    "replace": _('с заменой: replace("а", "б")'),
    "sum": _("сумма списка"),
    "round": _("округлить; в скобках — знаков"),
    "paragraphs": _("каждая строка — абзац"),
    "md": _("как текст документа"),
    "join": _('список через разделитель: join(", ")'),
    "abs": _("без знака"),
    "count": _("сколько"),
    "length": _("сколько"),
    "d": _("значение или другое, если имени нет"),
    "default": _("значение или другое, если имени нет"),
    "dictsort": _("словарь по порядку"),
    "first": _("первый"),
    "last": _("последний"),
    "float": _("как дробное число"),
    "int": _("как целое число"),
    "groupby": _("по группам"),
    "items": _("пары словаря"),
    "list": _("как список"),
    "map": _('из каждого: map(attribute="title")'),
    "max": _("наибольшее"),
    "min": _("наименьшее"),
    "reject": _("без тех, для которых верно"),
    "rejectattr": _("без тех, у кого верно"),
    "reverse": _("в обратном порядке"),
    "select": _("только те, для которых верно"),
    "selectattr": _('только те, у кого верно: selectattr("title")'),
    "sort": _("по порядку"),
    "unique": _("без повторов"),
}
"""What each filter does, those of Jinja among them."""


def _filters(env: TemplateEnvironment) -> dict[str, Callable[..., object]]:
    language, currency = env.language, env.currency
    say = mechanics(language)

    def written(number: float, unit: Unit, *, sign: bool = True) -> str:
        return or_blank(number, format_value(number, unit, language, currency, sign=sign))

    def value(number: float | Figure, unit: Unit | str = units.NUMBER, *, sign: bool = True) -> str:
        of = number.unit if isinstance(number, Figure) else _unit(unit)
        return written(_number(number), of, sign=sign)

    def money(number: float | Figure) -> str:
        return written(_number(number), units.MONEY)

    def amount(number: float | Figure) -> str:
        return written(_number(number), units.MONEY, sign=False)

    def percent(number: float | Figure) -> str:
        return written(_number(number), units.PERCENT)

    def number(value: float | Figure, decimals: int = 0) -> str:
        exact, places = _number(value), min(max(decimals, 0), _MOST_DECIMALS)
        return or_blank(exact, format_number(exact, places, language))

    def month(figure: Figure, number: int) -> str:
        if not 1 <= number <= len(figure.months):
            raise UserError(_("в строке «{label}» нет месяца {n}", label=figure.label, n=number))
        return written(figure.months[number - 1], figure.unit)

    def plural(number: float | Figure, one: str, few: str, many: str = "") -> str:
        exact = round(_number(number), 1)  # the noun agrees with the number that is shown
        decimals = 0 if exact == int(exact) else 1
        form = env.said(say.plural(exact, one, few, many or few))
        shown = or_blank(_number(number), format_number(exact, decimals, language))
        return f"{shown}\u00a0{form}"

    def joined(items: Iterable[object], separator: object = ", ") -> str:
        parts = list(items)
        sized(len(env.said(separator)) * len(parts))
        between = [part for item in parts for part in (separator, item)][1:]
        return env.joined(between)

    def text_of(value: object) -> str:
        return value if isinstance(value, str) else env.said(value)  # Markdown stays Markdown

    def replaced(text: object, old: object, new: object) -> str:
        said, pair = env.said(text), (env.said(old), env.said(new))
        if isinstance(text, Markup):
            pair = protect(pair[0]), protect(pair[1])
        sized(len(said) + said.count(pair[0]) * len(pair[1]))
        changed = said.replace(*pair)
        return Markup(changed) if isinstance(text, Markup) else changed

    def added(items: Iterable[float | Figure]) -> float:
        return sum(_number(item) for item in items)

    def rounded(number: float, decimals: int = 0) -> float:
        return round(number, min(max(decimals, 0), _MOST_DECIMALS))

    return {
        "money": money,
        "amount": amount,
        "percent": percent,
        "number": number,
        "value": value,
        "total": value,
        "month": month,
        "in_words": lambda sum_: say.money_in_words(_number(sum_), currency),
        "sum_with_words": lambda sum_: say.sum_with_words(_number(sum_), currency),
        "date": lambda day: say.long_date(day) if day else say.BLANK_DATE,
        "short_date": lambda day: say.short_date(day) if day else say.BLANK_DATE,
        "plural": plural,
        "position": _in_case(env, say, "position"),
        "person": _in_case(env, say, "person"),
        "initials": lambda name: say.initials(_typed(env, name)),
        "lower_first": lambda text: lowered(text_of(text)),
        "upper_first": lambda text: text_of(text)[:1].upper() + text_of(text)[1:],
        "lower": lambda text: text_of(text).lower(),
        "upper": lambda text: text_of(text).upper(),
        "trim": lambda text: text_of(text).strip(),
        "string": text_of,
        "replace": replaced,
        "sum": added,
        "round": rounded,
        "paragraphs": lambda text: _paragraphs(_typed(env, text)),
        "md": env.written,
        "join": joined,
    }


def _typed(env: TemplateEnvironment, value: object) -> str:
    """A value as plain text, also one that a macro gave: what is protected in it is not yet typed
    text, and would be lost if it were protected once more."""
    said = env.said(value)
    return restore(said) if isinstance(value, Markup) else said


def _in_case(
    env: TemplateEnvironment, say: Mechanics, what: Literal["position", "person"]
) -> Callable[..., str]:
    """A filter that takes the project's own cases where the context holds them."""

    @jinja2.pass_context
    def declined(context: jinja2.runtime.Context, text: object, case: str) -> str:
        forms = context.get(CASES) or say
        said: str = getattr(forms, what)(_typed(env, text), case)
        return said

    return declined


_ENGLISH_DAY = re.compile(
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s?[–—-]"
)


def lowered(text: str) -> str:
    """A text with a small first letter; abbreviations (CRM, ИНН, B2B) and English names of days
    are left alone."""
    if _ENGLISH_DAY.match(text):
        return text
    if len(text) > 1 and not (text[1].islower() or text[1].isspace()):
        return text
    return text[:1].lower() + text[1:]


def _paragraphs(text: str) -> Markup:
    """A text of several lines, each a paragraph of its own."""
    lines = [protect(line.strip()) for line in text.splitlines() if line.strip()]
    return Markup("\n\n".join(lines))


def _number(value: float | Figure) -> float:
    exact = value.total if isinstance(value, Figure) else value
    return exact if isinstance(exact, Unknown) else float(exact)


def _unit(unit: Unit | str) -> Unit:
    if isinstance(unit, Unit):
        return unit
    known = {item.key: item for item in vars(units).values() if isinstance(item, Unit)}
    if unit not in known:
        nearest = get_close_matches(unit, known, 1, 0.3) or ["number"]
        raise UserError(
            _("неизвестная единица «{unit}». Похоже на «{nearest}»", unit=unit, nearest=nearest[0])
        )
    return known[unit]
