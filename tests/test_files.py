"""Names of files that every system takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.files import file_stem


@given(st.text())
def test_any_title_becomes_a_name_that_every_system_takes(title: str) -> None:
    stem = file_stem(title)
    assert stem
    assert len(stem.encode("utf-8")) <= 200
    assert not set('<>:"/\\|?*') & set(stem)
    assert stem.isprintable()
    assert stem.strip(" .") == stem or stem.endswith("_")


@pytest.mark.parametrize("reserved", ["CON", "nul", "com1", "lpt9.old", "..", " . ", ""])
def test_names_that_windows_keeps_for_itself_are_avoided(reserved: str) -> None:
    assert file_stem(reserved).startswith("_")
