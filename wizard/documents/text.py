"""Templates filled in: Jinja in a sandbox, with the filters that documents use.

Belongs here: how a template's text becomes a document's Markdown, and how mistakes in a template
are told. Does not belong here: what a template may speak about (the context), the grammar behind
the filters (`russian.py`, `english.py`), the digits (`wizard/numbers.py`).

A template chooses and formats. Every text that it prints is protected from Markdown, macros and
`figure()` give Markdown that is left alone.
"""

from __future__ import annotations

import datetime
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Literal, cast

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.utils import missing
from markupsafe import Markup
from pydantic import BaseModel

from wizard import units
from wizard.documents.escaping import protect, restore
from wizard.documents.language import Mechanics, mechanics
from wizard.documents.sandbox import (
    MOST_SOURCE,
    Confined,
    LimitReached,
    limited,
    sized,
    spend,
)
from wizard.errors import UserError
from wizard.numbers import format_number, format_value
from wizard.paths import templates
from wizard.texts import Language, Text, _
from wizard.units import Unit

BLANK = "____________"
CASES = "case_forms"
"""The name under which a context holds the cases that a person typed (`cases.py`)."""
_NAMELESS = "<template>"
_LONGEST = 200  # letters of a reason that comes from Python
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


class TemplateError(UserError):
    """A mistake in a template, with its file and line."""


def environment(
    language: Language, currency: str, folders: Iterable[Path] = ()
) -> TemplateEnvironment:
    """The environment for documents of a language and currency.

    Templates may import pieces (`_parts.md`) that lie beside them: first in the folders of template
    packs (each with `ru` and `en` inside), then among the program's own.
    """
    return TemplateEnvironment(language, currency, [*folders, templates()])


