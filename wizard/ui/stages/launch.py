"""The page of the launch plan: what has to be done, by whom, and what waits for what."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wizard.project.launch import LaunchTask
from wizard.project.model import Row
from wizard.texts import _
from wizard.ui.binding.table_model import Column
from wizard.ui.session import Session
from wizard.ui.stages.page import KeyFigure, Page


class LaunchPage(Page):
    """The tasks of all stages before and after the start."""

    name = "launch"
    in_all_depths = True
    title = _("Запуск")
    sentence = _("Что сделать, чтобы отдел начал работать в срок.")
    panel_title = _("К старту")
    key_figures = (
        KeyFigure("structure.staff", _("Людей в первый месяц"), of="first", better="neither"),
        KeyFigure("hiring.hires", _("Нанять за весь план"), better="neither"),
        KeyFigure("costs.capital", _("Разовые покупки"), better="less"),
    )

    def build(self) -> None:
        card = self.card(_("Задачи запуска"))
        card.table(
            "launch.tasks",
            [
                Column("action", stretch=2),
                Column("stage"),
                Column("owner"),
                Column("days"),
                Column("starts", usable=_waits_for_nothing),
                Column("done", width=66),
            ],
            invite=_("Новая задача…"),
            detail=("after", "other_owner", "before_start"),
        )
        self.lay_picture("timeline")


def _waits_for_nothing(row: Row) -> bool:
    return isinstance(row, LaunchTask) and not row.after


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return LaunchPage(session, parent)
