"""Units of inputs and figures: how many decimals they show and what stands behind the number."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.texts import NOTHING, Text, _

CURRENCY_SIGNS = {"RUB": "₽", "KZT": "₸", "BYN": "Br", "UZS": "сўм", "USD": "$", "EUR": "€"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; `decimals` is how a computed figure is rounded for display.

    Shares (`percent=True`) are held as fractions, 0.3 for 30 %, as Excel holds them. `money=True`
    stands for the project's currency, with `symbol` as what follows the sign ("in a month").
    """

    key: str
    symbol: Text
    decimals: int = 0
    money: bool = False
    percent: bool = False

    def sign(self, currency: str) -> Text:
        """What is written after the number: «₽», «₽ в месяц», «%», «чел.»."""
        if self.money:
            sign = CURRENCY_SIGNS.get(currency, currency)
            return (
                Text("{sign} {per}", (("sign", sign), ("per", self.symbol)))
                if (self.symbol.message)
                else Text("{sign}", (("sign", sign),))
            )
        return self.symbol


MONEY = Unit("money", NOTHING, money=True)
MONEY_A_MONTH = Unit("money_a_month", _("в месяц"), money=True)
MONEY_A_YEAR = Unit("money_a_year", _("в год"), money=True)
PERCENT = Unit("percent", _("%"), decimals=1, percent=True)
PERCENT_A_MONTH = Unit("percent_a_month", _("% в месяц"), decimals=1, percent=True)
PERCENT_A_YEAR = Unit("percent_a_year", _("% в год"), decimals=1, percent=True)
DEALS = Unit("deals", _("сделок"))
LEADS = Unit("leads", _("лидов"))
CLIENTS = Unit("clients", _("клиентов"))
# The same, before rounding to whole: the extra decimals show that nothing was rounded.
DEALS_EXACT = Unit("deals_exact", _("сделок"), decimals=2)
LEADS_EXACT = Unit("leads_exact", _("лидов"), decimals=2)
CLIENTS_EXACT = Unit("clients_exact", _("клиентов"), decimals=1)
PEOPLE_EXACT = Unit("people_exact", _("чел."), decimals=2)
PEOPLE = Unit("people", _("чел."))
UNITS_OF_WORK = Unit("units_of_work", _("ед. в месяц"))
PIECES = Unit("pieces", _("шт."))
LICENCES = Unit("licences", _("лицензий"))
MONTHS = Unit("months", _("мес."), decimals=1)
MONTHS_WHOLE = Unit("months_whole", _("мес."))
MONTH_NUMBER = Unit("month_number", _("-й месяц"))
DAYS = Unit("days", _("дн."))
HOURS = Unit("hours", _("ч"), decimals=1)
MINUTES = Unit("minutes", _("мин"))
TIMES = Unit("times", _("раз"), decimals=2)
FACTOR = Unit("factor", NOTHING, decimals=2)
POINTS = Unit("points", _("баллов"), decimals=1)
NUMBER = Unit("number", NOTHING)
FLAG = Unit("flag", NOTHING)
