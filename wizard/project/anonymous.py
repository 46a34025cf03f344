"""A project without what belongs to one client: what stays can serve the next one.

Belongs here: which answers are the client's own. Does not belong here: where such projects are kept
(`wizard.storage.own_presets`).
"""

from __future__ import annotations

from typing import Any

from wizard.project.model import Row
from wizard.project.project import Project

# Paths of answers that are put back to their defaults, with all that is below them; `*` stands for
# every row of a list. The client's own is who the client is, who else is named (people, firms),
# what the client has at the start, what holds at the client alone, and the days and numbers of its
# papers. The measure of the plan (prices, norms, rates, targets), job titles and wordings stay.
CLIENTS_OWN = (
    "company.name",
    "company.legal_name",
    "company.legal_form",
    "company.city",
    "company.tax_id",
    "company.registration_id",
    "company.address",
    "company.contacts",
    "company.approver.surname",
    "company.approver.name",
    "company.approver.patronymic",
    "company.approver.gender",
    "company.approver.forms",
    "company.approver.position_forms",
    "company.logo",
    "company.letterhead",
    "company.brand_color",
    "goals.strategic",
    "goals.products.*.clients_at_start",
    "goals.funnel.*.open_deals",
    "goals.funnel.*.open_money",
    "structure.roles.*.at_start",
    "costs.opening_cash",
    "documentation.order_number",
    "documentation.order_date",
    "documentation.documents.*.number",
    "documentation.documents.*.dated",
    "documentation.documents.*.due",
    "documentation.book.about",
    "documentation.book.cases",
    "documentation.book.competitors",
    "documentation.book.recipients",
    "documentation.union",
    "hiring.commission",
    "hiring.modules.*.trainer",
    "automation.setup.*.owner",
    "automation.setup.*.due",
    "automation.crm.migration.*.records",
    "automation.crm.migration.*.owner",
    "launch.tasks.*.other_owner",
    "launch.tasks.*.done",
)
_NOT_ANSWERS = ("answered", "drafts", "notes", "preset")


def without_client(project: Project) -> Project:
    """The project with the client's own answers back at their defaults, nothing answered, and no
    draft or note left."""
    for path in CLIENTS_OWN:
        project = _reset(project, path.split("."))
    for name in _NOT_ANSWERS:
        project = _reset(project, [name])
    found: Project = _reset(project, ["scenarios", "active"])
    return found


def _reset(model: Any, parts: list[str]) -> Any:
    """The model with the field at a path back at its default; rows each for itself."""
    head, *rest = parts
    if isinstance(model, tuple):
        return tuple(_reset(row, rest) for row in model if isinstance(row, Row))
    if head not in type(model).model_fields:
        raise LookupError(f"{type(model).__name__} has no {head}")
    if rest:
        value = _reset(getattr(model, head), rest)
    else:
        value = type(model).model_fields[head].get_default(call_default_factory=True)
    return model.model_copy(update={head: value})
