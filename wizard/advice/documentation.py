"""Rules of stage 4."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wizard.advice.mend import to_value
from wizard.advice.rule import Case, Rule, hint, warning
from wizard.dates import Day
from wizard.plan.data.vat import exempt_income, vat_of
from wizard.project.documentation import Wanted
from wizard.project.problem import Problem
from wizard.project.project import Project
from wizard.project.sales_book import Vat
from wizard.texts import Text, _
from wizard.units import DAYS

_MONTHS_OF_YEAR = 12

# The template of the pay regulation.
PAY_POLICY = "pay"


def stage_without_role(case: Case) -> Iterator[Problem]:
    """A funnel stage that nobody answers for."""
    for stage in case.project.goals.funnel:
        if not stage.role:
            yield hint(
                f"goals.funnel.{stage.id}.role",
                _("За этап «{stage}» никто не отвечает. Назначьте роль.", stage=stage.name),
            )


def discount_limits(case: Case) -> Iterator[Problem]:
    """An employee may give a larger discount than the head agrees to."""
    documentation = case.project.documentation
    if documentation.discount_seller > documentation.discount_head:
        yield hint(
            "documentation.discount_seller",
            _(
                "Сотрудник сам даёт скидку {seller}, а руководитель согласует до {head}: "
                "согласовывать нечего. Проверьте пределы.",
                seller=case.percent(documentation.discount_seller),
                head=case.percent(documentation.discount_head),
            ),
            to_value(case, "documentation.discount_seller", documentation.discount_head),
        )


def stage_without_exit(case: Case) -> Iterator[Problem]:
    """A funnel stage of which nobody can say when it is over."""
    funnel = case.project.goals.funnel
    for number, stage in enumerate(funnel, 1):
        if not stage.exit.strip():
            yield hint(
                f"goals.funnel.{stage.id}.exit",
                _(
                    "Этап {number} из {n} «{stage}»: не сказано, когда он пройден; сделки будут "
                    "стоять на нём, а конверсию не проверить.",
                    number=number,
                    n=len(funnel),
                    stage=stage.name,
                ),
            )


def proposals_without_owner(case: Case) -> Iterator[Problem]:
    """Proposals are prepared and nobody is in charge."""
    proposals = case.project.documentation.proposals
    if proposals.used and not proposals.owner:
        yield warning(
            "documentation.proposals.owner",
            _(
                "Коммерческие предложения готовятся за {days}, а кто командует — не указано. "
                "Командир должен быть один.",
                days=case.shown(proposals.days, DAYS),
            ),
        )


def strange_vat_rate(case: Case) -> Iterator[Problem]:
    """A rate of the value-added tax that is not in force where and when the plan begins."""
    company, book = case.project.company, case.project.documentation.book
    tax = vat_of(company.country)
    if book.vat is Vat.NONE or tax is None or not case.project.documentation.proposals.used:
        return
    rates = tax.on(company.start)
    if rates and book.vat_rate not in {rate.rate for rate in rates}:
        path = "documentation.book.vat_rate"
        yield warning(
            path,
            _(
                "НДС в предложении {given}, а на {start} общая ставка {general}. Другие "
                "ставки бывают у льготных товаров и на упрощённой системе: уточните у бухгалтера "
                "(данные на {checked}).",
                given=case.percent(book.vat_rate),
                start=Day(company.start),
                general=case.percent(rates[0].rate),
                checked=Day(tax.checked),
            ),
            to_value(case, path, rates[0].rate),
        )


def vat_may_be_due(case: Case) -> Iterator[Problem]:
    """Prices are without the tax, and the revenue passes the income up to which none is paid."""
    tax, most = vat_of(case.project.company.country), exempt_income(case.project)
    documentation = case.project.documentation
    if tax is None or not most or not documentation.proposals.used:
        return
    revenue = sum(case.figures["goals.revenue"].months[:_MONTHS_OF_YEAR])
    if documentation.book.vat is Vat.NONE and revenue > most:
        yield hint(
            "documentation.book.vat",
            _(
                "В предложениях цены без НДС, а выручка первого года — {revenue}. Без НДС малый "
                "бизнес работает при доходе до {most} в год ({norm}). Уточните у бухгалтера, "
                "включать ли НДС в цены (данные на {checked}).",
                revenue=case.money(revenue),
                most=case.money(most),
                norm=tax.exempt.norm,
                checked=Day(tax.checked),
            ),
        )


def bonus_without_policy(case: Case) -> Iterator[Problem]:
    """Bonuses are paid and the policy that must name them is left out."""
    bonus = case.figures["motivation.bonus"].total
    if bonus > 0 and PAY_POLICY in _left_out(case):
        yield warning(
            f"documentation.documents.{PAY_POLICY}.wanted",
            _(
                "За план выплачивается {bonus} премий, а положение об оплате труда и "
                "премировании не делается: виды, размеры и условия премий должны стоять в нём.",
                bonus=case.money(bonus),
            ),
            to_value(case, f"documentation.documents.{PAY_POLICY}.wanted", Wanted.AUTO),
        )


def needed_but_left_out(case: Case) -> Iterator[Problem]:
    """A document that the answers call for is left out by the register."""
    left_out = _left_out(case)
    for document, is_needed, text in _NEEDED:
        if document in left_out and is_needed(case.project):
            path = f"documentation.documents.{document}.wanted"
            yield warning(path, text, to_value(case, path, Wanted.AUTO))


def due_before_the_order(case: Case) -> Iterator[Problem]:
    """Documents take effect before the order that puts them into effect."""
    ordered = case.project.documentation.order_date
    rows = case.project.documentation.documents
    early = [(row.due, row.id) for row in rows if row.due and ordered and row.due < ordered]
    if early and ordered:
        due, document = min(early)
        yield warning(
            f"documentation.documents.{document}.due",
            _(
                "Документы вводятся раньше приказа ({n}): первый — {due}, а приказ о "
                "вводе датирован {ordered}. Сдвиньте срок ввода или дату приказа.",
                n=len(early),
                due=Day(due),
                ordered=Day(ordered),
            ),
            to_value(case, "documentation.order_date", due),
        )


def _left_out(case: Case) -> set[str]:
    rows = case.project.documentation.documents
    return {row.id for row in rows if row.wanted is Wanted.NO}


def _has_roles(project: Project) -> bool:
    return bool(project.structure.roles)


def _pays_mentors(project: Project) -> bool:
    return any(role.mentor for role in project.hiring.roles)


# Documents without which others or the law do not hold: id of the template, when, and why.
_NEEDED: tuple[tuple[str, Callable[[Project], bool], Text], ...] = (
    (
        "order-introduction",
        _has_roles,
        _(
            "Приказ о вводе в действие не делается: без него у документов отдела нет даты, с "
            "которой они обязательны."
        ),
    ),
    (
        "acquaintance",
        _has_roles,
        _(
            "Лист ознакомления не делается: без подписи работника требовать исполнения документов "
            "нельзя."
        ),
    ),
    (
        "sales-plan",
        lambda project: bool(project.goals.products),
        _(
            "План продаж не делается, а от него считаются премии, бюджет и численность: остальные "
            "документы ссылаются на план, которого нет."
        ),
    ),
    (
        "mentoring",
        _pays_mentors,
        _(
            "Наставники назначены, а соглашение о наставничестве не делается: его содержание, срок "
            "и оплату согласуют с работником письменно."
        ),
    ),
    (
        "consent",
        lambda project: bool(project.goals.channels),
        _(
            "Согласие на обработку персональных данных не делается, а обращения записываются в "
            "CRM: согласие оформляют отдельным документом."
        ),
    ),
)


RULES: tuple[Rule, ...] = (
    stage_without_role,
    discount_limits,
    stage_without_exit,
    proposals_without_owner,
    strange_vat_rate,
    vat_may_be_due,
    bonus_without_policy,
    needed_but_left_out,
    due_before_the_order,
)
