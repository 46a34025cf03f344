"""The papers of the process: each appears when its subject exists and carries its rules."""

from __future__ import annotations

import re
from functools import cache

import pytest

from wizard.documents.catalogue import catalogue
from wizard.documents.context import MadeDocument, document_set
from wizard.documents.setting.blocks import (
    Acquaintance,
    Appendix,
    Block,
    OnePage,
    Run,
    Table,
    plain,
)
from wizard.numbers import format_value
from wizard.plan.figures import Figures, compute
from wizard.project.company import Country
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.project.structure import RoleFunction
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language
from wizard.units import FACTOR, HOURS, LEADS, MONEY, PERCENT, Unit

PAPERS = (
    "requests", "proposals", "planning", "handover", "accounts", "support", "discounts", "debts",
)  # fmt: skip
BOTH = [(name, language) for name in preset_names() for language in LANGUAGES]
EVERY = pytest.mark.parametrize(("name", "language"), BOTH)


@cache
def preset(name: str) -> tuple[Project, Figures]:
    project = load_preset(name)
    return project, compute(project)


@cache
def papers(name: str, language: Language) -> dict[str, str]:
    return {item.id: text_of(item) for item in made(*preset(name), language)}


def made(project: Project, figures: Figures, language: Language = "ru") -> list[MadeDocument]:
    wanted = {*PAPERS, "sales-process"}
    return list(
        document_set(
            project, figures, language=language, only=lambda template: template.id in wanted
        )
    )


def ids(project: Project) -> set[str]:
    return {item.id for item in made(project, compute(project))} - {"sales-process"}


def blocks_of(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, Appendix | OnePage):
            found += blocks_of(block.blocks)
    return found


def text_of(document: MadeDocument) -> str:
    lines = []
    for block in blocks_of(document.document.blocks):
        if isinstance(block, Table):
            lines += ["\t".join(plain(cell) for cell in row) for row in (block.header, *block.rows)]
        else:
            runs = getattr(block, "runs", ())
            lines.append("".join(run.text for run in runs if isinstance(run, Run)))
    return "\n".join(lines).replace("\u00a0", " ")


def said(value: float, unit: Unit, language: Language) -> str:
    return format_value(value, unit, language, "RUB").replace("\u00a0", " ")


# When a paper is made


def test_each_paper_gives_the_reason_why_it_is_made_and_its_place_in_the_package() -> None:
    for language in LANGUAGES:
        found = {item.id: item for item in catalogue(language)}
        orders = [found[name].order for name in PAPERS]
        assert orders == sorted(orders)
        assert found["sales-process"].order < orders[0]
        assert orders[-1] < found["pay"].order
        for name in PAPERS:
            assert found[name].because.endswith(".")
            assert found[name].profile == "L"


def test_proposals_are_regulated_only_where_they_are_prepared() -> None:
    project = load_preset("wholesale")
    assert "proposals" in ids(project)
    assert "proposals" not in ids(answer(project, "documentation.proposals.used", False))


def test_a_handover_is_regulated_only_where_there_is_somebody_to_hand_over_to() -> None:
    project = load_preset("online-service")
    assert "handover" in ids(project)
    alone = tuple(
        role for role in project.structure.roles if role.function is not RoleFunction.ACCOUNT
    )
    assert "handover" not in ids(answer(project, "structure.roles", alone))
    assert "accounts" in ids(answer(project, "structure.roles", alone))


def test_clients_are_led_by_a_regulation_only_where_they_stay_after_the_sale() -> None:
    project = load_preset("online-service")
    assert "accounts" in ids(project)
    assert "accounts" not in ids(answer(project, "structure.has_after_sale", False))


def test_support_is_regulated_for_a_support_role_or_a_promise() -> None:
    project = answer(load_preset("wholesale"), "documentation.support.used", False)
    assert "support" in ids(project)
    without = tuple(
        role for role in project.structure.roles if role.function is not RoleFunction.SUPPORT
    )
    project = answer(project, "structure.roles", without)
    assert "support" not in ids(project)
    assert "support" in ids(answer(project, "documentation.support.used", True))


def test_debts_are_regulated_only_where_a_client_may_pay_later() -> None:
    assert "debts" in ids(load_preset("wholesale"))
    assert "debts" not in ids(load_preset("online-service"))


