"""Rules of own presets: they hold the method and none of the client, and survive damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.files import FileRefused
from wizard.project.anonymous import CLIENTS_OWN, without_client
from wizard.project.model import Choice
from wizard.project.path import fields, replaced
from wizard.storage.own_presets import (
    OwnPresetUnreadable,
    drop_own_preset,
    keep_own_preset,
    load_own_preset,
    own_presets,
)
from wizard.storage.presets import load_preset

MARK = "Секрет-клиента"


def test_nothing_that_is_the_clients_own_is_left() -> None:
    project = load_preset("digital-agency")
    marked = []
    for path, value, _question in fields(project):
        pattern = path.split(".")
        for own in CLIENTS_OWN:
            parts = own.split(".")
            under = len(parts) <= len(pattern) and all(
                one in ("*", other) for one, other in zip(parts, pattern, strict=False)
            )
            if under and isinstance(value, str) and not isinstance(value, Choice):
                project = replaced(project, path, MARK)
                marked.append(path)
    assert len(marked) > 40
    texts = {"goals.growth": MARK}
    project = project.model_copy(update={"drafts": texts, "notes": texts})
    assert MARK not in without_client(project).model_dump_json()


def test_the_method_stays_as_it_was() -> None:
    project = load_preset("digital-agency")
    kept = without_client(project)
    assert kept.goals.products[0].price == project.goals.products[0].price
    assert kept.motivation == project.motivation
    assert kept.hiring.roles == project.hiring.roles
    assert kept.costs.items == project.costs.items
    assert kept.answered == frozenset()


def test_an_own_preset_is_kept_listed_loaded_and_dropped(tmp_path: Path) -> None:
    folder = tmp_path / "presets"
    assert own_presets(folder) == {}
    name = keep_own_preset(load_preset("wholesale"), " Мои опты ", folder)
    assert own_presets(folder) == {name: "Мои опты"}
    loaded = load_own_preset(name, folder)
    assert loaded.preset == name
    assert loaded.company.name == ""
    assert [row.price for row in loaded.goals.products] == [
        row.price for row in load_preset("wholesale").goals.products
    ]
    keep_own_preset(load_preset("online-service"), "Мои опты", folder)
    assert list(own_presets(folder)) == [name]
    drop_own_preset(name, folder)
    assert own_presets(folder) == {}


def test_own_presets_stand_in_the_order_of_a_dictionary(tmp_path: Path) -> None:
    for title in ("Ясень", "Ёлкин", "алов", "Ежов", "Жуков"):
        keep_own_preset(load_preset("wholesale"), title, tmp_path)
    found = list(own_presets(tmp_path).values())
    assert found == ["алов", "Ежов", "Ёлкин", "Жуков", "Ясень"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"kind": "salesplan-preset"}', b"\xff"])
def test_a_damaged_own_preset_is_passed_over_and_refused_in_words(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    assert own_presets(tmp_path) == {}
    with pytest.raises(OwnPresetUnreadable):
        load_own_preset("own:bad", tmp_path)


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("{}", "utf-8")
    with pytest.raises(OwnPresetUnreadable) as refused:
        load_own_preset("own:../secret", tmp_path / "presets")
    assert "secret" in refused.value.into("ru")


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    place = tmp_path / "presets"
    place.write_text("", "utf-8")
    with pytest.raises(FileRefused) as refused:
        keep_own_preset(load_preset("wholesale"), "Опт", place)
    assert f"На месте папки «{place}» лежит файл" in refused.value.into("ru")
