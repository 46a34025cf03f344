# ruff: noqa: E501  (pieces of XML are easier to read unbroken)
"""Makes `templates/base.docx`, the Word file that every paper is built upon.

Run it after changing a style: `python tests/documents/make_base.py`. A consultant replaces the file
by an own one; what must stay is the style names and the numbering linked to the headings.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from struct import unpack_from

from docx import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = Path(__file__).resolve().parents[2]
TARGET, FONTS = ROOT / "templates" / "base.docx", ROOT / "resources" / "fonts"
INK, MUTED, HAIRLINE = "1B2430", "667085", "C9CED6"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# (left, hanging) of each numbered level, in twentieths of a point: 13, 13, 31 and 51 mm.
INDENTS = ((737, 737), (737, 737), (1757, 1020), (2891, 1134))

BUILT_IN = (
    "normal", "heading 1", "heading 2", "heading 3", "title", "caption", "header", "footer", "quote",
)  # fmt: skip


def style(
    name: str,
    title: str,
    *,
    based: str = "Normal",
    following: str = "",
    paragraph: str = "",
    run: str = "",
    primary: bool = True,
) -> str:
    """A paragraph style."""
    own = "" if title.lower() in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{name}"><w:name w:val="{title}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if name != "Normal" else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + ("<w:qFormat/>" if primary else "")
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def spacing(before: int, after: int, line: int = 252) -> str:
    """Spacing in twentieths of a point; `line` in 240ths."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def size(points: float) -> str:
    """A type size."""
    half = int(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def heading(level: int, before: int, points: float) -> str:
    """A heading linked to its level of the numbering."""
    return style(
        f"Heading{level}",
        f"heading {level}",
        following="Normal",
        paragraph="<w:keepNext/><w:keepLines/>"
        f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
        f'<w:suppressAutoHyphens/>{spacing(before, 120)}<w:jc w:val="left"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        run=f"<w:b/><w:bCs/>{size(points)}",
    )


SANS = '<w:rFonts w:ascii="PT Sans" w:hAnsi="PT Sans" w:cs="PT Sans" w:eastAsia="PT Sans"/>'
SERIF = '<w:rFonts w:ascii="PT Serif" w:hAnsi="PT Serif" w:cs="PT Serif" w:eastAsia="PT Serif"/>'
COLOUR_MUTED = f'<w:color w:val="{MUTED}"/>'


def border(side: str, width: int, colour: str, space: int = 0) -> str:
    """A border; width in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/>'


def styles() -> str:
    """All styles of the papers."""
    table_cells = (
        '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
    )
    parts = [
        "<w:docDefaults><w:rPrDefault><w:rPr>",
        SERIF + f'<w:color w:val="{INK}"/>' + size(12),
        '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/>',
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:qFormat/><w:pPr><w:widowControl/>{spacing(0, 120)}<w:jc w:val="both"/></w:pPr></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        heading(1, 360, 13),
        heading(2, 240, 12),
        heading(3, 200, 12),
        style(
            "Title", "Title", following="Normal",
            paragraph=f"<w:keepNext/><w:suppressAutoHyphens/>{spacing(360, 360, 252)}"
            '<w:jc w:val="center"/>',
            run=f"<w:b/><w:bCs/>{size(16)}",
        ),
        style(
            "TitleLeft", "Title Left", based="Title", following="Normal",
            paragraph='<w:jc w:val="left"/>', run=size(14),
        ),
        *(style(f"Clause{n}", f"Clause {n}") for n in range(1, 5)),
        style("Lead", "Lead Paragraph", paragraph="<w:keepNext/>"),
        *(
            style(
                f"Bullet{n}", f"Bullet {n}",
                paragraph=f'<w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="2"/></w:numPr>'
                f"{spacing(0, 80)}",
            )
            for n in (1, 2, 3)
        ),
        style(
            "Quote", "Quote", run="<w:i/><w:iCs/>",
            paragraph=f"<w:pBdr>{border('left', 10, HAIRLINE, 10)}</w:pBdr>"
            f'{spacing(60, 120)}<w:ind w:left="284"/>',
        ),
        style(
            "Note", "Note", run=size(11),
            paragraph=f"<w:pBdr>{border('left', 18, '1F6FEB', 10)}</w:pBdr>"
            f'<w:shd w:val="clear" w:color="auto" w:fill="E8F0FE"/>{spacing(120, 120)}'
            '<w:ind w:left="284" w:right="113"/>',
        ),
        style(
            "Caption", "caption", run=SANS + COLOUR_MUTED + size(9.5),
            paragraph=f'<w:keepLines/>{spacing(60, 240, 252)}<w:jc w:val="center"/>',
        ),
        style(
            "Figure", "Figure",
            paragraph=f'<w:keepNext/>{spacing(160, 80, 240)}<w:jc w:val="center"/>',
        ),
        style("Corner", "Corner", paragraph=f'<w:suppressAutoHyphens/>{spacing(0, 30, 252)}<w:jc w:val="left"/>'),
        style("CornerMuted", "Corner Muted", based="Corner", run=SANS + COLOUR_MUTED + size(9.5)),
        style(
            "Letterhead", "Letterhead", run=f"<w:b/><w:bCs/>{size(14)}",
            paragraph=f'{spacing(0, 40, 252)}<w:jc w:val="left"/>',
        ),
        style(
            "LetterheadDetails", "Letterhead Details", run=SANS + COLOUR_MUTED + size(9),
            paragraph=f'{spacing(0, 0, 252)}<w:jc w:val="left"/>',
        ),
        style(
            "Rule", "Rule", run=size(4),
            paragraph=f"<w:pBdr>{border('bottom', 8, '1F6FEB')}</w:pBdr>{spacing(0, 280, 240)}",
        ),
        style(
            "AppendixLabel", "Appendix Label",
            paragraph=f'<w:keepNext/><w:pageBreakBefore/>{spacing(0, 160)}<w:jc w:val="right"/>',
        ),
        style(
            "AppendixTitle", "Appendix Title", following="Normal", run=f"<w:b/><w:bCs/>{size(13)}",
            paragraph=f'<w:keepNext/><w:suppressAutoHyphens/>{spacing(0, 240)}<w:jc w:val="center"/>'
            '<w:outlineLvl w:val="0"/>',
        ),
        style(
            "OnePageTitle", "One Page Title", following="Normal", run=f"<w:b/><w:bCs/>{size(13)}",
            paragraph="<w:keepNext/><w:pageBreakBefore/>"
            f"<w:pBdr>{border('bottom', 12, '1F6FEB', 5)}</w:pBdr><w:suppressAutoHyphens/>"
            f'{spacing(0, 240)}<w:jc w:val="left"/><w:outlineLvl w:val="0"/>',
        ),
        style(
            "SmallPrint", "Small Print", run=SANS + COLOUR_MUTED + size(9),
            paragraph=f"<w:keepLines/>{spacing(480, 0, 252)}<w:jc w:val=\"left\"/>",
        ),
        style(
            "TableText", "Table Text", run=size(10.5),
            paragraph=f'{spacing(0, 0, 252)}<w:jc w:val="left"/>',
        ),
        style("TableHeader", "Table Header", based="TableText", run="<w:b/><w:bCs/>",
              paragraph="<w:keepNext/>"),
        style(
            "TableGap", "Table Gap", run=size(6), primary=False,
            paragraph=spacing(0, 120, 240),
        ),
        style(
            "SignatureLine", "Signature Line", paragraph=f'<w:keepLines/>{spacing(0, 0, 252)}<w:jc w:val="left"/>',
        ),
        style(
            "FormLabel", "Form Label",
            paragraph=f'<w:keepNext/>{spacing(360, 120)}<w:jc w:val="left"/>',
        ),
        style(
            "Header", "header", run=SANS + COLOUR_MUTED + size(9.5), primary=False,
            paragraph=f'{spacing(0, 0, 240)}<w:jc w:val="center"/>',
        ),
        style(
            "Footer", "footer", run=SANS + COLOUR_MUTED + size(8.5), primary=False,
            paragraph=f"<w:pBdr>{border('top', 4, HAIRLINE, 5)}</w:pBdr>{spacing(0, 0, 240)}"
            '<w:jc w:val="left"/>',
        ),
        '<w:style w:type="table" w:customStyle="1" w:styleId="PaperTable">'
        '<w:name w:val="Paper Table"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders>{border('top', 8, INK)}{border('bottom', 4, HAIRLINE)}"
        f"{border('insideH', 4, HAIRLINE)}</w:tblBorders>{table_cells}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f"{border('bottom', 8, INK)}</w:tcBorders><w:vAlign w:val=\"bottom\"/></w:tcPr>"
        "</w:tblStylePr></w:style>",
        '<w:style w:type="table" w:customStyle="1" w:styleId="PaperForm">'
        '<w:name w:val="Paper Form"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        + "".join(border(side, 4, HAIRLINE) for side in
                  ("top", "left", "bottom", "right", "insideH", "insideV"))
        + f"</w:tblBorders>{table_cells}</w:tblPr></w:style>",
    ]  # fmt: skip
    return f'{HEADER}<w:styles xmlns:w="{W}">' + "".join(parts) + "</w:styles>"


def numbering() -> str:
    """Sections and clauses as one multilevel list linked to the headings; bullets as another."""
    levels = []
    for index, (left, hanging) in enumerate(INDENTS):
        text = "".join(f"%{number}." for number in range(1, index + 2))
        link = f'<w:pStyle w:val="Heading{index + 1}"/>' if index < 3 else ""
        levels.append(
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{link}'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:tabs>'
            f'<w:tab w:val="num" w:pos="{left}"/></w:tabs>'
            f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        )
    bullets = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:pStyle w:val="Bullet{index + 1}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{340 * (index + 1)}" w:hanging="340"/></w:pPr>'
        f"<w:rPr>{SERIF}</w:rPr></w:lvl>"
        for index, mark in enumerate("—––")
    )
    return (
        f'{HEADER}<w:numbering xmlns:w="{W}">'
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{bullets}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )


def font_table() -> str:
    """Fonts, what they look like, and what to take where they are missing."""
    fonts = (
        ("PT Serif", "Cambria, Times New Roman", "roman", "PTF55F.ttf"),
        ("PT Sans", "Calibri, Arial", "swiss", "PTS55F.ttf"),
    )
    return (
        f'{HEADER}<w:fonts xmlns:w="{W}">'
        + "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{others}"/>{look(file)[0]}'
            f'<w:charset w:val="CC"/><w:family w:val="{family}"/><w:pitch w:val="variable"/>'
            f"{look(file)[1]}</w:font>"
            for name, others, family, file in fonts
        )
        + "</w:fonts>"
    )


def look(file: str) -> tuple[str, str]:
    """The classification of a font and the signs it has, by which Word finds the nearest one."""
    content = (FONTS / file).read_bytes()
    count = unpack_from(">H", content, 4)[0]
    entries = (unpack_from(">4s4xII", content, 12 + 16 * index) for index in range(count))
    start = next(start for tag, start, _length in entries if tag == b"OS/2")
    signs = (*unpack_from(">4I", content, start + 42), *unpack_from(">2I", content, start + 78))
    names = ("usb0", "usb1", "usb2", "usb3", "csb0", "csb1")
    marks = " ".join(f'w:{name}="{sign:08X}"' for name, sign in zip(names, signs, strict=True))
    panose = content[start + 32 : start + 42].hex().upper()
    return f'<w:panose1 w:val="{panose}"/>', f"<w:sig {marks}/>"


def settings() -> str:
    """Hyphenation on; the compatibility mode of present Word."""
    return (
        f'{HEADER}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>'
        '<w:hyphenationZone w:val="357"/><w:doNotHyphenateCaps/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat></w:settings>'
    )


def make() -> bytes:
    """The base document."""
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    section.header.paragraphs[0].text = "PAGE"
    section.first_page_header.paragraphs[0].text = ""
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].text = "{{ footer }}"
    buffer = BytesIO()
    document.save(buffer)
    replaced = {
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/fontTable.xml": font_table(),
        "word/settings.xml": settings(),
    }
    result = BytesIO()
    with (
        zipfile.ZipFile(buffer) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name.startswith("customXml") or name.endswith(("thumbnail.jpeg", "Effects.xml")):
                continue
            content = replaced.get(name, "").encode() or source.read(name)
            if name.endswith(".rels"):
                content = re.sub(
                    rb"<Relationship [^>]*(?:customXml|thumbnail|stylesWithEffects)[^>]*/>",
                    b"",
                    content,
                )
            if name == "[Content_Types].xml":
                content = re.sub(rb"<Override [^>]*(?:customXml|WithEffects)[^>]*/>", b"", content)
            if name.startswith("word/header"):
                content = content.replace(b"<w:r><w:t>PAGE</w:t></w:r>", field.encode())
            if name == "word/document.xml":
                content = _page(content)
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return result.getvalue()


def _page(content: bytes) -> bytes:
    """A4 with the margins of the standard; binding is set by the renderer."""
    content = re.sub(rb"<w:pgSz[^>]*/>", b'<w:pgSz w:w="11906" w:h="16838"/>', content)
    margins = (
        b'<w:pgMar w:top="1134" w:right="680" w:bottom="1134" w:left="1134" '
        b'w:header="567" w:footer="510" w:gutter="0"/>'
    )
    content = re.sub(rb"<w:pgMar[^>]*/>", margins, content)
    return re.sub(rb"<w:docGrid[^>]*/>", b"", content)


if __name__ == "__main__":
    TARGET.write_bytes(make())