def test_discounts_are_regulated_only_where_there_are_any() -> None:
    project = load_preset("wholesale")
    assert "discounts" in ids(project)
    assert "discounts" not in ids(answer(project, "documentation.discount_head", 0.0))


# What a paper carries


@EVERY
def test_the_paper_on_enquiries_carries_the_times_the_filter_the_brief_and_the_channels(
    name: str, language: Language
) -> None:
    project, figures = preset(name)
    text = papers(name, language)["requests"]
    calls = project.documentation.calls
    for number in (calls.answer_minutes, calls.missed_minutes, calls.mail_hours, calls.touches):
        assert f"{number:.0f} " in text
    for line in (*calls.brief.splitlines(), *calls.filters.splitlines()):
        assert line.rstrip(".").lower() in text.lower()
    for channel in project.goals.channels:
        leads = figures[f"goals.leads_inflow.{channel.id}"].first
        row = f"{channel.name}\t{said(leads, LEADS, language).split()[0]}\t"
        assert (row in text) == channel.on


@EVERY
def test_the_paper_on_proposals_carries_their_steps_hours_cost_and_target(
    name: str, language: Language
) -> None:
    project, figures = preset(name)
    text = papers(name, language)["proposals"]
    for step in project.documentation.proposals.steps:
        assert f"{step.name}\t" in text
    for key, unit in (
        ("kpi.proposal_hours", HOURS),
        ("kpi.proposal_cost", MONEY),
        ("kpi.proposal_cost_won", MONEY),
    ):
        assert said(figures[key].total, unit, language) in text
    assert said(project.documentation.proposals.win_rate, PERCENT, language) in text
    assert said(project.documentation.discount_head, PERCENT, language) in text


@EVERY
def test_the_paper_on_planning_weighs_each_stage_and_gives_each_group_its_load(
    name: str, language: Language
) -> None:
    project, figures = preset(name)
    text = papers(name, language)["planning"]
    for stage in project.goals.funnel:
        row = "\t".join(
            (
                stage.name,
                said(figures[f"goals.probability.{stage.id}"].total, PERCENT, language),
                said(stage.open_money, MONEY, language),
                said(figures[f"goals.pipeline_weighted.{stage.id}"].total, MONEY, language),
            )
        )
        assert row in text
    assert said(figures["goals.pipeline_weighted"].total, MONEY, language) in text
    assert said(figures["kpi.new_revenue_person"].first, MONEY, language) in text
    rules = project.documentation.planning
    assert said(rules.coverage, FACTOR, language) in text
    for share in (rules.deviation, rules.conversion_drop, rules.lead_price_rise):
        assert said(share, PERCENT, language) in text


@EVERY
def test_the_paper_on_handover_lists_what_is_handed_over_and_the_days(
    name: str, language: Language
) -> None:
    project, figures = preset(name)
    text = papers(name, language)["handover"]
    rules = project.documentation.handover
    for line in rules.checklist.splitlines():
        assert text.lower().count(line.lower()) == 2  # in the list, and as a row of the form
    assert f"{rules.seller_days:.0f} " in text
    assert f"{figures['goals.deals'].first:.0f} " in text


@EVERY
def test_the_paper_on_clients_carries_segments_targets_and_the_portfolio(
    name: str, language: Language
) -> None:
    project, figures = preset(name)
    text = papers(name, language)["accounts"]
    care = project.documentation.clients
    for segment in care.segments:
        assert f"{segment.name}\t" in text
        assert segment.who in text
    assert said(figures["kpi.churn"].total, PERCENT, language) in text
    assert said(figures["kpi.cltv"].total, MONEY, language) in text
    assert f" {project.documentation.book.nps_target:.0f}" in text


@EVERY
def test_the_paper_on_support_gives_both_deadlines_of_each_priority_twice(
    name: str, language: Language
) -> None:
    project, _figures = preset(name)
    text = papers(name, language)["support"]
    for level in project.documentation.support.priorities:
        deadlines = "\t".join(
            said(value, HOURS, language) for value in (level.reaction, level.resolution)
        )
        assert text.count(f"\t{deadlines}") >= 2  # in the table and on the page of its own
        assert level.examples.splitlines()[0] in text


