"""The choice of a tool by its requirements: a grid of requirements × options to score.

Below the scores stands what they come to with the weights; the plan computes it, and the
explanation of a figure leads back to a cell here.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from wizard.project import edit
from wizard.project.automation import Tool
from wizard.texts import Verbatim, _
from wizard.ui import theme
from wizard.ui.binding.editors import Editor, editor_for
from wizard.ui.binding.entry import entry_at
from wizard.ui.binding.inputs import show_if
from wizard.ui.binding.note import NoteMark
from wizard.ui.session import Session
from wizard.ui.widgets.figures import figure_text
from wizard.ui.widgets.parts import clear, label, link
from wizard.units import PERCENT

TOOLS = "automation.tools"
CELL_WIDTH, LEAST_WIDTH = 132, 84


class Scores(QWidget):
    """The grids of all tools that are used and have both requirements and options."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._editors: dict[str, Editor] = {}
        self._marks: list[NoteMark] = []
        self._totals: dict[str, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP)
        self._shape: object = None
        self.refresh()

    def refresh(self) -> None:
        """Show the project's scores; lay the grids anew where rows have come or gone."""
        tools = [tool for tool in self._session.project.automation.tools if _is_weighed(tool)]
        shape = tuple(
            (tool.id, tool.name, tool.requirements, tool.choice,
             tuple((one.id, one.name, tuple(score.id for score in one.scores))
                   for one in tool.options))
            for tool in tools
        )  # fmt: skip
        if shape != self._shape:
            self._shape = shape
            self._lay(tools)
        for editor in self._editors.values():
            editor.refresh()
        for mark in self._marks:
            mark.refresh()
        for key, shown in self._totals.items():
            shown.setText(figure_text(self._session, key))
        show_if(self._nothing, not tools)

    def commit(self) -> None:
        """Hand over what is typed."""
        for editor in self._editors.values():
            editor.commit()

    def reveal(self, path: str) -> bool:
        """Give the focus to the cell that the path leads to."""
        editor = self._editors.get(path)
        if editor is not None:
            editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return editor is not None

    def _lay(self, tools: list[Tool]) -> None:
        clear(self._column)
        self._editors, self._totals, self._marks = {}, {}, []
        say = self._session.say
        self._nothing = label(
            say(_("Добавьте инструменту варианты и требования с весами — здесь их сравнивают.")),
            "sentence",
        )
        self._nothing.setWordWrap(True)
        self._column.addWidget(self._nothing)
        for tool in tools:
            name = label(tool.name or say(_("Инструмент")), "strong")
            name.setWordWrap(True)
            self._column.addWidget(name)
            if all(_is_scored(tool, option) for option in range(len(tool.options))):
                self._column.addLayout(self._grid(tool))
            else:
                self._column.addWidget(link(say(_("Оценить варианты по требованиям")), self._begin))

    def _begin(self) -> None:
        self._session.apply(_("Оценки вариантов"), TOOLS, edit.aligned)

    def _grid(self, tool: Tool) -> QGridLayout:
        say = self._session.say
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.SMALL)
        grid.setColumnStretch(0, 1)
        for column, option in enumerate(tool.options, 1):
            chosen = option.id == tool.choice
            title = label(option.name or str(column), "strong" if chosen else "caption")
            title.setWordWrap(True)
            title.setMaximumWidth(CELL_WIDTH)
            grid.addWidget(title, 0, column)
        for row, requirement in enumerate(tool.requirements, 1):
            weight = self._session.written(requirement.weight, PERCENT)
            name = label(f"{requirement.name or row}, {weight}", "")
            name.setWordWrap(True)
            grid.addWidget(name, row, 0)
            for column, option in enumerate(tool.options, 1):
                path = f"{TOOLS}.{tool.id}.options.{option.id}.scores.{requirement.id}.points"
                editor = editor_for(self._session, path, entry_at(self._session, path, None))
                self._editors[path] = editor
                self._marks.append(NoteMark(self._session, path, editor.widget))
                editor.widget.setMinimumWidth(LEAST_WIDTH)
                editor.widget.setMaximumWidth(CELL_WIDTH)
                editor.widget.setAccessibleName(
                    say(
                        _(
                            "{option}: {requirement}",
                            option=Verbatim(option.name),
                            requirement=Verbatim(requirement.name),
                        )
                    )
                )
                grid.addWidget(editor.widget, row, column)
        last = len(tool.requirements) + 1
        grid.addWidget(label(say(_("Оценка с учётом весов")), "strong"), last, 0)
        for column, option in enumerate(tool.options, 1):
            key = f"automation.score.{tool.id}.{option.id}"
            self._totals[key] = label("", "strong")
            grid.addWidget(self._totals[key], last, column)
        return grid


def _is_weighed(tool: Tool) -> bool:
    return tool.used and bool(tool.requirements) and bool(tool.options)


def _is_scored(tool: Tool, option: int) -> bool:
    asked = {requirement.id for requirement in tool.requirements}
    return asked <= {score.id for score in tool.options[option].scores}
