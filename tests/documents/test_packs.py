"""Template packs: what they replace and add, what is refused, and that one mistake stops nobody."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import docx
import pytest

from tests.documents.packs import (
    HEAD,
    OWN,
    made,
    opened,
    zipped,
)
from tests.documents.test_escaping import words_of_pdf
from wizard.documents.catalogue import catalogue
from wizard.documents.chapters import chapter_templates, chapters
from wizard.documents.context import document_set
from wizard.documents.pack_check import check_pack
from wizard.documents.package import build_package
from wizard.documents.packs import pack_files
from wizard.documents.packs.packs import (
    MANIFEST,
    PackMissing,
    export,
    install,
    installed,
    open_pack,
    packs_of,
)
from wizard.errors import UserError
from wizard.files import file_stem
from wizard.plan.figures import compute
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.edit import answer
from wizard.project.project import PackUse, Project
from wizard.storage.presets import load_preset


@pytest.fixture(autouse=True)
def _data_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(
        "wizard.documents.packs.packs.packs_folder", lambda: tmp_path / "data" / "packs"
    )


@pytest.fixture
def project() -> Project:
    """The smallest preset with none of the program's own documents."""
    rows = tuple(DocumentChoice(id=one.id, wanted=Wanted.NO) for one in catalogue("ru"))
    return answer(load_preset("online-service"), "documentation.documents", rows)


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        open_pack(path)
    return caught.value.into("ru")


# What a pack does


def test_a_pack_adds_documents_and_replaces_those_of_the_same_name(tmp_path: Path) -> None:
    budget = HEAD.format(id="budget", title="Наш бюджет")
    pack = opened(tmp_path, {"ru/own.md": OWN, "ru/budget.md": budget})
    found = {template.id: template.title for template in catalogue("ru", [pack])}
    assert found["own"] == "Свой документ"
    assert found["budget"] == "Наш бюджет"
    assert found["pay"] == {one.id: one.title for one in catalogue("ru")}["pay"]


def test_pieces_of_a_pack_serve_its_own_templates_alone(tmp_path: Path, project: Project) -> None:
    text = '{% import "_parts.md" as parts with context %}{{ parts.hello() }}'
    pack = opened(
        tmp_path,
        {
            "ru/own.md": HEAD.format(id="own", title="Своё") + text,
            "ru/_parts.md": "{% macro hello() %}Здравствуйте{% endmacro %}",
        },
    )
    project = answer(project, "documentation.documents", ())
    papers = document_set(project, compute(project), catalogue("ru", [pack]))
    texts = {made.id: made.document.text for made in papers}
    assert "Здравствуйте" in texts["own"]
    assert len(texts) > 5  # the program's own still find their pieces


def test_a_built_pack_document_stands_in_word_and_pdf_with_the_figures(
    tmp_path: Path, project: Project
) -> None:
    pack = opened(tmp_path / "pack", {"ru/own.md": OWN})
    report = build_package(project, tmp_path / "out", only="documents", packs=[pack])
    assert set(report.made) == {
        "Документы/Word/Свой документ.docx",
        "Документы/PDF/Свой документ.pdf",
    }
    file = docx.Document(str(tmp_path / "out" / "Документы/Word/Свой документ.docx"))
    assert any("Выручка: 1" in paragraph.text for paragraph in file.paragraphs)


def test_a_zip_is_read_like_a_folder_also_with_a_folder_around(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("ru/own.md", OWN.encode()), (".DS_Store", b"x"))
    assert set(open_pack(path).files) == {MANIFEST, "ru/own.md"}
    outer = tmp_path / "b.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(outer, "w") as new:
        for item in old.infolist():
            new.writestr(f"Набор/{item.filename}", old.read(item))
        new.writestr("__MACOSX/Набор/._x", b"x")
    assert "ru/own.md" in open_pack(outer).files


def test_a_project_names_its_packs_and_takes_them_from_those_installed(
    tmp_path: Path, project: Project
) -> None:
    pack = opened(tmp_path / "pack", {"ru/own.md": OWN})
    using = project.model_copy(update={"packs": (pack.use,)})
    assert using.packs == (PackUse(name="Набор", version="1.0"),)
    with pytest.raises(PackMissing) as caught:
        build_package(using, tmp_path / "out", only="documents")
    assert "«Набор» 1.0" in caught.value.into("ru")
    assert not (tmp_path / "out").exists()
    install(pack)
    assert [one.name for one in installed()] == ["Набор"]
    assert packs_of(using)[0].files == pack.files
    assert "Свой документ" in str(build_package(using, tmp_path / "out", only="documents").made)
    assert not build_package(using, tmp_path / "bare", only="documents", packs=()).made


