"""Sections, clauses and appendices carry the same numbers in Word and in PDF."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

from wizard.documents.setting.blocks import (
    Appendix,
    Block,
    Clause,
    Heading,
    Landscape,
    OnePage,
    plain,
)
from wizard.documents.setting.layout import Document, Organisation
from wizard.documents.word.word import render_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = """
::: onepage Коротко
1. Раз.
1. Два.
:::

## Общее

1. Первый.
1. Второй:
    1. вложенный;
    1. вложенный.
1. Третий.

| А | Б |
|---|---|
| 1 | 2 |

1. После таблицы.

## Подробности

### Порядок

1. Пункт порядка.

### Сроки

1. Пункт сроков.

::: appendix Форма
## Раздел формы

1. Пункт формы.
:::

::: appendix Ещё форма
1. Без раздела.
:::
"""


def document(text: str = TEXT, *, numbered: bool = True) -> Document:
    name = Organisation("ООО «Ромашка»")
    return Document(title="Проба", text=text, organisation=name, numbered=numbered)


def numbers_of(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading(runs=runs, number=number) | Clause(runs=runs, number=number) if number:
                found.append(f"{number} {plain(runs)}")
            case Appendix(blocks=inner) | OnePage(blocks=inner) | Landscape(blocks=inner):
                found.extend(numbers_of(inner))
            case _:
                pass
    return found


def attribute(element: etree._Element, path: str, name: str = "val") -> str:
    """The attribute of what the path leads to, or an empty text."""
    found = element.find(path.replace("w:", W)) if path else element
    return "" if found is None else str(found.get(f"{W}{name}") or "")


def numbers_in_word(file: bytes) -> list[str]:
    """Counts as Word does: by definition of the list, from the style or the paragraph itself."""
    with zipfile.ZipFile(BytesIO(file)) as archive:
        content, styles, numbering = (
            etree.fromstring(archive.read(f"word/{name}.xml"))
            for name in ("document", "styles", "numbering")
        )
    definitions = {
        attribute(item, "", "numId"): attribute(item, "w:abstractNumId")
        for item in numbering.iter(f"{W}num")
    }
    patterns = {
        (attribute(item, "", "abstractNumId"), attribute(level, "", "ilvl")): attribute(
            level, "w:lvlText"
        )
        for item in numbering.iter(f"{W}abstractNum")
        for level in item.iter(f"{W}lvl")
    }
    of_styles = {attribute(item, "", "styleId"): item.find(f".//{W}numPr") for item in styles}
    counts: dict[str, list[int]] = {}
    found = []
    for paragraph in content.iter(f"{W}p"):
        place = paragraph.find(f"{W}pPr/{W}numPr")
        if place is None:
            place = of_styles.get(attribute(paragraph, "w:pPr/w:pStyle"))
        if place is None or attribute(place, "w:numId") == "0":
            continue
        definition = definitions[attribute(place, "w:numId")]
        level = int(attribute(place, "w:ilvl"))
        number = patterns[definition, str(level)]
        if "%" not in number:
            continue
        count = counts.setdefault(definition, [0, 0, 0, 0])
        count[level] += 1
        count[level + 1 :] = [0] * (3 - level)
        for index, value in enumerate(count, start=1):
            number = number.replace(f"%{index}", str(value))
        found.append(f"{number} {''.join(text.text or '' for text in paragraph.iter(f'{W}t'))}")
    return found


def test_numbers_are_those_of_a_regulation() -> None:
    assert numbers_of(document().blocks) == [
        "1. Раз.",
        "2. Два.",
        "1. Общее",
        "1.1. Первый.",
        "1.2. Второй:",
        "1.2.1. вложенный;",
        "1.2.2. вложенный.",
        "1.3. Третий.",
        "1.4. После таблицы.",
        "2. Подробности",
        "2.1. Порядок",
        "2.1.1. Пункт порядка.",
        "2.2. Сроки",
        "2.2.1. Пункт сроков.",
        "1. Раздел формы",
        "1.1. Пункт формы.",
        "1. Без раздела.",
    ]


def test_word_counts_the_same_numbers_as_the_pdf_prints() -> None:
    assert numbers_in_word(render_word(document())) == numbers_of(document().blocks)


def test_a_paper_without_numbered_sections_counts_every_list_from_one() -> None:
    paper = document("## А\n\n1. Раз\n1. Два\n\n## Б\n\n1. Снова раз\n", numbered=False)
    assert numbers_of(paper.blocks) == ["1. Раз", "2. Два", "1. Снова раз"]
    assert numbers_in_word(render_word(paper)) == numbers_of(paper.blocks)


def test_clauses_of_an_order_are_numbered_without_sections() -> None:
    paper = document("**ПРИКАЗЫВАЮ:**\n\n1. Создать:\n    1. отдел.\n1. Контроль за собой.\n")
    assert numbers_of(paper.blocks) == ["1. Создать:", "1.1. отдел.", "2. Контроль за собой."]
    assert numbers_in_word(render_word(paper)) == numbers_of(paper.blocks)
