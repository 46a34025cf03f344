"""A mend takes its problem away, leaves every other answer alone, and stays within the limits."""

from __future__ import annotations

import pytest

from tests.advice.edits import Edit, calm, every, put
from tests.advice.test_rules import CASES, kpi_off
from wizard.advice.costs import item_ends_before_it_starts
from wizard.advice.documentation import discount_limits
from wizard.advice.mend import whole
from wizard.advice.motivation import kpi_weights
from wizard.advice.rule import Case, Rule
from wizard.plan.figures import compute
from wizard.project.changes import changes
from wizard.project.costs import CostBasis
from wizard.project.edit import answer
from wizard.project.offering import Product
from wizard.project.problem import Mend
from wizard.project.project import Project

LEAST_RULES = 8


def offered(rule: Rule, project: Project) -> list[tuple[str, Mend]]:
    found = rule(Case(project, compute(project)))
    return [(problem.path, problem.mend) for problem in found if problem.mend is not None]


MENDED = [
    (rule, change) for rule, change, _path in CASES if offered(rule, change(calm()))
]  # fmt: skip


def test_at_least_eight_rules_offer_a_mend() -> None:
    assert len({rule for rule, _change in MENDED}) >= LEAST_RULES


@pytest.mark.parametrize(("rule", "change"), MENDED)
def test_a_mend_takes_its_problem_away(rule: Rule, change: Edit) -> None:
    project = change(calm())
    for path, mend in offered(rule, project):
        mended = answer(project, mend.path, mend.value)
        left = [one.path for one in rule(Case(mended, compute(mended)))]
        assert path not in left, mend.text.into("ru")


@pytest.mark.parametrize(("rule", "change"), MENDED)
def test_a_mend_changes_nothing_but_its_answer(rule: Rule, change: Edit) -> None:
    project = change(calm())
    for _path, mend in offered(rule, project):
        mended = answer(project, mend.path, mend.value)
        assert all(one.path.startswith(mend.path) for one in changes(project, mended))


def test_weights_keep_their_proportions_and_are_whole_percents() -> None:
    rows = [Product(id=name, share=share) for name, share in (("a", 0.1), ("b", 0.1), ("c", 0.4))]
    assert [row.share for row in whole(rows, "share")] == [0.17, 0.17, 0.66]


def test_weights_that_are_all_zero_become_equal() -> None:
    rows = [Product(id=name, share=0.0) for name in "abc"]
    shares = [row.share for row in whole(rows, "share")]
    assert sorted(shares) == [0.33, 0.33, 0.34]
    assert sum(round(share * 100) for share in shares) == 100


def test_a_mend_of_weights_says_what_it_does() -> None:
    (_path, mend), *_rest = offered(kpi_weights, kpi_off(calm()))
    assert mend.text.into("ru") == "довести в сумме до 100 %"
    assert mend.text.into("en") == "bring the total to 100%"


def test_a_mend_tells_its_field_and_value() -> None:
    change = put("documentation.discount_seller", 0.5)
    ((_path, mend),) = offered(discount_limits, change(calm()))
    project = calm()
    limit = project.documentation.discount_head
    assert mend.value == limit
    assert mend.text.into("ru").endswith(f"→ {limit * 100:.0f}\u00a0%")


def test_an_item_mended_ends_no_earlier_than_it_starts() -> None:
    project = every("costs.items", start=5, end=2, basis=CostBasis.MONTH)(calm())
    assert all(mend.value == 5 for _path, mend in offered(item_ends_before_it_starts, project))
