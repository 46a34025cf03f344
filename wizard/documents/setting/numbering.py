"""Numbers of sections, clauses and appendices.

Word numbers by itself (so that an edited paper stays numbered), the PDF prints what is worked out
here; a test keeps the two equal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wizard.documents.setting.blocks import (
    Appendix,
    Block,
    Bullet,
    Clause,
    Heading,
    Landscape,
    OnePage,
    Paragraph,
)

LEVELS = 4


class _Counter:
    """One multilevel list: sections and their clauses count together."""

    def __init__(self) -> None:
        self._counts = [0] * LEVELS

    def next(self, level: int) -> str:
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (LEVELS - level - 1)
        for above in range(level):  # Word counts a level that was skipped as one
            self._counts[above] = self._counts[above] or 1
        return ".".join(str(count) for count in self._counts[: level + 1]) + "."


def numbered(blocks: Iterable[Block], *, sections: bool = True) -> tuple[Block, ...]:
    """The blocks with their numbers. With `sections=False` headings carry none and every list of
    clauses counts from one."""
    return _Numbering(sections).walk(blocks)


class _Numbering:
    def __init__(self, sections: bool) -> None:
        self._sections = sections
        self._appendices = 0
        self._counter = _Counter()
        self._base = 0

    def walk(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self._numbered(block) for block in blocks)

    def _numbered(self, block: Block) -> Block:
        match block:
            case Heading(level=level) if self._sections:
                level = min(level, LEVELS - 1)
                self._base = level
                return replace(block, level=level, number=self._counter.next(level - 1))
            case Clause():
                restarts = block.starts_list and not self._sections and block.level == 0
                if restarts:
                    self._counter = _Counter()
                level = min(self._base + block.level, LEVELS - 1)
                number = self._counter.next(level)
                return replace(block, level=level, number=number, starts_list=restarts)
            case Paragraph(under=under) | Bullet(under=under) if under >= 0:
                return replace(block, under=min(self._base + under, LEVELS - 1))
            case Landscape():
                return replace(block, blocks=self.walk(block.blocks))
            case OnePage():
                return replace(block, blocks=_Numbering(False).walk(block.blocks))
            case Appendix():
                self._appendices += 1
                inner = _Numbering(self._sections).walk(block.blocks)
                return replace(block, number=self._appendices, blocks=inner)
            case _:
                return block
