"""Cases of the rules about the launch plan: rule, what makes it fire, its field."""

from __future__ import annotations

from tests.advice.edits import RuleCase, every, put
from wizard.advice import launch, references
from wizard.project.launch import LaunchTask
from wizard.project.stage import Stage


def task(task_id: str, *after: str, **values: object) -> LaunchTask:
    return LaunchTask.model_validate(
        {"id": task_id, "action": f"Задача {task_id}", "owner": "head", "after": after, **values}
    )


CASES: list[RuleCase] = [
    (
        launch.ring_of_waiting,
        put("launch.tasks", (task("a", "b"), task("b", "a"))),
        "launch.tasks.a.after",
    ),
    (launch.ring_of_waiting, put("launch.tasks", (task("a", "a"),)), "launch.tasks.a.after"),
    (
        references.unknown_reference,
        put("launch.tasks", (task("a", "gone"),)),
        "launch.tasks.a.after",
    ),
    (references.unknown_reference, every("launch.tasks", owner="ghost"), ".owner"),
    (launch.task_without_owner, every("launch.tasks", owner="", other_owner=" "), ".owner"),
    (
        launch.late_for_the_start,
        put("launch.tasks", (task("a", before_start=True, starts=-1, days=2),)),
        "launch.tasks.a.starts",
    ),
    (
        launch.late_for_the_start,
        put("launch.tasks", (task("a", days=30), task("b", "a", before_start=True))),
        "launch.tasks.b.after",
    ),
    (
        launch.late_documents,
        put("launch.tasks", (task("a", before_start=True, stage=Stage.DOCUMENTATION),)),
        "launch.tasks.a.starts",
    ),
    (launch.nothing_planned, put("launch.tasks", ()), "launch.tasks"),
]
