"""Looking through the parts of a project: nothing is overlooked, and nothing is looked at twice."""

from __future__ import annotations

from wizard.project.edit import answer
from wizard.project.model import Model
from wizard.project.parts import by_part
from wizard.project.path import fields
from wizard.project.project import Project
from wizard.storage.presets import load_preset


def test_the_parts_together_hold_every_answer_in_its_order() -> None:
    project = load_preset("wholesale")
    every = by_part(lambda name, part: list(fields(part, f"{name}.")))
    assert every(project) == list(fields(project))


def test_after_an_edit_the_edited_part_alone_is_looked_at_again() -> None:
    looked: list[str] = []

    @by_part
    def values(name: str, part: Model) -> list[object]:
        looked.append(name)
        return [value for _path, value, _question in fields(part, f"{name}.")]

    project = load_preset("wholesale")
    before = values(project)
    looked.clear()
    edited = answer(project, "goals.deals_per_month", 12_345.0)
    assert 12_345.0 in values(edited)
    assert looked == ["goals"]
    assert values(project) == before, "back again, as an undo goes"
    assert looked == ["goals", "goals"]


def test_another_project_is_looked_at_as_a_whole() -> None:
    names = by_part(lambda _name, part: [part])
    assert names(Project()) != names(load_preset("wholesale"))
    assert names(Project()) == [
        value for value in Project().__dict__.values() if isinstance(value, Model)
    ]
