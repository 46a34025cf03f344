"""Which papers are made, their requisites, and how they refer to one another."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from wizard.documents.catalogue import DocumentTemplate, read_template
from wizard.documents.context import MadeDocument, document_set
from wizard.documents.filling.text import TemplateError
from wizard.documents.language.escaping import restore
from wizard.documents.register import unknown_rows
from wizard.documents.setting.blocks import Appendix, Opening, Runs, Table
from wizard.documents.setting.blocks import plain as plain_runs
from wizard.plan.figures import compute
from wizard.project.company import Company, Person
from wizard.project.documentation import Documentation, DocumentChoice, Wanted
from wizard.project.edit import aligned
from wizard.project.project import Project
from wizard.project.structure import Role, RoleFunction, Structure
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language

ROLES = (
    Role(id="head", title="Руководитель отдела продаж", function=RoleFunction.HEAD),
    Role(id="seller", title="Менеджер по продажам", reports_to="head"),
)
APPROVER = Person(position="Директор", surname="Лужин", name="Пётр", patronymic="Ильич")


def template(folder: Path, name: str, text: str = "Текст.\n", **keys: str) -> DocumentTemplate:
    given = {"id": name, "title": name, "group": "A", "profile": "L", **keys}
    path = folder / f"{name}.md"
    matter = "".join(f"{key}: {value}\n" for key, value in given.items())
    path.write_text(f"---\n{matter}---\n{text}", encoding="utf-8")
    return read_template(path, "ru")


def project(*choices: DocumentChoice, **documentation: object) -> Project:
    return aligned(
        Project(
            company=Company(name="Лужа", approver=APPROVER),
            structure=Structure(roles=ROLES),
            documentation=Documentation.model_validate({"documents": choices, **documentation}),
        )
    )


def made(
    given: Project, *templates: DocumentTemplate, language: Language = "ru"
) -> list[MadeDocument]:
    return list(document_set(given, compute(given), templates, language=language))


def opening(document: MadeDocument) -> Opening:
    found = document.document.blocks[0]
    assert isinstance(found, Opening)
    return found


# Which are made


def test_a_template_for_roles_is_asked_about_each_role(tmp_path: Path) -> None:
    card = template(tmp_path, "card", per="role", when="role.function == 'head'")
    assert [one.role for one in made(project(), card)] == ["head"]


def test_a_paper_wanted_against_its_condition_is_made_for_every_role(tmp_path: Path) -> None:
    card = template(tmp_path, "card", per="role", when="role.function == 'support'")
    assert made(project(), card) == []
    wanted = project(DocumentChoice(id="card", wanted=Wanted.YES))
    assert [one.role for one in made(wanted, card)] == ["head", "seller"]


def test_a_paper_wanted_where_its_condition_holds_keeps_to_it(tmp_path: Path) -> None:
    card = template(tmp_path, "card", per="role", when="role.function == 'head'")
    wanted = project(DocumentChoice(id="card", wanted=Wanted.YES))
    assert [one.role for one in made(wanted, card)] == ["head"]


def test_the_number_of_a_role_does_not_depend_on_who_else_has_the_paper(tmp_path: Path) -> None:
    everyone = template(tmp_path, "all", per="role")
    sellers = template(tmp_path, "some", per="role", when="role.function == 'sales'")
    rows = [DocumentChoice(id=name, number="5") for name in ("all", "some")]
    numbers = [(one.role, one.document.number) for one in made(project(*rows), everyone, sellers)]
    assert numbers == [("head", "5/1"), ("seller", "5/2"), ("seller", "5/2")]


# References


def reference(tmp_path: Path, given: Project, **keys: str) -> str:
    other = template(tmp_path, "other", title="Положение о скидках", **keys)
    text = '{{ ref("other") }} и {{ ref("other") }}, {{ is_made("other") }}\n'
    asking = template(tmp_path, "asking", text)
    return made(given, other, asking)[-1].document.text.replace("\u00a0", " ")


def plain(text: str) -> str:
    return restore(text).strip()


def test_a_reference_names_the_number_once(tmp_path: Path) -> None:
    given = project(DocumentChoice(id="other", number="7"))
    said = plain(reference(tmp_path, given))
    assert said == "«Положение о скидках» № 7 и «Положение о скидках», True"


def test_a_reference_does_not_promise_a_paper_that_is_not_made(tmp_path: Path) -> None:
    given = project(DocumentChoice(id="other", number="7", wanted=Wanted.NO))
    said = plain(reference(tmp_path, given))
    assert "№ 7" not in said
    assert said.startswith("«Положение о скидках» (принимается отдельно) и «Положение о скидках»,")
    assert said.endswith("False")


def test_a_reference_to_a_paper_for_roles_names_the_kind_or_the_role(tmp_path: Path) -> None:
    cards = template(tmp_path, "cards", per="role", title='"Карта: {{ role.title }}"')
    text = '{{ ref("cards") }} {{ ref("cards", roles_of("sales")[0]) }}\n'
    document = made(project(), cards, template(tmp_path, "asking", text))[-1]
    assert plain(document.document.text) == "«Карта» «Карта: Менеджер по продажам»"


def test_an_unknown_document_is_told_with_the_nearest(tmp_path: Path) -> None:
    asking = template(tmp_path, "asking", '{{ ref("askin") }}\n')
    with pytest.raises(TemplateError) as caught:
        made(project(), asking)
    assert "Похоже на «asking»" in caught.value.into("ru")


def test_conditions_that_wait_for_one_another_are_told(tmp_path: Path) -> None:
    one = template(tmp_path, "one", when='is_made("two")')
    two = template(tmp_path, "two", when='is_made("one")')
    with pytest.raises(TemplateError) as caught:
        made(project(), one, two)
    assert "зависят друг от друга: one → two → one" in caught.value.into("ru")


def test_a_row_of_the_register_without_a_template_is_told(tmp_path: Path) -> None:
    known = template(tmp_path, "known")
    given = project(DocumentChoice(id="knwon"), DocumentChoice(id="known"))
    (told,) = unknown_rows(given, [known])
    assert "«knwon»" in told.into("ru")
    assert "«known»" in told.into("ru")


# Annexes

PARENT = (
    "## Раздел\n{% for annex in document.annexes %}\n1. Приложение {{ annex.number }}: "
    "{{ annex.title }}.\n{% endfor %}\n\n::: appendix Лист\nТекст.\n:::\n"
)


def test_annexes_are_numbered_after_the_appendices_of_what_they_belong_to(tmp_path: Path) -> None:
    parent = template(
        tmp_path, "parent", PARENT, title="Положение о скидках", kind="Положение", order="1"
    )
    forms = [
        template(tmp_path, name, profile="F", annex_to="parent", title=f"Форма {name}")
        for name in ("a", "b")
    ]
    given = project(DocumentChoice(id="parent", number="7"))
    documents = made(given, parent, *forms)
    assert "Приложение 2: Форма a" in plain(documents[0].document.text)
    assert "Приложение 3: Форма b" in plain(documents[0].document.text)
    assert [one.document.annex_number for one in documents] == [0, 2, 3]
    lines = [line for line, _look in opening(documents[1]).right]
    assert lines[:2] == ["Приложение № 2", "к Положению о скидках №\u00a07"]


def test_a_form_of_a_paper_that_is_not_made_stands_alone(tmp_path: Path) -> None:
    parent = template(tmp_path, "parent", PARENT)
    form = template(tmp_path, "form", profile="F", annex_to="parent")
    (alone,) = made(project(DocumentChoice(id="parent", wanted=Wanted.NO)), parent, form)
    assert (alone.document.annex_to, alone.document.annex_number) == ("", 0)


def test_a_form_for_roles_is_annexed_to_the_paper_of_its_role(tmp_path: Path) -> None:
    parent = template(tmp_path, "parent", PARENT, per="role", title='"Карта: {{ role.title }}"')
    form = template(tmp_path, "form", profile="F", annex_to="parent", per="role")
    documents = made(project(), parent, form)
    assert [one.document.annex_number for one in documents] == [0, 0, 2, 2]
    assert "Менеджер по продажам" in documents[3].document.annex_to


def test_a_form_annexed_to_an_order_names_its_date(tmp_path: Path) -> None:
    order = template(
        tmp_path, "order", profile="O", kind="Приказ", title="Приказ о создании отдела"
    )
    form = template(tmp_path, "form", profile="F", annex_to="order")
    given = project(DocumentChoice(id="order", number="12", dated=date(2026, 12, 21)))
    said = made(given, order, form)[1].document.annex_to.replace("\u00a0", " ")
    assert said == "к Приказу о создании отдела от 21 декабря 2026 г. № 12"


# Requisites


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("Положение", "УТВЕРЖДЕНО"),
        ("Регламент", "УТВЕРЖДЁН"),
        ("Программа", "УТВЕРЖДЕНА"),
        ("Правила", "УТВЕРЖДЕНЫ"),
    ],
)
def test_an_order_approves_in_the_gender_of_the_paper(tmp_path: Path, kind: str, word: str) -> None:
    paper = template(tmp_path, "paper", title=f"{kind} о сделках", kind=kind)
    given = project(order_number="3", order_date=date(2026, 12, 21))
    lines = [line.replace("\u00a0", " ") for line, _look in opening(made(given, paper)[0]).right]
    assert lines == [word, "приказом директора", "от 21 декабря 2026 г. № 3"]


def test_an_approver_of_its_own_signs_in_place_of_the_order(tmp_path: Path) -> None:
    paper = template(tmp_path, "paper")
    given = project(DocumentChoice(id="paper", approves="Коммерческий директор"), order_number="3")
    document = made(given, paper)[0]
    lines = [line for line, _look in opening(document).right]
    assert lines[:2] == ["УТВЕРЖДАЮ", "Коммерческий директор"]
    assert document.document.date == ""


def test_a_paper_is_dated_by_itself_or_by_the_order(tmp_path: Path) -> None:
    papers = [template(tmp_path, name) for name in ("own", "usual")]
    given = project(
        DocumentChoice(id="own", dated=date(2026, 12, 1)), order_date=date(2026, 12, 21)
    )
    dates = [one.document.date.replace("\u00a0", " ") for one in made(given, *papers)]
    assert dates == ["1 декабря 2026 г.", "21 декабря 2026 г."]


def test_a_working_paper_names_who_answers_for_it_and_that_it_is_confidential(
    tmp_path: Path,
) -> None:
    paper = template(tmp_path, "paper", profile="W", confidential="yes")
    given = project(DocumentChoice(id="paper", prepares="seller"))
    shown = opening(made(given, paper)[0])
    assert ("Конфиденциально", "muted") in shown.left
    assert ("Ответственный: Менеджер по продажам", "muted") in shown.right


def test_a_letter_names_its_addressee_and_its_last_day(tmp_path: Path) -> None:
    keys = {"profile": "E", "addressee": '"Директору {{ organisation }}"'}
    letter = template(
        tmp_path, "letter", valid_days='"{{ documentation.proposals.validity }}"', **keys
    )
    given = project(DocumentChoice(id="letter", dated=date(2026, 12, 1)))
    document = made(given, letter)[0].document
    assert document.addressee == "Директору ООО «Лужа»"
    assert document.valid_until.replace("\u00a0", " ") == "15 декабря 2026 г."
    assert "20__" in made(project(), letter)[0].document.valid_until


def test_a_template_knows_all_papers_of_the_package(tmp_path: Path) -> None:
    one = template(tmp_path, "one", title="Первый", order="1")
    none = template(tmp_path, "none", when="false")
    all_of = template(
        tmp_path, "list", "{% for paper in papers() %}{{ paper.title }}/{% endfor %}\n", order="3"
    )
    text = made(project(), one, none, all_of)[-1].document.text
    assert plain(text) == "Первый/list/"


# The program's own papers


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", preset_names())
def test_the_order_of_introduction_lists_exactly_the_regulations_that_are_made(
    name: str, language: Language
) -> None:
    preset = load_preset(name)
    documents = list(document_set(preset, compute(preset), language=language))
    order = next(one.document for one in documents if one.id == "order-introduction")
    appendix = next(block for block in order.blocks if isinstance(block, Appendix))
    table = next(block for block in appendix.blocks if isinstance(block, Table))
    listed = [(words(row[1]), words(row[2])) for row in table.rows]
    rules = [one.document for one in documents if one.document.profile == "L"]
    assert listed == [(rule.title.replace("\u00a0", " "), rule.number or "—") for rule in rules]


def words(runs: Runs) -> str:
    return plain_runs(runs).replace("\u00a0", " ")


@pytest.mark.parametrize("name", preset_names())
def test_a_matrix_has_exactly_one_accountable_in_a_row(name: str) -> None:
    preset = load_preset(name)
    documents = list(document_set(preset, compute(preset), language="ru"))
    matrix = next(one.document for one in documents if one.id == "responsibility")
    table = next(block for block in matrix.blocks if isinstance(block, Table))
    for row in table.rows:
        assert sum("О" in words(cell) for cell in row[1:]) == 1, words(row[0])


@pytest.mark.parametrize("name", preset_names())
def test_the_staffing_extract_shows_every_change_of_the_headcount(name: str) -> None:
    preset = load_preset(name)
    figures = compute(preset)
    documents = list(document_set(preset, figures, language="ru"))
    extract = next(one.document for one in documents if one.id == "staffing")
    tables = [block for block in extract.blocks if isinstance(block, Table)]
    changes = [
        (before, after)
        for role in preset.structure.roles
        for before, after in pairwise(figures[f"structure.staff.{role.id}"].months)
        if before != after
    ]
    shown = [
        (float(words(row[2])), float(words(row[3]))) for table in tables[1:] for row in table.rows
    ]
    assert sorted(shown) == sorted(changes)
