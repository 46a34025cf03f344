"""The page of stage 6, hiring and training."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wizard.project.structure import Role
from wizard.texts import _
from wizard.ui.binding.table_model import Column, Shown
from wizard.ui.session import Session
from wizard.ui.stages.by_role import RolePage, role_title
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.widgets.figures import figure_text, row_figure, share_total


class HiringPage(RolePage):
    """How people are found, brought in and taught."""

    name = "hiring"
    number = 6
    title = _("Найм и обучение")
    sentence = _("Кого и когда нанять, чтобы к сроку он уже работал в полную силу.")
    panel_title = _("План найма")
    picture = "organisation"
    rows_path = "hiring.roles"
    key_figures = (
        KeyFigure("hiring.hires", _("Нанять за весь план"), better="neither"),
        KeyFigure("structure.staff", _("Людей к концу плана"), of="last", better="neither"),
        KeyFigure("hiring.cost", _("Найм и обучение, всего"), better="less"),
    )

    def build(self) -> None:
        card = self.card(_("Найм по ролям"))
        card.table(
            self.rows_path,
            [
                Shown(_("Роль"), role_title, stretch=1, numeric=False),
                Column("days_to_hire"),
                Column("cost_of_hire"),
                row_figure(_("Нанять за весь план"), "hiring.hires", "total"),
            ],
        )
        self.pick_role()
        card = self.card(_("Программа обучения"))
        card.table(
            "hiring.modules",
            [
                Column("name", stretch=2),
                Column("topic", stretch=1),
                Column("hours"),
                Column("trainer", stretch=1),
                Column("roles"),
            ],
            invite=_("Новый модуль…"),
            detail=("form", "check"),
        )
        card = self.card(_("Отбор и рабочее время"))
        for name in (
            "selection", "score_max", "interview_mark", "week_hours", "day_start", "day_end",
        ):  # fmt: skip
            card.field(f"hiring.{name}")
        card = self.card(_("Аттестация"))
        for name in (
            "certification_months", "pass_mark", "certification_notice", "retake_days",
            "commission",
        ):  # fmt: skip
            card.field(f"hiring.{name}")

    def build_role(self, role: Role) -> None:
        card = self.role_card(_("Найм"))
        card.aside(
            lambda: self.session.say(
                _(
                    "нанять за весь план: {n}",
                    n=figure_text(self.session, f"hiring.hires.{role.id}", sign=False) or "0",
                )
            )
        )
        for name in ("days_to_hire", "cost_of_hire", "training_cost", "turnover"):
            card.field(self.role_path(name))
        card = self.role_card(_("Воронка подбора"))
        for name in ("interviews", "offers", "starts", "passed"):
            card.field(self.role_path(name))
        card = self.role_card(_("Профиль и вакансия"))
        path = self.role_path("competencies")
        card.table(
            path,
            [Column("name", stretch=1), Column("weight"), Column("signs", stretch=2)],
            invite=_("Новая компетенция…"),
            totals=lambda session: {
                "name": session.say(_("Вместе")),
                "weight": share_total(session, path, "weight"),
            },
        )
        for name in ("tasks", "requirements", "conditions"):
            card.field(self.role_path(name))
        card = self.role_card(_("Ввод в должность"))
        for name in (
            "mentor", "mentor_months", "mentor_hours", "mentor_cost", "days_30", "days_60",
            "days_90",
        ):  # fmt: skip
            card.field(self.role_path(name))


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return HiringPage(session, parent)
