"""The page of the company: who the package is made for, and from which month."""

from __future__ import annotations

from wizard.texts import _
from wizard.ui.session import Session
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.widgets.logo import LogoField


class CompanyPage(Page):
    """The company, the start of the plan, the papers' requisites."""

    name = "company"
    title = _("Компания")
    sentence = _("Для кого составляется план, с какого месяца и кто утверждает документы.")
    panel_title = _("План в целом")
    picture = "plan-by-month"
    key_figures = (
        KeyFigure("goals.revenue", _("Выручка за план")),
        KeyFigure("result.operating_profit", _("Прибыль отдела")),
        KeyFigure("result.funding_need", _("Нужно денег"), better="less"),
        KeyFigure("structure.staff", _("Людей к концу"), of="last", better="neither"),
    )

    def build(self) -> None:
        card = self.card(_("О компании"))
        card.fields("company.name", "company.country", "company.currency", "company.work_mode")
        card = self.card(_("Срок плана"))
        card.fields("company.start", "company.horizon")
        card = self.card(_("Кто утверждает документы"))
        card.say(_("Должность и фамилия стоят в грифе «УТВЕРЖДАЮ»."), "caption")
        for name in ("position", "surname", "name", "patronymic", "gender"):
            card.field(f"company.approver.{name}")
        card = self.card(_("Реквизиты для документов"))
        card.fields(
            "company.legal_name",
            "company.legal_form",
            "company.city",
            "company.tax_id",
            "company.registration_id",
            "company.address",
            "company.contacts",
        )
        card = self.card(_("Оформление"))
        card.field("company.language")
        card.field("company.brand_color", wide=False)
        logo = LogoField(self.session, "company.logo")
        card.column.addWidget(logo)
        card.bound.append(logo)


def page(session: Session) -> Page:
    """The page, ready to be shown."""
    return CompanyPage(session)
