"""Notes at answers: kept with their rows, gone with them; the calculation goes with its number."""

from __future__ import annotations

import pytest

from wizard.project import edit
from wizard.project.changes import changes, remark_changes
from wizard.project.notes import calculation_of
from wizard.project.path import get
from wizard.project.project import Project
from wizard.storage.presets import load_preset

PRICE = "goals.products.start.price"


@pytest.fixture
def project() -> Project:
    return edit.aligned(load_preset("online-service"))


def test_a_calculation_is_noted_beside_its_number(project: Project) -> None:
    after = edit.answer(project, PRICE, 1800.0, "150*12")
    assert calculation_of(after.notes[PRICE]) == "150*12"
    again = edit.answer(after, PRICE, 2400.0, "200*12")
    assert again.notes[PRICE] == "= 200*12"


def test_another_number_takes_the_calculation_away_and_leaves_the_words(project: Project) -> None:
    noted = edit.with_note(project, PRICE, "по прайсу 2027 года")
    after = edit.answer(noted, PRICE, 1800.0, "150*12")
    assert after.notes[PRICE] == "по прайсу 2027 года\n= 150*12"
    assert edit.answer(after, PRICE, 1800.0).notes == after.notes
    assert edit.answer(after, PRICE, 900.0).notes[PRICE] == "по прайсу 2027 года"
    bare = edit.answer(project, PRICE, 1800.0, "150*12")
    assert edit.answer(bare, PRICE, 900.0).notes == {}


def test_an_empty_note_is_no_note(project: Project) -> None:
    noted = edit.with_note(project, PRICE, "уточнить")
    assert edit.with_note(noted, PRICE, " \n ") == project


def test_a_note_stays_with_its_row_when_rows_are_moved_and_renamed(project: Project) -> None:
    noted = edit.with_note(project, PRICE, "уточнить")
    ids = [row.id for row in noted.goals.products]
    moved = edit.with_order(noted, "goals.products", ids[::-1])
    renamed = edit.answer(moved, "goals.products.start.name", "Другое имя")
    assert renamed.notes == {PRICE: "уточнить"}
    assert get(renamed, PRICE) == get(project, PRICE)


def test_notes_and_drafts_go_with_their_row_and_with_what_belonged_to_it(project: Project) -> None:
    role = project.structure.roles[0].id
    pay = f"motivation.pay.{role}.salary"
    noted = edit.with_note(edit.with_note(project, pay, "рынок"), PRICE, "прайс")
    noted = edit.with_draft(noted, pay, "сорок")
    after = edit.without_rows(noted, "structure.roles", {role})
    assert after.notes == {PRICE: "прайс"}
    assert after.drafts == {}


def test_a_copied_row_has_the_answers_drafts_and_notes_of_the_first(project: Project) -> None:
    noted = edit.with_note(project, PRICE, "прайс")
    noted = edit.with_draft(noted, "goals.products.start.share", "треть")
    after = edit.with_copy(noted, "goals.products", "start", "start-2")
    assert [row.id for row in after.goals.products][:2] == ["start", "start-2"]
    assert get(after, "goals.products.start-2.price") == get(project, PRICE)
    assert after.notes["goals.products.start-2.price"] == "прайс"
    assert after.drafts["goals.products.start-2.share"] == "треть"


def test_many_answers_at_once_are_as_one_after_the_other(project: Project) -> None:
    noted = edit.with_note(edit.answer(project, PRICE, 1800.0, "150*12"), PRICE, "прайс\n= 150*12")
    noted = edit.with_draft(noted, "goals.products.team.share", "треть")
    answers: dict[str, edit.Answer] = {
        PRICE: (900.0, ""),
        "goals.products.team.share": (0.3, ""),
        "goals.products.team.price": (2400.0, "200*12"),
    }
    drafts = {"goals.products.start.share": "много"}
    at_once = edit.with_answers(noted, "goals.products", answers, drafts)
    one_by_one = noted
    for path, (value, calculation) in answers.items():
        one_by_one = edit.answer(one_by_one, path, value, calculation)
    for path, entry in drafts.items():
        one_by_one = edit.with_draft(one_by_one, path, entry)
    assert at_once == one_by_one
    assert type(at_once.answered) is frozenset
    assert at_once.notes[PRICE] == "прайс"


def test_a_note_is_no_changed_answer(project: Project) -> None:
    assert changes(project, edit.with_note(project, PRICE, "прайс")) == ()


def test_a_note_and_an_entry_that_differ_are_told_with_their_place(project: Project) -> None:
    noted = edit.with_note(project, PRICE, "прайс\n= 150*12")
    drafted = edit.with_draft(noted, "goals.growth", "много")
    place = "Продукты → Тариф „Старт“ → Цена"
    assert [one.sentence.into("ru") for one in remark_changes(project, drafted)] == [
        f"Заметка к «{place}»: пусто → прайс; = 150*12",
        "Непонятая запись в «Рост за год»: пусто → много",
    ]
    gone = edit.without_rows(noted, "goals.products", {"start"})
    (note,) = remark_changes(noted, gone)
    assert note.sentence.into("ru") == f"Заметка к «{place}»: прайс; = 150*12 → пусто"
    assert remark_changes(drafted, drafted) == ()
