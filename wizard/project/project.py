"""The project: the answers of all stages, and which of them a person gave."""

from __future__ import annotations

from pydantic import Field

from wizard.project.automation import Automation
from wizard.project.company import Company
from wizard.project.costs import Costs
from wizard.project.documentation import Documentation
from wizard.project.goals import Goals
from wizard.project.hiring import Hiring
from wizard.project.launch import Launch
from wizard.project.model import Model
from wizard.project.motivation import Motivation
from wizard.project.scenarios import Scenarios
from wizard.project.stage import Stage
from wizard.project.structure import Structure
from wizard.texts import Text

STAGES: tuple[tuple[str, Text], ...] = tuple((stage.value, stage.title_text) for stage in Stage)


class PackUse(Model):
    """A template pack that the documents are made with, and its version when it was chosen."""

    name: str
    version: str


class Project(Model):
    """All that was entered.

    `answered` holds the paths of answers that a person gave (the others are the preset's);
    `drafts` holds, by path, entries that could not be understood, so that they are shown again;
    `notes` holds, by path, what a person remarks at an answer.
    """

    preset: str = ""
    packs: tuple[PackUse, ...] = ()
    company: Company = Company()
    goals: Goals = Goals()
    structure: Structure = Structure()
    costs: Costs = Costs()
    documentation: Documentation = Documentation()
    motivation: Motivation = Motivation()
    hiring: Hiring = Hiring()
    automation: Automation = Automation()
    launch: Launch = Launch()
    scenarios: Scenarios = Scenarios()
    answered: frozenset[str] = frozenset()
    drafts: dict[str, str] = Field(default_factory=dict)
    notes: dict[str, str] = Field(default_factory=dict)