def test_another_version_of_a_pack_is_told(tmp_path: Path, project: Project) -> None:
    install(opened(tmp_path / "pack", {"ru/own.md": OWN}, version="1.1"))
    using = project.model_copy(update={"packs": (PackUse(name="Набор", version="1.0"),)})
    report = build_package(using, tmp_path / "out", only="documents")
    assert any("1.1" in text.into("ru") for text in report.attention)


def test_an_installed_pack_that_is_broken_says_why(tmp_path: Path, project: Project) -> None:
    install(opened(tmp_path / "pack", {"ru/own.md": OWN})).write_bytes(b"no zip")
    using = project.model_copy(update={"packs": (PackUse(name="Набор", version="1.0"),)})
    with pytest.raises(UserError) as caught:
        packs_of(using)
    assert "не читается" in caught.value.into("ru")


def test_the_programs_own_templates_exported_make_the_same_documents(tmp_path: Path) -> None:
    written = export(tmp_path / "out", ["ru"])
    assert "ru/C-pay.md" in written
    own, pack = catalogue("ru"), open_pack(tmp_path / "out")
    again = catalogue("ru", [pack])
    assert [(one.id, one.text) for one in own] == [(one.id, one.text) for one in again]
    assert all(one.from_pack for one in again)


def test_nothing_is_exported_over_files_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("моё", encoding="utf-8")
    with pytest.raises(UserError):
        export(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["notes.txt"]


# Chapters of the book

CHAPTER = HEAD.format(id="book-goals", title="Наши цели").replace("group", "order: 2\ngroup")


def test_a_pack_adds_chapters_and_replaces_those_of_the_same_name(
    tmp_path: Path, project: Project
) -> None:
    last = HEAD.format(id="promise", title="Что мы обещаем").replace("group", "order: 50\ngroup")
    pack = opened(
        tmp_path,
        {
            "ru/book/goals.md": CHAPTER + "Выручка {{ figures['goals.revenue'] | total }}.",
            "ru/book/promise.md": last + '{% import "_ours.md" as ours %}{{ ours.promise() }}',
            "ru/book/_ours.md": "{% macro promise() %}Перезваниваем.{% endmacro %}",
        },
    )
    told = list(chapters(project, compute(project), packs=[pack]))
    own = [one.title for one in chapter_templates("ru")]
    titles = [one.title for one in told]
    assert titles[1] == "Наши цели"
    assert titles[-1] == "Что мы обещаем"
    assert set(own) - set(titles) == {"1. Цели: что и сколько продаём"}
    assert set(titles) - set(own) == {"Наши цели", "Что мы обещаем"}
    texts = {one.title: one.text for one in told}
    assert "Выручка 1" in texts["Наши цели"]
    assert "Перезваниваем." in texts["Что мы обещаем"]
    assert "promise" not in {one.id for one in catalogue("ru", [pack])}


def test_a_chapter_of_a_pack_stands_in_the_built_book(tmp_path: Path, project: Project) -> None:
    pack = opened(tmp_path / "pack", {"ru/book/goals.md": CHAPTER + "Свой текст о целях."})
    build_package(project, tmp_path / "out", only="book", packs=[pack])
    told = words_of_pdf((tmp_path / "out" / "Книга для клиента.pdf").read_bytes(), tmp_path)
    assert "Свой текст о целях." in told
    assert "Что решено" in told  # the other chapters are the program's


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ nothing.at.all }}", ("goals.md", "nothing")),
        ("{{ ''.__class__ }}", ("goals.md",)),
        ("{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}", ()),
    ],
)
def test_a_chapter_that_fails_is_told_and_the_book_is_built_without_it(
    text: str, words: tuple[str, ...], tmp_path: Path, project: Project
) -> None:
    pack = opened(tmp_path / "pack", {"ru/book/goals.md": CHAPTER + text})
    report = build_package(project, tmp_path / "out", only="book", packs=[pack])
    assert report.made == ("Книга для клиента.pdf",)
    (told,) = [line.into("ru") for line in report.attention]
    assert told.startswith("Глава книги не собрана.")
    assert all(word in told for word in words)


