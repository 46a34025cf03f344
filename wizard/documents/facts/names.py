"""The names that a template may use: the project, the plan's figures, and lookups among them.

Belongs here: the list of the names with their meanings, and the forms in which answers are said.
Does not belong here: finding rows and figures (`lookups`), sentences (they are in the templates),
grammar, and anything that computes a figure of the plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from wizard.documents.facts.law import law_of
from wizard.documents.facts.lookups import Lookups
from wizard.documents.facts.measures import measures
from wizard.documents.facts.organisation import staff_changes, ways
from wizard.documents.facts.reasons import Reasons
from wizard.documents.facts.scenarios import SHARE, ProfitSwings, Scenarios
from wizard.documents.filling import text
from wizard.documents.filling.cases import CaseForms, full_name
from wizard.documents.filling.text import CASES, lowered
from wizard.documents.language.language import mechanics
from wizard.numbers import format_value
from wizard.plan.figures import Figures
from wizard.project.model import Choice
from wizard.project.motivation import Kpi, Motivation
from wizard.project.project import Project
from wizard.project.stage import Stage
from wizard.texts import LANGUAGES, Language, Text, _
from wizard.units import MONEY, PERCENT, currency_sign

# A limit of a KPI is shown as it was entered, with its kopecks.
_EXACT_MONEY = replace(MONEY, decimals=2)


@dataclass(frozen=True, slots=True)
class Known:
    """What stands behind a name of the templates: its meaning and its value."""

    meaning: Text
    value: object


class Names(Lookups):
    """The names of the templates for one project and language."""

    def __init__(self, project: Project, figures: Figures, language: Language) -> None:
        super().__init__(project, figures, language)
        self.law = law_of(project.company.country, language)
        self.cases = CaseForms(project, language)

    @cached_property
    def known(self) -> dict[str, Known]:
        """Everything but what belongs to a single document (`document`, `ref`, `role`)."""
        project, language = self.project, self.language
        known: dict[str, Known] = {
            "company": Known(_("ответы о компании"), project.company),
            **{
                stage.value: Known(
                    _("ответы этапа «{stage}»", stage=stage.title_text), getattr(project, stage)
                )
                for stage in Stage
            },
            "project": Known(_("весь проект: все ответы, как в списке ответов ниже"), project),
            "figures": Known(
                _(
                    'показатели плана: figures["goals.revenue"]; у каждого label, total, first, '
                    "last, month(n)"
                ),
                self.figures,
            ),
            "calendar": Known(
                _("месяцы плана: у каждого number, name, name_genitive, short, year"), self.calendar
            ),
            "first_month": Known(_("первый месяц плана"), self.calendar[0]),
            "last_month": Known(_("последний месяц плана"), self.calendar[-1]),
            "calendar_year": Known(
                _("год, если план — ровно календарный год; иначе пусто"), self.calendar_year
            ),
            "organisation": Known(
                _("компания коротко: ООО «Ромашка»"),
                organisation(project, self.language) or None,
            ),
            "city_line": Known(
                _("город, как в реквизитах: г. Москва"), city_line(self.project, self.language)
            ),
            "head": Known(_("роль, которая руководит отделом; пусто, если её нет"), self.head),
            "head_title": Known(
                _("должность руководителя отдела, а если его нет — того, кто утверждает документы"),
                self.head.title if self.head else self.approver_position,
            ),
            "approver_position": Known(
                _("должность того, кто утверждает документы"), self.approver_position
            ),
            "approver_full_name": Known(
                _("фамилия, имя и отчество того, кто утверждает документы"),
                mechanics(language).full_name(full_name(project.company.approver)),
            ),
            "cycle_days": Known(
                _("сколько дней длится сделка"), self.plan["goals.cycle_days"].total
            ),
            "channels_on": Known(
                _("каналы, которые включены"),
                [channel for channel in project.goals.channels if channel.on],
            ),
            "used_tools": Known(
                _("инструменты, которые используются"),
                [
                    tool
                    for tool in project.automation.tools
                    if tool.used and f"automation.tool.{tool.id}" in self.plan
                ],
            ),
            "staff_at_start": Known(
                _("должность каждого, кто работает с первого месяца"), self.staff_at_start
            ),
            "bonus_names": Known(
                _("названия всех частей премий, каждое один раз"), self.bonus_names
            ),
            "season": Known(
                _("коэффициенты сезона первого года (name, value); пусто, если месяцы равны"),
                self.season,
            ),
            "usual_leaving": Known(
                _("правило для уволившихся осталось обычным: да или нет"),
                project.motivation.leaving == Motivation().leaving,
            ),
            "approver_name": Known(
                _("инициалы и фамилия того, кто утверждает документы"),
                mechanics(language).initials(full_name(project.company.approver)),
            ),
            "scenarios": Known(
                _("базовый план и сценарии проекта: name, note, changes, figures"),
                Scenarios(project, self.figures, language),
            ),
            "ways": Known(
                _("модели организации и разделения ролей с плюсами и минусами"),
                ways(project, self.plan, language),
            ),
            "staff_changes": Known(
                _("изменения численности после первого месяца"), staff_changes(project, self.plan)
            ),
            "reasons": Known(
                _("на чём стоит план: основания для глав книги"),
                Reasons(project, self.plan, language),
            ),
            CASES: Known(_("падежи, которые исправлены вручную"), self.cases),
            "profit_swings": Known(
                _("ответы, от которых прибыль зависит сильнее всего"),
                ProfitSwings(project, self.figures, language),
            ),
            "swing_share": Known(_("на какую долю эти ответы сдвинуты"), SHARE),
            "measures": Known(
                _('показатели каталога одной группы: measures("accounting")'),
                lambda group: measures(group, language),
            ),
            "law": Known(_('ссылка на норму в скобках: law("bonus")'), self.law.cite),
            "law_name": Known(_("название нормы без скобок"), self.law.name),
            "law_word": Known(_("слова, которые зависят от страны"), self.law.word),
        }
        for name, meaning in _FUNCTIONS.items():
            known[name] = Known(meaning, getattr(self, name))
        return known

    @cached_property
    def given(self) -> dict[str, object]:
        """The values of the names."""
        return {name: known.value for name, known in self.known.items()}

    # Forms of answers

    def has_value(self, figure: text.Figure) -> bool:
        """Whether a figure is anything but zero."""
        return bool(figure.total) or any(figure.months)

    def word(self, choice: Choice) -> str:
        """The title of an answer chosen from a list."""
        return choice.title_text.into(self.language)

    def quoted(self, name: str) -> str:
        """A name in quotation marks, those inside it of the other kind."""
        if self.language == "ru":
            return "«" + name.replace("«", "„").replace("»", "“") + "»"
        return "“" + name.replace("“", "‘").replace("”", "’") + "”"

    def items(self, answer: str) -> list[str]:
        """The lines of an answer, fit to stand in a list."""
        lines = [line.strip(" \t-–—•").rstrip(".;,") for line in answer.splitlines()]
        return [line if line.endswith("?") else lowered(line) for line in lines if line]

    def phrase(self, answer: str) -> str:
        """The lines of an answer in one sentence, without its full stop."""
        lines = [line.strip().rstrip(".;,") for line in answer.splitlines()]
        first, *rest = [line for line in lines if line] or [""]
        return "; ".join([first, *(lowered(line) for line in rest)])

    def sentence(self, answer: str) -> str:
        """An answer with a full stop at its end."""
        said = " ".join(answer.split())
        return said if not said or said[-1] in ".!?…" else f"{said}."

    def signed(self, change: float) -> str:
        """A change in percent with its sign."""
        sign = "+" if change > 0 else ""
        return sign + format_value(change, PERCENT, self.language, "")

    def kpi_value(self, kpi: Kpi, value: float) -> str:
        """A limit of a KPI in its unit; shares are held as fractions."""
        currency = self.project.company.currency.value
        sign = currency_sign(currency)
        in_money = kpi.unit.strip() in {sign.into(language) for language in LANGUAGES}
        unit = _EXACT_MONEY if in_money else kpi.measured_in
        return format_value(value, unit, self.language, currency)

    def month_words(self, number: float) -> str:
        """«июнь 2027» for a month of the plan."""
        month = self.calendar[min(max(round(number), 1), len(self.calendar)) - 1]
        return f"{month.name} {month.year}"


def city_line(project: Project, language: Language) -> str:
    """«г. Москва»."""
    city = project.company.city.strip()
    return city if language == "en" or not city or "." in city else f"г.\u00a0{city}"


def organisation(project: Project, language: Language) -> str:
    """«ООО «Ромашка»»: the company's short name, else its full one."""
    company = project.company
    name = company.name.strip()
    if not name:
        return company.legal_name.strip()
    return mechanics(language).company(name, company.legal_form.strip())


