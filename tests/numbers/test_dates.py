"""A date in English names its month; a short sum is written as its language writes it."""

from __future__ import annotations

from datetime import date

import pytest

from wizard.dates import SHORT_MONTHS, Day, written_date
from wizard.documents.language.short_money import short_money
from wizard.texts import Language, _


@pytest.mark.parametrize(("language", "written"), [("ru", "05.06.2027"), ("en", "5 Jun 2027")])
def test_a_date_is_written_the_same_alone_and_inside_a_text(
    language: Language, written: str
) -> None:
    day = date(2027, 6, 5)
    assert written_date(day, language) == written
    assert _("{day}", day=Day(day)).into(language) == written


def test_every_month_has_a_name_of_its_own_in_english() -> None:
    written = {written_date(date(2027, month, 1), "en") for month in range(1, 13)}
    assert len(written) == len(SHORT_MONTHS) == 12


@pytest.mark.parametrize(
    ("language", "currency", "billions", "millions", "thousands"),
    [
        ("ru", "RUB", "1,59\u00a0млрд\u00a0₽", "12,3\u00a0млн\u00a0₽", "−450\u00a0тыс.\u00a0₽"),
        ("en", "RUB", "₽1.59bn", "₽12.3m", "−₽450k"),
        ("en", "USD", "$1.59bn", "$12.3m", "−$450k"),
    ],
)
def test_a_short_sum_is_written_as_its_language_writes_it(
    language: Language, currency: str, billions: str, millions: str, thousands: str
) -> None:
    assert short_money(1_594_600_000, language, currency) == billions
    assert short_money(12_300_000, language, currency) == millions
    assert short_money(-450_000, language, currency) == thousands
