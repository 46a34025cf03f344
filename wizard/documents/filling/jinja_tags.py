"""The tags of a Markdown template as they are written: which are not closed, what stands at a line.

Belongs here: looking at the text of a template that Jinja refused. Does not belong here: what a
template means (`pack_check.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes

from wizard.documents.filling.mistakes import problem_of
from wizard.texts import Text, _

if TYPE_CHECKING:
    from wizard.documents.filling.text import TemplateEnvironment

Add = Callable[[int, Text], None]

_MOST_TRIES = 100
_LONGEST = 80
_ANY = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{.*|\{%.*|\{#.*")
_COMMAND = re.compile(r"\{%[-+]?\s*(\w+)(.*?)[-+]?%\}", re.DOTALL)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_PAIRED = frozenset(("if", "for", "macro", "call", "filter", "block", "with", "autoescape", "raw"))


def tag_at(source: str, line: int, about: str = "") -> str:
    """The tag of a line that holds a word, or the first one, or the line itself; not too long."""
    lines = source.split("\n")
    if not 0 < line <= len(lines):
        return ""
    text = lines[line - 1].strip()
    tags = _ANY.findall(text)
    shown = next((tag for tag in tags if about in tag), tags[0] if tags else text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def parsed(env: TemplateEnvironment, text: str, add: Add) -> nodes.Template | None:
    """A template read; every mistake in its writing is added, and the reading goes on without it.

    None where nothing can be read.
    """
    unclosed_told = False
    for _try in range(_MOST_TRIES):
        try:
            return env.parse(text)
        except jinja2.TemplateSyntaxError as error:
            line = error.lineno
            if "Unexpected end of template" in str(error.message):
                if unclosed_told:
                    return None
                unclosed_told = True
                text = _closed(text, add)
                continue
            add(line, problem_of(error, {}))
            without = _without_tags(text, line)
        except (RecursionError, MemoryError):
            add(1, _("выражение слишком сложно"))
            return None
        if without == text:
            return None
        text = without
    return None


def _closed(text: str, add: Add) -> str:
    """The text with the commands closed that were not, each of them told with its line."""
    left = list(_unclosed(text))
    for name, line in left:
        add(line, _("команда «{name}» не закрыта: нужно «{end}»", name=name, end=_end(name)))
    return text + "".join(_end(name) for name, _line in reversed(left))


def _end(name: str) -> str:
    return "{% end" + name + " %}"


def _unclosed(text: str) -> Iterator[tuple[str, int]]:
    """The commands that nothing closes, from the outermost, with their lines."""
    visible = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    opened: list[tuple[str, int]] = []
    for found in _COMMAND.finditer(visible):
        name, rest = found.group(1), found.group(2)
        if name in _PAIRED or (name == "set" and "=" not in rest):
            opened.append((name, visible.count("\n", 0, found.start()) + 1))
        elif name.startswith("end"):
            place = next(
                (at for at in range(len(opened) - 1, -1, -1) if opened[at][0] == name[3:]), None
            )
            if place is not None:
                # What was opened within and is still open has lost its end.
                yield from opened[place + 1 :]
                del opened[place:]
    yield from opened


def _without_tags(text: str, line: int) -> str:
    lines = text.split("\n")
    if not 0 < line <= len(lines):
        return text
    lines[line - 1] = _ANY.sub("", lines[line - 1])
    return "\n".join(lines)
