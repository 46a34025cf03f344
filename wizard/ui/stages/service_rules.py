"""The cards of stage 4 that set deadlines and limits: plan, handover, clients, support, debts."""

from __future__ import annotations

from wizard.project.asked import (
    clients_are_led,
    promises_support,
    sells_on_credit,
    something_follows,
)
from wizard.project.model import Row
from wizard.texts import Text, _
from wizard.ui.binding.table_model import Column, Shown
from wizard.ui.session import Session
from wizard.ui.stages.page import Page

_PRIORITIES: dict[str, Text] = {
    "critical": _("Критический"),
    "high": _("Высокий"),
    "normal": _("Обычный"),
    "low": _("Низкий"),
}


def lay_discounts(page: Page) -> None:
    """Put the cards of discounts and debts on a page: what happens up to the payment."""
    _discounts(page)
    _debts(page)


def lay_care(page: Page) -> None:
    """Put the cards of the time after the deal on a page: handover, clients, support."""
    _handover(page)
    _clients(page)
    _support(page)


def lay_planning(page: Page) -> None:
    """Put the card of the plan's review on a page."""
    card = page.card(_("План и его пересмотр"), folded=True)
    for name in (
        "review_day", "coverage", "deviation", "conversion_drop", "lead_price_rise", "days",
    ):  # fmt: skip
        card.field(f"documentation.planning.{name}")


def _handover(page: Page) -> None:
    card = page.card(_("Передача клиента после сделки"), folded=True)
    card.only_when(something_follows)
    for name in ("days", "first_contact_days", "seller_days", "checklist"):
        card.field(f"documentation.handover.{name}")


def _clients(page: Page) -> None:
    card = page.card(_("Ведение клиентов"), folded=True)
    card.only_when(clients_are_led)
    for name in (
        "contact_days", "risk_days", "renewal_days", "complaint_hours", "complaint_days",
    ):  # fmt: skip
        card.field(f"documentation.clients.{name}")
    card = page.card(_("Сегменты клиентов"), folded=True)
    card.only_when(clients_are_led)
    card.table(
        "documentation.clients.segments",
        [
            Column("name"),
            Column("who", stretch=1),
            Column("contact_days"),
            Column("contact", stretch=1),
            Column("portfolio"),
        ],
        invite=_("Новый сегмент…"),
    )


def _support(page: Page) -> None:
    card = page.card(_("Поддержка (SLA)"), folded=True)
    card.field("documentation.support.used")
    for name in ("hours", "around_the_clock", "escalate_at", "target", "close_days"):
        card.field(f"documentation.support.{name}", when=promises_support)
    card = page.card(_("Сроки по приоритетам"), folded=True)
    card.only_when(promises_support)
    card.table(
        "documentation.support.priorities",
        [
            Shown(_("Приоритет"), _priority, stretch=1, numeric=False),
            Column("reaction"),
            Column("resolution"),
        ],
        detail=("examples",),
    )


def _discounts(page: Page) -> None:
    card = page.card(_("Скидки"), folded=True)
    card.fields("documentation.discount_seller", "documentation.discount_head")
    for name in ("grounds", "excluded", "margin_floor", "answer_hours", "valid_days"):
        card.field(f"documentation.discounts.{name}")
    card = page.card(_("Скидки за объём"), folded=True)
    card.table(
        "documentation.discounts.volume",
        [Column("start"), Column("rate"), Column("terms", stretch=1)],
        invite=_("Новая ступень…"),
    )


def _debts(page: Page) -> None:
    card = page.card(_("Отсрочка и долги"), folded=True)
    card.only_when(sells_on_credit)
    for name in (
        "term", "limit", "remind_before", "call_day", "letter_day", "head_day", "stop_day",
        "claim_day", "court_day", "overdue_share",
    ):  # fmt: skip
        card.field(f"documentation.debts.{name}")


def _priority(session: Session, row: Row) -> str:
    return session.say(_PRIORITIES[row.id]) if row.id in _PRIORITIES else row.id