def test_a_chapter_does_not_take_the_name_of_a_document(tmp_path: Path, project: Project) -> None:
    taken = HEAD.format(id="pay", title="О премиях")
    pack = opened(tmp_path / "pack", {"ru/book/pay.md": taken + "Текст."})
    report = build_package(project, tmp_path / "out", only="book", packs=[pack])
    assert any("«pay» уже носит документ" in line.into("ru") for line in report.attention)
    assert any("«pay»" in one.text.into("ru") for one in check_pack(pack, [project]))


def test_a_book_without_a_single_chapter_is_still_a_book(tmp_path: Path, project: Project) -> None:
    files: dict[str, str | bytes] = {
        f"ru/book/{one.id}.md": HEAD.format(id=one.id, title="Ничего").replace(
            "group", "when: false\ngroup"
        )
        for one in chapter_templates("ru")
    }
    report = build_package(
        project, tmp_path / "out", only="book", packs=[opened(tmp_path / "pack", files)]
    )
    assert report.made == ("Книга для клиента.pdf",)


def test_the_chapters_exported_make_the_same_book(tmp_path: Path) -> None:
    assert "ru/book/1-goals.md" in export(tmp_path / "out", ["ru"])
    own = chapter_templates("ru")
    again = chapter_templates("ru", [open_pack(tmp_path / "out")])
    assert [(one.id, one.text) for one in own] == [(one.id, one.text) for one in again]
    assert all(one.from_pack for one in again)


# One document that fails


BROKEN = {
    "front": "---\nid: broken\n---\n",
    "title": HEAD.format(id="broken", title="{{ nobody }}"),
    "when": HEAD.format(id="broken", title="Б").replace("---\n", "---\nwhen: nobody.x\n", 1),
    "text": HEAD.format(id="broken", title="Б") + "\n{{ nobody }}",
    "syntax": HEAD.format(id="broken", title="Б") + "\n{% if %}",
    "block": HEAD.format(id="broken", title="Б") + "\n::: nota\n",
    "endless": HEAD.format(id="broken", title="Б")
    + "\n{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
    "drawing": HEAD.format(id="broken", title="Б") + "\n{{ figure('nothing') }}",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_document_that_fails_is_told_with_its_file_and_the_others_are_built(
    kind: str, tmp_path: Path, project: Project
) -> None:
    pack = opened(tmp_path / "pack", {"ru/own.md": OWN, "ru/broken.md": BROKEN[kind]})
    report = build_package(project, tmp_path / "out", only="documents", packs=[pack])
    assert {Path(place).stem for place in report.made} == {"Свой документ"}
    told = " ".join(text.into("ru") for text in report.attention)
    assert "broken.md" in told


def test_what_was_built_before_stays_while_its_template_fails(
    tmp_path: Path, project: Project
) -> None:
    pack = opened(tmp_path / "good", {"ru/own.md": OWN})
    build_package(project, tmp_path / "out", only="documents", packs=[pack])
    broken = opened(tmp_path / "bad", {"ru/own.md": OWN + "{{ nobody }}"})
    build_package(project, tmp_path / "out", only="documents", packs=[broken])
    assert (tmp_path / "out/Документы/Word/Свой документ.docx").exists()
    build_package(project, tmp_path / "out", only="documents", packs=[pack])
    assert len(list((tmp_path / "out/Документы/Word").iterdir())) == 1


def test_a_file_name_of_a_template_stays_in_the_output_folder(
    tmp_path: Path, project: Project
) -> None:
    text = OWN.replace("---\n", "---\nfile: ../../../../evil/{{ '/etc/' }}../x\n", 1)
    pack = opened(tmp_path / "pack", {"ru/own.md": text})
    report = build_package(project, tmp_path / "a" / "out", only="documents", packs=[pack])
    for place in report.made:
        assert (tmp_path / "a" / "out" / place).resolve().is_relative_to(tmp_path / "a" / "out")
    assert {path.name for path in (tmp_path / "a").iterdir()} == {"out"}


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("CON", "_CON"), ("con.план", "_con.план"), ("Aux .x", "_Aux .x"), ("LPT9", "_LPT9"),
        ("COM¹", "_COM¹"), ("CONOUT$", "_CONOUT$"), ("Консультация", "Консультация"),
        ("план. ", "план"), ("...", "_"), ("", "_"),
        ("a/b\\c:d*e?f\"g<h>i|j", "a b c d e f g h i j"),
        ("план\x00.exe\n", "план .exe"), ("а" * 300, "а" * 60),
    ],
)  # fmt: skip
def test_a_name_is_one_that_every_system_takes_for_a_file(name: str, stem: str) -> None:
    assert file_stem(name)[:60] == stem[:60]


