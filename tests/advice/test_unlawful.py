"""What a policy may not say is refused with the reason; what only looks like it passes."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from wizard.advice.check import errors
from wizard.advice.rule import Case
from wizard.advice.unlawful import clauses, prohibitions, refusals
from wizard.documents.context import document_set
from wizard.documents.escaping import restore
from wizard.errors import UserError
from wizard.plan.figures import compute
from wizard.project.company import Country
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language

PLACES = {
    "fines": "motivation.leaving",
    "charging": "motivation.leaving",
    "unpaid-trial": "hiring.roles.head.conditions",
    "discretion": "motivation.leaving",
    "non-compete": "hiring.roles.head.conditions",
    "leaver": "motivation.leaving",
    "sex-and-age": "hiring.roles.head.requirements",
}

REFUSED = [
    ("fines", "Штраф за опоздание — 500 рублей"),
    ("fines", "За незаполненную карточку менеджера штрафуют"),
    ("fines", "Опоздал — оштрафован"),
    ("fines", "Система штрафов утверждается отделом"),
    ("fines", "A fine of 500 for being late"),
    ("fines", "Managers are fined for empty cards"),
    ("fines", "Fines are taken from the salary"),
    ("charging", "Дебиторская задолженность удерживается из зарплаты менеджера"),
    ("charging", "Долг клиента вычитаем из премии"),
    ("charging", "За ошибки в CRM из бонуса вычитается 1 000"),
    ("charging", "Безнадёжный долг взыскивается с менеджера"),
    ("charging", "Bad debts are deducted from the manager's pay"),
    ("charging", "CRM mistakes: 1,000 is withheld from the bonus"),
    ("unpaid-trial", "Неоплачиваемая стажировка — неделя"),
    ("unpaid-trial", "Первые три дня испытания без оплаты"),
    ("unpaid-trial", "Испытательный срок не оплачивается"),
    ("unpaid-trial", "Бесплатный пробный день"),
    ("unpaid-trial", "Unpaid trial of one week"),
    ("unpaid-trial", "The test period is not paid"),
    ("discretion", "Премия выплачивается по усмотрению руководителя"),
    ("discretion", "По своему усмотрению директор назначает премию"),
    ("discretion", "The bonus is paid at the sole discretion of the director"),
    ("discretion", "A discretionary bonus once a quarter"),
    ("non-compete", "После увольнения не вправе работать у конкурентов год"),
    ("non-compete", "Запрещено переходить на работу к конкурентам"),
    ("non-compete", "Подписывается соглашение о неконкуренции"),
    ("non-compete", "A non-compete clause for one year"),
    ("non-compete", "The manager may not work for a competitor"),
    ("leaver", "При увольнении премия за месяц не выплачивается"),
    ("leaver", "Уволившийся теряет начисленную премию"),
    ("leaver", "Бонус уходящего сотрудника сгорает"),
    ("leaver", "Leavers forfeit the bonus"),
    ("leaver", "If the employee resigns, the bonus is not paid"),
    ("sex-and-age", "Девушка приятной внешности"),
    ("sex-and-age", "Мужчина, 25–35 лет"),
    ("sex-and-age", "Возраст от 20 до 40 лет"),
    ("sex-and-age", "Не старше 35 лет"),
    ("sex-and-age", "Пол: женский"),
    ("sex-and-age", "Female, 25-35 years old"),
    ("sex-and-age", "A young man with energy"),
    ("sex-and-age", "Under 35 years old"),
]

ALLOWED = [
    ("fines", "Работаем без штрафов"),
    ("fines", "Никаких штрафов: условие премии не выполнено — премии нет"),
    ("fines", "Штрафы не применяются"),
    ("fines", "Компания оштрафована клиентом за срыв срока — разбираем причины"),
    ("fines", "Штраф клиента по договору оплачивает компания"),
    ("fines", "Fine-tune the funnel every month"),
    ("fines", "Read the fine print of the contract"),
    ("fines", "The result is fine"),
    ("fines", "No fines and no penalties"),
    ("charging", "Долги клиентов с работника не взыскиваются"),
    ("charging", "Менеджер взыскивает задолженность с клиента по регламенту"),
    ("charging", "Премия начисляется после оплаты задолженности клиентом"),
    ("charging", "Удержание клиентов — показатель аккаунт-менеджера"),
    ("charging", "Удержание клиентов и данные CRM влияют на премию менеджера"),
    ("charging", "The manager reminds the client of the debt"),
    ("charging", "Nothing is deducted from pay for CRM mistakes"),
    ("unpaid-trial", "Стажировка оплачивается по окладу"),
    ("unpaid-trial", "Бесплатное обучение английскому"),
    ("unpaid-trial", "Испытательный срок — три месяца с полным окладом"),
    ("unpaid-trial", "A paid trial of one week"),
    ("discretion", "Премия по показателям; очередь звонков — по усмотрению менеджера"),
    ("discretion", "Сверх плана премия увеличивается, отпуск — по усмотрению сторон"),
    ("discretion", "The order of calls is at the manager's discretion"),
    ("non-compete", "Сравнивает продукт с предложениями конкурентов"),
    ("non-compete", "Не разглашает сведения конкурентам"),
    ("non-compete", "Compares the product with competitors"),
    ("leaver", "При увольнении премия выплачивается в день расчёта"),
    ("leaver", "Уволившийся не теряет заработанную премию"),
    ("leaver", "Премия за неоконченный период при увольнении не начисляется"),
    ("leaver", "A leaver's bonus is paid at the final settlement"),
    ("sex-and-age", "Опыт продаж от 10 лет"),
    ("sex-and-age", "Компания на рынке 15 лет"),
    ("sex-and-age", "Знание рынка одежды для женщин"),
    ("sex-and-age", "Возраст не важен"),
    ("sex-and-age", "Over 10 years experience in sales"),
    ("sex-and-age", "Any age"),
    ("sex-and-age", "Возраст и пол не указываем"),
]


@cache
def sound() -> Case:
    project = load_preset("wholesale")
    return Case(project, compute(project))


def found(place: str, text: str) -> list[str]:
    project = answer(sound().project, place, text)  # what is refused hangs on no figure
    return [one.rule.id for one in refusals(Case(project, sound().figures))]


@pytest.mark.parametrize(("rule", "text"), REFUSED)
def test_a_policy_that_would_be_unlawful_is_refused(rule: str, text: str) -> None:
    assert found(PLACES[rule], text) == [rule]


@pytest.mark.parametrize(("rule", "text"), ALLOWED)
def test_what_only_looks_like_it_passes(rule: str, text: str) -> None:
    assert found(PLACES[rule], text) == []


def test_one_bad_clause_of_a_text_is_quoted_alone() -> None:
    text = "Оклад 60 000. Штраф за прогул 1 000 рублей. Работаем без выходных по графику."
    project = answer(load_preset("wholesale"), "hiring.roles.head.conditions", text)
    (refused,) = refusals(Case(project, compute(project)))
    assert refused.clause == "Штраф за прогул 1 000 рублей"


@pytest.mark.parametrize(
    ("country", "norm"),
    [(Country.RUSSIA, "ст. 192 ТК РФ"), (Country.KAZAKHSTAN, "ст. 64 ТК РК"), (Country.OTHER, "")],
)
def test_the_problem_is_an_error_with_the_norm_of_the_country(country: Country, norm: str) -> None:
    project = answer(load_preset("wholesale"), "motivation.leaving", "Штраф 500 рублей")
    project = answer(project, "company.country", country)
    (problem,) = [
        one for one in errors(project, compute(project)) if one.path == "motivation.leaving"
    ]
    said = problem.text.into("ru")
    assert said.startswith("«Штраф 500 рублей» — штрафовать работника нельзя")
    assert norm in said
    assert ("ТК" in said) == bool(norm)
    assert "fined" in problem.text.into("en")


def test_a_question_to_a_client_is_no_policy() -> None:
    text = "Платили ли вы штрафы за просрочку?"
    assert found("documentation.calls.brief", text) == []


@pytest.mark.parametrize("name", preset_names())
def test_no_preset_and_no_default_is_refused(name: str) -> None:
    for project in (load_preset(name), Project()):
        assert list(refusals(Case(project, compute(project)))) == []


def test_every_prohibition_is_dated_and_has_its_reasons_and_norms() -> None:
    for rule in prohibitions():
        assert rule.reason.ru
        assert rule.reason.en
        assert set(rule.reference) == {"ru", "kz"}
        assert rule.source
        assert date.fromisoformat(rule.checked)


def test_the_paper_that_would_say_it_is_not_made_and_the_others_are() -> None:
    project = answer(load_preset("wholesale"), "motivation.leaving", "Штраф 500 рублей")
    figures = compute(project)
    with pytest.raises(UserError) as caught:
        list(document_set(project, figures, only=lambda template: template.id == "pay"))
    said = caught.value.into("ru")
    assert said.startswith("Документ «Положение об оплате труда")
    assert "штрафовать работника нельзя" in said
    others = list(document_set(project, figures, only=lambda template: template.id == "budget"))
    assert len(others) == 1
    assert project.motivation.leaving == "Штраф 500 рублей"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", preset_names())
def test_no_paper_of_ours_says_what_we_refuse(name: str, language: Language) -> None:
    project = load_preset(name)
    for made in document_set(project, compute(project), language=language):
        is_vacancy = made.id in ("vacancy", "role-profile")
        for clause in clauses(restore(made.document.text)):
            for rule in prohibitions():
                if rule.id != "sex-and-age" or is_vacancy:
                    assert not rule.refuses(clause), (made.file, rule.id, clause)