class TemplateEnvironment(Confined):
    """Jinja, confined, with our filters and no silent gaps."""

    def __init__(self, language: Language, currency: str, folders: Iterable[Path]) -> None:
        super().__init__(
            loader=jinja2.FileSystemLoader([folder / language for folder in folders]),
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
        """How a value of `{{ … }}` stands in the Markdown: protected, unless it is Markdown."""
        if isinstance(value, Markup):
            spend(len(value) + 1)
            return value
        if isinstance(value, jinja2.Undefined):
            return Markup(str(value))  # raises, with the name
        if value is None or value == "":
            return Markup(protect(BLANK) if value is None else "")
        said = self.said(value)
        spend(len(said) + 1)
        return Markup(protect(said))

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


class UnknownName(jinja2.UndefinedError):
    """An unknown name was used; `owner` is where it was looked for, None for the context."""

    def __init__(self, message: str | None, name: str, owner: object | None) -> None:
        super().__init__(message)
        self.name = name
        self.owner = owner


class NamedUndefined(jinja2.StrictUndefined):
    """An unknown name: using it in any way is an error that remembers the name."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        if exc is jinja2.UndefinedError:
            owner = None if obj is missing else obj
            super().__init__(hint, obj, name, partial(_unknown, name or "", owner))  # type: ignore[arg-type]
        else:
            super().__init__(hint, obj, name, exc)


def _unknown(name: str, owner: object | None, message: str | None = None) -> UnknownName:
    return UnknownName(message, name, owner)


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
            return env.template(text).render(context)
    except jinja2.TemplateSyntaxError as error:
        raise syntax_error(error, file) from error
    except UnknownName as error:
        raise _mistake(error, file, _unknown_name(error, context)) from error
    except jinja2.TemplateNotFound as error:
        problem = _("нет файла «{name}», который здесь подключается", name=error.name)
        raise _mistake(error, file, problem) from error
    except SecurityError as error:
        raise _mistake(error, file, _("это в шаблонах запрещено")) from error
    except UserError as error:
        raise _mistake(error, file, error.text) from error
    except RecursionError as error:
        problem = _("шаблон вызывает сам себя без конца")
        raise _mistake(error, file, problem) from error
    except (
        jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
        SyntaxError, MemoryError,
    ) as error:  # fmt: skip
        # SyntaxError and MemoryError: Python cannot compile an expression nested too deep.
        problem = _("не получается вычислить значение ({reason})", reason=str(error)[:_LONGEST])
        raise _mistake(error, file, problem) from error


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


def _filters(env: TemplateEnvironment) -> dict[str, Callable[..., object]]:
    language, currency = env.language, env.currency
    say = mechanics(language)

    def value(number: float | Figure, unit: Unit | str = units.NUMBER) -> str:
        if isinstance(number, Figure):
            return format_value(number.total, number.unit, language, currency)
        return format_value(number, _unit(unit), language, currency)

    def money(number: float | Figure) -> str:
        return format_value(_number(number), units.MONEY, language, currency)

    def amount(number: float | Figure) -> str:
        return format_value(_number(number), units.MONEY, language, currency, sign=False)

    def percent(number: float | Figure) -> str:
        return format_value(_number(number), units.PERCENT, language, currency)

    def number(value: float | Figure, decimals: int = 0) -> str:
        return format_number(_number(value), min(max(decimals, 0), _MOST_DECIMALS), language)

    def month(figure: Figure, number: int) -> str:
        if not 1 <= number <= len(figure.months):
            raise UserError(_("в строке «{label}» нет месяца {n}", label=figure.label, n=number))
        return format_value(figure.months[number - 1], figure.unit, language, currency)

    def plural(number: float | Figure, one: str, few: str, many: str = "") -> str:
        exact = _number(number)
        decimals = 0 if exact == int(exact) else 1
        form = env.said(say.plural(exact, one, few, many or few))
        return f"{format_number(exact, decimals, language)}\u00a0{form}"

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
        "position": _in_case(say, "position"),
        "person": _in_case(say, "person"),
        "initials": say.initials,
        "lower_first": lambda text: lowered(env.said(text)),
        "upper_first": lambda text: env.said(text)[:1].upper() + env.said(text)[1:],
        "lower": lambda text: text_of(text).lower(),
        "upper": lambda text: text_of(text).upper(),
        "trim": lambda text: text_of(text).strip(),
        "string": env.said,
        "replace": replaced,
        "sum": added,
        "round": rounded,
        "paragraphs": lambda text: _paragraphs(env.said(text)),
        "md": env.written,
        "join": joined,
    }


def _in_case(say: Mechanics, what: Literal["position", "person"]) -> Callable[..., str]:
    """A filter that takes the project's own cases where the context holds them."""

    @jinja2.pass_context
    def declined(context: jinja2.runtime.Context, text: object, case: str) -> str:
        forms = context.get(CASES) or say
        said: str = getattr(forms, what)(str(text), case)
        return said

    return declined


def lowered(text: str) -> str:
    """A text with a small first letter; abbreviations (CRM, ИНН, B2B) are left alone."""
    if len(text) > 1 and not (text[1].islower() or text[1].isspace()):
        return text
    return text[:1].lower() + text[1:]


def _paragraphs(text: str) -> Markup:
    """A text of several lines, each a paragraph of its own."""
    lines = [protect(line.strip()) for line in text.splitlines() if line.strip()]
    return Markup("\n\n".join(lines))


def _number(value: float | Figure) -> float:
    return value.total if isinstance(value, Figure) else float(value)


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


def _mistake(error: BaseException, file: str, problem: Text) -> TemplateError:
    """The mistake with the place that it came from: the innermost template and its line."""
    places = [
        (frame.filename, frame.lineno or 0)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == _NAMELESS or frame.filename.endswith(".md")
    ]
    source, line = places[-1] if places else (_NAMELESS, 1)
    name = file if source == _NAMELESS else Path(source).name
    return TemplateError(
        _("Шаблон «{file}», строка {line}: {problem}", file=name, line=line, problem=problem)
    )


def syntax_error(error: jinja2.TemplateSyntaxError, file: str) -> TemplateError:
    """What is wrong in the writing of a template, in plain words."""
    message = str(error.message or "")
    if "Unexpected end of template" in message or "Missing end of" in message:
        problem = _("конструкция «{% … %}» не закрыта")
    elif "No filter named" in message or "No test named" in message:
        name = message.split("'")[1] if "'" in message else message
        problem = _("неизвестный фильтр «{name}»", name=name)
    elif "unexpected end of" in message or "expected token 'end of print" in message:
        problem = _("скобки «{{ … }}» не закрыты или внутри них ошибка")
    elif "Encountered unknown tag" in message:
        name = message.split("'")[1] if "'" in message else message
        problem = _("неизвестная или лишняя команда «{name}»", name=name)
    else:
        problem = _("ошибка в записи шаблона ({reason})", reason=message)
    name = Path(error.filename).name if error.filename else file
    return TemplateError(
        _(
            "Шаблон «{file}», строка {line}: {problem}",
            file=name,
            line=error.lineno,
            problem=problem,
        )
    )


def _unknown_name(error: UnknownName, context: Mapping[str, object]) -> Text:
    known = list(context) if error.owner is None else _names_in(error.owner)
    nearest = get_close_matches(error.name[:_LONGEST], known, 1, 0.4)
    if not nearest:
        return _("неизвестное имя «{name}»", name=error.name)
    return _("неизвестное имя «{name}». Похоже на «{nearest}»", name=error.name, nearest=nearest[0])


def _names_in(owner: object) -> list[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in cast(Mapping[object, object], owner)]
    hidden = set(dir(BaseModel)) if isinstance(owner, BaseModel) else set()
    return [name for name in dir(owner) if not name.startswith("_") and name not in hidden]
