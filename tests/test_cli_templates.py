"""The commands about templates: export, check, list, and building with a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.packs import HEAD, OWN, WORD, made, word
from tests.test_cli import Printed, refused, run
from wizard.documents.packs.packs import install, open_pack
from wizard.project.project import PackUse
from wizard.storage.presets import load_preset
from wizard.storage.project_file import create


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    packs = tmp_path / "data" / "packs"
    monkeypatch.setattr("wizard.documents.packs.packs.packs_folder", lambda: packs)
    monkeypatch.setattr("wizard.template_commands.packs_folder", lambda: packs)


def test_what_is_exported_passes_the_check(capsys: Printed) -> None:
    assert run("templates", "export", "mine", "--language", "ru") == 0
    assert Path("mine/pack.json").is_file()
    assert Path("mine/ru/C-pay.md").is_file()
    assert Path("mine/ru/book/1-goals.md").is_file()
    assert not Path("mine/en").exists()
    create(load_preset("online-service"), Path("a.salesplan"))
    assert run("templates", "check", "mine", "--project", "a.salesplan") == 0
    assert "Ошибок нет" in capsys.readouterr().out
    assert run("templates", "export", "mine") == 2
    assert "пустую папку" in refused(capsys)


def test_templates_are_exported_and_listed_in_the_language_asked_for(capsys: Printed) -> None:
    assert run("templates", "export", "one", "--language", "en") == 0
    assert sorted(path.name for path in Path("one").iterdir()) == ["en", "pack.json"]
    assert run("templates", "export", "both") == 0
    assert sorted(path.name for path in Path("both").iterdir()) == ["en", "pack.json", "ru"]
    capsys.readouterr()
    assert run("templates", "list", "--language", "en") == 0
    assert "sales-plan  Sales Plan" in capsys.readouterr().out


def test_check_prints_a_line_for_each_mistake_and_ends_with_code_1(capsys: Printed) -> None:
    text = HEAD.format(id="bad", title="Плохой") + "{{ compani.name }}\n{{ 1 | mony }}\n"
    made(Path("pack"), {"ru/bad.md": text, "ru/letter.md": WORD, "ru/letter.docx": word("{{ a")})
    assert run("templates", "check", "pack") == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].split(" «")[0] for line in lines[:-1]] == [
        "ru/bad.md, строка 7",
        "ru/bad.md, строка 8",
        "ru/letter.docx, абзац 1",
    ]
    assert lines[-1] == "Найдено 3 ошибки."
    assert run("--lang", "en", "templates", "check", "pack") == 1
    assert "unknown filter “mony”. Did you mean “money”?" in capsys.readouterr().out


def test_list_shows_the_documents_and_the_installed_packs(capsys: Printed) -> None:
    files = {
        "ru/own.md": OWN,
        "ru/b.md": HEAD.format(id="budget", title="Б"),
        "ru/book/1.md": HEAD.format(id="book-goals", title="Наши цели"),
        "ru/book/2.md": HEAD.format(id="promise", title="Что обещаем"),
    }
    pack = made(Path("pack"), dict(files))
    assert run("templates", "list") == 0
    shown = capsys.readouterr().out
    assert "book  book-launch  План запуска" in shown
    assert "sales-plan  План продаж" in shown
    assert "не установлены" in shown
    install(open_pack(pack))
    assert run("templates", "list") == 0
    assert "Набор 1.0  Автор" in capsys.readouterr().out
    assert run("templates", "list", "--pack", "pack") == 0
    shown = capsys.readouterr().out
    assert "own  Свой документ  (новый)" in shown
    assert "budget  Б  (вместо шаблона программы)" in shown
    assert "book  book-goals  Наши цели  (вместо главы программы)" in shown
    assert "book  promise  Что обещаем  (новая глава)" in shown
    assert "sales-plan" not in shown


def test_build_takes_packs_of_the_project_or_those_named_or_none(capsys: Printed) -> None:
    pack = made(Path("pack"), {"ru/own.md": OWN})
    use = PackUse(name="Набор", version="1.0")
    project = load_preset("online-service").model_copy(update={"packs": (use,)})
    create(project, Path("a.salesplan"))
    build = ("build", "a.salesplan", "--only", "documents", "-o")
    assert run(*build, "one") == 2
    assert "не установлен" in refused(capsys)
    assert not Path("one").exists()
    assert run(*build, "two", "--pack", str(pack)) == 0
    assert Path("two/Документы/Word/Свой документ.docx").is_file()
    assert run(*build, "three", "--without-packs") == 0
    assert not Path("three/Документы/Word/Свой документ.docx").exists()
    assert run(*build, "four", "--pack", "nothing") == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("templates",), "Не хватает"),
        (("templates", "chek", "pack"), "нет значения «chek»"),
        (("templates", "check"), "Не хватает: НАБОР"),
        (("templates", "check", "nothing"), "не найден"),
        (("templates", "list", "--pack", "nothing"), "не найден"),
        (("build", "a", "-o", "b", "--pack", "c", "--without-packs"), "вместе"),
    ],
)
def test_a_command_that_cannot_be_understood_is_refused_in_one_line(
    capsys: Printed, arguments: tuple[str, ...], words: str
) -> None:
    assert run(*arguments) == 2
    assert words in refused(capsys)


def test_names_prints_each_name_with_meaning_and_value(capsys: Printed) -> None:
    assert run("templates", "names") == 0
    shown = capsys.readouterr().out
    assert 'figures["goals.leads"]  Лиды = 6' in shown
    assert "| money" in shown
    create(load_preset("wholesale"), Path("b.salesplan"))
    assert run("templates", "names", "--project", "b.salesplan", "--markdown") == 0
    assert capsys.readouterr().out.startswith("# Имена для шаблонов\n")
