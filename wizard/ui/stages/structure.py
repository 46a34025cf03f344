"""The page of stage 2, structure."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from wizard.documents.language import russian
from wizard.documents.language.declension import OBLIQUE
from wizard.project.company import OutputLanguage
from wizard.project.model import Row
from wizard.project.structure import Role, WorksOn
from wizard.texts import _
from wizard.ui.binding.table_model import Column
from wizard.ui.session import Session
from wizard.ui.stages.organisation import lay_comparison, lay_recommendation
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.widgets.figures import row_figure


class StructurePage(Page):
    """How the work is divided, and how many people that takes."""

    name = "structure"
    number = 2
    title = _("Структура")
    sentence = _("Кто в отделе чем занят и сколько людей нужно, чтобы выполнить план.")
    panel_title = _("Кто нужен")
    picture = "organisation"
    key_figures = (
        KeyFigure("structure.staff", _("Людей в первый месяц"), of="first", better="neither"),
        KeyFigure("structure.staff", _("Людей к концу плана"), of="last", better="neither"),
        KeyFigure("hiring.hires", _("Нанять за весь план"), better="neither"),
        KeyFigure("result.revenue_per_head", _("Выручка на человека")),
    )

    def build(self) -> None:
        card = self.card(_("Что продаётся"))
        card.fields("structure.complexity", "structure.has_production", "structure.has_after_sale")
        self.card(_("Модель продаж")).fields("structure.model", "structure.split")
        lay_recommendation(self.card(_("Что подойдёт")))
        self._roles()
        self.lay_picture("plan-by-month:capacity")
        card = self.card(_("Матрица ответственности"))
        card.say(_("На каждом шаге отвечает ровно одна роль."), "caption")
        card.table(
            "structure.responsibility",
            [
                Column("name", stretch=1),
                Column("accountable"),
                Column("responsible"),
                Column("consulted"),
                Column("informed"),
            ],
            invite=_("Новый шаг…"),
        )

        lay_comparison(self.card(_("Привлечение и ведение: в чём разница"), folded=True))

    def _roles(self) -> None:
        card = self.card(_("Роли и нагрузка"))
        card.table(
            "structure.roles",
            [
                Column("title", stretch=2),
                Column("works_on", stretch=1),
                Column("norm", usable=_has_norm),
                Column("minimum"),
                Column("at_start"),
                row_figure(_("Нужно к концу"), "structure.need", "last"),
            ],
            invite=_("Новая роль…"),
            detail=(
                "function",
                "reports_to",
                "stages",
                "requests_per_client",
                "span",
                "ramp",
                "presale_share",
                "cases.genitive",
                "cases.dative",
                "cases.accusative",
                "cases.instrumental",
                "cases.prepositional",
                "overrides",
            ),
            detail_when={
                "stages": lambda row: _works_on(row, WorksOn.STAGES),
                "requests_per_client": lambda row: _works_on(row, WorksOn.REQUESTS),
                "span": lambda row: _works_on(row, WorksOn.LEADING),
                # English declines nothing.
                **{f"cases.{case}": lambda _row: self._is_russian() for case in OBLIQUE},
            },
            proposals={f"cases.{case}": partial(_in_case, case=case) for case in OBLIQUE},
        )

    def _is_russian(self) -> bool:
        return self.session.project.company.language is OutputLanguage.RU


def _in_case(row: Row, *, case: str) -> str:
    return russian.position(row.title, case) if isinstance(row, Role) else ""


def _works_on(row: Row, what: WorksOn) -> bool:
    return isinstance(row, Role) and row.works_on is what


def _has_norm(row: Row) -> bool:
    return isinstance(row, Role) and row.works_on not in (WorksOn.LEADING, WorksOn.FIXED)


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return StructurePage(session, parent)
