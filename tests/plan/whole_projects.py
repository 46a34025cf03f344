"""Whole projects drawn from the questions themselves: every answer, its limits and edges included.

Nothing here names a question unless its answers hang together with others (tiers that join, a
choice among the options of a tool), so a question added later is drawn without a change here.
Answers keep their limits: what lies beyond them is reported to the user and tested by itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar, get_args, get_origin

from hypothesis import strategies as st

from wizard.plan.data.payroll import regimes
from wizard.project.automation import Score
from wizard.project.bonus import Component, ProductRate, TierOver
from wizard.project.edit import aligned
from wizard.project.model import Choice, Model, Question, Row, questions
from wizard.project.path import fields, get
from wizard.project.project import Project
from wizard.project.scenarios import Change, ChangeHow, Range, Scenario

M = TypeVar("M", bound=Model)

HORIZONS = (1, 2, 11, 12, 13, 24, 36, 60)
TEXTS = (
    "", "а", "Отдел «Север»", "=1+1", "{{ figures }} {% if %}", "<b>&amp;</b> | * _ ` # \\",
    "Ёж, щука и 1 000,50 ₽", "Line\nbreak", "-", "'", '"', "Очень длинное название " * 6,
)  # fmt: skip
# Lists whose rows belong to the rows of another list and carry their ids.
ROWS_OF = {
    "motivation.pay": "structure.roles",
    "hiring.roles": "structure.roles",
    "documentation.process": "goals.funnel",
}
# The smallest share that a person would call one; the smallest number that is told as not 0.
LEAST = 1e-4


def whole_projects(most_rows: int = 3) -> st.SearchStrategy[Project]:
    """Whole projects, each told by a seed: `project_of(seed)` gives a failing one again."""
    return st.integers(0, 2**32 - 1).map(lambda seed: project_of(seed, most_rows))


def project_of(seed: int, most_rows: int = 3) -> Project:
    """The project of a seed, with up to so many rows in each list."""
    return _Drawn(Random(seed), most_rows).project()


class _Drawn:
    def __init__(self, random: Random, most_rows: int) -> None:
        self.random, self.most = random, most_rows
        # How often an answer stands on an edge, so that calm projects are drawn too.
        self.edge = random.choice((0.02, 0.2, 0.6))
        self.ids: dict[str, tuple[str, ...]] = {}

    def project(self) -> Project:
        for path, rows in (("structure.roles", 5), ("goals.funnel", 5), ("goals.products", 3),
                           ("goals.channels", 3), ("launch.tasks", 3)):  # fmt: skip
            self.ids[path] = self.row_ids(path, min(rows, self.most + 2))
        for path, owner in ROWS_OF.items():
            self.ids[path] = self.ids[owner]
        drawn = self.model(Project, "").model_copy(update={"answered": frozenset(), "drafts": {}})
        project = aligned(self.with_choices(drawn))
        return self.with_scenarios(project)

    def row_ids(self, path: str, most: int) -> tuple[str, ...]:
        stem = path.rpartition(".")[2][:1]
        return tuple(f"{stem}{number}" for number in range(self.random.randint(0, most)))

    def model(self, kind: type[M], path: str, **given: Any) -> M:
        values: dict[str, Any] = dict(given)
        asked = questions(kind)
        for name, field in kind.model_fields.items():
            if name in values or name in ("answered", "drafts", "notes", "scenarios"):
                continue
            place = f"{path}.{name}" if path else name
            values[name] = self.value(field.annotation, place, asked.get(name), field.default)
        drawn = kind(**values)
        return self.joined(drawn) if isinstance(drawn, Component) else drawn  # type: ignore[return-value]

    def value(self, kind: Any, path: str, meta: Question | None, default: Any) -> Any:
        """An answer of a kind; paths of rows carry `*` for the row."""
        if get_origin(kind) is tuple:
            return self.several(get_args(kind)[0], path, meta, default)
        if type(None) in get_args(kind):
            inner = next(arg for arg in get_args(kind) if arg is not type(None))
            return None if self.random.random() < 0.4 else self.value(inner, path, meta, default)
        if path == "motivation.regime":
            return self.random.choice([*regimes(), "nowhere"])
        if path == "company.horizon":
            return self.random.choice(HORIZONS)
        if path == "preset" or path.rpartition(".")[2] in ("logo", "letterhead"):
            return ""
        if path == "company.brand_color":
            return self.random.choice(("#1F6FEB", "#000000", "#FFFFFF", "red"))
        if isinstance(kind, type):
            if issubclass(kind, Model):
                return self.model(kind, path)
            if issubclass(kind, Choice):
                return self.random.choice(list(kind))
            if kind is bool:
                return self.random.random() < 0.5
            if kind is date:
                return date(2025, 1, 1) + timedelta(days=self.random.randint(0, 3000))
            if kind in (int, float):
                return self.number(kind, meta, default)
        return self.text(meta)

    def several(self, kind: Any, path: str, meta: Question | None, default: Any) -> tuple[Any, ...]:
        if kind is str:
            known = self.ids.get(meta.refers or "", ()) if meta else ()
            return tuple(one for one in known if self.random.random() < 0.4)
        if kind is float:
            count = len(default) or self.random.randint(0, 4)
            return tuple(self.number(float, meta, 1.0) for _number in range(count))
        if not issubclass(kind, Row):
            return ()  # no rows of answers: which template packs are used
        ids = self.ids.get(path)
        if issubclass(kind, ProductRate):
            ids = self.ids["goals.channels" if "channel" in path else "goals.products"]
        if ids is None:
            ids = self.row_ids(path, self.most)
        return tuple(self.model(kind, f"{path}.*", id=row_id) for row_id in ids)

    def number(self, kind: type, meta: Question | None, default: Any) -> Any:
        low = -1e6 if meta is None or meta.low is None else meta.low
        if meta is not None and meta.above is not None:
            low = meta.above + LEAST
        high = 1e6 if meta is None or meta.high is None else meta.high
        if self.random.random() < self.edge:
            drawn = self.random.choice((low, high, 0.0, 1.0, default or 0.0))
        elif high <= 1:
            drawn = round(self.random.uniform(max(low, 0), high), 3)
        else:
            # Most answers are far from their widest limits: each order of magnitude is as likely.
            drawn = round(10 ** self.random.uniform(-1, 6), 2)
        drawn = min(max(drawn, low), high)
        return round(drawn) if kind is int else float(drawn)

    def text(self, meta: Question | None) -> str:
        if meta is not None and meta.refers:
            return self.random.choice([*self.ids.get(meta.refers, ()), "", "gone"])
        return self.random.choice(TEXTS)

    def joined(self, component: Component) -> Component:
        """The component with a table of tiers that join, as the program accepts them."""
        scale = 1.0 if component.over is TierOver.ATTAINMENT else 1e5
        rows = component.tiers
        starts = sorted(self.random.sample(range(1, 20), len(rows)))
        limits: list[float | None] = [start / 4 * scale for start in starts]
        if limits and self.random.random() < 0.7:
            limits[0] = 0.0
        ends = [*limits[1:], None][: len(rows)]
        return component.model_copy(
            update={
                "tiers": tuple(
                    row.model_copy(update={"start": start, "end": end})
                    for row, start, end in zip(rows, limits, ends, strict=True)
                )
            }
        )

    def with_choices(self, project: Project) -> Project:
        """Each option has a score for each requirement; a tool chooses one, or nothing known."""
        points = questions(Score)["points"]
        tools = []
        for tool in project.automation.tools:
            options = tuple(
                option.model_copy(
                    update={
                        "scores": tuple(
                            Score(id=asked.id, points=self.number(float, points, 5.0))
                            for asked in tool.requirements
                        )
                    }
                )
                for option in tool.options
            )
            choice = self.random.choice([*(row.id for row in options), "", "gone"])
            tools.append(tool.model_copy(update={"options": options, "choice": choice}))
        automation = project.automation.model_copy(update={"tools": tuple(tools)})
        return project.model_copy(update={"automation": automation})

    def with_scenarios(self, project: Project) -> Project:
        """Scenarios and ranges over answers that are there, and one that is not."""
        numbers = [
            path
            for path, value, _meta in fields(project)
            if isinstance(value, float) and not path.startswith("scenarios")
        ]
        paths = [*self.random.sample(numbers, min(4, len(numbers))), "goals.products.gone.price"]
        changes = tuple(
            Change(id=f"c{number}", path=path, how=self.random.choice(list(ChangeHow)),
                   value=self.random.choice((0.0, 0.8, 1.0, 1.2)))
            for number, path in enumerate(paths)
        )  # fmt: skip
        ranges = []
        for number, path in enumerate(paths[:-1]):
            likely = get(project, path)
            ends = [likely * 0.9, likely * 1.1]
            if self.random.random() < 0.2:
                ends.reverse()
            ranges.append(
                Range(id=f"r{number}", path=path, low=ends[0], likely=likely, high=ends[1])
            )
        scenarios = project.scenarios.model_copy(
            update={
                "scenarios": (Scenario(id="s", name="Иначе", changes=changes),),
                "active": self.random.choice(("", "s", "gone")),
                "ranges": tuple(ranges),
            }
        )
        return project.model_copy(update={"scenarios": scenarios})
