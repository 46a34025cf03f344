"""Changes that answer more than they ask: rows that are gone, and what a patronymic tells."""

from __future__ import annotations

import pytest

from wizard.advice.check import errors
from wizard.plan.figures import compute
from wizard.project.company import Gender
from wizard.project.edit import answer, without_rows
from wizard.project.path import get, question_at
from wizard.storage.presets import load_preset, preset_names


@pytest.mark.parametrize("name", preset_names())
@pytest.mark.parametrize("path", ["goals.products", "structure.roles", "goals.funnel"])
def test_no_answer_names_a_row_that_was_taken_away(name: str, path: str) -> None:
    project = load_preset(name)
    for row in get(project, path):
        left = without_rows(project, path, {row.id})
        missing = [
            one.path
            for one in errors(left, compute(left))
            if "больше нет в списке" in one.text.into("ru")
        ]
        # Naming none would mean all there: a person decides.
        assert not [one for one in missing if not question_at(left, one).none_is_all]


def test_who_works_for_one_role_does_not_come_to_work_for_all() -> None:
    project = load_preset("wholesale")
    role, item = project.structure.roles[-1].id, project.costs.items[0].id
    project = answer(project, f"costs.items.{item}.roles", (role,))
    left = without_rows(project, "structure.roles", {role})
    assert get(left, f"costs.items.{item}.roles") == (role,)
    both = answer(project, f"costs.items.{item}.roles", (role, project.structure.roles[0].id))
    left = without_rows(both, "structure.roles", {role})
    assert get(left, f"costs.items.{item}.roles") == (project.structure.roles[0].id,)


@pytest.mark.parametrize(
    ("patronymic", "gender"),
    [("Маратовна", Gender.FEMALE), ("Маратович", Gender.MALE), ("Серікқызы", Gender.FEMALE)],
)
def test_the_patronymic_tells_the_gender_until_it_is_answered(
    patronymic: str, gender: Gender
) -> None:
    project = load_preset("wholesale")
    path = "company.approver.patronymic"
    assert get(answer(project, path, patronymic), "company.approver.gender") is gender
    other = Gender.MALE if gender is Gender.FEMALE else Gender.FEMALE
    own = answer(project, "company.approver.gender", other)
    assert get(answer(own, path, patronymic), "company.approver.gender") is other
    untold = answer(answer(project, path, patronymic), path, "")
    assert get(untold, "company.approver.gender") is gender
