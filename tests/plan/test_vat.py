"""The value-added tax: what it comes to in a price, and which rates are in force where and when."""

from __future__ import annotations

from datetime import date

import pytest

from wizard.plan.data.vat import exempt_income, vat_of
from wizard.plan.figures import compute
from wizard.project.company import Country, Currency
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.project.sales_book import Vat
from wizard.storage.presets import load_preset


def priced(price: float, vat: Vat, rate: float) -> tuple[float, float, float]:
    """The tax of one product, its price without it and with it."""
    project = load_preset("wholesale")
    product = project.goals.products[0].id
    project = replaced(project, f"goals.products.{product}.price", price)
    project = replaced(project, "documentation.book.vat", vat)
    figures = compute(replaced(project, "documentation.book.vat_rate", rate))
    keys = ("kpi.vat", "kpi.price_without_vat", "kpi.price_with_vat")
    tax, without, with_it = (figures[f"{key}.{product}"].total for key in keys)
    return tax, without, with_it


@pytest.mark.parametrize(
    ("price", "vat", "rate", "tax", "without", "with_it"),
    [
        (122_000, Vat.INCLUDED, 0.22, 22_000, 100_000, 122_000),
        (450_000, Vat.INCLUDED, 0.22, 81_147.54, 368_852.46, 450_000),
        (100_000, Vat.ON_TOP, 0.22, 22_000, 100_000, 122_000),
        (70_000, Vat.ON_TOP, 0.05, 3_500, 70_000, 73_500),
        (99.99, Vat.ON_TOP, 0.16, 16.00, 99.99, 115.99),
        (100, Vat.INCLUDED, 0.0, 0, 100, 100),
    ],
)
def test_the_tax_is_inside_the_price_or_on_top_to_the_kopeck(
    price: float, vat: Vat, rate: float, tax: float, without: float, with_it: float
) -> None:
    assert priced(price, vat, rate) == pytest.approx((tax, without, with_it))


def test_there_is_no_tax_in_a_plan_without_it() -> None:
    project = replaced(load_preset("wholesale"), "documentation.book.vat", Vat.NONE)
    assert not [figure.key for figure in compute(project) if figure.key.startswith("kpi.vat")]


@pytest.mark.parametrize(
    ("country", "day", "general"),
    [
        (Country.RUSSIA, date(2025, 12, 31), 0.2),
        (Country.RUSSIA, date(2026, 1, 1), 0.22),
        (Country.KAZAKHSTAN, date(2025, 12, 31), 0.12),
        (Country.KAZAKHSTAN, date(2026, 1, 1), 0.16),
    ],
)
def test_one_general_rate_is_in_force_on_a_day(country: Country, day: date, general: float) -> None:
    tax = vat_of(country)
    assert tax is not None
    assert [rate.rate for rate in tax.on(day) if rate.general] == [general]
    assert tax.on(day)[0].general


def test_the_rates_are_dated_and_sourced() -> None:
    for country in (Country.RUSSIA, Country.KAZAKHSTAN):
        tax = vat_of(country)
        assert tax is not None
        assert tax.source
        assert tax.seen
        assert tax.checked >= date(2026, 11, 25)
        assert all(rate.since < rate.until for rate in tax.rates)
    assert vat_of(Country.OTHER) is None


@pytest.mark.parametrize(
    ("year", "income"), [(2026, 20_000_000), (2027, 15_000_000), (2030, 10_000_000)]
)
def test_the_income_without_the_tax_goes_by_the_year_the_plan_begins(
    year: int, income: float
) -> None:
    project: Project = replaced(load_preset("wholesale"), "company.start", f"{year}-01-01")
    assert exempt_income(project) == income
    assert exempt_income(replaced(project, "company.currency", Currency.USD)) is None
