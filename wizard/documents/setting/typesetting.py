"""The Typst compiler with the program's own fonts and drawings.

Belongs here: how Typst is called, and what it may see: nothing but `templates/`, `resources/fonts`
and the JSON handed to it. Does not belong here: what is drawn (`figures.py`) or set (`pdf.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Literal

import typst

from wizard.paths import resources, templates

SANS = ("PT Sans", "DejaVu Sans", "Noto Emoji")
SERIF = ("PT Serif", "DejaVu Sans", "Noto Emoji")
_KEPT_FOR = 10
Font = Literal["serif", "sans"]
Output = Literal["pdf", "svg", "png"]
FONTS: dict[Font, tuple[str, ...]] = {"serif": SERIF, "sans": SANS}
"""The families of a paper's text: the first that has a sign sets it."""


class Typesetter:
    """Compilers that share their fonts; may be used from several threads at once."""

    def __init__(self, fonts: typst.Fonts | None = None) -> None:
        self.fonts = fonts or typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(resources() / "fonts")],
        )
        self._idle: list[typst.Compiler] = []

    def compile(
        self,
        source: str,
        data: Mapping[str, object],
        output: Output,
        *,
        ppi: float = 144.0,
    ) -> bytes:
        """The pages of a source that reads its data with `json("/data.json")`.

        SVG and PNG are of the first page. A TypstError is a defect of a template.
        """
        return self._compiled(source, data, output, ppi)[0]

    def pages(self, source: str, data: Mapping[str, object]) -> tuple[bytes, ...]:
        """Every page of a source as SVG."""
        return self._compiled(source, data, "svg", 144.0)

    def forget(self) -> None:
        """Let go of what is kept of the pages set so far: hundreds of megabytes after a package.

        Typst keeps what it has laid out until it was of no use for ten compilations.
        """
        for number in range(_KEPT_FOR + 1):
            self.compile('#json("/data.json").number', {"number": number}, "pdf")

    def _compiled(
        self,
        source: str,
        data: Mapping[str, object],
        output: Output,
        ppi: float,
    ) -> tuple[bytes, ...]:
        # Data in a file, not in `sys.inputs`: those are part of Typst's library, and a change there
        # makes it set anew every paragraph that it still knows from the time before.
        files = {
            "main.typ": source.encode("utf-8"),
            "data.json": json.dumps(data, ensure_ascii=False).encode("utf-8"),
        }
        return self.set_files(files, output, ppi)

    def set_files(self, files: dict[str, bytes], output: Output, ppi: float) -> tuple[bytes, ...]:
        """What `main.typ` among some files makes: a PDF, or a picture of each page."""
        with self._compiler() as compiler:
            # Its stub does not know yet that it takes several files.
            result = compiler.compile(files, format=output, ppi=ppi)  # type: ignore[type-var]
        found: list[bytes] = []
        for page in result if isinstance(result, list) else [result]:
            if not isinstance(page, bytes):
                raise TypeError(f"typst gave {type(page).__name__} for {output}")
            found.append(page)
        return tuple(found)

    @contextmanager
    def _compiler(self) -> Iterator[typst.Compiler]:
        """A compiler that nobody else uses meanwhile: one compiles one thing at a time."""
        try:
            compiler = self._idle.pop()
        except IndexError:
            compiler = typst.Compiler(root=str(templates()), font_paths=self.fonts)
        try:
            yield compiler
        finally:
            self._idle.append(compiler)


used: ContextVar[Typesetter | None] = ContextVar("typesetter", default=None)
"""The typesetter of a piece of work that has one of its own."""


def typesetter() -> Typesetter:
    """The typesetter of this piece of work, else that of the process."""
    return used.get() or _own()


@cache
def _own() -> Typesetter:
    """One for all: reading the fonts takes longer than setting a page."""
    return Typesetter()
