"""The translation catalogues: gathered from the code, completed from the old ones, compiled.

python -m tests.catalogue                 update and compile; list what is not translated
python -m tests.catalogue --add FILE      take translations from a JSON file: {Russian: English},
                                          plural ones {Russian: {"ru": [3], "en": [2]}}
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "n_": (1, 2)}
Marked = str | tuple[str, ...]


def extracted() -> dict[Marked, list[str]]:
    """Every marked message of the program, with the modules it stands in."""
    found: dict[Marked, list[str]] = {}
    rows = extract_from_dir(ROOT / "wizard", method_map=[("**.py", "python")], keywords=KEYWORDS)
    for name, _line, message, _comments, _context in rows:
        places = found.setdefault(message, [])
        if name not in places:
            places.append(name)
    return found


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is stored; empty if there is none yet."""
    path = _po(language)
    if not path.exists():
        return Catalog(locale=language, domain="wizard")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="wizard")


def updated(old: Catalog, messages: dict[Marked, list[str]], added: dict[str, Any]) -> Catalog:
    """The messages of the program with the translations that are known."""
    new = Catalog(
        locale=old.locale, domain="wizard", project="sales-wizard", fuzzy=False,
        header_comment="# Translations of the sales-department wizard.",
    )  # fmt: skip
    only_plurals = str(old.locale) == "ru"
    for message, places in sorted(messages.items(), key=lambda item: str(item[0])):
        if only_plurals and isinstance(message, str):
            continue
        key = message if isinstance(message, str) else message[0]
        known = old.get(key)
        text: str | tuple[str, ...] = _strings(known)
        given = added.get(key)
        if isinstance(given, dict):  # plural forms, by language
            text = tuple(given[str(old.locale)])
        elif given is not None and not only_plurals:
            text = given
        if isinstance(message, tuple) != isinstance(text, tuple):
            text = ("",) * new.num_plurals if isinstance(message, tuple) else ""
        new.add(message, text, locations=[(place, 0) for place in places])
    return new


def untranslated(of: Catalog) -> list[str]:
    """The messages that have no translation yet."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in of
        if message.id and not all(_forms(message))
    ]


def _strings(message: Message | None) -> str | tuple[str, ...]:
    if message is None or message.string is None:
        return ""
    return message.string if isinstance(message.string, str) else tuple(map(str, message.string))


def _forms(message: Message) -> tuple[str, ...]:
    found = _strings(message)
    return (found,) if isinstance(found, str) else found


def po_text(of: Catalog) -> bytes:
    """A catalogue as its source file, without dates, so that it changes only with its texts."""
    buffer = io.BytesIO()
    write_po(buffer, of, width=100, omit_header=True, include_lineno=False, sort_output=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += f'"Language: {of.locale}\\n"\n"Plural-Forms: {of.plural_forms}\\n"\n\n'
    return header.encode() + buffer.getvalue()


def mo_bytes(of: Catalog) -> bytes:
    """A catalogue compiled, the same on every day and with every version of Babel."""
    compiled = _Undated(locale=of.locale, domain="wizard", fuzzy=False)
    for message in of:
        if message.id:
            compiled.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, compiled)
    return buffer.getvalue()


class _Undated(Catalog):
    """A catalogue whose header says only what gettext needs to read it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Language", str(self.locale)),
            ("Plural-Forms", f"{self.plural_forms}\n"),
        ]


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "wizard.po"


def main() -> int:
    """Update both catalogues; the exit code tells whether anything is untranslated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--add", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--missing", type=Path, metavar="FILE", help="write what is missing")
    options = parser.parse_args()
    added: dict[str, Any] = {}
    for file in options.add:
        added.update(json.loads(file.read_text("utf-8")))
    missing: list[str] = []
    for language in ("ru", "en"):
        new = updated(catalogue(language), extracted(), added)
        _po(language).parent.mkdir(parents=True, exist_ok=True)
        _po(language).write_bytes(po_text(new))
        _po(language).with_suffix(".mo").write_bytes(mo_bytes(new))
        for message in untranslated(new):
            print(f"{language}: {message}", file=sys.stderr)
            missing.append(message)
    if options.missing:
        options.missing.write_text(json.dumps(missing, ensure_ascii=False, indent=0), "utf-8")
    print(f"{len(missing)} untranslated")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
