"""The `:::` containers of a document's text: where each begins and ends, and what it is called.

Belongs here: cutting a text into plain Markdown and named containers, which may stand in one
another. Does not belong here: what a container means (`markdown.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from wizard.errors import UserError
from wizard.texts import _

NAMES = (
    "signature", "acquaintance", "note", "appendix", "figure", "pagebreak", "landscape", "agreed",
    "onepage",
)  # fmt: skip
_SINGLE = ("pagebreak",)
_OPENING = re.compile(r"\s{0,3}:{3,}\s*(?P<name>[A-Za-z]+)\s*(?P<title>.*?)\s*")
_CLOSING = re.compile(r"\s{0,3}:{3,}\s*")


@dataclass(slots=True)
class Container:
    """A named container; its parts are Markdown texts and containers in their order."""

    name: str
    title: str
    line: int
    parts: list[str | Container] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The Markdown inside, without the containers."""
        return "\n".join(part for part in self.parts if isinstance(part, str))


class ContainerError(UserError):
    """A container that is not known or not closed; `line` counts from 1."""

    def __init__(self, line: int, name: str, *, unclosed: bool) -> None:
        self.line = line
        nearest = get_close_matches(name, NAMES, 1, 0.4) or [NAMES[0]]
        self.problem = (
            _("блок «::: {name}» не закрыт строкой «:::»", name=name)
            if unclosed
            else _(
                "неизвестный блок «::: {name}». Похоже на «{nearest}»",
                name=name,
                nearest=nearest[0],
            )
        )
        super().__init__(_("строка {line}: {problem}", line=line, problem=self.problem))


def containers(text: str) -> Container:
    """The text as a nameless outer container. Raises ContainerError."""
    stack = [Container("", "", 0)]
    lines: list[str] = []
    closing_may_follow = False

    def flush() -> None:
        if any(line.strip() for line in lines):
            stack[-1].parts.append("\n".join(lines))
        lines.clear()

    for number, line in enumerate(text.split("\n"), start=1):
        if _CLOSING.fullmatch(line):
            if closing_may_follow:
                closing_may_follow = False
                continue
            flush()
            if len(stack) > 1:
                stack.pop()
            continue
        opening = _OPENING.fullmatch(line)
        if opening is None:
            lines.append(line)
            closing_may_follow = closing_may_follow and not line.strip()
            continue
        flush()
        name = opening["name"].lower()
        if name not in NAMES:
            raise ContainerError(number, opening["name"], unclosed=False)
        container = Container(name, opening["title"], number)
        stack[-1].parts.append(container)
        closing_may_follow = name in _SINGLE
        if not closing_may_follow:
            stack.append(container)
    flush()
    if len(stack) > 1:
        raise ContainerError(stack[-1].line, stack[-1].name, unclosed=True)
    return stack[0]
