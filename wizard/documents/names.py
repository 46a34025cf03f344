"""The names that a template may use: the project, the plan's figures, and lookups among them.

Belongs here: joining answers and figures for the templates. Does not belong here: sentences (they
are in the templates), grammar, and anything that computes a figure of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import TypeVar

from babel.dates import get_month_names

from wizard.documents import text
from wizard.documents.cases import CaseForms, full_name
from wizard.documents.language import mechanics
from wizard.documents.law import law_of
from wizard.documents.measures import measures
from wizard.documents.motivation import Payouts, PlannedMeasure, payouts, planned_measures
from wizard.documents.organisation import staff_changes, ways
from wizard.documents.plan_figures import PlanFigure, PlanFigures
from wizard.documents.reasons import Reasons
from wizard.documents.scenarios import SHARE, ProfitSwings, Scenarios
from wizard.documents.text import CASES, lowered
from wizard.numbers import format_value
from wizard.plan.figures import Figures
from wizard.project.automation import Option, Tool
from wizard.project.costs import CostItem
from wizard.project.documentation import ProcessStep, Report
from wizard.project.goals import Channel, FunnelStage, Product
from wizard.project.hiring import RoleHiring, TrainingModule
from wizard.project.model import Choice, Row
from wizard.project.motivation import (
    Component,
    ComponentKind,
    Kpi,
    Motivation,
    Pay,
    SalesBasis,
    SalesScope,
)
from wizard.project.project import Project
from wizard.project.stage import Stage
from wizard.project.structure import Role
from wizard.texts import Language, Text, _
from wizard.units import MONEY, PERCENT

_BASED = (ComponentKind.PERCENT_OF_SALES, ComponentKind.TIERS, ComponentKind.LEADER)
_MOST_SIGNATURES = 30

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Known:
    """What stands behind a name of the templates: its meaning and its value."""

    meaning: Text
    value: object


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month of the plan in words: «январь», «января», «янв.»."""

    number: int
    name: str
    name_genitive: str
    short: str
    year: int


