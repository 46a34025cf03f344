"""Where the rates of contributions come from stands beside the choice of the regime."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from wizard.plan.data.payroll import regimes
from wizard.ui.main_window import MainWindow


def test_the_regime_says_its_source_its_date_for_whom_it_holds_and_what_is_not_sure(
    opened: MainWindow,
) -> None:
    opened.show_page("motivation")
    page = opened.page()
    for regime in ("ru-sme-2026", "kz-2026"):
        opened.session.answer("motivation.regime", regime)
        said = regimes()[regime].help.into("ru")
        assert said in [one.text() for one in page.findChildren(QLabel)]
        assert ("не подтверждено" in said) == (regime == "kz-2026")
