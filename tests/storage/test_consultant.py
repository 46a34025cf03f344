"""The consultant's brand is kept among the settings, and damage to it loses nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.errors import UserError
from wizard.files import FileRefused
from wizard.project.company import Consultant
from wizard.storage.consultant import keep_consultant, read_consultant

BRAND = Consultant(name="Бюро «Порядок»", color="#8E44AD", contacts="+7 495 000-00-00\nbureau.ru")


def test_what_was_kept_is_read(tmp_path: Path) -> None:
    keep_consultant(BRAND, tmp_path / "new" / "consultant.json")
    assert read_consultant(tmp_path / "new" / "consultant.json") == BRAND


def test_where_nothing_was_kept_the_brand_is_empty(tmp_path: Path) -> None:
    assert read_consultant(tmp_path / "consultant.json") == Consultant()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": 5}', b'{"other": ""}', b"\xff"])
def test_a_damaged_file_is_told_and_laid_aside(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "consultant.json"
    place.write_bytes(content)
    with pytest.raises(UserError, match="повреждён"):
        read_consultant(place)
    keep_consultant(BRAND, place)
    assert read_consultant(place) == BRAND
    assert (tmp_path / "consultant.damaged.json").read_bytes() == content


def test_a_damaged_file_that_cannot_be_laid_aside_is_told(tmp_path: Path) -> None:
    place = tmp_path / "consultant.json"
    place.write_bytes(b"{")
    aside = tmp_path / "consultant.damaged.json"
    aside.mkdir()
    (aside / "in the way").touch()
    with pytest.raises(FileRefused):
        keep_consultant(BRAND, place)
    assert place.read_bytes() == b"{"