class Names:
    """The names of the templates for one project and language."""

    def __init__(self, project: Project, figures: Figures, language: Language) -> None:
        self.project = project
        self.plan = figures
        self.language: Language = language
        self.law = law_of(project.company.country, language)
        self.figures = PlanFigures(figures, language)
        self.cases = CaseForms(project, language)
        self._roles = {role.id: role for role in project.structure.roles}
        self._stages = {stage.id: stage for stage in project.goals.funnel}

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
                _("компания коротко: ООО «Ромашка»"), organisation(project) or None
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
                full_name(project.company.approver),
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

    # What follows from the whole project

    @cached_property
    def calendar(self) -> list[MonthName]:
        """The months of the plan in words."""
        alone = get_month_names("wide", "stand-alone", self.language)
        inside = get_month_names("wide", "format", self.language)
        short = get_month_names("abbreviated", "stand-alone", self.language)
        return [
            MonthName(
                month.number,
                alone[month.month],
                inside[month.month],
                short[month.month].rstrip("."),
                month.year,
            )
            for month in self.plan.calendar
        ]

    @property
    def calendar_year(self) -> int | None:
        """The year where the plan is exactly one calendar year."""
        first, last = self.plan.calendar[0], self.plan.calendar[-1]
        whole = first.month == 1 and len(self.plan.calendar) == 12
        return first.year if whole and first.year == last.year else None

    @property
    def head(self) -> Role | None:
        """The role that leads the department."""
        heads = self.roles_of("head")
        return heads[0] if heads else None

    @property
    def approver_position(self) -> str:
        """Who approves the papers."""
        position = self.project.company.approver.position.strip()
        return position or _("Руководитель организации").into(self.language)

    @property
    def staff_at_start(self) -> list[str]:
        """The title of each person employed in the first month."""
        titles = [
            role.title
            for role in self.project.structure.roles
            for _number in range(round(self.plan[f"structure.staff.{role.id}"].first))
        ]
        return titles[:_MOST_SIGNATURES]

    @property
    def bonus_names(self) -> list[str]:
        """The names of all parts of bonuses, each once."""
        parts = [part.name for pay in self.project.motivation.pay for part in pay.components]
        return list(dict.fromkeys(parts))

    @property
    def season(self) -> list[SimpleNamespace]:
        """The factors of the first year where they differ."""
        factors = self.plan["goals.season"].months[:12]
        if not factors or max(factors) - min(factors) < 1e-9:
            return []
        months = self.calendar[: len(factors)]
        return [
            SimpleNamespace(name=month.name, value=factor)
            for month, factor in zip(months, factors, strict=True)
        ]

    # Lookups by row

    def role_by(self, role_id: str) -> Role | None:
        """A role by its id."""
        return self._roles.get(role_id)

    def role_title(self, role_id: str) -> str:
        """The title of a role; of the head where nobody is named."""
        role = self._roles.get(role_id)
        if role is not None:
            return role.title
        return self.head.title if self.head else self.approver_position

    def role_titles(self, role_ids: Iterable[str]) -> str:
        """Titles of roles in a row, a dash for none."""
        titles = [self._roles[role_id].title for role_id in role_ids if role_id in self._roles]
        return ", ".join([*titles[:1], *map(lowered, titles[1:])]) or "—"

    def roles_of(self, *functions: str) -> list[Role]:
        """Roles of the named functions."""
        return [role for role in self.project.structure.roles if role.function.value in functions]

    def superior(self, role: Role) -> str:
        """The title of the role's superior; of the approver where none is named."""
        above = self._roles.get(role.reports_to)
        if above is None or above.id == role.id:
            return self.approver_position
        return above.title

    def subordinates(self, role: Role) -> list[Role]:
        """Roles that report to a role."""
        below = self.project.structure.roles
        return [other for other in below if other.reports_to == role.id and other.id != role.id]

    def pay_of(self, role: Role) -> Pay:
        """The pay of a role; without parts where none was set."""
        return _row(self.project.motivation.pay, role.id) or Pay(id=role.id)

    def hiring_of(self, role: Role) -> RoleHiring | None:
        """How a role is hired."""
        return _row(self.project.hiring.roles, role.id)

    def role_figure(self, stem: str, role: Role) -> PlanFigure:
        """A figure of a role, zero where the role has no such line."""
        key = f"{stem}.{role.id}"
        if key in self.plan:
            return self.figures[key]
        return PlanFigure(key, "", MONEY, (0.0,) * len(self.calendar), 0.0)

    def product_by(self, row_id: str) -> Product | None:
        """A product by its id."""
        return _row(self.project.goals.products, row_id)

    def channel_by(self, row_id: str) -> Channel | None:
        """A channel by its id."""
        return _row(self.project.goals.channels, row_id)

    def stage_name(self, row_id: str) -> str:
        """The name of a funnel stage, a dash for an unknown one."""
        stage = self._stages.get(row_id)
        return stage.name if stage else "—"

    def stage_owner(self, stage: FunnelStage) -> str:
        """Who answers for a stage."""
        return self.role_title(stage.role)

    def hands_on(self, stage: FunnelStage) -> list[Role]:
        """The roles that work on a stage; its owner where no role names it."""
        working = [role for role in self.project.structure.roles if stage.id in role.stages]
        owner = self._roles.get(stage.role)
        return working or ([owner] if owner else [])

    def stages_of(self, role: Role) -> list[FunnelStage]:
        """The stages that a role answers for, or works on where nobody answers."""
        funnel = self.project.goals.funnel
        own = [stage for stage in funnel if stage.role == role.id]
        return own or [stage for stage in funnel if stage.id in role.stages and not stage.role]

    def step_of(self, stage: FunnelStage) -> ProcessStep | None:
        """The step of the process map for a stage."""
        return _row(self.project.documentation.process, stage.id)

    def chance(self, stage: FunnelStage) -> float:
        """The chance of winning an open deal from a stage."""
        return self.plan[f"goals.probability.{stage.id}"].total

    def reports_by(self, role: Role) -> list[Report]:
        """The reports that a role prepares."""
        return [item for item in self.project.documentation.reports if item.author == role.id]

    def modules_for(self, role: Role) -> list[TrainingModule]:
        """The training of a role."""
        modules = self.project.hiring.modules
        return [module for module in modules if not module.roles or role.id in module.roles]

    def items_of(self, group: str) -> list[CostItem]:
        """The items of a group of costs that count."""
        return [
            item
            for item in self.project.costs.items
            if item.group.value == group and f"costs.item.{item.id}" in self.plan
        ]

    def option_of(self, tool: Tool) -> Option | None:
        """The service chosen for a tool."""
        return _row(tool.options, tool.choice)

    def uses(self, kind: str) -> bool:
        """Whether any role has a part of bonus of a kind."""
        return any(part.kind == kind for part in self._components())

    def uses_basis(self, basis: str) -> bool:
        """Whether any part of a bonus is taken of a basis."""
        return any(part.basis == basis for part in self._components() if part.kind in _BASED)

    def part_figure(self, role: Role, part: Component) -> PlanFigure:
        """The sum of a part of the bonus for all people of a role."""
        return self.figures[f"motivation.bonus_part.{role.id}.{part.id}"]

    def base_figure(self, part: Component) -> PlanFigure | None:
        """What a percentage is taken of."""
        basis = {
            ComponentKind.ON_PREPAYMENT: SalesBasis.PREPAID,
            ComponentKind.ON_CLOSING: SalesBasis.PAID,
        }.get(part.kind, part.basis)
        stem = {SalesScope.NEW: "_new", SalesScope.BASE: "_base", SalesScope.ALL: ""}[part.scope]
        key = f"goals.revenue{stem}" if basis is SalesBasis.SOLD else f"motivation.{basis}{stem}"
        return self.figures[key] if key in self.plan else None

    def units_figure(self, part: Component) -> PlanFigure | None:
        """The number of units that a part "for a unit" pays for."""
        key = f"goals.stage.{part.stage}"
        return self.figures[key] if key in self.plan else None

    def plan_behind(self, part: Component) -> PlanFigure | None:
        """What the plan holds of that which a part of a bonus is counted from."""
        if part.kind is ComponentKind.KPI:
            return None
        if part.kind is ComponentKind.PER_UNIT:
            return self.units_figure(part)
        return self.base_figure(part)

    def payouts(self) -> Payouts:
        """What one person of each role earns at other attainments."""
        return payouts(self.project)

    def catalogue_kpi(self, role: Role) -> list[PlannedMeasure]:
        """Measures of the catalogue that suit a role and that the plan gives a value for."""
        return planned_measures(role, self.figures, self.language)

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
        return format_value(value, kpi.measured_in, self.language, currency)

    def month_words(self, number: float) -> str:
        """«июнь 2027» for a month of the plan."""
        month = self.calendar[min(max(round(number), 1), len(self.calendar)) - 1]
        return f"{month.name} {month.year}"

    def _components(self) -> list[Component]:
        return [part for pay in self.project.motivation.pay for part in pay.components]


def city_line(project: Project, language: Language) -> str:
    """«г. Москва»."""
    city = project.company.city.strip()
    return city if language == "en" or not city or "." in city else f"г.\u00a0{city}"


def organisation(project: Project) -> str:
    """«ООО «Ромашка»»: the short name, which needs no cases."""
    company = project.company
    name = company.name.strip()
    if not name:
        return company.legal_name.strip()
    quoted = name if "«" in name or '"' in name else f"«{name}»"
    return f"{company.legal_form.strip()} {quoted}".strip()


def _row(rows: Iterable[R], row_id: str) -> R | None:
    return next((row for row in rows if row.id == row_id), None)


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
