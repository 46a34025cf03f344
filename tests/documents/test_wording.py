"""The wording of all papers: slips of the language that a machine can find."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tests.documents.test_templates import EVERY, made, preset, texts
from wizard.documents.setting.blocks import OnePage, plain
from wizard.storage.presets import preset_names
from wizard.texts import Language

COUNTED = (
    ("день", "дня", "дней"),
    ("месяц", "месяца", "месяцев"),
    ("час", "часа", "часов"),
    ("минута", "минуты", "минут"),
    ("клиент", "клиента", "клиентов"),
    ("сделка", "сделки", "сделок"),
    ("лид", "лида", "лидов"),
    ("попытка", "попытки", "попыток"),
)
WORD = re.compile(r"[^\W\d_]+")
CHANGES = {"ru": "Что меняется для меня", "en": "What changes for me"}
RULE = {"ru": "Правило {n}.", "en": "Rule {n}."}


def misspelt(text: str) -> str:
    """A number with a noun in the wrong form, or nothing."""
    for one, few, many in COUNTED:
        for number, noun in re.findall(
            rf"(?<![\d,.] )(?<![\d,.])(\d+) ({one}|{few}|{many})\b", text
        ):
            ends_in_one = number[-1] == "1" and number[-2:] != "11"
            few_of_them = number[-1] in "234" and number[-2:-1] != "1"
            if noun == (many if ends_in_one else one) or (
                noun == few and not ends_in_one | few_of_them
            ):
                return f"{number} {noun}"
    return ""


def mixed(text: str) -> list[str]:
    """Words typed with the letters of two alphabets."""
    return [
        word
        for word in WORD.findall(text)
        if len({unicodedata.name(letter).split()[0] for letter in word} & {"LATIN", "CYRILLIC"}) > 1
    ]


def test_the_rules_find_what_they_look_for() -> None:
    assert all(misspelt(slip) for slip in ("за 5 дня", "1 дней", "12 клиента"))
    assert not misspelt("21 день, 22 дня, 25 дней, не дольше 1 дня, за 11 дней, до 2 дней")
    assert mixed("CRМ") == ["CRМ"]
    assert not mixed("CRM и продажи")


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_papers_are_free_of_slips(name: str, language: Language) -> None:
    for document in made(name, language):
        for text in texts(document):
            read = text.replace("\u00a0", " ")
            assert not re.search(r"№ №|No\. No\.", read), (document.file, read)
            assert '"' not in read, (document.file, read)
            assert not mixed(read), (document.file, mixed(read))
            if language == "ru":
                assert not misspelt(read), (document.file, misspelt(read), read)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_short_version_says_what_changes_and_three_rules(name: str, language: Language) -> None:
    for document in made(name, language):
        if document.document.profile != "L":
            continue
        (page,) = (block for block in document.document.blocks if isinstance(block, OnePage))
        said = "\n".join(plain(getattr(block, "runs", ())) for block in page.blocks)
        assert CHANGES[language] in said, document.file
        for number in (1, 2, 3):
            assert RULE[language].format(n=number) in said, (document.file, number)


@pytest.mark.parametrize("name", preset_names())
def test_the_papers_of_a_preset_are_numbered_in_the_order_of_the_list(name: str) -> None:
    listed = [
        document.document.number
        for document in made(name, "ru")
        if document.document.profile == "L"
    ]
    assert all(listed)
    order = [[int(part) for part in re.findall(r"\d+", number)] for number in listed]
    assert order == sorted(order)
    assert len({*listed}) == len(listed)


@pytest.mark.parametrize("name", preset_names())
def test_no_paper_of_a_preset_works_before_the_order_that_approves_it(name: str) -> None:
    documentation = preset(name)[0].documentation
    assert documentation.order_date
    for choice in documentation.documents:
        assert choice.due is None or choice.due > documentation.order_date, choice.id


@pytest.mark.parametrize("name", preset_names())
def test_the_working_days_of_a_step_fit_into_the_days_of_its_stage(name: str) -> None:
    project, _figures = preset(name)
    days = {stage.id: stage.days for stage in project.goals.funnel}
    for step in project.documentation.process:
        for number in re.findall(r"(\d+)\s+рабоч\w+ д", step.deadline):
            assert int(number) <= -(-days[step.id] * 5 // 7), step.deadline
