"""The cards of stage 4 for what a seller says and what a client receives."""

from __future__ import annotations

from wizard.project.sales_book import Vat
from wizard.texts import _
from wizard.ui.binding.table_model import Column
from wizard.ui.stages.page import Page

PATH = "documentation.book"


def lay_sales_book(page: Page) -> None:
    """Put the cards of the sales book and of the papers for clients on a page."""
    card = page.card(_("Книга продаж"), folded=True)
    card.fields(f"{PATH}.about", f"{PATH}.pitch")
    card = page.card(_("Покупатели"), folded=True)
    card.table(
        f"{PATH}.segments",
        [Column("name", stretch=1), Column("product", stretch=1)],
        invite=_("Новый сегмент…"),
        detail=("signs", "need"),
    )
    card = page.card(_("Конкуренты"), folded=True)
    card.table(
        f"{PATH}.competitors",
        [Column("name", stretch=1), Column("ours", stretch=2)],
        invite=_("Новый конкурент…"),
        detail=("strong", "ours"),
    )
    card = page.card(_("Ветки разговора и возражения"), folded=True)
    card.say(
        _("Что говорит клиент, что отвечаем, к чему ведём. Строки войдут в скрипты по этапам."),
        "caption",
    )
    card.table(
        f"{PATH}.branches",
        [Column("name", stretch=2), Column("stage", stretch=1)],
        invite=_("Новая ветка…"),
        detail=("answer", "then"),
    )
    card = page.card(_("Примеры работ"), folded=True)
    card.table(
        f"{PATH}.cases",
        [Column("name", stretch=1), Column("result", stretch=2)],
        invite=_("Новый пример…"),
        detail=("task", "done", "result"),
    )
    card = page.card(_("Частые вопросы"), folded=True)
    card.table(
        f"{PATH}.faq",
        [Column("name", stretch=1)],
        invite=_("Новый вопрос…"),
        detail=("answer",),
    )
    card = page.card(_("Документы для клиента"), folded=True)
    card.field(f"{PATH}.vat")
    card.field(
        f"{PATH}.vat_rate",
        when=lambda project: project.documentation.book.vat is not Vat.NONE,
    )
    card.field(
        f"{PATH}.vat_basis",
        when=lambda project: project.documentation.book.vat is Vat.NONE,
    )
    card.fields(
        f"{PATH}.nps_target", f"{PATH}.nps_when", f"{PATH}.consent_months", f"{PATH}.recipients"
    )
