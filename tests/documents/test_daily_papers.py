"""The papers of automation, for clients and of reporting: their facts, and when each is made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.documents.test_templates import (
    DOUBLED,
    FORBIDDEN,
    LEFTOVERS,
    all_blocks,
    by_id,
    preset,
    small_project,
    texts,
    whole,
)
from wizard.documents.catalogue import catalogue
from wizard.documents.context import MadeDocument, document_set
from wizard.documents.facts.measures import measures
from wizard.documents.setting.blocks import Acquaintance, Appendix, OnePage, Table
from wizard.numbers import format_value
from wizard.plan.figures import compute
from wizard.project.automation import Automation, Option, Tool
from wizard.project.company import Country
from wizard.project.documentation import DocumentChoice, Report, Wanted
from wizard.project.edit import aligned
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.project.sales_book import Branch, Competitor, Vat
from wizard.storage.presets import preset_names
from wizard.texts import LANGUAGES, Language
from wizard.units import DEALS_EXACT, MONEY, MONEY_EXACT, PERCENT, Unit

PAPERS = {
    "crm-spec", "crm-rules", "deal-card", "call-brief", "scripts", "sales-book", "offer",
    "consent", "nps", "reporting", "report-day", "report-week", "report-month",
}  # fmt: skip
REGULATIONS = ("crm-rules", "reporting")


def papers(project: Project, language: Language = "ru") -> dict[str, MadeDocument]:
    """The papers of this module that a project asks for."""
    found = document_set(
        project, compute(project), language=language, only=lambda item: item.id in PAPERS
    )
    return {item.id: item for item in found}


def asked_for_all(project: Project) -> Project:
    choices = tuple(DocumentChoice(id=name, wanted=Wanted.YES) for name in sorted(PAPERS))
    return replaced(project, "documentation.documents", choices)


def said(value: float, unit: Unit, language: Language, *, sign: bool = True) -> str:
    return format_value(value, unit, language, "RUB", sign=sign).replace("\u00a0", " ")


def rows(document: MadeDocument) -> list[tuple[str, ...]]:
    found = []
    for block in all_blocks(document.document.blocks):
        if isinstance(block, Table):
            for row in block.rows:
                cells = ("".join(run.text for run in cell) for cell in row)
                found.append(tuple(cell.replace("\u00a0", " ") for cell in cells))
    return found


EVERY = [(name, language) for name in preset_names() for language in LANGUAGES]


# What each carries


@pytest.mark.parametrize(("name", "language"), EVERY)
class TestEveryPreset:
    def test_makes_all_of_them(self, name: str, language: Language) -> None:
        project, _figures = preset(name)
        assert set(papers(project, language)) == PAPERS

    def test_the_terms_of_reference_carry_the_budget_of_the_plan(
        self, name: str, language: Language
    ) -> None:
        project, figures = preset(name)
        text = whole(by_id(name, language, "crm-spec"))
        assert said(figures["automation.cost"].total, MONEY, language) in text
        for tool in project.automation.tools:
            for stem in ("launch", "tool"):
                figure = figures[f"automation.{stem}.{tool.id}"]
                assert said(figure.total, MONEY, language) in text, tool.name
            for option in tool.options:
                assert option.name in text
        for part in project.automation.crm.migration:
            assert part.name in text
            assert part.check.lower()[1:] in text.lower()
        for test in project.automation.crm.acceptance:
            assert test.action in text
            assert test.expected in text

    def test_the_crm_rules_name_stages_minutes_and_the_norm_of_filling(
        self, name: str, language: Language
    ) -> None:
        project, _figures = preset(name)
        text = whole(by_id(name, language, "crm-rules"))
        crm = project.automation.crm
        assert f"{crm.record_minutes:g} " in text
        assert said(crm.filled, PERCENT, language) in text
        for stage in project.goals.funnel:
            assert stage.name in text
        for status in crm.statuses.splitlines():
            assert status.lower() in text.lower()

    def test_the_sales_book_and_scripts_carry_what_the_user_told_them(
        self, name: str, language: Language
    ) -> None:
        project, _figures = preset(name)
        told = project.documentation.book
        scripts = whole(by_id(name, language, "scripts"))
        sales_book = whole(by_id(name, language, "sales-book"))
        for branch in told.branches:
            assert branch.name in scripts
            assert branch.name in sales_book
            assert branch.answer.rstrip(".") in scripts
        for segment in told.segments:
            assert segment.name in sales_book
        for rival in told.competitors:
            assert rival.name in sales_book
        for case in told.cases:
            assert case.name in sales_book
            assert case.name in whole(by_id(name, language, "offer"))
        for item in told.faq:
            assert item.answer.rstrip(".") in sales_book
        for product in project.goals.products:
            assert said(product.price, MONEY, language) in sales_book

    def test_a_branch_of_the_talk_stands_at_its_stage(self, name: str, language: Language) -> None:
        project, _figures = preset(name)
        text = whole(by_id(name, language, "scripts"))
        for branch in project.documentation.book.branches:
            stage = next((one for one in project.goals.funnel if one.id == branch.stage), None)
            if stage is not None:
                word = {"ru": "Этап", "en": "Stage"}[language]
                place = project.goals.funnel.index(stage) + 1
                start = text.index(f"{word} {place}. {stage.name}")
                told = text.index({"ru": f"«{branch.name}»", "en": f"“{branch.name}”"}[language])
                assert start < told
                if place < len(project.goals.funnel):
                    assert told < text.index(f"{word} {place + 1}. ")

    def test_reporting_defines_the_eight_of_accounting_and_those_of_the_funnel(
        self, name: str, language: Language
    ) -> None:
        _project, figures = preset(name)
        found = rows(by_id(name, language, "reporting"))
        assert len(measures("accounting", language)) == 8
        for measure in (*measures("accounting", language), *measures("plan", language)):
            row = next(row for row in found if row[1:2] == (measure.formula,))
            assert row[0].startswith(measure.name)
            if measure.figure:
                figure = figures[measure.figure]
                assert row[-1] == said(figure.total, figure.unit, language)

    def test_the_month_form_holds_the_plan_of_each_stage_and_month(
        self, name: str, language: Language
    ) -> None:
        project, figures = preset(name)
        found = rows(by_id(name, language, "report-month"))
        for stage in project.goals.funnel:
            given = [row for row in found if row[0] == stage.name]
            shown = [cell for row in given for cell in row[1:] if cell]
            first = stage is project.goals.funnel[0]  # a CRM counts leads as they arrive
            months = figures["goals.leads_inflow" if first else f"goals.stage.{stage.id}"].months
            # To the last digit as the window and the drawing of the funnel show it.
            assert shown == [said(value, DEALS_EXACT, language, sign=False) for value in months]

    def test_a_regulation_has_a_page_in_brief_and_an_acquaintance_sheet(
        self, name: str, language: Language
    ) -> None:
        for paper in REGULATIONS:
            blocks = by_id(name, language, paper).document.blocks
            assert any(isinstance(block, OnePage) for block in blocks)
            sheets = [block for block in blocks if isinstance(block, Appendix)]
            assert any(isinstance(inner, Acquaintance) for inner in sheets[-1].blocks)

    def test_the_forms_of_reports_are_annexes_to_the_regulation(
        self, name: str, language: Language
    ) -> None:
        numbers = [
            by_id(name, language, f"report-{period}").document.annex_number
            for period in ("day", "week", "month")
        ]
        assert numbers == [2, 3, 4]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("vat", list(Vat))
def test_a_proposal_says_how_vat_stands_to_its_prices(vat: Vat, language: Language) -> None:
    project, _figures = preset("wholesale")
    project = replaced(project, "documentation.book.vat", vat)
    text = whole(papers(project, language)["offer"])
    with_rate = said(0.22, PERCENT, language) in text
    assert with_rate == (vat is not Vat.NONE)
    total = {
        Vat.NONE: {"ru": "НДС не облагается", "en": "No VAT is charged"},
        Vat.INCLUDED: {"ru": "Итого с НДС", "en": "Total with VAT"},
        Vat.ON_TOP: {"ru": "Итого с НДС", "en": "Total with VAT"},
    }[vat][language]
    assert total in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("vat", [Vat.INCLUDED, Vat.ON_TOP])
def test_a_proposal_says_the_tax_in_the_price_of_each_product(vat: Vat, language: Language) -> None:
    project, _figures = preset("wholesale")
    project = replaced(project, "documentation.book.vat", vat)
    figures = compute(project)
    text = whole(papers(project, language)["offer"])
    for product in project.goals.products:
        for key in ("kpi.vat", "kpi.price_without_vat", "kpi.price_with_vat"):
            assert said(figures[f"{key}.{product.id}"].total, MONEY_EXACT, language) in text


def test_a_proposal_without_vat_names_the_norm_or_leaves_room_for_it() -> None:
    project, _figures = preset("wholesale")
    project = replaced(project, "documentation.book.vat", Vat.NONE)
    assert "основание: ____" in whole(papers(project)["offer"])
    project = replaced(project, "documentation.book.vat_basis", "п. 1 ст. 145 НК РФ")
    text = whole(papers(project)["offer"]).replace("\u00a0", " ")
    assert "основание: п. 1 ст. 145 НК РФ." in text


@pytest.mark.parametrize("country", list(Country))
def test_a_consent_cites_the_law_of_its_country(country: Country) -> None:
    project, _figures = preset("wholesale")
    project = replaced(project, "company.country", country)
    text = whole(papers(project)["consent"])
    assert ("152-ФЗ" in text) == (country is Country.RUSSIA)
    assert ("Закона РК" in text) == (country is Country.KAZAKHSTAN)
    assert ("Трансграничная" in text) == (country is Country.KAZAKHSTAN)
    for recipient in project.documentation.book.recipients.splitlines():
        assert recipient in text


def test_a_target_of_nps_is_named_only_where_one_was_set() -> None:
    project, _figures = preset("online-service")
    assert "не ниже 40" in whole(papers(project)["nps"])
    without = replaced(project, "documentation.book.nps_target", 0.0)
    assert "Цель не установлена" in whole(papers(without)["nps"])


# When each is made


def with_tool(project: Project) -> Project:
    tool = Tool(id="crm", name="CRM", options=(Option(id="a", name="Сервис"),), choice="a")
    return project.model_copy(update={"automation": Automation(tools=(tool,))})


def with_report(project: Project) -> Project:
    report = Report(id="day", name="Итоги", period="день")
    return replaced(project, "documentation.reports", (report,))


SMALL = {"deal-card", "call-brief", "scripts", "sales-book", "consent", "nps"}


@pytest.mark.parametrize(
    ("changed", "added"),
    [
        (lambda project: project, set()),
        (with_tool, {"crm-spec", "crm-rules"}),
        (with_report, {"reporting", "report-day", "report-week", "report-month"}),
        (lambda project: replaced(project, "documentation.proposals.used", True), {"offer"}),
    ],
)
def test_a_paper_is_made_when_the_project_has_what_it_is_about(
    changed: Callable[[Project], Project], added: set[str]
) -> None:
    assert set(papers(changed(small_project()))) == SMALL | added


def test_clients_who_are_not_kept_are_not_surveyed() -> None:
    project = replaced(small_project(), "structure.has_after_sale", False)
    assert set(papers(project)) == SMALL - {"nps"}


# Projects with little in them


def check_reads_well(project: Project) -> None:
    for language in LANGUAGES:
        made = papers(asked_for_all(project), language)
        assert set(made) == PAPERS
        for document in made.values():
            for text in texts(document):
                assert not LEFTOVERS.search(text), (document.file, text)
                assert not DOUBLED.search(text), (document.file, text)
                assert not FORBIDDEN[language].search(text), (document.file, text)
            for block in all_blocks(document.document.blocks):
                if isinstance(block, Table):
                    assert block.rows, document.file
                    assert len(block.header) <= 8


@pytest.mark.parametrize("horizon", [1, 5, 60])
def test_they_read_well_whatever_the_horizon(horizon: int) -> None:
    check_reads_well(replaced(small_project(), "company.horizon", horizon))


@pytest.mark.parametrize(
    "goals", [{"channels": ()}, {"products": ()}, {"funnel": ()}, {"deals_per_month": 0.0}]
)
def test_they_read_well_with_facts_missing(goals: dict[str, object]) -> None:
    check_reads_well(with_tool(with_report(small_project(**goals))))


def test_they_read_well_in_an_empty_project() -> None:
    check_reads_well(Project())


def test_nothing_is_invented_for_the_user() -> None:
    """Segments, rivals and cases that nobody named are lines to fill in by hand."""
    text = whole(papers(small_project())["sales-book"])
    for section in ("Сегмент", "Конкурент", "Клиент"):
        assert section in text
    assert text.count("____") >= 6


def test_a_half_filled_row_leaves_lines_to_fill() -> None:
    project = small_project()
    book = project.documentation.book.model_copy(
        update={
            "branches": (Branch(id="a", name="Не сейчас"), Branch(id="b", name="", stage="lead")),
            "competitors": (Competitor(id="c", name="Сосед"),),
        }
    )
    check_reads_well(aligned(replaced(project, "documentation.book", book)))


def test_every_paper_here_has_its_english_equal() -> None:
    for language in LANGUAGES:
        assert {item.id for item in catalogue(language)} >= PAPERS
