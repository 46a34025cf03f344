"""Papers of motivation and hiring carry the project's figures and appear by their condition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from wizard.documents.context import MadeDocument, document_set
from wizard.documents.facts.motivation import LEVELS
from wizard.documents.filling.cases import full_name
from wizard.documents.setting.blocks import (
    Appendix,
    Block,
    OnePage,
    Opening,
    RequisitesRow,
    Run,
    Signature,
    Table,
    plain,
)
from wizard.numbers import format_value
from wizard.plan.figures import Figures, compute
from wizard.plan.simulator import incomes, simulate
from wizard.project.edit import aligned
from wizard.project.hiring import Hiring
from wizard.project.project import Project
from wizard.project.structure import Structure
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language
from wizard.units import MONEY, PERCENT

OURS = (
    "pay", "kpi-card", "payslip", "role-profile", "vacancy", "interview-sheet", "adaptation-plan",
    "training", "certification", "mentoring",
)  # fmt: skip
EVERY = pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in preset_names() for language in LANGUAGES]
)


@cache
def preset(name: str) -> tuple[Project, Figures]:
    project = load_preset(name)
    return project, compute(project)


def papers_of(project: Project, language: Language = "ru") -> dict[tuple[str, str], MadeDocument]:
    made = document_set(
        project, compute(project), language=language, only=lambda template: template.id in OURS
    )
    return {(paper.id, paper.role): paper for paper in made}


@cache
def papers(name: str, language: Language) -> dict[tuple[str, str], MadeDocument]:
    return papers_of(preset(name)[0], language)


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Appendix | OnePage):
            yield from flat(block.blocks)


def words(paper: MadeDocument) -> str:
    parts: list[str] = []
    for block in flat(paper.document.blocks):
        if isinstance(block, Table):
            parts += [plain(cell) for row in (block.header, *block.rows) for cell in row]
        else:
            runs = getattr(block, "runs", ())
            parts.append("".join(run.text for run in runs if isinstance(run, Run)))
    return "\n".join(parts).replace("\u00a0", " ")


def tables(paper: MadeDocument) -> list[list[list[str]]]:
    return [
        [[plain(cell).replace("\u00a0", " ") for cell in row] for row in block.rows]
        for block in flat(paper.document.blocks)
        if isinstance(block, Table)
    ]


def money(value: float, language: Language) -> str:
    return format_value(value, MONEY, language, "RUB").replace("\u00a0", " ")


def percent(value: float, language: Language) -> str:
    return format_value(value, PERCENT, language, "").replace("\u00a0", " ")


# Which papers there are


@EVERY
def test_each_paper_is_made_for_the_roles_that_it_means_something_for(
    name: str, language: Language
) -> None:
    project, figures = preset(name)
    made = set(papers(name, language))
    pays = {pay.id: pay for pay in project.motivation.pay}
    ways = {way.id: way for way in project.hiring.roles}
    for role in project.structure.roles:
        hired = figures[f"hiring.hires.{role.id}"].total > 0
        assert (("kpi-card", role.id) in made) == bool(pays[role.id].kpi)
        assert (("payslip", role.id) in made) == bool(pays[role.id].components)
        assert (("role-profile", role.id) in made) == bool(ways[role.id].competencies)
        assert (("vacancy", role.id) in made) == hired
        assert (("interview-sheet", role.id) in made) == (
            hired and bool(ways[role.id].competencies)
        )
        assert (("adaptation-plan", role.id) in made) == hired
        assert (("mentoring", role.id) in made) == (hired and bool(ways[role.id].mentor))
    assert {("pay", ""), ("training", ""), ("certification", "")} <= made


def test_a_department_that_hires_nobody_gets_no_vacancy_and_no_onboarding_plan() -> None:
    project, _figures = preset("wholesale")
    roles = tuple(
        role.model_copy(update={"at_start": 100, "overrides": ()})
        for role in project.structure.roles
    )
    ways = tuple(way.model_copy(update={"turnover": 0.0}) for way in project.hiring.roles)
    project = project.model_copy(
        update={
            "structure": project.structure.model_copy(update={"roles": roles}),
            "hiring": project.hiring.model_copy(update={"roles": ways}),
        }
    )
    made = {paper for paper, _role in papers_of(project)}
    assert made == set(OURS) - {"vacancy", "interview-sheet", "adaptation-plan", "mentoring"}


def test_without_modules_there_is_no_programme_and_nothing_to_be_certified_in() -> None:
    project, _figures = preset("wholesale")
    project = project.model_copy(
        update={"hiring": project.hiring.model_copy(update={"modules": ()})}
    )
    assert not {"training", "certification"} & {paper for paper, _role in papers_of(project)}


# Motivation


@EVERY
def test_a_kpi_card_holds_every_measure_and_its_weights_come_to_a_hundred(
    name: str, language: Language
) -> None:
    project, _figures = preset(name)
    for pay in project.motivation.pay:
        if not pay.kpi:
            continue
        _who, first, second, *_rest = tables(papers(name, language)["kpi-card", pay.id])
        assert [row[-1] for row in first] == [
            *(percent(kpi.weight, language) for kpi in pay.kpi), percent(1.0, language)
        ]  # fmt: skip
        assert [row[0] for row in second[:-2]] == [kpi.name for kpi in pay.kpi]
        for kpi, row in zip(pay.kpi, first[:-1], strict=True):
            assert row[1].startswith(kpi.name)
            assert row[2] == kpi.formula.replace("\u00a0", " ")


@EVERY
def test_a_payslip_lists_each_part_of_the_bonus_with_its_plan(
    name: str, language: Language
) -> None:
    project, figures = preset(name)
    for pay in project.motivation.pay:
        if not pay.components:
            continue
        paper = papers(name, language)["payslip", pay.id]
        _who, calculation, planned = tables(paper)
        assert money(pay.salary, language) in calculation[0][2]
        for part, row in zip(pay.components, calculation[1:], strict=False):
            assert row[0].startswith(part.name)
        for part, row in zip(pay.components, planned, strict=False):
            figure = figures[f"motivation.bonus_part.{pay.id}.{part.id}"]
            assert (row[3], row[5]) == (money(figure.first, language), money(figure.last, language))
        income = figures[f"motivation.income.{pay.id}"].months[-1]
        assert money(income, language) in words(paper)


@EVERY
def test_the_pay_regulation_names_the_days_that_were_answered(
    name: str, language: Language
) -> None:
    project, _figures = preset(name)
    changed = project.motivation.model_copy(update={"calculation_days": 7, "objection_days": 9})
    project = project.model_copy(update={"motivation": changed})
    said = words(papers_of(project, language)["pay", ""])
    for day in (
        {"ru": "7-й рабочий день", "en": "working day 7"},
        {"ru": "9 рабочих", "en": "9 working"},
    ):
        assert day[language] in said


@EVERY
def test_the_pay_regulation_has_the_payouts_of_the_simulator(name: str, language: Language) -> None:
    project, _figures = preset(name)
    found = incomes(project, LEVELS)
    rows = [row for table in tables(papers(name, language)["pay", ""]) for row in table]
    for role in project.structure.roles:
        told = [role.title, *(money(income, language) for income in found[role.id])]
        assert told in rows


@pytest.mark.parametrize("name", preset_names())
def test_the_payouts_are_those_of_the_simulator(name: str) -> None:
    project, _figures = preset(name)
    found = incomes(project, (0.5, 1.0, 1.5))
    for role in project.structure.roles:
        own = simulate(project, role.id, 3).curves[0]
        assert found[role.id] == pytest.approx(own.incomes)


# Hiring and training


@EVERY
def test_a_vacancy_promises_the_income_of_the_plan(name: str, language: Language) -> None:
    project, figures = preset(name)
    for (kind, role), paper in papers(name, language).items():
        if kind in ("vacancy", "role-profile", "interview-sheet"):
            said = words(paper)
            pay = next(pay for pay in project.motivation.pay if pay.id == role)
            assert money(pay.salary, language) in said
            assert money(figures[f"motivation.income.{role}"].months[-1], language) in said


@EVERY
def test_the_recruiting_plan_has_the_people_of_each_step(name: str, language: Language) -> None:
    _project, figures = preset(name)
    for (kind, role), paper in papers(name, language).items():
        if kind != "role-profile" or not figures[f"hiring.hires.{role}"].total:
            continue
        said = [row for table in tables(paper) for row in table]
        for step in ("candidates", "interviews", "offers", "starts"):
            total = figures[f"hiring.{step}.{role}"].total
            shown = f"{total:.1f}".replace(".", "," if language == "ru" else ".")
            assert any(row[-1].removesuffix(",0").removesuffix(".0") == shown.removesuffix(",0")
                       .removesuffix(".0") for row in said), (step, shown)  # fmt: skip


@pytest.mark.parametrize("name", preset_names())
def test_the_steps_of_recruiting_follow_from_one_another(name: str) -> None:
    project, figures = preset(name)
    for way in project.hiring.roles:
        assert figures[f"hiring.starts.{way.id}"].total * way.passed == pytest.approx(
            figures[f"hiring.hires.{way.id}"].total
        )


@EVERY
def test_a_score_sheet_weighs_every_competency(name: str, language: Language) -> None:
    project, _figures = preset(name)
    ways = {way.id: way for way in project.hiring.roles}
    for (kind, role), paper in papers(name, language).items():
        if kind == "interview-sheet":
            marks = tables(paper)[1]
            assert [row[0] for row in marks[:-1]] == [s.name for s in ways[role].competencies]
            assert marks[-1][1] == percent(1.0, language)


@EVERY
def test_a_vacancy_asks_for_no_sex_and_no_age(name: str, language: Language) -> None:
    banned = {"ru": ("мужчин", "женщин", "возраст до", "не старше"), "en": ("years old", "female")}
    for (kind, _role), paper in papers(name, language).items():
        if kind == "vacancy":
            said = words(paper).lower()
            assert not [word for word in banned[language] if word in said]


@EVERY
def test_certification_names_its_scale_mark_and_terms(name: str, language: Language) -> None:
    project, _figures = preset(name)
    hiring = project.hiring.model_copy(
        update={"score_max": 7, "pass_mark": 0.65, "retake_days": 41, "certification_notice": 33}
    )
    project = project.model_copy(update={"hiring": hiring})
    said = words(papers_of(project, language)["certification", ""])
    for number in ("7", percent(0.65, language), "41", "33"):
        assert number in said


@EVERY
def test_a_mentoring_agreement_is_signed_by_both_sides_and_names_term_and_pay(
    name: str, language: Language
) -> None:
    project, _figures = preset(name)
    ways = {way.id: way for way in project.hiring.roles}
    found = 0
    for (kind, role), paper in papers(name, language).items():
        if kind != "mentoring":
            continue
        found += 1
        blocks = list(flat(paper.document.blocks))
        opening, row = blocks[:2]
        assert isinstance(opening, Opening)
        assert not opening.right  # nobody approves an agreement
        assert isinstance(row, RequisitesRow)
        signed = next(block for block in blocks if isinstance(block, Signature))
        assert len(signed.people) >= 2
        amount = money(ways[role].mentor_cost, language).split()[0].strip("₽")
        assert amount in words(paper)
    assert found


def test_the_approver_stands_in_the_genitive_in_an_agreement() -> None:
    project, _figures = preset("wholesale")
    papers_ru = papers("wholesale", "ru")
    agreement = next(paper for (kind, _role), paper in papers_ru.items() if kind == "mentoring")
    assert full_name(project.company.approver) == "Громов Павел Николаевич"
    assert "в лице директора Громова Павла Николаевича, действующего" in words(agreement)


def test_a_typed_case_of_the_approver_stands_in_the_agreement() -> None:
    project, _figures = preset("wholesale")
    approver = project.company.approver
    forms = approver.forms.model_copy(update={"genitive": "Громового Павла"})
    company = project.company.model_copy(
        update={"approver": approver.model_copy(update={"forms": forms})}
    )
    made = papers_of(project.model_copy(update={"company": company}))
    agreement = next(paper for (kind, _role), paper in made.items() if kind == "mentoring")
    assert "в лице директора Громового Павла" in words(agreement)


def test_an_empty_project_makes_none_of_these_papers() -> None:
    project = aligned(Project(structure=Structure(), hiring=Hiring()))
    assert papers_of(project) == {}
