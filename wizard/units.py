"""Units of inputs and figures: how many decimals they show and what stands behind the number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wizard.texts import NOTHING, Text, _, n_

# A unit that stands alone (in a heading, beside an editor) is in the form of many.
MANY = 5

CURRENCY_SIGNS = {
    "RUB": Text("₽"), "KZT": Text("₸"), "BYN": _("Br"), "UZS": _("сум"), "USD": Text("$"),
    "EUR": Text("€"),
}  # fmt: skip


def currency_sign(currency: str) -> Text:
    """What stands beside a sum in a currency: «₽»."""
    return CURRENCY_SIGNS.get(currency, Text("{code}", (("code", currency),)))


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

    def sign(self, currency: str, count: float = MANY) -> Text:
        """What is written after the number: «₽», «₽ в месяц», «%», «1 сделка», «5 сделок»."""
        if self.money:
            sign = currency_sign(currency)
            return (
                Text("{sign} {per}", (("sign", sign), ("per", self.symbol)))
                if (self.symbol.message)
                else Text("{sign}", (("sign", sign),))
            )
        if self.symbol.plural is not None:
            return replace(self.symbol, values=(("n", count),))
        return self.symbol


MONEY = Unit("money", NOTHING, money=True)
# To the kopeck, as an offer and a bill say it.
MONEY_EXACT = Unit("money_exact", NOTHING, decimals=2, money=True)
MONEY_A_MONTH = Unit("money_a_month", _("в месяц"), money=True)
MONEY_A_YEAR = Unit("money_a_year", _("в год"), money=True)
PERCENT = Unit("percent", _("%"), decimals=1, percent=True)
PERCENT_A_MONTH = Unit("percent_a_month", _("% в месяц"), decimals=1, percent=True)
PERCENT_A_YEAR = Unit("percent_a_year", _("% в год"), decimals=1, percent=True)
DEALS = Unit("deals", n_("сделка", "сделок", MANY))
LEADS = Unit("leads", n_("лид", "лидов", MANY))
CLIENTS = Unit("clients", n_("клиент", "клиентов", MANY))
# The same, before rounding to whole: the extra decimals show that nothing was rounded.
DEALS_EXACT = Unit("deals_exact", n_("сделка", "сделок", MANY), decimals=2)
LEADS_EXACT = Unit("leads_exact", n_("лид", "лидов", MANY), decimals=2)
CLIENTS_EXACT = Unit("clients_exact", n_("клиент", "клиентов", MANY), decimals=1)
PEOPLE_EXACT = Unit("people_exact", n_("чел.", "чел.", MANY), decimals=2)
PEOPLE = Unit("people", n_("чел.", "чел.", MANY))
UNITS_OF_WORK = Unit("units_of_work", _("в месяц"))
PIECES = Unit("pieces", _("шт."))
LICENCES = Unit("licences", n_("лицензия", "лицензий", MANY))
MONTHS = Unit("months", _("мес."), decimals=1)
MONTHS_WHOLE = Unit("months_whole", _("мес."))
MONTH_NUMBER = Unit("month_number", _("-й месяц"))
DAYS = Unit("days", n_("дн.", "дн.", MANY))
HOURS = Unit("hours", _("ч"), decimals=1)
MINUTES = Unit("minutes", _("мин"))
TIMES = Unit("times", n_("раз", "раз", MANY), decimals=2)
FACTOR = Unit("factor", NOTHING, decimals=2)
POINTS = Unit("points", n_("балл", "баллов", MANY), decimals=1)
NUMBER = Unit("number", NOTHING)
FLAG = Unit("flag", NOTHING)
