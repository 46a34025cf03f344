"""What `templates export|check|list|names` do; gives back lines, `wizard.cli` prints them.

Does not belong here: anything about templates itself (`wizard.documents`).
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from wizard.documents.catalogue import bare_title, catalogue
from wizard.documents.chapters import chapter_templates
from wizard.documents.pack_check import check_pack
from wizard.documents.packs.packs import (
    CHAPTERS,
    MANIFEST,
    export,
    installed,
    open_pack,
    packs_folder,
)
from wizard.documents.template_names import as_markdown, template_names
from wizard.plan.figures import compute
from wizard.storage.presets import load_preset, preset_names
from wizard.storage.project_file import read_project
from wizard.texts import LANGUAGES, Language, _, n_

_GAP = "  "
_EXAMPLE = preset_names()[0]


def exported(asked: Namespace, language: Language) -> Iterator[str]:
    """Write the program's templates as a pack. Raises FileRefused, PackRefused."""
    languages = (asked.written_in,) if asked.written_in else LANGUAGES
    written = export(asked.folder, languages)
    made = n_(
        "Выгружен {n} файл в «{folder}».",
        "Выгружено файлов: {n} в «{folder}».",
        len(written),
        folder=str(asked.folder),
    )
    yield made.into(language)
    hint = _(
        "Назовите набор в {file}, оставьте шаблоны, которые меняете, остальные удалите.",
        file=MANIFEST,
    )
    yield hint.into(language)


def mistakes(asked: Namespace, language: Language) -> list[str]:
    """A line for each mistake of a pack. Raises FileRefused, PackRefused."""
    projects = [read_project(asked.project).project] if asked.project else None
    return [found.text.into(language) for found in check_pack(open_pack(asked.pack), projects)]


def listed(asked: Namespace, language: Language) -> Iterator[str]:
    """The documents of a pack, or the program's and the packs that are installed."""
    spoken: Language = asked.written_in or language
    if asked.pack is None:
        for template in catalogue(spoken):
            yield f"{template.group}{_GAP}{template.id}{_GAP}{bare_title(template.title)}"
        for chapter in chapter_templates(spoken):
            yield f"{CHAPTERS}{_GAP}{chapter.id}{_GAP}{bare_title(chapter.title)}"
        packs = list(installed())
        head = _("Установленные наборы ({folder}):", folder=str(packs_folder()))
        none = _("Наборы не установлены ({folder}).", folder=str(packs_folder()))
        yield (head if packs else none).into(language)
        for pack in packs:
            yield f"{_GAP}{pack.name} {pack.version}{_GAP}{pack.author}"
        return
    pack = open_pack(asked.pack)
    yield f"{pack.name} {pack.version}{_GAP}{pack.author}{_GAP}{', '.join(pack.languages)}"
    own = {template.id for template in catalogue(spoken)}
    wrong: list[str] = []
    for template in catalogue(spoken, [pack], lambda error: wrong.append(error.into(language))):
        if template.from_pack:
            word = _("вместо шаблона программы") if template.id in own else _("новый")
            title = bare_title(template.title)
            kind = f"{_GAP}Word" if template.word else ""
            about = f"{template.group}{_GAP}{template.id}{_GAP}{title}{kind}"
            yield f"{_GAP}{about}{_GAP}({word.into(language)})"
    told = {chapter.id for chapter in chapter_templates(spoken)}
    for chapter in chapter_templates(
        spoken, [pack], lambda error: wrong.append(error.into(language))
    ):
        if chapter.from_pack:
            word = _("вместо главы программы") if chapter.id in told else _("новая глава")
            about = f"{CHAPTERS}{_GAP}{chapter.id}{_GAP}{bare_title(chapter.title)}"
            yield f"{_GAP}{about}{_GAP}({word.into(language)})"
    for line in wrong:
        yield f"! {line}"


def names(asked: Namespace, language: Language) -> Iterator[str]:
    """Every name that a template may use, with its meaning and its value in a project."""
    project = (
        read_project(asked.project).project if asked.project else load_preset(_EXAMPLE, language)
    )
    found = template_names(project, compute(project), language)
    if asked.markdown:
        yield from as_markdown(found, language)
        return
    group = ""
    for one in found:
        heading = one.group.into(language)
        if heading != group:
            group = heading
            yield f"{group}:"
        value = f" = {one.value}" if one.value else ""
        yield f"{_GAP}{one.name}{_GAP}{one.meaning.into(language)}{value}"
