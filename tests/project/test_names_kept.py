"""An edit of an amount leaves every name, choice and row of a project as it was."""

from __future__ import annotations

import pytest

from wizard.project.changes import differ_in_numbers_alone
from wizard.project.edit import answer
from wizard.storage.presets import load_preset


@pytest.mark.parametrize(
    ("path", "value", "alone"),
    [
        ("goals.deals_per_month", 7.0, True),
        ("goals.products.start.price", 1.0, True),
        ("goals.products.start.name", "Другой", False),
        ("goals.products", (), False),
        ("goals.goal_by", "profit", False),
        ("structure.roles.manager.works_on", "fixed", False),
    ],
)
def test_amounts_alone_leave_every_name_and_row_as_it_was(
    path: str, value: object, alone: bool
) -> None:
    old = load_preset("online-service")
    assert differ_in_numbers_alone(old, answer(old, path, value)) is alone
