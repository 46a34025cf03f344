"""Templates: filters, the sandbox, and mistakes told in plain words with their place."""

from __future__ import annotations

import datetime

import pytest

from wizard import units
from wizard.documents.filling.text import Figure, applies, environment, fill
from wizard.documents.language.escaping import restore
from wizard.errors import UserError

DEALS = Figure("goals.deals", "Сделки", units.DEALS, (150.0, 160.0), 310.0)


class Company:
    name = 'ООО "Ромашка" & <Ко> | *'
    city = None


CONTEXT = {"company": Company(), "figures": {"goals.deals": DEALS}, "sum": 135000.0}


def filled(text: str, currency: str = "RUB") -> str:
    return restore(fill(environment("ru", currency), text, CONTEXT, "sales.md"))


def mistake(text: str) -> str:
    with pytest.raises(UserError) as caught:
        fill(environment("ru", "RUB"), text, CONTEXT, "sales.md")
    return caught.value.into("ru")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{{ sum | money }}", "135 000 ₽"),
        ("{{ sum | amount }}", "135 000"),
        ("{{ 0.3 | percent }}", "30 %"),
        ("{{ 1234.5 | number(1) }}", "1 234,5"),
        ("{{ 3 | value('deals') }}", "3 сделки"),
        ("{{ figures['goals.deals'] | total }}", "310 сделок"),
        ("{{ figures['goals.deals'] | month(2) }}", "160 сделок"),
        ("{{ figures['goals.deals'].first | number }}", "150"),
        ("{{ sum | in_words }}", "сто тридцать пять тысяч рублей 00 копеек"),
        ("{{ 5 | plural('лид', 'лида', 'лидов') }}", "5 лидов"),
        ("{{ 81.02 | plural('лид', 'лида', 'лидов') }}", "81 лид"),
        ("{{ 21.46 | plural('лид', 'лида', 'лидов') }}", "21,5 лида"),
        ("{{ 'Менеджер по продажам' | position('dative') }}", "Менеджеру по продажам"),
        ("{{ 'Иванов Иван Ильич' | initials }}", "И. И. Иванов"),
        ("{{ 'РОП' | lower_first }}", "РОП"),
        ("{{ company.name }}", 'ООО "Ромашка" & <Ко> | *'),
        ("{{ company.name ~ '!' }}", 'ООО "Ромашка" & <Ко> | *!'),
        ("{{ company.city }}", "____________"),
        ("{{ ['а*', 'б'] | join(', ') }}", "а*, б"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(company.name) ~ '*' }}",
         'ООО "Ромашка" & <Ко> | **'),
    ],
)  # fmt: skip
def test_filters_write_as_people_do(text: str, result: str) -> None:
    assert filled(text).replace("\u00a0", " ") == result


def test_dates_are_written_out_and_a_missing_one_is_a_blank() -> None:
    env = environment("ru", "RUB")
    day = {"day": datetime.date(2026, 6, 5), "none": None}
    text = "{{ day | date }}; {{ day | short_date }}; {{ none | date }}"
    found = restore(fill(env, text, day, "t.md")).replace("\u00a0", " ")
    assert found == "5 июня 2026 г.; 05.06.2026; «___» ____________ 20__ г."


def test_macros_give_markdown_and_their_values_stay_protected() -> None:
    text = "{% macro bold(x) %}**{{ x }}**{% endmacro %}{{ bold(company.name) }}"
    raw = fill(environment("ru", "RUB"), text, CONTEXT, "t.md")
    assert raw.startswith("**")
    assert raw.count("*") == 4


def test_shared_pieces_are_imported_and_a_mistake_names_them() -> None:
    piece = "{% macro hello() %}\n{{ unknown }}\n{% endmacro %}"
    env = environment("ru", "RUB", [("_own.md", piece)])
    with pytest.raises(UserError) as caught:
        fill(env, '{% import "_own.md" as own %}{{ own.hello() }}', {}, "sales.md")
    assert "_own.md" in caught.value.into("ru")
    assert "строка 2" in caught.value.into("ru")


@pytest.mark.parametrize(
    "text",
    [
        "{{ company.__class__ }}",
        "{{ company.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ '{0.__class__}'.format(company) }}",
        "{% set x = figures.update({'a': 1}) %}",
        "{{ range(1000000000) }}",
        '{% include "../layout.typ" %}',
    ],
)
def test_a_template_cannot_leave_the_sandbox(text: str) -> None:
    assert "sales.md" in mistake(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n{{ company.nam }}", ("строка 2", "«nam»", "«name»")),
        ("{{ figures['goals.dels'] }}", ("«goals.dels»", "«goals.deals»")),
        ("\n\n{{ compani.name }}", ("строка 3", "«compani»", "«company»")),
        ("{% if compani %}1{% endif %}", ("«compani»",)),
        ("{{ sum | mony }}", ("фильтр", "mony")),
        ("a\n{% if sum %}b", ("строка 2", "не закрыта")),
        ("a\n{{ sum", ("строка 2", "не закрыты")),
        ("{{ figures['goals.deals'] | month(5) }}", ("месяца 5",)),
        ("{{ 1 | value('deels') }}", ("deels", "deals")),
        ("{{ 1 / 0 }}", ("строка 1", "не получается")),
        ('{% import "_no.md" as no %}', ("_no.md",)),
    ],
)
def test_mistakes_name_the_line_and_the_nearest_name(text: str, words: tuple[str, ...]) -> None:
    told = mistake(text)
    assert "sales.md" in told
    assert all(word in told for word in words), told


def test_a_condition_decides_whether_a_document_applies() -> None:
    env = environment("ru", "RUB")
    assert applies(env, "", CONTEXT, "t.md")
    assert applies(env, "sum > 5", CONTEXT, "t.md")
    assert not applies(env, "sum < 5", CONTEXT, "t.md")
