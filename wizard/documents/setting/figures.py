"""Drawings: their data, and how they become SVG (window), PNG (Word) and vectors (PDF).

Belongs here: the shape of each drawing's data and the palette. Does not belong here: how a drawing
looks (`templates/figures/<name>.typ`), nor any figure of the plan: sums come in written out.
A drawing named `funnel:north` is drawn by `funnel`: a document may carry several of one kind.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from typing import Literal, NotRequired, TypedDict

from wizard.colours import DARK, LIGHT
from wizard.documents.setting.typesetting import SANS, typesetter
from wizard.errors import UserError
from wizard.paths import templates
from wizard.texts import Language, _

Theme = Literal["light", "dark"]
FigureData = Mapping[str, object]

PALETTES: dict[Theme, dict[str, str]] = {"light": asdict(LIGHT), "dark": asdict(DARK)}

SOFT = 0.12  # how much of the accent its soft tint holds

_SOURCE = """#import "/figures/common.typ": theme-of
#import "/figures/{name}.typ": draw
#let input = json("/data.json")
#let theme = theme-of(input.theme)
#set page(width: theme.width, height: auto, margin: 0.5mm, fill: none)
#set text(font: input.fonts, size: 9.5pt, lang: theme.language, fill: theme.ink)
#draw(input.figure, (..theme, width: theme.width - 1mm))
"""


class Part(TypedDict):
    """A part of a drawing; `spot` is where it leads in the window: a path, or a figure's month."""

    spot: NotRequired[str]


class FunnelStage(Part):
    """`shown` is the value written out, `conversion` that from the stage before ("" for none)."""

    label: str
    value: float
    shown: str
    conversion: str


class Funnel(TypedDict):
    """Data of `funnel`: 1–10 stages."""

    stages: list[FunnelStage]


class RoleBox(Part):
    """`count` is the headcount written out («4 чел.»), `parent` the id of the superior or ""."""

    id: str
    title: str
    count: str
    parent: str


class OrganisationChart(TypedDict):
    """Data of `organisation`: 1–40 roles."""

    roles: list[RoleBox]


class Tick(TypedDict):
    """A mark of an axis."""

    value: float
    label: str


class MonthOfPlan(Part):
    """A month's bar and its point of the line; `shown` and `line_shown` are written out. `year` is
    set where it begins, in a plan that does not stay in one."""

    label: str
    year: str
    bar: float
    line: float
    shown: str
    line_shown: str


class PlanByMonth(TypedDict):
    """Data of `plan-by-month`: 1–60 months; `plan_by_month` fills in the ticks."""

    months: list[MonthOfPlan]
    bar_label: str
    line_label: str
    ticks: list[Tick]
    line_ticks: list[Tick]


class CostGroup(Part):
    """`shown` is the sum and `share` the share of the whole, both written out."""

    label: str
    value: float
    shown: str
    share: str


class CostStructure(TypedDict):
    """Data of `cost-structure`; an empty `total` draws no total."""

    groups: list[CostGroup]
    total_label: str
    total: str


class MonthMark(TypedDict):
    """Where a month begins."""

    value: float
    label: str
    year: str


class TimelineTask(Part):
    """A bar from `start` to `end`, in days from the left edge; `shown` is its dates written out."""

    label: str
    shown: str
    start: float
    end: float
    critical: bool
    done: bool
    automatic: bool


class TimelineStage(TypedDict):
    """The tasks under one heading."""

    title: str
    tasks: list[TimelineTask]


class Timeline(TypedDict):
    """Data of `timeline`: up to 60 tasks; `labels` are the words of the legend."""

    stages: list[TimelineStage]
    span: float
    months: list[MonthMark]
    weeks: list[Tick]
    plan_start: float
    plan_start_label: str
    more: str
    labels: dict[str, str]


class ProcessStep(Part):
    """A step with who leads it, until when, how long, its status; "" for what is not told."""

    label: str
    owner: str
    deadline: str
    days: str
    status: str
    conversion: str


class ProcessMap(TypedDict):
    """Data of `process`: the steps in their order."""

    steps: list[ProcessStep]
    labels: dict[str, str]


class KeyFigure(TypedDict):
    """A figure written out, with what it is."""

    label: str
    shown: str


class KeyFigures(TypedDict):
    """Data of `key-figures`: up to 12 cards, four in a row."""

    cards: list[KeyFigure]


class ThemeInput(TypedDict):
    """What a drawing is told about its surroundings."""

    width: float
    language: Language
    empty: str
    colours: dict[str, str]
    name: NotRequired[str]
    spots: NotRequired[bool]


def figure_svg(
    name: str,
    data: FigureData,
    *,
    theme: Theme = "light",
    width_mm: float = 170.0,
    accent: str | None = None,
    language: Language = "ru",
    spots: bool = False,
) -> bytes:
    """A drawing as SVG. Raises UserError for an unknown name.

    With `spots` every part that leads somewhere is marked by a link `spot:<where>`.
    """
    source, given = _drawing(name, data, theme, width_mm, accent, language, spots=spots)
    return typesetter().compile(source, given, "svg")


