"""The six rules of a good bonus: figures tell where they can, the user where they cannot."""

from __future__ import annotations

import pytest

from tests.advice.edits import Edit, both, calm, every, put
from wizard.advice.six_rules import TITLES, RuleState, State, six_rules
from wizard.plan.figures import compute
from wizard.project.bonus import Component, ComponentKind, SalesScope
from wizard.project.motivation import RuleAnswer
from wizard.project.path import get
from wizard.project.project import Project
from wizard.project.structure import Override
from wizard.storage.presets import load_preset, preset_names

SELLER = "motivation.pay.manager"


def states(*changes: Edit) -> dict[str, RuleState]:
    project = both(*changes)(calm())
    return {rule.id: rule for rule in six_rules(project, compute(project))}


def paid_by(*components: Component) -> Edit:
    return put(f"{SELLER}.components", components)


def part(name: str, kind: ComponentKind, **values: object) -> Component:
    return Component(id=name, name=name, kind=kind, **values)


def said(**answers: bool) -> Edit:
    rows = tuple(
        RuleAnswer(id=name.replace("_", "-"), confirmed=confirmed, comment="Так и есть.")
        for name, confirmed in answers.items()
    )
    return put("motivation.rules", rows)


OWN = part("own", ComponentKind.PERCENT_OF_SALES, rate=0.1)
TEAM = part("team", ComponentKind.TEAM, amount=100_000.0)
ALL = part("all", ComponentKind.PERCENT_OF_SALES, rate=0.1, scope=SalesScope.ALL)


def test_all_six_are_told_in_their_order() -> None:
    assert list(states()) == list(TITLES)
    assert len(TITLES) == 6


def test_sound_project_keeps_what_figures_can_tell() -> None:
    found = states()
    assert {rule.id for rule in found.values() if rule.state is State.KEPT} == {
        "own-effort", "kpi-each", "team-apart", "simple", "attainable",
    }  # fmt: skip
    assert found["discussed"].state is State.ASKED


@pytest.mark.parametrize(
    ("rule", "change", "path"),
    [
        ("own-effort", paid_by(OWN, TEAM), f"{SELLER}.components"),
        ("own-effort", paid_by(ALL), f"{SELLER}.components"),
        ("kpi-each", put(f"{SELLER}.kpi", ()), f"{SELLER}.kpi"),
        ("team-apart", paid_by(OWN, ALL), f"{SELLER}.components.all.scope"),
        (
            "simple",
            paid_by(*(OWN.model_copy(update={"id": f"c{n}"}) for n in range(5))),
            f"{SELLER}.components",
        ),
        (
            "attainable",
            put(
                "structure.roles.manager.overrides",
                tuple(Override(id=f"m{n}", month=n, people=1) for n in range(1, 13)),
            ),
            "goals.goal_by",
        ),
        (
            "attainable",
            paid_by(part("far", ComponentKind.FIXED_FOR_PLAN, amount=1.0, threshold=2.0)),
            f"{SELLER}.components.far.threshold",
        ),
    ],
)
def test_figures_show_that_a_rule_is_broken(rule: str, change: Edit, path: str) -> None:
    found = states(change)[rule]
    assert found.state is State.BROKEN
    assert found.path == path


def test_two_positions_with_the_same_kpi_break_the_rule() -> None:
    rows = get(calm(), f"{SELLER}.kpi")
    assert states(put("motivation.pay.account.kpi", rows))["kpi-each"].state is State.BROKEN


def test_figures_outweigh_the_word_of_the_user() -> None:
    found = states(put(f"{SELLER}.kpi", ()), said(kpi_each=True))
    assert found["kpi-each"].state is State.BROKEN


def test_user_confirms_what_figures_cannot_tell() -> None:
    no_bonus = every("motivation.pay", components=())
    assert states(no_bonus, said())["own-effort"].state is State.ASKED
    confirmed = states(no_bonus, said(own_effort=True, team_apart=True, discussed=True))
    for rule in ("own-effort", "team-apart", "discussed"):
        assert confirmed[rule].state is State.KEPT
        assert confirmed[rule].sentence.into("ru") == "Так и есть."


def test_an_empty_project_is_asked_everything() -> None:
    project = Project()
    assert {rule.state for rule in six_rules(project, compute(project))} == {State.ASKED}


@pytest.mark.parametrize("name", preset_names())
def test_every_rule_is_told_in_words_on_every_preset(name: str) -> None:
    project = load_preset(name)
    for rule in six_rules(project, compute(project)):
        assert rule.sentence.into("ru")
        assert "{" not in rule.sentence.into("ru")
