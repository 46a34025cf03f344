"""All problems of a project: limits of answers, then the rules of every stage, errors first."""

from __future__ import annotations

from wizard.advice import (
    automation,
    bonus,
    company,
    costs,
    documentation,
    example,
    goals,
    hiring,
    kpi,
    labour,
    launch,
    motivation,
    references,
    scenarios,
    service_rules,
    structure,
    unlawful,
)
from wizard.advice.rule import Case, Rule
from wizard.plan.figures import Figures
from wizard.project.limits import limit_problems
from wizard.project.problem import Problem, Severity
from wizard.project.project import Project

RULES: tuple[Rule, ...] = (
    *references.RULES,
    *unlawful.RULES,
    *company.RULES,
    *example.RULES,
    *goals.RULES,
    *structure.RULES,
    *costs.RULES,
    *documentation.RULES,
    *service_rules.RULES,
    *motivation.RULES,
    *bonus.RULES,
    *labour.RULES,
    *hiring.RULES,
    *automation.RULES,
    *kpi.RULES,
    *launch.RULES,
    *scenarios.RULES,
)


def problems(project: Project, figures: Figures) -> list[Problem]:
    """What a person should look at, errors first, then in the order of the stages."""
    case = Case(project, figures)
    found = limit_problems(project)
    for rule in RULES:
        found.extend(rule(case))
    return sorted(found, key=lambda problem: -problem.severity)


def errors(project: Project, figures: Figures) -> list[Problem]:
    """The problems that keep the package from being built."""
    return [one for one in problems(project, figures) if one.severity is Severity.ERROR]
