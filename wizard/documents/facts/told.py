"""What a drawing says, in words: for who cannot see it, and beside the part that is pointed at.

Belongs here: sentences made of a drawing's own data, in which every value is written out already.
Does not belong here: the data (`drawings.py`), nor how a drawing looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wizard.documents.setting.figures import FigureData, drawing_of
from wizard.texts import Language, Translatable, Verbatim, _

Told = tuple[str, str]
"""Where a part leads (or ""), and its words."""


def told(name: str, data: FigureData, language: Language) -> list[Told]:
    """The parts of a drawing in the order in which they are read."""
    teller = _TELLERS.get(drawing_of(name))
    if teller is None:
        return []
    return [(part.get("spot", ""), text.into(language)) for part, text in teller(data)]


Parts = Iterator[tuple[dict[str, Any], Translatable]]


def _funnel(data: Any) -> Parts:
    for stage in data["stages"]:
        said = f"{stage['label']}: {stage['shown']}"
        if stage["conversion"]:
            conversion = Verbatim(stage["conversion"])
            yield (
                stage,
                _("{reached}, {share} предыдущего", reached=Verbatim(said), share=conversion),
            )
        else:
            yield stage, Verbatim(said)


def _organisation(data: Any) -> Parts:
    titles = {role["id"]: role["title"] for role in data["roles"]}
    for role in data["roles"]:
        said = Verbatim(f"{role['title']}, {role['count']}")
        boss = titles.get(role["parent"])
        if boss is None:
            yield role, said
        else:
            yield role, _("{role}; подчиняется: {boss}", role=said, boss=Verbatim(boss))


def _process(data: Any) -> Parts:
    for number, step in enumerate(data["steps"], 1):
        names = ("owner", "deadline", "days")
        parts = [step[name] for name in names if step[name]]
        if step["status"]:
            parts.append(f"{data['labels']['status']}: {step['status']}")
        title = f"{number}. {step['label']}"
        yield step, Verbatim(f"{title}: {'; '.join(parts)}" if parts else title)


def _months(data: Any) -> Parts:
    for month in data["months"]:
        said = f"{month['label']}: {data['bar_label']} — {month['shown']}"
        if data["line_label"]:
            said += f"; {data['line_label']} — {month['line_shown']}"
        yield month, Verbatim(said)


def _costs(data: Any) -> Parts:
    for group in data["groups"]:
        said = f"{group['label']}: {group['shown']}, {group['share']}"
        yield group, Verbatim(said)


def _timeline(data: Any) -> Parts:
    for stage in data["stages"]:
        for task in stage["tasks"]:
            said = f"{task['label']}: {task['shown']}"
            marks = [name for name in ("critical", "automatic", "done") if task[name]]
            said = "; ".join([said, *(data["labels"][name] for name in marks)])
            yield task, Verbatim(said)


def _bonus(data: Any) -> Parts:
    plan = data["plan"]
    for curve in data["curves"][:1]:
        said = f"{curve['label']}: {plan['shown']} — {plan['label']}"
        yield {}, Verbatim(said)


_TELLERS: dict[str, Callable[[Any], Parts]] = {
    "funnel": _funnel,
    "organisation": _organisation,
    "process": _process,
    "plan-by-month": _months,
    "cost-structure": _costs,
    "timeline": _timeline,
    "bonus-curve": _bonus,
}
