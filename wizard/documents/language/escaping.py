"""Text typed by a person, carried through Markdown untouched.

A backslash before every special character would change how Markdown sees the words around it, and a
line break cannot be escaped at all. So every space and every ASCII sign is replaced by a private
character, and put back after the Markdown has been read and the typography put right.
"""

from __future__ import annotations

import re

_BASE = 0xF0000
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000\ufffe\uffff\ud800-\udfff"
    f"{chr(_BASE)}-{chr(_BASE + 0x7F)}]"  # typed, they would be put back as what they stand for
)
_SPECIAL = re.compile(r"[ !-/:-@\[-`{-~\n\t]")
_PRIVATE = re.compile(f"[{chr(_BASE)}-{chr(_BASE + 0x7F)}]")
_LINE_ENDS = {"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}


def clean(text: str) -> str:
    """The text without the characters that no document can hold, its line ends as line feeds."""
    for odd, line_feed in _LINE_ENDS.items():
        text = text.replace(odd, line_feed)
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def protect(text: str) -> str:
    """The text in a form in which Markdown finds nothing to read; `restore` gives it back."""
    return _SPECIAL.sub(lambda match: _shifted(match.group()), clean(text))


def restore(text: str) -> str:
    """The text as it was typed."""
    return _PRIVATE.sub(lambda match: chr(ord(match.group()) - _BASE), text)


def _shifted(text: str) -> str:
    return "".join(chr(_BASE + ord(char)) for char in text)
