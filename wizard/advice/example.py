"""What of the example stays under names and prices of one's own: it moves the plan, or stands in
papers, and nobody has looked at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.advice.rule import Case, Rule, hint, warning
from wizard.project.company import gender_told
from wizard.project.model import Choice, Model
from wizard.project.parts import by_part
from wizard.project.path import fields, get, question_at
from wizard.project.problem import Problem
from wizard.project.project import Project
from wizard.texts import Text, _, joined, n_
from wizard.units import NUMBER

NAME = "company.name"
OF_THE_COMPANY = ("company.approver.surname", "company.city")
# What a product sells besides its price: a kitchen is not bought eleven times a year.
OF_A_PRODUCT = ("variable_cost", "repeats", "clients_at_start", "churn")


def particulars(case: Case) -> Iterator[Problem]:
    """The example's city and approver under a name of one's own: papers would be signed by a
    person that the company does not have."""
    project = case.project
    if NAME not in project.answered:
        return
    left = _left(project, OF_THE_COMPANY)
    if left:
        yield warning(
            left[0],
            _(
                "Название уже ваше, а из примера остались: {what}. Они встанут в документы; "
                "впишите свои или сотрите.",
                what=_named(case, left),
            ),
        )


def approvers_gender(case: Case) -> Iterator[Problem]:
    """The example's approver was a man or a woman; the patronymic of one's own does not tell."""
    project = case.project
    approver, path = project.company.approver, "company.approver.gender"
    own = "company.approver.name" in project.answered
    if own and path not in project.answered and gender_told(approver.patronymic) is None:
        yield hint(
            path,
            _(
                "Пол того, кто утверждает, — из примера: {gender}. От него зависят падежи имени и "
                "«действующий» или «действующая» в договорах.",
                gender=approver.gender.title_text,
            ),
        )


def products(case: Case) -> Iterator[Problem]:
    """A product of one's own that keeps the costs and the clients of the example's."""
    project = case.project
    for product in project.goals.products:
        path = f"goals.products.{product.id}"
        if not project.answered & {f"{path}.name", f"{path}.price"}:
            continue
        left = _left(project, [f"{path}.{name}" for name in OF_A_PRODUCT])
        if left:
            yield warning(
                left[0],
                _(
                    "«{product}» — уже ваш продукт, а из примера у него остались: {what}. От них "
                    "зависит весь план: впишите свои.",
                    product=product.name,
                    what=_named(case, left),
                ),
            )


@by_part
def _texts(name: str, part: Model) -> list[str]:
    """The answers of more than a word that go into papers."""
    if name != "documentation":
        return []
    return [
        path
        for path, answer, asked in fields(part, f"{name}.")
        if isinstance(answer, str) and not isinstance(answer, Choice) and asked.refers is None
        if " " in answer.strip()
    ]


def texts(case: Case) -> Iterator[Problem]:
    """Texts of the example that go into the papers of another company."""
    project = case.project
    if NAME not in project.answered:
        return
    left = [path for path in _texts(project) if path not in project.answered]
    if left:
        yield hint(
            left[0],
            n_(
                "В документах ещё {n} текст из примера: сценарии, правила, ответы. Прочтите его "
                "на этапе «Документы» и поправьте под себя.",
                "В документах ещё {n} текстов из примера: сценарии, правила, ответы. Прочтите их "
                "на этапе «Документы» и поправьте под себя.",
                len(left),
            ),
        )


def _left(project: Project, paths: Iterable[str]) -> list[str]:
    """Those of the answers that the example gave and that say something."""
    found = []
    for path in paths:
        answer = get(project, path)
        if path not in project.answered and answer and str(answer).strip():
            found.append(path)
    return found


def _named(case: Case, paths: list[str]) -> Text:
    """«Себестоимость — 32 000 ₽; Клиентов на старте — 130»."""
    said = []
    for path in paths:
        asked, answer = question_at(case.project, path), get(case.project, path)
        shown = case.shown(answer, asked.unit or NUMBER) if isinstance(answer, float) else answer
        said.append(_("{title} — {answer}", title=asked.title, answer=shown))
    return joined(said, "; ")


RULES: tuple[Rule, ...] = (particulars, approvers_gender, products, texts)
