"""The seven stages of the wizard, in their order."""

from __future__ import annotations

from wizard.project.model import Choice
from wizard.texts import _


class Stage(Choice):
    """A stage; the value is the name of its module in every room."""

    GOALS = "goals", _("Цели")
    STRUCTURE = "structure", _("Структура")
    COSTS = "costs", _("Расходы")
    DOCUMENTATION = "documentation", _("Документы")
    MOTIVATION = "motivation", _("Мотивация")
    HIRING = "hiring", _("Найм и обучение")
    AUTOMATION = "automation", _("Автоматизация")
