"""Rules of migrations: every older format has a step, and steps never touch what was read."""

from __future__ import annotations

from wizard.storage.migrations import FORMAT, STEPS, Raw, migrated


def test_every_older_format_has_its_step_and_the_newest_has_none() -> None:
    assert set(STEPS) == set(range(1, FORMAT))


def test_every_step_says_what_it_changes() -> None:
    assert all(step.__doc__ for step in STEPS.values())


def test_steps_run_one_after_another_from_the_format_found() -> None:
    def second(raw: Raw) -> Raw:
        return {**raw, "seen": [*raw.get("seen", []), 2]}

    def third(raw: Raw) -> Raw:
        return {**raw, "seen": [*raw.get("seen", []), 3]}

    steps = {1: second, 2: third}
    assert migrated({}, 1, steps, 3) == {"seen": [2, 3]}
    assert migrated({}, 2, steps, 3) == {"seen": [3]}
    assert migrated({"a": 1}, 3, steps, 3) == {"a": 1}


def test_the_raw_project_that_was_read_is_not_changed() -> None:
    def step(raw: Raw) -> Raw:
        raw["goals"] = {}
        return raw

    raw: Raw = {"goals": {"growth": 1}}
    assert migrated(raw, 1, {1: step}, 2) == {"goals": {}}
    assert raw == {"goals": {"growth": 1}}
