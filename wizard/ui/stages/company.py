"""The page of the company: who the package is made for, and from which month."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from wizard.documents.filling.cases import full_name
from wizard.documents.language import russian
from wizard.documents.language.declension import OBLIQUE
from wizard.project.company import OutputLanguage
from wizard.project.project import Project
from wizard.texts import _
from wizard.ui.session import Session
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.widgets.brand_field import (
    BrandField,
    colour_field,
    letterhead_field,
    logo_field,
)
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.consultant import ConsultantField


class CompanyPage(Page):
    """The company, the start of the plan, the papers' requisites."""

    name = "company"
    title = _("Компания")
    sentence = _("Для кого составляется план, с какого месяца и кто утверждает документы.")
    panel_title = _("План в целом")
    picture = "plan-by-month"
    key_figures = (
        KeyFigure("goals.revenue", _("Выручка за весь план")),
        KeyFigure("result.operating_profit", _("Прибыль отдела")),
        KeyFigure("result.funding_need", _("Нужно денег"), better="less"),
        KeyFigure("structure.staff", _("Людей к концу плана"), of="last", better="neither"),
    )

    def build(self) -> None:
        card = self.card(_("О компании"))
        card.fields("company.name", "company.country", "company.currency", "company.work_mode")
        card = self.card(_("Срок плана"))
        card.fields("company.start", "company.horizon")
        card = self.card(_("Кто утверждает документы"))
        card.field("company.approver.position")
        for name in ("surname", "name", "patronymic", "gender"):
            card.field(f"company.approver.{name}", wide=False)
        self._cases()
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
        card.field("company.font")
        card.field("company.brand_color", wide=False)
        self._own(card, colour_field(self.session, "company.brand_color"))
        self._own(card, logo_field(self.session, "company.logo"))
        self._own(card, letterhead_field(self.session, "company.letterhead"))
        card = self.card(_("Консультант"))
        card.field("company.consultant.place")
        self._own(card, ConsultantField(self.session))

    def _own(self, card: Card, part: BrandField | ConsultantField) -> None:
        card.column.addWidget(part)
        card.bound.append(part)

    def _cases(self) -> None:
        card = self.card(_("Падежи имени и должности"), folded=True)
        card.say(
            _(
                "Так они стоят в документах. Если программа ошиблась, впишите верную форму: "
                "она заменит предложенную везде."
            ),
            "caption",
        )
        card.only_when(lambda project: project.company.language is OutputLanguage.RU)
        parts = (
            (_("Должность"), "position_forms", _position),
            (_("Фамилия, имя, отчество"), "forms", _name),
        )
        for title, part, proposed in parts:
            card.say(title)
            for case in OBLIQUE:
                path = f"company.approver.{part}.{case}"
                card.field(path, wide=True, proposal=partial(proposed, case=case))


def _position(project: Project, *, case: str) -> str:
    return russian.position(project.company.approver.position, case)


def _name(project: Project, *, case: str) -> str:
    approver = project.company.approver
    return russian.person(full_name(approver), case, approver.gender.value)


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return CompanyPage(session, parent)