def figure_png(
    name: str,
    data: FigureData,
    *,
    theme: Theme = "light",
    width_mm: float = 170.0,
    accent: str | None = None,
    language: Language = "ru",
    ppi: float = 200.0,
) -> bytes:
    """A drawing as PNG with a clear background. Raises UserError for an unknown name."""
    source, given = _drawing(name, data, theme, width_mm, accent, language)
    return typesetter().compile(source, given, "png", ppi=ppi)


def figure_names() -> tuple[str, ...]:
    """The drawings that exist."""
    folder = templates() / "figures"
    return tuple(sorted(path.stem for path in folder.glob("*.typ") if path.stem != "common"))


def drawing_of(name: str) -> str:
    """The drawing behind a figure's name: `funnel:north` is drawn by `funnel`. Raises UserError."""
    drawing = name.partition(":")[0]
    names = figure_names()
    if drawing not in names:
        nearest = get_close_matches(drawing, names, 1, 0.3) or [", ".join(names)]
        raise UserError(
            _("Нет рисунка «{name}». Похоже на «{nearest}»", name=drawing, nearest=nearest[0])
        )
    return drawing


def theme_input(
    theme: Theme, width_mm: float, accent: str | None, language: Language
) -> ThemeInput:
    """The palette and size as a drawing reads them."""
    colours = dict(PALETTES[theme])
    if accent is not None and accent.upper() != colours["accent"]:
        colours["accent"] = accent
        colours["soft"] = blended(accent, colours["card"], SOFT)
    empty = _("Пока нет данных").into(language)
    return {"width": width_mm, "language": language, "empty": empty, "colours": colours}


def blended(colour: str, ground: str, share: float) -> str:
    """A colour laid thinly on a ground: `share` of it, as #RRGGBB."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    mixed = (round(over * share + under * (1 - share)) for over, under in pairs)
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def plan_by_month(
    labels: Sequence[str],
    bars: Sequence[float],
    line: Sequence[float] = (),
    *,
    bar_label: str,
    line_label: str = "",
    written: Callable[[float], str],
    shown: Callable[[float], str] | None = None,
    spots: Sequence[str] = (),
    years: Sequence[int] = (),
) -> PlanByMonth:
    """The data of `plan-by-month`; `written` writes a mark of the axis («50 тыс. ₽»), `shown` the
    value of a month (as the axis does, unless given), `spots` say where the months lead,
    `years` in which year each is.

    The line gets an axis of its own where one scale would flatten the bars or the line.
    """
    points = list(line) if line_label else []
    tell = shown or written
    own_axis = bool(points) and not 0.2 <= _reach(points) / (_reach(bars) or 1.0) <= 4.0
    marks = _marks([*bars, *points])
    line_marks: list[float] = []
    if own_axis:
        marks, line_marks = _level(_marks(bars), _marks(points))
    begun = _begun(years)
    return {
        "months": [
            {
                "label": label,
                "year": begun[index] if begun else "",
                "bar": bar,
                "line": points[index] if points else 0.0,
                "shown": tell(bar),
                "line_shown": tell(points[index]) if points else "",
                "spot": spots[index] if spots else "",
            }
            for index, (label, bar) in enumerate(zip(labels, bars, strict=True))
        ],
        "bar_label": bar_label,
        "line_label": line_label,
        "ticks": [{"value": mark, "label": written(mark)} for mark in marks],
        "line_ticks": [{"value": mark, "label": written(mark)} for mark in line_marks],
    }


def _drawing(
    name: str,
    data: FigureData,
    theme: Theme,
    width_mm: float,
    accent: str | None,
    language: Language,
    *,
    spots: bool = False,
) -> tuple[str, dict[str, object]]:
    source = _SOURCE.replace("{name}", drawing_of(name))
    around = theme_input(theme, width_mm, accent, language)
    around["spots"] = spots
    return source, {"figure": data, "theme": around, "fonts": SANS}


def _channels(colour: str) -> tuple[int, ...]:
    digits = colour.lstrip("#")
    return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))


def _begun(years: Sequence[int]) -> list[str]:
    """Each year at its first month; none where all months are of one year."""
    if len(set(years)) < 2:
        return []
    return ["" if at and year == years[at - 1] else str(year) for at, year in enumerate(years)]


def _reach(values: Sequence[float]) -> float:
    return max((abs(value) for value in values), default=0.0)


def _marks(values: Sequence[float]) -> list[float]:
    """Four to seven round marks of an axis that span the values and zero."""
    low, high = min([0.0, *values]), max([0.0, *values])
    if high == low:
        high = low + 1.0
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, last + 1)]


def _level(left: list[float], right: list[float]) -> tuple[list[float], list[float]]:
    """Two axes with as many marks below and above zero, so that their zeros are level."""
    below = max(sum(mark < 0 for mark in marks) for marks in (left, right))
    above = max(sum(mark > 0 for mark in marks) for marks in (left, right))
    steps = (left[1] - left[0], right[1] - right[0])
    first, second = ([index * step for index in range(-below, above + 1)] for step in steps)
    return first, second
