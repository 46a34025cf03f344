"""The stages a deal goes through and the channels leads come from.

Part of stage 1 (`goals.py`).
"""

from __future__ import annotations

from wizard.project.model import Row, question
from wizard.texts import _
from wizard.units import (
    DAYS,
    DEALS,
    FACTOR,
    MONEY,
    MONEY_A_MONTH,
    PERCENT,
)


class FunnelStage(Row):
    """A stage of the funnel, from the lead to the deal."""

    name: str = question(
        "",
        _("Этап"),
        example=_("Демонстрация"),
        help=_("Состояние сделки, а не действие менеджера."),
    )
    conversion: float = question(
        1.0,
        _("Конверсия из предыдущего"),
        unit=PERCENT,
        above=0,
        high=1,
        basic=True,
        help=_(
            "Какая доля дошедших до предыдущего этапа доходит до этого. Посчитайте по CRM за "
            "последние три–шесть месяцев."
        ),
        usual=_(
            "Из заявки в продажу обычно не больше 30 % (статья об организации отдела продаж "
            "онлайн-сервиса). B2B: из лида в клиента 2–4 %, из встречи в договор 10–15 % "
            "(отраслевые обзоры)."
        ),
    )
    days: float = question(
        0.0,
        _("Дней на этапе"),
        unit=DAYS,
        low=0,
        high=720,
        help=_("Сколько дней сделка обычно стоит на этом этапе. Сумма — цикл сделки."),
    )
    role: str = question(
        "",
        _("Кто отвечает"),
        refers="structure.roles",
        help=_("Чья это работа. От этапов роли считаются её нагрузка и число людей."),
    )
    entry: str = question(
        "",
        _("Когда сделка попадает на этап"),
        lines=2,
        help=_("По какому факту сделку переводят на этот этап. Пишите то, что проверяется в CRM."),
        example=_("Клиент согласился на встречу"),
    )
    exit: str = question(
        "",
        _("Когда этап пройден"),
        lines=2,
        help=_(
            "Что должно случиться, чтобы сделка пошла дальше. Стоит в регламенте процесса продаж."
        ),
        example=_("Демонстрация проведена, следующий шаг назначен"),
    )
    crm_fields: str = question(
        "",
        _("Обязательные поля CRM"),
        lines=2,
        help=_(
            "Без чего CRM не пускает сделку дальше этапа. По ним считается доля карточек "
            "без пропусков."
        ),
        example=_("источник\nпотребность\nбюджет"),
    )
    documents: str = question(
        "",
        _("Документы этапа"),
        lines=2,
        help=_("Бумаги, которые появляются или нужны на этапе."),
        example=_("бриф\nкоммерческое предложение"),
    )
    open_deals: float = question(
        0.0,
        _("Открытых сделок на старте"),
        unit=DEALS,
        low=0,
        high=1e6,
        help=_(
            "Сколько сделок уже стоит на этапе в день старта. Возьмите из CRM; по ним "
            "считается приведённая стоимость воронки."
        ),
    )
    open_money: float = question(
        0.0,
        _("Денег в открытых сделках"),
        unit=MONEY,
        low=0,
        high=1e12,
        help=_(
            "Сумма этих сделок. Умноженная на вероятность этапа, она показывает, какая "
            "часть плана уже в работе."
        ),
        usual=_("Открытых сделок обычно в 3–5 раз больше плана месяца (отраслевые обзоры)."),
    )


class Channel(Row):
    """Where leads come from."""

    name: str = question(
        "",
        _("Канал"),
        example=_("Контекстная реклама"),
        help=_("Источник, у которого можно измерить расход и число обращений."),
    )
    on: bool = question(
        True,
        _("Включён"),
        help=_("Выключенный канал не даёт лидов и ничего не стоит. Так видно, что будет без него."),
    )
    share: float = question(
        1.0,
        _("Доля лидов"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Доли включённых каналов приводятся к 100 %."),
    )
    lead_cost: float = question(
        0.0,
        _("Цена лида"),
        unit=MONEY,
        low=0,
        high=1e8,
        basic=True,
        help=_("Сколько платите за одно обращение: расход канала ÷ число обращений."),
    )
    fixed_cost: float = question(
        0.0,
        _("Постоянный расход"),
        unit=MONEY_A_MONTH,
        low=0,
        high=1e10,
        help=_("Что платится за канал каждый месяц независимо от числа лидов: подрядчик, стенд."),
    )
    quality: float = question(
        1.0,
        _("Качество лидов"),
        unit=FACTOR,
        low=0,
        high=10,
        help=_("Во сколько раз первая конверсия канала выше (больше 1) или ниже (меньше 1) общей."),
    )