_FUNCTIONS: dict[str, Text] = {
    "role_by": _("роль по её id"),
    "role_title": _("название роли по id; руководителя, если роль не названа"),
    "role_titles": _("названия ролей через запятую; тире, если их нет"),
    "roles_of": _('роли с этими функциями: roles_of("sales", "account")'),
    "superior": _("должность начальника роли"),
    "subordinates": _("роли, которые подчиняются этой"),
    "pay_of": _("оплата роли: оклад и части премии"),
    "hiring_of": _("как нанимают на роль"),
    "role_figure": _('показатель роли: role_figure("structure.staff", role)'),
    "product_by": _("продукт по id"),
    "channel_by": _("канал по id"),
    "stage_name": _("название этапа воронки по id"),
    "stage_owner": _("кто отвечает за этап"),
    "hands_on": _("роли, которые работают на этапе"),
    "stages_of": _("этапы, за которые отвечает роль"),
    "step_of": _("шаг карты процесса для этапа"),
    "chance": _("вероятность выигрыша с этапа"),
    "reports_by": _("отчёты, которые готовит роль"),
    "modules_for": _("обучение для роли"),
    "items_of": _("статьи группы расходов"),
    "option_of": _("сервис, выбранный для инструмента"),
    "uses": _("есть ли у кого-нибудь часть премии такого вида"),
    "uses_basis": _("берётся ли часть премии с такой базы"),
    "part_figure": _("сумма части премии всех людей роли"),
    "base_figure": _("с чего берётся процент"),
    "units_figure": _("сколько единиц оплачивает часть «за единицу»"),
    "plan_behind": _("плановое значение того, с чего считается часть премии"),
    "catalogue_kpi": _("показатели каталога для роли, которые есть в плане"),
    "payouts": _("сколько получит один человек роли при другом выполнении плана"),
    "has_value": _("показатель хоть где-то не равен нулю"),
    "word": _("ответ из списка словами"),
    "quoted": _("название в кавычках"),
    "items": _("строки ответа для списка"),
    "phrase": _("строки ответа одним предложением без точки"),
    "sentence": _("ответ с точкой в конце"),
    "signed": _("изменение в процентах со знаком"),
    "kpi_value": _("граница показателя с единицей"),
    "month_words": _("месяц плана словами: июнь 2027"),
}
