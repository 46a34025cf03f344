"""Named sets of changes over the base plan, and the ranges in which uncertain answers lie."""

from __future__ import annotations

from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import FACTOR, NUMBER


class ChangeHow(Choice):
    """How a scenario changes an answer."""

    MULTIPLY = "multiply", _("умножить на")
    REPLACE = "replace", _("заменить на")


class Change(Row):
    """A change of one answer, or of the same answer in every row of a list (`*` for the row)."""

    path: str = question(
        "",
        _("Ответ"),
        help=_("Ответ, который в сценарии другой. Один или сразу во всех строках таблицы."),
    )
    how: ChangeHow = question(
        ChangeHow.MULTIPLY,
        _("Как меняется"),
        help=_("Умножить ответ на число или поставить вместо него другое."),
    )
    value: float = question(
        1.0,
        _("На сколько"),
        unit=FACTOR,
        low=-1e12,
        high=1e12,
        help=_("Множитель или новое значение: 0,9 — на десятую часть меньше."),
    )


class Scenario(Row):
    """A named set of changes."""

    name: str = question(
        "",
        _("Сценарий"),
        example=_("Осторожный"),
        help=_("Под этим названием сценарий стоит в книге и плане продаж."),
    )
    note: str = question(
        "",
        _("Что произошло"),
        lines=2,
        help=_("Что должно случиться, чтобы так вышло."),
        example=_("Реклама подорожала, клиенты думают дольше"),
    )
    changes: tuple[Change, ...] = question(
        (),
        _("Изменения"),
        help=_("Какие ответы в сценарии другие."),
    )


class Range(Row):
    """The values that an answer may take: at the least, most likely, at the most."""

    path: str = question(
        "",
        _("Ответ"),
        help=_("Ответ, который может оказаться другим."),
    )
    low: float = question(
        0.0,
        _("Не меньше"),
        unit=NUMBER,
        low=-1e12,
        high=1e12,
        help=_("Меньше этого ответ почти не бывает: раз из двадцати."),
    )
    likely: float = question(
        0.0,
        _("Скорее всего"),
        unit=NUMBER,
        low=-1e12,
        high=1e12,
        help=_("Самое вероятное значение; обычно то, что стоит в плане."),
    )
    high: float = question(
        0.0,
        _("Не больше"),
        unit=NUMBER,
        low=-1e12,
        high=1e12,
        help=_("Больше этого ответ почти не бывает: раз из двадцати."),
    )


class Scenarios(Model):
    """The scenarios of a project; `active` is the one shown, empty for the base plan."""

    scenarios: tuple[Scenario, ...] = question(
        (),
        _("Сценарии"),
        help=_(
            "Варианты плана: что будет, если цены, конверсии или расходы окажутся другими. "
            "Базовый план при этом не меняется."
        ),
    )
    active: str = question(
        "",
        _("Показан сценарий"),
        refers="scenarios.scenarios",
        help=_("По какому сценарию сейчас посчитаны все цифры окна. Пусто — базовый план."),
    )
    ranges: tuple[Range, ...] = question(
        (),
        _("Неопределённость"),
        help=_(
            "Ответы, в которых вы не уверены, с границами. По ним считается вероятность "
            "дойти до цели."
        ),
    )
    seed: int = question(
        1,
        _("Начало случайного ряда"),
        low=0,
        high=2**31 - 1,
        help=_("С тем же числом расчёт вероятности повторяется в точности."),
    )
