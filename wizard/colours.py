"""The colours that the window and the drawings have in common, in a light and in a dark theme.

Belongs here: what is seen in both, defined once. Does not belong here: what only the window needs
(`wizard.ui.theme`), the brand of a project (`wizard.documents.brand`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """`soft` is the ground of what is accented; `muted` and `accent` can be read on every ground
    (WCAG AA)."""

    background: str
    card: str
    line: str
    ink: str
    muted: str
    accent: str
    soft: str
    good: str
    warn: str
    bad: str


LIGHT = Colours(
    background="#F6F7F9", card="#FFFFFF", line="#E2E5EA", ink="#1B2430", muted="#626B7C",
    accent="#1B66DB", soft="#E8F0FE", good="#1A7F5A", warn="#B54708", bad="#B42318",
)  # fmt: skip
DARK = Colours(
    background="#14181F", card="#1B212B", line="#2C3441", ink="#E6EAF0", muted="#9AA4B2",
    accent="#5B9BFF", soft="#1E2E4A", good="#4CC38A", warn="#F2A65A", bad="#F97066",
)  # fmt: skip