@EVERY
def test_the_paper_on_discounts_carries_limits_tiers_and_what_is_left_of_each_price(
    name: str, language: Language
) -> None:
    project, figures = preset(name)
    text = papers(name, language)["discounts"]
    for product in project.goals.products:
        margins = "\t".join(
            said(figures[f"kpi.{key}.{product.id}"].total, PERCENT, language)
            for key in ("list_margin", "seller_discount_margin", "head_discount_margin")
        )
        assert margins in text
    for step in project.documentation.discounts.volume:
        assert f"{said(step.start, MONEY, language)}\t{said(step.rate, PERCENT, language)}" in text


def test_a_discount_leaves_less_margin_than_its_percent() -> None:
    _project, figures = preset("wholesale")
    margin = figures["kpi.list_margin.packaging"].total
    after = figures["kpi.head_discount_margin.packaging"].total
    assert margin == pytest.approx((44_000 - 32_000) / 44_000)
    assert after == pytest.approx((44_000 * 0.92 - 32_000) / (44_000 * 0.92))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["wholesale", "digital-agency"])
def test_the_paper_on_debts_says_what_is_done_on_which_day_and_by_whom(
    name: str, language: Language
) -> None:
    project, _figures = preset(name)
    text = papers(name, language)["debts"]
    rules = project.documentation.debts
    day = "{:.0f}-й\t" if language == "ru" else "day {:.0f}\t"
    places = [
        text.index(day.format(number))
        for number in (
            rules.call_day, rules.letter_day, rules.head_day, rules.stop_day, rules.claim_day,
            rules.court_day,
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert said(rules.limit, MONEY, language) in text
    assert said(rules.overdue_share, PERCENT, language) in text


# What all of them share


@EVERY
def test_each_paper_ends_with_a_page_of_its_own_and_a_sheet_to_sign(
    name: str, language: Language
) -> None:
    for document in made(*preset(name), language):
        found = blocks_of(document.document.blocks)
        (page,) = (block for block in found if isinstance(block, OnePage))
        assert len([block for block in page.blocks if isinstance(block, Table)]) >= 1, document.id
        assert any(isinstance(block, Acquaintance) for block in found), document.id


@EVERY
def test_a_paper_sends_only_to_papers_that_are_made(name: str, language: Language) -> None:
    project, figures = preset(name)
    every = {item.id: item.document.title for item in document_set(project, figures)}
    absent = {item.title for item in catalogue("ru") if item.id not in every and item.id in PAPERS}
    for document in made(project, figures, language):
        for title in absent:
            assert title not in text_of(document), document.id


def test_the_target_of_surveys_is_the_one_that_bonuses_are_paid_for() -> None:
    for name in preset_names():
        project, _figures = preset(name)
        targets = {
            kpi.target for pay in project.motivation.pay for kpi in pay.kpi if "NPS" in kpi.name
        }
        assert targets == {project.documentation.book.nps_target}


# Asked for by hand where nothing is answered, and elsewhere


def asked_for(project: Project) -> Project:
    rows = tuple(DocumentChoice(id=name, wanted=Wanted.YES) for name in PAPERS)
    return answer(project, "documentation.documents", rows)


def without(path: str) -> Project:
    empty: object = False if path.endswith("used") else ()
    return answer(load_preset("wholesale"), path, empty)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "project",
    [
        Project(),
        *map(
            without,
            ("goals.products", "goals.funnel", "structure.roles", "documentation.proposals.used"),
        ),
        *(
            answer(load_preset("wholesale"), "company.country", country)
            for country in (Country.KAZAKHSTAN, Country.OTHER)
        ),
    ],
    ids=["empty", "products", "funnel", "roles", "proposals", "kz", "other"],
)
def test_a_paper_asked_for_by_hand_reads_whatever_is_missing(
    project: Project, language: Language
) -> None:
    project = asked_for(project)
    documents = {item.id: item for item in made(project, compute(project), language)}
    assert set(documents) >= set(PAPERS)
    for document in documents.values():
        for block in blocks_of(document.document.blocks):
            assert not isinstance(block, Table) or block.rows, document.id
        assert not re.search(r"[ ]{2,}|[.,;:]{2,}|: \.|\(\)|даёт организации", text_of(document))
