"""The session: edits, undo, drafts and files, without a window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from wizard.errors import UserError
from wizard.project.company import Currency, OutputLanguage
from wizard.project.edit import answer
from wizard.project.path import title
from wizard.project.project import Project
from wizard.texts import Language, Text
from wizard.ui.session import Session
from wizard.ui.steps import shorter, undo_text


def test_an_answer_moves_the_figures_at_once(session: Session) -> None:
    before = session.figures["goals.leads"].first
    session.answer("goals.deals_per_month", 300.0)
    assert session.figures["goals.leads"].first == pytest.approx(2 * before)
    assert session.is_answered("goals.deals_per_month")


def test_undo_and_redo_go_over_every_kind_of_change(session: Session) -> None:
    start = session.project
    session.answer("goals.deals_per_month", 160.0)
    session.keep_draft("goals.growth", "много")
    session.answer("company.name", "Лютик")
    end = session.project
    while session.next_undo is not None:
        session.undo()
    assert session.project == start
    while session.next_redo is not None:
        session.redo()
    assert session.project == end


def test_a_lengthy_change_of_a_project_that_is_left_meanwhile_is_dropped(
    session: Session, tmp_path: Path
) -> None:
    other = tmp_path / "other.salesplan"
    session.answer("company.name", "Другой")
    session.save_as(other)
    session.new("online-service")
    session.answer("company.name", "Первый")
    session.save_as(tmp_path / "first.salesplan")

    def change(project: Project) -> Project:
        QTimer.singleShot(0, lambda: session.open(other))  # while the plan is laid out
        return answer(project, "company.city", "Томск")

    session.apply(Text("x"), "company.city", change, lengthy=True)
    assert session.project.company.name == "Другой"
    assert session.next_undo is None
    assert not session.dirty


def test_undo_is_named_after_the_place_of_the_change(session: Session) -> None:
    session.answer("goals.products.start.price", 700.0)
    told = undo_text(session)
    assert told is not None
    assert session.say(told).endswith("Тариф «Старт» → Цена: 600 → 700")
    assert session.undo() == "goals.products.start.price"


def test_typing_on_at_one_place_is_undone_as_one(session: Session) -> None:
    for value in (1.0, 17.0, 170.0):
        session.answer("goals.deals_per_month", value, going_on=True)
    session.undo()
    assert session.value("goals.deals_per_month") == 150


def test_typing_after_leaving_the_field_is_a_new_step(session: Session) -> None:
    session.answer("goals.deals_per_month", 170.0, going_on=True)
    session.end_typing()
    session.answer("goals.deals_per_month", 180.0, going_on=True)
    session.undo()
    assert session.value("goals.deals_per_month") == 170


def test_a_new_change_after_undo_forgets_what_was_undone(session: Session) -> None:
    session.answer("goals.deals_per_month", 170.0)
    session.undo()
    session.answer("company.name", "Лютик")
    assert session.next_redo is None


def test_a_fresh_preset_is_no_loss_and_an_edited_one_is(session: Session) -> None:
    assert not session.dirty
    session.answer("company.name", "Лютик")
    assert session.dirty
    session.undo()
    assert not session.dirty


def test_a_saved_project_opens_with_the_same_answers(session: Session, tmp_path: Path) -> None:
    session.answer("company.name", "Лютик")
    session.keep_draft("goals.growth", "много")
    file = tmp_path / "план.salesplan"
    session.save_as(file)
    assert not session.dirty
    saved = session.project
    session.close()
    session.open(file)
    assert session.project == saved
    assert session.interface.preferences.recent[0].path == file


def test_saving_where_it_was_opened_keeps_the_lock_and_the_file(
    session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "план.salesplan"
    session.save_as(file)
    session.answer("company.name", "Лютик")
    session.save_as(file)
    session.answer("company.name", "Василёк")
    session.save()
    session.close()
    session.open(file)
    assert session.title == "Василёк"


def test_a_file_that_is_no_project_leaves_the_open_one_as_it_was(
    session: Session, tmp_path: Path
) -> None:
    session.answer("company.name", "Лютик")
    kept = session.project
    foreign = tmp_path / "заметки.salesplan"
    foreign.write_text("список покупок", encoding="utf-8")
    with pytest.raises(UserError):
        session.open(foreign)
    assert session.project is kept


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_chosen_language_is_kept(session: Session, language: Language) -> None:
    session.interface.set_language("en")
    session.interface.set_language(language)
    assert session.interface.preferences.language == language


def test_a_preset_begins_in_the_windows_language(session: Session) -> None:
    session.interface.set_language("en")
    session.new("wholesale")
    assert session.value("company.name") == "Sunflower"
    assert session.value("company.language") == OutputLanguage.EN


def test_papers_in_another_language_are_one_step_with_the_presets_names(session: Session) -> None:
    session.new("wholesale")
    session.answer("structure.roles.sales.title", "Торговый агент")
    session.answer("company.language", OutputLanguage.EN)
    assert session.value("structure.roles.account.title") == "Account manager"
    assert session.value("structure.roles.sales.title") == "Торговый агент"
    session.undo()
    assert session.value("structure.roles.account.title") == "Менеджер по работе с клиентами"
    assert session.value("structure.roles.sales.title") == "Торговый агент"


def test_kpi_in_money_change_their_sign_with_the_currency(session: Session) -> None:
    session.new("online-service")
    unit = "motivation.pay.head.kpi.cpl.unit"
    assert session.value(unit) == "₽"
    session.answer("company.currency", Currency.KZT)
    assert session.value(unit) == "₸"
    session.answer("company.currency", Currency.UZS)
    assert session.value(unit) == "сум"
    assert session.value("motivation.pay.head.kpi.churn.unit") == "%"
    session.undo()
    assert session.value(unit) == "₸"


def test_a_month_of_the_season_is_undone_by_its_name(session: Session) -> None:
    session.answer("goals.season.1", 0.5)
    told = undo_text(session)
    assert told is not None
    assert told.into("ru").startswith("Сезон по месяцам, с января по декабрь → февраль: ")
    assert [one.into("en") for one in shorter(told)] == [
        told.into("en").partition(" → ")[2],
    ]
    assert told.into("en").partition(" → ")[2].startswith("February: ")


def test_a_range_is_undone_by_the_name_and_in_the_unit_of_its_answer(session: Session) -> None:
    session.answer("scenarios.ranges.demo.low", 0.05)
    told = undo_text(session)
    assert told is not None
    name = title(session.project, "goals.funnel.demo.conversion").into("ru")
    assert told.into("ru") == f"Неопределённость → {name} → Не меньше: 50 % → 5 %"


def test_a_change_of_a_scenario_is_undone_by_the_name_of_its_answer(session: Session) -> None:
    scenario = session.project.scenarios.scenarios[0]
    change = next(one for one in scenario.changes if one.path.startswith("goals.products.*."))
    session.answer(f"scenarios.scenarios.{scenario.id}.changes.{change.id}.value", 0.5)
    told = undo_text(session)
    assert told is not None
    assert " → Изменения → Продукты → все строки → " in told.into("ru")


def test_a_range_that_speaks_of_a_range_goes_by_its_number(session: Session) -> None:
    path = "scenarios.ranges.conversion.path"
    session.answer(path, "scenarios.ranges.conversion.low")
    assert title(session.project, path).into("ru") == "Неопределённость → 1 → Ответ"
