"""How many rows a list holds, in the words of the list: «12 этапов», «3 роли»."""

from __future__ import annotations

from wizard.texts import Text, n_


def counted(path: str, n: int) -> Text:
    """The number of rows of the list at a path, in words."""
    match path.rpartition(".")[2]:
        case "products":
            return n_("{n} продукт", "{n} продуктов", n)
        case "funnel" | "process":
            return n_("{n} этап", "{n} этапов", n)
        case "channels":
            return n_("{n} канал", "{n} каналов", n)
        case "corrections":
            return n_("{n} корректировка", "{n} корректировок", n)
        case "strategic":
            return n_("{n} цель", "{n} целей", n)
        case "roles" | "pay":
            return n_("{n} роль", "{n} ролей", n)
        case "items":
            return n_("{n} статья", "{n} статей", n)
        case "responsibility" | "steps" | "setup":
            return n_("{n} шаг", "{n} шагов", n)
        case "reports":
            return n_("{n} отчёт", "{n} отчётов", n)
        case "segments":
            return n_("{n} сегмент", "{n} сегментов", n)
        case "competitors":
            return n_("{n} конкурент", "{n} конкурентов", n)
        case "cases":
            return n_("{n} пример", "{n} примеров", n)
        case "branches":
            return n_("{n} ветка", "{n} веток", n)
        case "faq":
            return n_("{n} вопрос", "{n} вопросов", n)
        case "priorities":
            return n_("{n} приоритет", "{n} приоритетов", n)
        case "volume":
            return n_("{n} ступень", "{n} ступеней", n)
        case "kpi":
            return n_("{n} показатель", "{n} показателей", n)
        case "rules":
            return n_("{n} правило", "{n} правил", n)
        case "competencies":
            return n_("{n} компетенция", "{n} компетенций", n)
        case "modules":
            return n_("{n} модуль", "{n} модулей", n)
        case "tools":
            return n_("{n} инструмент", "{n} инструментов", n)
        case "migration":
            return n_("{n} источник", "{n} источников", n)
        case "acceptance":
            return n_("{n} проверка", "{n} проверок", n)
        case "tasks":
            return n_("{n} задача", "{n} задач", n)
        case _:
            return n_("{n} строка", "{n} строк", n)
