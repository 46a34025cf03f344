"""Employer contributions: the rates of every regime, by month and through the calendar year."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from tests.plan.projects import figures_of, first, paid, selling
from wizard.plan.data.payroll import Contribution, Regime, regime_of, regimes
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.texts import LANGUAGES

ON_TOP = "motivation.contributions.seller"


def paid_in(regime: str, gross: float, *, months: int = 12, accident: float = 0.0) -> Project:
    """One person with a salary, and nothing else that contributions are counted from."""
    return paid(selling(months=months), gross, regime=regime, accident_rate=accident)


@pytest.mark.parametrize(
    ("regime", "gross", "on_top"),
    [
        ("kz-2026", 500_000, 81_400),
        ("ru-general-2026", 80_000, 24_000),
        ("ru-sme-2025", 120_000, 23_049),
        ("ru-sme-2025", 33_660, 10_098),
        ("ru-sme-2025", 20_000, 6_000),
        ("ru-sme-2026", 120_000, 40_639.5 * 0.3 + 79_360.5 * 0.15),
        ("ru-manufacturing-2025", 120_000, 33_660 * 0.3 + 86_340 * 0.076),
        ("ru-manufacturing-2026", 120_000, 40_639.5 * 0.3 + 79_360.5 * 0.076),
        ("ru-it-2025", 200_000, 15_200),
        ("ru-it-2026", 200_000, 30_000),
        ("ru-general-2025", 80_000, 24_000),
        # 12 500 + 5 % of 450 000 + 15 000 + (11 % of 440 000 less the 22 500)
        ("kz-2025", 500_000, 12_500 + 22_500 + 15_000 + 48_400 - 22_500),
    ],
)
def test_month_of_one_person(regime: str, gross: float, on_top: float) -> None:
    assert first(paid_in(regime, gross), ON_TOP) == pytest.approx(on_top)


def test_accident_insurance_comes_on_top_of_the_rate() -> None:
    assert first(paid_in("ru-general-2026", 80_000, accident=0.002), ON_TOP) == pytest.approx(
        24_160
    )


@pytest.mark.parametrize(
    ("regime", "ceiling", "below", "above"),
    [
        ("ru-general-2025", 2_759_000, 0.3, 0.151),
        ("ru-general-2026", 2_979_000, 0.3, 0.151),
        ("ru-it-2026", 2_979_000, 0.15, 0.076),
    ],
)
def test_base_runs_through_the_calendar_year_and_begins_anew(
    regime: str, ceiling: float, below: float, above: float
) -> None:
    project = replaced(paid_in(regime, 300_000, months=24), "company.start", date(2026, 1, 1))
    months = figures_of(project)[ON_TOP].months
    year = ceiling * below + (3_600_000 - ceiling) * above
    assert sum(months[:12]) == pytest.approx(year)
    assert months[11] == pytest.approx(300_000 * above)
    assert months[12] == pytest.approx(300_000 * below)
    assert sum(months[12:]) == pytest.approx(year)


def test_base_of_a_plan_that_begins_in_autumn_begins_anew_in_january() -> None:
    project = paid_in("ru-general-2026", 1_000_000, months=6)
    months = figures_of(replaced(project, "company.start", date(2026, 10, 1)))[ON_TOP].months
    assert months[:3] == pytest.approx((300_000, 300_000, 979_000 * 0.3 + 21_000 * 0.151))
    assert months[3] == pytest.approx(300_000)


@pytest.mark.parametrize(
    ("regime", "ceiling", "low", "above"),
    [
        ("ru-sme-2025", 2_759_000, 33_660, 0.15),
        ("ru-sme-2026", 2_979_000, 40_639.5, 0.15),
        ("ru-manufacturing-2025", 2_759_000, 33_660, 0.076),
        ("ru-manufacturing-2026", 2_979_000, 40_639.5, 0.076),
    ],
)
def test_beyond_the_yearly_base_small_business_pays_less_on_the_low_part_alone(
    regime: str, ceiling: float, low: float, above: float
) -> None:
    project = paid_in(regime, 300_000, months=24)
    months = figures_of(replaced(project, "company.start", date(2026, 1, 1)))[ON_TOP].months
    below, beyond = (
        low * 0.3 + (300_000 - low) * above,
        low * 0.151 + (300_000 - low) * above,
    )
    # The tenth month passes the base, but its first money, the low part, is still below it.
    assert months[:10] == pytest.approx((below,) * 10)
    assert months[10:12] == pytest.approx((beyond,) * 2)
    assert months[12:] == pytest.approx(months[:12])


def test_month_that_passes_the_base_inside_the_low_part_is_split_there() -> None:
    # 2 979 000 − 2 970 000 = 9 000 of the second month's low part are still below the base.
    months = figures_of(
        replaced(paid_in("ru-sme-2026", 2_970_000), "company.start", date(2026, 1, 1))
    )[ON_TOP].months
    rest = (2_970_000 - 40_639.5) * 0.15
    assert months[0] == pytest.approx(40_639.5 * 0.3 + rest)
    assert months[1] == pytest.approx(9_000 * 0.3 + (40_639.5 - 9_000) * 0.151 + rest)
    assert months[2] == pytest.approx(40_639.5 * 0.151 + rest)


@pytest.mark.parametrize(
    "regime", ["ru-sme-2025", "ru-sme-2026", "ru-manufacturing-2025", "ru-manufacturing-2026"]
)
def test_threshold_of_small_business_is_by_month_and_person(regime: str) -> None:
    months = figures_of(paid_in(regime, 120_000))[ON_TOP].months
    assert months == pytest.approx((months[0],) * 12)


@pytest.mark.parametrize(
    ("regime", "part", "most"),
    [
        ("kz-2026", "employer_pension", 148_750),
        ("kz-2026", "social", 29_750),
        ("kz-2026", "medical", 102_000),
        ("kz-2025", "employer_pension", 106_250),
        ("kz-2025", "social", 29_750),
        ("kz-2025", "medical", 25_500),
    ],
)
def test_kazakh_payments_stop_at_their_ceilings(regime: str, part: str, most: float) -> None:
    project = paid_in(regime, 6_000_000)
    assert first(project, f"motivation.contribution.seller.{part}") == pytest.approx(most)


def test_social_tax_of_2025_is_less_social_contributions() -> None:
    project = paid_in("kz-2025", 500_000)
    tax = first(project, "motivation.contribution.seller.social_tax")
    assert tax == pytest.approx(0.11 * (500_000 - 50_000 - 10_000) - 22_500)


@pytest.mark.parametrize("regime", [one for one in regimes().values() if one.id != "plain"])
def test_every_regime_names_its_source_and_the_date_it_was_checked(regime: Regime) -> None:
    assert date.fromisoformat(regime.checked).year >= regime.year
    assert regime.id.startswith(regime.country)
    assert regime.id.endswith(str(regime.year))
    for language in LANGUAGES:
        assert regime.source.into(language) in regime.help.into(language)
        if regime.note:
            assert regime.note.into(language) in regime.help.into(language)
        if regime.unverified:
            assert regime.unverified.into(language) in regime.help.into(language)


@pytest.mark.parametrize("regime", list(regimes()))
def test_bands_begin_at_zero_and_rise(regime: str) -> None:
    found = regime_of(regime)
    tables = [part.bands for part in found.contributions]
    tables += [part.bands for part in found.deductions]
    for bands in tables:
        starts = [band.start for band in bands]
        assert starts == sorted(set(starts))
        assert not starts or starts[0] == 0


def test_only_the_ceiling_of_kazakh_social_contributions_is_not_confirmed_by_a_source() -> None:
    assert {one.id for one in regimes().values() if one.unverified} == {"kz-2025", "kz-2026"}


@pytest.mark.parametrize(
    "change",
    [
        {"ceiling": 1.0},
        {"bands": [{"start": 0, "rate": 0.3, "beyond": 0.1}]},
        {"ceiling": 1.0, "period": "year", "bands": [{"start": 0, "rate": 0.3, "beyond": 0.1}]},
    ],
)
def test_ceiling_without_its_rates_and_rates_without_a_ceiling_are_refused(
    change: dict[str, object],
) -> None:
    part = {"id": "a", "title": {"ru": "а", "en": "a"}, "bands": [{"start": 0, "rate": 0.3}]}
    with pytest.raises(ValidationError):
        Contribution.model_validate(part | change)


@pytest.mark.parametrize("regime", list(regimes()))
def test_what_is_taken_off_a_contribution_is_listed_before_it(regime: str) -> None:
    found = regime_of(regime)
    known: set[str] = set()
    for part in found.contributions:
        assert set(part.less) <= known
        assert set(part.deductions) <= {deduction.id for deduction in found.deductions}
        known.add(part.id)