# What is refused


def entry(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.external_attr = mode << 16
    return info


@pytest.mark.parametrize(
    ("info", "words"),
    [
        (entry("../evil.md"), "за пределы"),
        (entry("ru/../../evil.md"), "за пределы"),
        (entry("/etc/passwd"), "за пределы"),
        (entry("C:/windows/evil.md"), "за пределы"),
        (entry("C:evil.md"), "за пределы"),
        (entry("..\\evil.md"), "за пределы"),
        (entry("ru\\evil.md"), "за пределы"),
        (entry("ru/link.md", 0o120777), "ссылка"),
        (entry("ru/pipe.md", 0o010644), "ссылка"),
        (entry("a/b/c/d/e/f/g.md"), "слишком много"),
    ],
)
def test_a_zip_whose_entries_climb_out_is_refused(
    info: zipfile.ZipInfo, words: str, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "a.zip", (info, b"x"))
    assert words in refusal(path)
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_a_zip_that_explodes_is_refused(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "a.zip", ("ru/bomb.md", b"\0" * (10 * 2**20)))
    assert "много раз" in refusal(bomb)
    many = zipped(tmp_path / "b.zip", *((f"ru/{n}.md", b"x") for n in range(600)))
    assert "слишком много" in refusal(many)
    twice = zipped(tmp_path / "c.zip", ("ru/a.md", b"1"), ("ru/A.md", b"2"))
    assert "дважды" in refusal(twice)


def test_a_size_that_a_zip_lies_about_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_files, "LARGEST_FILE", 10_000)
    path = zipped(tmp_path / "a.zip", ("ru/a.md", os.urandom(20_000)))
    assert "велик" in refusal(path)
    monkeypatch.setattr(pack_files, "LARGEST", 15_000)
    path = zipped(tmp_path / "b.zip", *((f"ru/{n}.md", os.urandom(9_000)) for n in range(2)))
    assert "велик" in refusal(path)


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs links")
def test_links_and_pipes_in_a_folder_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("тайна", encoding="utf-8")
    folder = made(tmp_path / "pack", {"ru/own.md": OWN})
    (folder / "ru" / "_leak.md").symlink_to(secret)
    assert "ссылка" in refusal(folder)
    (folder / "ru" / "_leak.md").unlink()
    (folder / "en").symlink_to(tmp_path, target_is_directory=True)
    assert "ссылка" in refusal(folder)
    (folder / "en").unlink()
    os.mkfifo(folder / "ru" / "pipe.md")
    assert "не обычный файл" in refusal(folder)


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ("", "JSON"),
        ("[1]", "JSON"),
        ("[" * 100_000, "JSON"),
        ('{"format": 2, "name": "x"}', "новой версии"),
        ('{"format": 1,\n"name": 5}', "строка 2"),
        ('{"format": 1, "name": "../x", "version": "1", "author": "a"}', "имя набора"),
        ('{"format": 1, "name": "x", "version": "один", "author": "a"}', "версия"),
        ('{"format": 1, "name": "x", "version": "1", "author": "a", "languages": ["fr"]}', "ru"),
        ('{"format": true}', "format"),
    ],
)
def test_a_manifest_that_is_wrong_is_told_with_its_line(
    manifest: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "pack"
    path.mkdir()
    (path / MANIFEST).write_text(manifest, encoding="utf-8")
    said = refusal(path)
    assert words in said
    assert "pack" in said


def test_what_is_no_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK no zip")
    assert "не читается" in refusal(tmp_path / "a.zip")
    assert "не найден" in refusal(tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    assert MANIFEST in refusal(tmp_path / "empty")
