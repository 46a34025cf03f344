"""Rules of the project file: what opens, what is refused and how, what a save keeps."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wizard.errors import UserError
from wizard.files import FileRefused, digest
from wizard.project.edit import with_note
from wizard.project.limits import limit_problems
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.storage import migrations, project_file
from wizard.storage.lock import ProjectLocked, lock_path
from wizard.storage.presets import load_preset, preset_names
from wizard.storage.project_file import (
    AlreadyExists,
    ChangedOutside,
    FileGone,
    NewerFormat,
    NotAProject,
    create,
    file_content,
    open_project,
    read_project,
    save,
    save_as,
)
from wizard.storage.validation import BadAnswers

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def project() -> Project:
    return load_preset("online-service")


@pytest.fixture
def path(tmp_path: Path, project: Project) -> Path:
    place = tmp_path / "план.salesplan"
    create(project, place)
    return place


def with_raw(path: Path, **changes: Any) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole.update(changes)
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize("name", preset_names())
def test_a_saved_project_opens_as_it_was(tmp_path: Path, name: str) -> None:
    project = load_preset(name)
    create(project, tmp_path / "a.salesplan")
    assert read_project(tmp_path / "a.salesplan").project == project


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(st.characters(exclude_categories=["Cs"])),
    price=st.floats(0, 1e9, allow_nan=False),
    answered=st.frozensets(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
    note=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_every_text_number_and_note_survives_the_file(
    tmp_path: Path, name: str, price: float, answered: frozenset[str], note: str
) -> None:
    project = replaced(load_preset("online-service"), "company.name", name)
    project = replaced(project, "goals.products.start.price", price)
    project = project.model_copy(update={"answered": answered, "drafts": {name: "1,,2"}})
    project = with_note(project, "goals.products.start.price", note)
    path = tmp_path / "a.salesplan"
    save_as(project, path).close()
    assert read_project(path).project == project


def test_every_format_has_a_sample_that_still_opens() -> None:
    for number in range(1, migrations.FORMAT + 1):
        found = read_project(SAMPLES / f"format-{number}.salesplan")
        assert found.format == number
        assert found.project.goals.deals_per_month == 150


def test_opening_never_changes_the_file(path: Path) -> None:
    before = path.read_bytes()
    open_project(path).close()
    assert path.read_bytes() == before


def test_the_same_project_always_makes_the_same_file(project: Project) -> None:
    answered = project.model_copy(update={"answered": frozenset({"b", "a", "c"})})
    again = project.model_copy(update={"answered": frozenset({"c", "b", "a"})})
    assert file_content(answered) == file_content(again)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "пуст"),
        (b"\0\0\0\0", "пуст"),
        (b'{"kind": "salesplan", "format": 1, "proj', "повреждён"),
        (b'{"kind": "salesplan"}', "нет номера формата"),
        (b'{"kind": "salesplan", "format": true, "project": {}}', "нет номера формата"),
        (b'{"kind": "salesplan", "format": 0, "project": {}}', "нет номера формата"),
        (b'{"kind": "salesplan", "format": 1, "project": []}', "нет самого проекта"),
        (b"PK\x03\x04 not a project", "не проект отдела продаж"),
        (b"[1, 2]", "не проект отдела продаж"),
        (b'{"kind": "other", "format": 1}', "не проект отдела продаж"),
        (b"[" * 200_000, "не проект отдела продаж"),
        (b"\xff\xfe\x00\xd8", "не проект отдела продаж"),
    ],
)
def test_a_file_that_is_no_project_is_refused_with_its_name_and_what_to_do(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "чужой.salesplan"
    path.write_bytes(content)
    with pytest.raises(NotAProject) as refused:
        open_project(path)
    text = refused.value.into("ru")
    assert words in text
    assert "чужой.salesplan" in text
    assert "копию" in text or "Выберите" in text
    assert path.read_bytes() == content
    assert not lock_path(path).exists()


def test_a_file_too_large_to_be_a_project_is_not_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_file, "SIZE_LIMIT", 1000)
    with pytest.raises(NotAProject, match="МБ"):
        read_project(path)


def test_a_newer_format_is_refused_with_both_versions(path: Path) -> None:
    with_raw(path, format=migrations.FORMAT + 1, program="9.9")
    before = path.read_bytes()
    with pytest.raises(NewerFormat) as refused:
        open_project(path)
    assert "9.9" in refused.value.into("ru")
    assert "Обновите программу" in refused.value.into("ru")
    assert path.read_bytes() == before


def test_wrong_answers_are_named_by_their_russian_titles_all_at_once(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    answers = whole["project"]
    answers["goals"]["products"][0]["price"] = "дорого"
    answers["company"]["start"] = "весной"
    answers["structure"]["roles"][1]["minimum"] = 1.5
    answers["motivation"]["pay"][0]["components"][0]["kind"] = "gift"
    answers["costs"]["tax_rate"] = float("nan")
    answers["costs"]["discount"] = 1
    path.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(BadAnswers) as refused:
        read_project(path)
    text = refused.value.into("ru")
    assert "Цели → Продукты → Тариф «Старт» → Цена: нужно число, а стоит «дорого»" in text
    assert "Компания → Первый месяц плана: нужна дата" in text
    assert "Структура → Роли → Менеджер по продажам → Не меньше: нужно целое число" in text
    assert (
        "Мотивация → Оплата по ролям → Руководитель отдела продаж → Премия → "
        "Премия за план отдела → Вид: нужно одно из"
    ) in text
    assert "Расходы → Ставка налога: нужно конечное число" in text
    assert "Расходы → discount: программа не знает такого поля" in text
    assert "\n" not in text


def test_half_a_surrogate_pair_stops_neither_opening_nor_saving(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["project"]["company"]["name"] = "Рома\ud83dшка"
    path.write_text(json.dumps(whole), encoding="utf-8")
    opened = open_project(path)
    assert opened.project.company.name == "Рома?шка"
    torn = replaced(opened.project, "company.name", "Т\udc00")
    save(opened, torn).close()
    assert read_project(path).project.company.name == "Т?"


def test_values_out_of_their_limits_are_kept_to_be_shown(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["project"]["goals"]["products"][0]["price"] = -5
    path.write_text(json.dumps(whole), encoding="utf-8")
    assert read_project(path).project.goals.products[0].price == -5


@pytest.mark.parametrize("row_id", ["start", "a.b", "7", "", "a b"])
def test_row_ids_that_name_two_rows_or_none_are_refused(path: Path, row_id: str) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["project"]["goals"]["products"][1]["id"] = row_id
    path.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(BadAnswers, match=r"places") as refused:
        read_project(path)
    assert "Цели → Продукты" in refused.value.into("ru")


def test_a_season_has_twelve_months(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["project"]["goals"]["season"] = [1.0] * 11
    path.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(BadAnswers) as refused:
        read_project(path)
    assert "Цели → Сезон" in refused.value.into("ru")


def test_a_series_longer_than_any_plan_is_refused(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["project"]["structure"]["roles"][1]["ramp"] = [0.5] * 61
    path.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(BadAnswers) as refused:
        read_project(path)
    assert "Выход на норму: чисел должно быть не больше 60" in refused.value.into("ru")


@pytest.mark.parametrize("months", [0, -3, 61, 10**12])
def test_a_horizon_that_no_plan_can_have_is_kept_and_told_of(path: Path, months: int) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["project"]["company"]["horizon"] = months
    path.write_text(json.dumps(whole), encoding="utf-8")
    opened = read_project(path).project
    assert opened.company.horizon == months
    assert opened.company.months == (60 if months > 60 else 1)
    assert [problem.path for problem in limit_problems(opened)] == ["company.horizon"]


def test_a_number_that_no_spreadsheet_keeps_is_refused_by_name(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["project"]["goals"]["products"][0]["churn"] = 1e300
    path.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(BadAnswers) as refused:
        read_project(path)
    assert "Отток: число 1e+300 больше, чем может быть" in refused.value.into("ru")


def test_a_missing_file_is_refused_and_leaves_no_lock(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="не найден"):
        open_project(tmp_path / "нет.salesplan")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_project(tmp_path: Path, project: Project) -> None:
    with pytest.raises(FileRefused, match="папка"):
        read_project(tmp_path)
    with pytest.raises(FileRefused, match="папка"):
        save_as(project, tmp_path)


def test_a_save_changes_the_file_and_the_next_one_works_too(path: Path, project: Project) -> None:
    opened = open_project(path)
    changed = replaced(project, "goals.deals_per_month", 200.0)
    opened = save(opened, changed)
    opened = save(opened, replaced(changed, "goals.deals_per_month", 300.0))
    opened.close()
    assert read_project(path).project.goals.deals_per_month == 300
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_file_changed_outside_is_not_overwritten(path: Path, project: Project) -> None:
    opened = open_project(path)
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    outside = path.read_bytes()
    with pytest.raises(ChangedOutside) as refused:
        save(opened, project)
    assert "Сохранить как" in refused.value.into("ru")
    assert path.read_bytes() == outside
    save_as(project, path.with_name("другой.salesplan")).close()
    opened.close()


def test_a_file_that_is_gone_is_written_again_only_if_it_is_wanted(
    path: Path, project: Project
) -> None:
    opened = open_project(path)
    path.unlink()
    with pytest.raises(FileGone) as refused:
        save(opened, project)
    assert str(path) in refused.value.into("ru")
    assert not path.exists()
    save(opened, project, anew=True).close()
    assert read_project(path).project == project


def test_a_new_project_never_overwrites_a_file(path: Path, project: Project) -> None:
    before = path.read_bytes()
    with pytest.raises(AlreadyExists):
        create(replaced(project, "company.name", "Другая"), path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "нет места"),
        (errno.EACCES, "Нет прав"),
        (errno.EROFS, "только для чтения"),
        (errno.ETIMEDOUT, "не отвечает"),
    ],
)
def test_a_save_that_fails_says_why_and_leaves_the_file_whole(
    path: Path, project: Project, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    opened = open_project(path)
    before = path.read_bytes()

    def failing(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(FileRefused, match=words):
        save(opened, replaced(project, "company.name", "Новая"))
    monkeypatch.undo()
    opened.close()
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_folder_that_vanished_is_named(tmp_path: Path, project: Project) -> None:
    with pytest.raises(FileRefused) as refused:
        save_as(project, tmp_path / "нет" / "план.salesplan")
    assert "подключена" in refused.value.into("ru")


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_save_keeps_the_permissions(path: Path, project: Project) -> None:
    path.chmod(0o640)
    opened = open_project(path)
    save(opened, project).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_read_only_file_is_not_replaced(path: Path, project: Project) -> None:
    opened = open_project(path)
    path.chmod(0o444)
    with pytest.raises(FileRefused, match="только для чтения"):
        save(opened, project)
    opened.close()


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_to_a_project_still_leads_to_it_after_a_save(path: Path, project: Project) -> None:
    link = path.with_name("ссылка.salesplan")
    link.symlink_to(path)
    opened = open_project(link)
    with pytest.raises(ProjectLocked):
        open_project(path)
    save(opened, replaced(project, "company.name", "Новая")).close()
    assert link.is_symlink()
    assert read_project(path).project.company.name == "Новая"


def test_the_first_save_after_a_migration_keeps_the_old_file_beside_it(
    path: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def renamed(raw: migrations.Raw) -> migrations.Raw:
        return {**raw, "preset": "migrated"}

    found, newest = migrations.FORMAT, migrations.FORMAT + 1
    old = path.read_bytes()
    monkeypatch.setattr(project_file, "FORMAT", newest)
    monkeypatch.setattr(
        project_file,
        "migrated",
        lambda raw, found: migrations.migrated(raw, found, {found: renamed}, newest),
    )
    opened = open_project(path)
    assert opened.project.preset == "migrated"
    assert path.read_bytes() == old
    opened = save(opened, opened.project)
    kept = path.with_name(f"{path.name}.format-{found}")
    assert kept.read_bytes() == old
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == newest
    save(opened, project).close()
    assert sorted(item.name for item in path.parent.iterdir()) == sorted([path.name, kept.name])


def test_a_failed_migration_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def broken(raw: migrations.Raw, found: int) -> migrations.Raw:
        return {**raw, "goals": "нет"}

    monkeypatch.setattr(project_file, "migrated", broken)
    with pytest.raises(UserError):
        open_project(path)
    assert path.read_bytes() == before
    assert not lock_path(path).exists()


def test_the_digest_is_of_the_bytes_on_the_disk(path: Path) -> None:
    assert read_project(path).digest == digest(path.read_bytes())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    place = tmp_path / "труба.salesplan"
    os.mkfifo(place)
    with pytest.raises(UserError, match="не файл"):
        open_project(place)
