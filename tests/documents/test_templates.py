"""The texts of the papers: each says what the plan says, completely, and nothing it may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from wizard.documents.catalogue import catalogue
from wizard.documents.context import MadeDocument, document_set
from wizard.documents.facts.law import law_of
from wizard.documents.setting.blocks import (
    Appendix,
    Block,
    Clause,
    Heading,
    Landscape,
    OnePage,
    Run,
    Table,
    plain,
)
from wizard.numbers import format_value
from wizard.plan.figures import Figures, compute
from wizard.plan.runs import sensitivity
from wizard.plan.scenarios import applied
from wizard.project.bonus import Component, ComponentKind, Tier, TierMethod
from wizard.project.company import Country
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.edit import aligned
from wizard.project.funnel import Channel, FunnelStage
from wizard.project.goals import Goals
from wizard.project.motivation import Motivation, Pay
from wizard.project.offering import Product
from wizard.project.path import replaced, title
from wizard.project.project import Project
from wizard.project.structure import Role, RoleFunction, Structure, WorksOn
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language
from wizard.units import MONEY

FIRST_SIX = {"sales-plan", "department", "sales-process", "pay", "job-description", "budget"}
LEFTOVERS = re.compile(
    r"\{[{%#]|[}%#]\}|:::|\*\*|`|^\s*[#|>]|\bNone\b|\bUndefined\b|\[\]|\(\)", re.MULTILINE
)
DOUBLED = re.compile(r"[  ]{2,}|[.,;:]{2,}(?<!\.\.\.)(?<!г\.[,;:])|\s[,;:.](?:\s|$)|««|»»")
FORBIDDEN: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"штраф|по усмотрению|на усмотрение|депремир|лиша(?:ет|ют)ся преми|неоплачиваем|"
        r"без оплаты|не\s+вправе работать у|конкурирующ|премия не выплачивается уволен|"
        r"взыскива(?:ет|ют)ся с работника",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bfined?\b|\bfines\b|discretion|unpaid (?:trial|internship|training)|non-compete|"
        r"forfeit|shall not work for",
        re.IGNORECASE,
    ),
}


@cache
def preset(name: str) -> tuple[Project, Figures]:
    project = load_preset(name)
    return project, compute(project)


@cache
def made(name: str, language: Language) -> tuple[MadeDocument, ...]:
    return tuple(document_set(*preset(name), language=language))


def by_id(name: str, language: Language, document_id: str) -> MadeDocument:
    return next(item for item in made(name, language) if item.id == document_id)


def all_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Appendix | OnePage | Landscape):
            yield from all_blocks(block.blocks)


def texts(document: MadeDocument) -> Iterator[str]:
    """Every stretch of text of a paper as a reader sees it."""
    for block in all_blocks(document.document.blocks):
        if isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield from (plain(cell) for cell in row)
        elif isinstance(block, Appendix | OnePage):
            yield block.title
        else:
            runs = getattr(block, "runs", ()) or getattr(block, "caption", ())
            yield "".join(run.text for run in runs if isinstance(run, Run))


def whole(document: MadeDocument) -> str:
    return "\n".join(texts(document)).replace("\u00a0", " ")


def money(value: float, language: Language, *, sign: bool = True) -> str:
    return format_value(value, MONEY, language, "RUB", sign=sign).replace("\u00a0", " ")


EVERY = [(name, language) for name in preset_names() for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), EVERY)
class TestEveryPreset:
    def test_makes_the_six_documents_and_an_instruction_for_each_role(
        self, name: str, language: Language
    ) -> None:
        project, _figures = preset(name)
        documents = made(name, language)
        assert {item.id for item in documents} >= FIRST_SIX
        roles = [item.role for item in documents if item.id == "job-description"]
        assert roles == [role.id for role in project.structure.roles]
        assert len({item.file.casefold() for item in documents}) == len(documents)

    def test_leaves_no_markup_and_no_gap(self, name: str, language: Language) -> None:
        for document in made(name, language):
            for text in texts(document):
                assert not LEFTOVERS.search(text), (document.file, text)
                assert not DOUBLED.search(text), (document.file, text)

    def test_says_nothing_that_a_policy_may_not(self, name: str, language: Language) -> None:
        for document in made(name, language):
            for text in texts(document):
                assert not FORBIDDEN[language].search(text), (document.file, text)

    def test_has_no_empty_table_and_no_empty_clause(self, name: str, language: Language) -> None:
        for document in made(name, language):
            for block in all_blocks(document.document.blocks):
                if isinstance(block, Table):
                    assert block.rows, document.file
                if isinstance(block, Clause | Heading):
                    assert plain(block.runs).strip(), document.file

    def test_a_clause_that_announces_a_list_or_table_is_followed_by_one(
        self, name: str, language: Language
    ) -> None:
        for document in made(name, language):
            blocks = list(all_blocks(document.document.blocks))
            for block, following in pairwise(blocks):
                if isinstance(block, Clause) and plain(block.runs).rstrip().endswith(":"):
                    assert not isinstance(following, Clause | Heading), plain(block.runs)

    def test_carries_the_figures_of_the_plan(self, name: str, language: Language) -> None:
        _project, figures = preset(name)
        plan = whole(by_id(name, language, "sales-plan"))
        budget = whole(by_id(name, language, "budget"))
        department = whole(by_id(name, language, "department"))
        revenue = figures["goals.revenue"]
        for text in (plan, budget, department):
            assert money(revenue.total, language) in text
        for month in revenue.months:
            assert money(month, language, sign=False) in plan
        for key in ("result.operating_profit", "result.cash", "costs.direct"):
            for month in figures[key].months:
                assert money(month, language, sign=False) in budget, key

    def test_shows_a_bonus_by_the_sum_of_the_plan(self, name: str, language: Language) -> None:
        project, figures = preset(name)
        text = whole(by_id(name, language, "pay"))
        for pay in project.motivation.pay:
            assert money(pay.salary, language) in text
            for part in pay.components:
                figure = figures[f"motivation.bonus_part.{pay.id}.{part.id}"]
                assert money(figure.last, language) in text, part.name

    def test_names_every_stage_role_and_channel(self, name: str, language: Language) -> None:
        project, _figures = preset(name)
        process = whole(by_id(name, language, "sales-process"))
        plan = whole(by_id(name, language, "sales-plan"))
        department = whole(by_id(name, language, "department"))
        for stage in project.goals.funnel:
            assert stage.name in process
            for field in stage.crm_fields.splitlines():
                assert field.rstrip(".").lower() in process.lower()
        for role in project.structure.roles:
            assert role.title in department
        for channel in project.goals.channels:
            assert (channel.name in plan) == channel.on


@pytest.mark.parametrize("name", preset_names())
def test_russian_and_english_papers_have_the_same_parts(name: str) -> None:
    for russian, english in zip(made(name, "ru"), made(name, "en"), strict=True):
        assert (russian.id, russian.role) == (english.id, english.role)
        assert shape(russian) == shape(english), russian.file


def shape(document: MadeDocument) -> list[tuple[str, object]]:
    parts: list[tuple[str, object]] = []
    for block in all_blocks(document.document.blocks):
        if isinstance(block, Heading | Clause):
            parts.append((type(block).__name__, block.number))
        elif isinstance(block, Table):
            parts.append(("Table", (len(block.header), len(block.rows))))
        else:
            parts.append((type(block).__name__, ""))
    return parts


def test_each_russian_template_has_its_english_equal() -> None:
    russian, english = catalogue("ru"), catalogue("en")
    assert [(item.id, item.group, item.profile, item.per, item.order) for item in russian] == [
        (item.id, item.group, item.profile, item.per, item.order) for item in english
    ]


# Countries


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", [Country.KAZAKHSTAN, Country.OTHER])
def test_a_paper_of_another_country_cites_no_russian_law(
    country: Country, language: Language
) -> None:
    project = load_preset("wholesale")
    company = project.company.model_copy(update={"country": country})
    project = project.model_copy(update={"company": company})
    for document in document_set(project, compute(project), language=language):
        text = whole(document)
        assert "ТК РФ" not in text
        assert "Российской Федерации" not in text
        assert "более чем на 20 %" not in text
        if document.document.profile == "L":  # forms cite nothing
            assert ("ТК РК" in text) == (country is Country.KAZAKHSTAN and language == "ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_prints_the_date_of_its_law_and_asks_for_a_lawyer(language: Language) -> None:
    word = {"ru": "юрист", "en": "lawyer"}[language]
    for document in made("wholesale", language):
        line = document.document.legal_line
        cites = law_of(Country.RUSSIA, language).cited_in(whole(document))
        assert bool(line) == (cites or document.document.profile in "LO"), document.file
        assert not line or (word in line and re.search(r"\d{4}", line))


@pytest.mark.parametrize("country", list(Country))
def test_every_norm_has_its_text_in_both_languages_its_source_and_date(country: Country) -> None:
    norms = law_of(country, "ru").norms
    for entry in (*norms["references"].values(), *norms["words"].values()):
        assert set(entry["text"]) == {"ru", "en"}
        assert bool(entry["text"]["ru"]) == bool(entry["text"]["en"])
        assert entry["source"]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", entry["checked"])


# Projects with little in them


def wanted_all(project: Project) -> Project:
    choices = tuple(DocumentChoice(id=name, wanted=Wanted.YES) for name in sorted(FIRST_SIX))
    documentation = project.documentation.model_copy(update={"documents": choices})
    return project.model_copy(update={"documentation": documentation})


def check_reads_well(project: Project) -> dict[str, str]:
    result = {}
    for language in LANGUAGES:
        for document in document_set(project, compute(project), language=language):
            for text in texts(document):
                assert not LEFTOVERS.search(text), (document.file, text)
                assert not DOUBLED.search(text), (document.file, text)
            for block in all_blocks(document.document.blocks):
                assert not isinstance(block, Table) or block.rows, document.file
            if language == "ru":
                result[document.id] = whole(document)
    return result


def test_an_empty_project_makes_no_papers_by_itself() -> None:
    project = Project()
    assert list(document_set(project, compute(project))) == []


def test_papers_asked_for_in_an_empty_project_still_read() -> None:
    assert set(check_reads_well(wanted_all(Project()))) >= FIRST_SIX - {"job-description"}


def small_project(**goals: object) -> Project:
    roles = (Role(id="seller", title="Продавец", function=RoleFunction.SALES, norm=50, minimum=1),)
    funnel = (
        FunnelStage(id="lead", name="Лид", role="seller"),
        FunnelStage(id="deal", name="Сделка", conversion=0.3, role="seller"),
    )
    product = Product(id="one", name="Товар «А»", price=900)
    given: dict[str, object] = {
        "deals_per_month": 15.0,
        "products": (product,),
        "funnel": funnel,
        "channels": (Channel(id="ads", name="Реклама", lead_cost=100),),
        **goals,
    }
    goals_of = Goals.model_validate(given)
    return aligned(Project(goals=goals_of, structure=Structure(roles=roles)))


@pytest.mark.parametrize(
    "goals",
    [
        {},
        {"channels": ()},
        {"products": ()},
        {"funnel": ()},
        {"funnel": (FunnelStage(id="deal", name="Сделка"),)},
        {"channels": tuple(Channel(id=str(n), name=f"Канал {n}") for n in range(9))},
    ],
)
def test_one_role_without_a_bonus_reads_well_whatever_else_is_missing(
    goals: dict[str, object],
) -> None:
    said = check_reads_well(wanted_all(small_project(**goals)))
    assert "премия не установлена" in said["pay"]


@pytest.mark.parametrize("horizon", [1, 7, 36, 60])
def test_a_plan_of_any_length_stands_in_tables_that_fit(horizon: int) -> None:
    project = small_project()
    company = project.company.model_copy(update={"horizon": horizon})
    project = project.model_copy(update={"company": company})
    check_reads_well(wanted_all(project))
    for document in document_set(project, compute(project)):
        for block in all_blocks(document.document.blocks):
            assert not isinstance(block, Table) or len(block.header) <= 8


@pytest.mark.parametrize("function", list(RoleFunction))
def test_an_instruction_says_what_its_function_does(function: RoleFunction) -> None:
    project = small_project()
    role = project.structure.roles[0].model_copy(
        update={"function": function, "works_on": WorksOn.FIXED, "title": "Должность"}
    )
    structure = project.structure.model_copy(update={"roles": (role,)})
    said = check_reads_well(project.model_copy(update={"structure": structure}))
    sections = (
        "Общие положения", "Обязанности", "Права", "Взаимодействие", "Показатели",
        "Ответственность", "Заключительные положения",
    )  # fmt: skip
    lines = said["job-description"].splitlines()
    assert [line for line in lines if line in sections] == list(sections)


@pytest.mark.parametrize("kind", list(ComponentKind))
@pytest.mark.parametrize("method", list(TierMethod))
def test_each_kind_of_bonus_is_told_with_its_ground_size_and_date(
    kind: ComponentKind, method: TierMethod
) -> None:
    tiers = (Tier(id="a", start=0, end=1, rate=0.03, amount=0), Tier(id="b", start=1, rate=0.05))
    part = Component(
        id="part", name="Часть", kind=kind, rate=0.05, amount=700, stage="deal", method=method,
        tiers=tiers if kind is ComponentKind.TIERS else (),
    )  # fmt: skip
    pay = Pay(id="seller", salary=50_000, components=(part,))
    project = small_project().model_copy(update={"motivation": Motivation(pay=(pay,))})
    said = check_reads_well(project)["pay"]
    for name in ("Основание:", "Размер:", "Выплата:"):
        assert name in said
    if kind is ComponentKind.TIERS:
        assert "Способ:" in said


def test_what_a_person_typed_stands_as_typed() -> None:
    typed = "A & B <i> {{ 7*7 }} {% raw %} | *b* _c_ # `d` \\ 1. ✓"
    project = small_project()
    stage = project.goals.funnel[1].model_copy(update={"name": typed})
    goals = project.goals.model_copy(update={"funnel": (project.goals.funnel[0], stage)})
    project = project.model_copy(update={"goals": goals})
    for document in document_set(project, compute(project)):
        if document.id == "sales-process":
            assert typed in whole(document)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", preset_names())
def test_the_sales_plan_shows_the_scenarios_of_the_project_side_by_side(
    name: str, language: Language
) -> None:
    project, _figures = preset(name)
    said = whole(by_id(name, language, "sales-plan"))
    for scenario in project.scenarios.scenarios:
        assert scenario.name in said
        figures = compute(applied(project, scenario))
        for key in ("goals.revenue", "result.operating_profit", "result.lowest_cash"):
            assert money(figures[key].total, language) in said


def test_the_sales_plan_tells_what_moves_its_profit_most() -> None:
    project, _figures = preset("wholesale")
    said = whole(by_id("wholesale", "ru", "sales-plan"))
    for swing in sensitivity(project, share=0.1, most=5):
        assert title(project, swing.path).into("ru") in said
        for figure in (swing.low_figure, swing.high_figure):
            assert money(figure, "ru") in said


def test_a_project_without_scenarios_has_no_section_of_them() -> None:
    project = replaced(small_project(), "scenarios.scenarios", ())
    made = document_set(project, compute(project))
    said = whole(next(document for document in made if document.id == "sales-plan"))
    assert "Базовый план" not in said


def test_the_register_decides_which_documents_are_made() -> None:
    project = load_preset("online-service")
    choices = (DocumentChoice(id="budget", wanted=Wanted.NO),)
    documentation = project.documentation.model_copy(update={"documents": choices})
    project = project.model_copy(update={"documentation": documentation})
    assert "budget" not in {item.id for item in document_set(project, compute(project))}


def test_a_document_is_named_with_its_number_at_its_first_mention_only() -> None:
    text = whole(by_id("online-service", "ru", "department"))
    title = "«Регламент процесса продаж»"
    assert text.count(f"{title} № 5-ОП") == 1
    assert text.count(title) > 1
