"""Why the plan is as it is, for the book: a figure's working, what speaks for a choice, the rules.

Belongs here: what the advice and the explanations say, in the language of the book. Does not belong
here: the advice itself (`wizard.advice`), sentences of the book (they are in its templates).
"""

from __future__ import annotations

from dataclasses import dataclass

from wizard.advice.recommendation import Verdict, W, recommend
from wizard.advice.six_rules import State, six_rules
from wizard.plan.explain import explain
from wizard.plan.figures import Figures
from wizard.project.project import Project
from wizard.texts import Language


@dataclass(frozen=True, slots=True)
class BonusRule:
    """A rule of a good bonus and how this plan stands to it."""

    title: str
    sentence: str
    kept: bool


class Reasons:
    """What a chapter may say about the grounds of the plan."""

    def __init__(self, project: Project, figures: Figures, language: Language) -> None:
        self._project, self._figures = project, figures
        self._language: Language = language

    def why(self, key: str, month: int = 1) -> str:
        """A figure of a month in numbers: «500 лидов = 150 сделок ÷ 30 %»."""
        return explain(self._figures, key, month).in_numbers.into(self._language)

    def of_model(self) -> list[str]:
        """What speaks for the organisation model, where the recommended one was chosen."""
        found = recommend(self._project, self._figures)
        return self._sentences(found.of_model, self._project.structure.model)

    def of_split(self) -> list[str]:
        """What speaks for the split of roles, where the recommended one was chosen."""
        found = recommend(self._project, self._figures)
        return self._sentences(found.of_split, self._project.structure.split)

    def bonus_rules(self) -> list[BonusRule]:
        """The six rules of a bonus with what the plan says to each."""
        return [
            BonusRule(
                rule.title.into(self._language),
                rule.sentence.into(self._language),
                rule.state is State.KEPT,
            )
            for rule in six_rules(self._project, self._figures)
        ]

    def _sentences(self, verdict: Verdict[W], chosen: W) -> list[str]:
        if verdict.way is not chosen:
            return []
        return [factor.sentence.into(self._language) for factor in verdict.reasons]
