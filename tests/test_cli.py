"""Rules of the headless commands: what they print, how they refuse, and that they need no Qt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wizard.cli import main
from wizard.storage.presets import preset_names
from wizard.storage.project_file import read_project
from wizard.texts import Language

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")


@pytest.fixture
def demo() -> Path:
    assert run("new", "--preset", "online-service", "-o", "demo.salesplan") == 0
    return Path("demo.salesplan")


def run(*arguments: str) -> int:
    """The exit code of a command line; the window must not open."""

    def no_window(_path: Path | None, _language: Language | None) -> int:
        raise AssertionError("the window was opened")

    try:
        return main(arguments, no_window)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1


def refused(printed: Printed) -> str:
    """The one line of a refusal."""
    error = printed.readouterr().err
    assert error.endswith("\n")
    assert error.count("\n") == 1
    assert "Traceback" not in error
    return error.strip()


def changed(path: Path, *place: str | int, to: object) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    found = whole["project"]
    for step in place[:-1]:
        found = found[step]
    found[place[-1]] = to
    path.write_text(json.dumps(whole), encoding="utf-8")


@pytest.mark.parametrize("name", preset_names())
def test_new_writes_a_project_that_opens(name: str, capsys: Printed) -> None:
    assert run("new", "--preset", name, "-o", "a.salesplan") == 0
    assert read_project(Path("a.salesplan")).project.preset == name
    assert "a.salesplan" in capsys.readouterr().out


def test_new_is_told_in_the_language_asked_for_or_that_of_the_messages() -> None:
    for number, (options, name) in enumerate(
        [
            (("--language", "en"), "Daisy"),
            (("--lang", "en"), "Daisy"),
            (("--lang", "en", "--language", "ru"), "Ромашка"),
            ((), "Ромашка"),
        ]
    ):
        assert run("new", "-o", f"{number}.salesplan", *options) == 0
        assert read_project(Path(f"{number}.salesplan")).project.company.name == name


def test_new_never_overwrites(demo: Path, capsys: Printed) -> None:
    before = demo.read_bytes()
    capsys.readouterr()
    assert run("new", "-o", str(demo)) == 2
    assert "не перезаписан" in refused(capsys)
    assert demo.read_bytes() == before


def test_new_refuses_an_unknown_preset_and_names_the_nearest(capsys: Printed) -> None:
    assert run("new", "--preset", "wholesail", "-o", "a.salesplan") == 2
    assert "wholesale" in refused(capsys)
    assert not Path("a.salesplan").exists()


def test_figures_prints_a_column_for_each_month(demo: Path, capsys: Printed) -> None:
    capsys.readouterr()
    assert run("figures", str(demo), "goals.leads", "goals.revenue_new") == 0
    head, leads, revenue = capsys.readouterr().out.splitlines()
    assert "01.2027" in head
    assert "12.2027" in head
    assert leads.split()[:2] == ["goals.leads", "Лиды"]
    assert leads.split()[3] == "500"
    assert "135\u00a0000" in revenue
    assert revenue.endswith("1\u00a0620\u00a0000")
    assert head.index("01.2027") + 7 == leads.index("500") + 3


def test_figures_as_json_has_exactly_label_unit_months_and_total(
    demo: Path, capsys: Printed
) -> None:
    capsys.readouterr()
    assert run("figures", str(demo), "--json", "goals.leads", "goals.conversion") == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["goals.leads", "goals.conversion"]
    assert found["goals.leads"] == {
        "label": "Лиды",
        "unit": "leads",
        "months": [500.0] * 12,
        "total": 6000.0,
    }
    assert found["goals.conversion"]["months"] == []
    assert found["goals.conversion"]["total"] == pytest.approx(0.3)


def test_figures_without_keys_gives_the_whole_plan(demo: Path, capsys: Printed) -> None:
    capsys.readouterr()
    assert run("figures", str(demo), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    for key in ("goals.revenue", "structure.staff", "costs.total", "result.cash", "kpi.cltv"):
        assert key in found


def test_an_unknown_figure_is_refused_with_the_nearest_key(demo: Path, capsys: Printed) -> None:
    capsys.readouterr()
    assert run("figures", str(demo), "goals.leeds") == 2
    assert "goals.leads" in refused(capsys)


def test_check_passes_the_presets(demo: Path, capsys: Printed) -> None:
    assert run("check", str(demo)) == 0


def test_check_names_severity_field_and_what_is_wrong(demo: Path, capsys: Printed) -> None:
    changed(demo, "goals", "products", 0, "price", to=-600)
    capsys.readouterr()
    assert run("check", str(demo)) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("ошибка: ")
    assert "Тариф «Старт» → Цена" in first
    assert first.count("Тариф «Старт» → Цена") == 1
    assert "не меньше" in first


@pytest.mark.parametrize(
    ("place", "value", "named"),
    [
        (("goals", "funnel", 1, "conversion"), 0, "Демонстрация → Конверсия"),
        (("goals", "funnel", 1, "conversion"), 1.2, "Демонстрация → Конверсия"),
        (("goals", "products", 0, "share"), 0.7, "Продукты"),
        (("goals", "funnel", 1, "role"), "nobody", "Кто отвечает"),
        (("motivation", "pay", 1, "components", 0, "tiers", 1, "start"), 0.9, "Ступени"),
    ],
)
def test_bad_answers_are_errors_that_name_the_field_and_keep_the_package_from_being_built(
    demo: Path, capsys: Printed, place: tuple[str | int, ...], value: object, named: str
) -> None:
    changed(demo, *place, to=value)
    before = demo.read_bytes()
    capsys.readouterr()
    assert run("check", str(demo)) == 1
    errors = [line for line in capsys.readouterr().out.splitlines() if line.startswith("ошибка")]
    assert any(named in line for line in errors)
    assert run("build", str(demo), "-o", "out") == 2
    printed = capsys.readouterr()
    assert named in printed.err
    assert "Пакет не собран" in printed.err
    assert not Path("out").exists()
    assert demo.read_bytes() == before


def test_a_build_prints_what_it_takes_away(demo: Path, capsys: Printed) -> None:
    build = ("build", str(demo), "-o", "out", "--only", "workbook")
    assert run(*build) == 0
    assert "Убрано" not in capsys.readouterr().out
    (book,) = Path("out").glob("*.xlsx")
    changed(demo, "company", "language", to="en")
    assert run(*build) == 0
    _made, _heading, gone = capsys.readouterr().out.partition("Убрано, больше не входит в пакет:")
    assert gone.split("\n")[1].strip() == book.name
    assert not book.exists()


def test_a_package_of_another_plan_is_built_over_on_purpose_alone(
    demo: Path, capsys: Printed
) -> None:
    build = ("-o", "out", "--only", "workbook")
    assert run("build", str(demo), *build) == 0
    (book,) = Path("out").glob("*.xlsx")
    content = book.read_bytes()
    other = demo.with_name("другой.salesplan")
    other.write_bytes(demo.read_bytes())
    changed(other, "goals", "deals_per_month", to=77)
    capsys.readouterr()
    assert run("build", str(other), *build) == 2
    told = refused(capsys)
    assert demo.name in told
    assert "--replace-other" in told
    assert book.read_bytes() == content
    assert run("build", str(other), *build, "--replace-other") == 0
    assert book.read_bytes() != content


@pytest.mark.parametrize("command", [("figures",), ("check",), ("build", "-o", "out")])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "не найден"),
        ("", "пуст"),
        ('{"kind": "salesplan", "format": 1, "pro', "повреждён"),
        ("not json", "не проект"),
        ('{"kind": "invoice"}', "не проект"),
        ('{"kind": "salesplan", "format": 99, "program": "7.0", "project": {}}', "7.0"),
        ('{"kind": "salesplan", "format": 1, "project": {"goals": {"growth": "?"}}}', "Рост"),
    ],
)
def test_a_file_that_cannot_be_opened_is_refused_in_one_line(
    capsys: Printed, command: tuple[str, ...], content: str | None, words: str
) -> None:
    path = Path("плохой.salesplan")
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert run(command[0], str(path), *command[1:]) == 2
    assert words in refused(capsys)
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("new",), "Не хватает: -o/--output"),
        (("figures",), "Не хватает: ПРОЕКТ"),
        (("build", "a.salesplan", "-o", "out", "--only", "pictures"), "нет значения «pictures»"),
        (("build", "a.salesplan", "-o"), "нужно значение"),
        (("check", "a.salesplan", "b.salesplan"), "Лишнее в команде: b.salesplan"),
        (("chek", "a.salesplan"), "Может быть, check?"),
        (("нет.salesplan",), "нет"),
    ],
)
def test_a_command_that_cannot_be_understood_is_refused_in_one_line(
    capsys: Printed, arguments: tuple[str, ...], words: str
) -> None:
    assert run(*arguments) == 2
    assert words in refused(capsys)


def test_help_names_every_command_and_preset(capsys: Printed) -> None:
    assert run("--help") == 0
    shown = capsys.readouterr().out
    for command in ("new", "figures", "check", "build"):
        assert f"python -m wizard {command}" in shown
        assert run(command, "--help") == 0
        assert "--lang" in capsys.readouterr().out
    assert run("new", "--help") == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in preset_names())


@pytest.mark.parametrize(("language", "title"), [("ru", "Руководство"), ("en", "User’s guide")])
def test_guide_writes_the_guide_with_its_pictures_in_the_language_asked_for(
    tmp_path: Path, capsys: Printed, language: str, title: str
) -> None:
    file = tmp_path / "guide.pdf"
    assert run("guide", "-o", str(file), "--lang", language) == 0
    assert str(file) in capsys.readouterr().out
    content = file.read_bytes()
    assert content.startswith(b"%PDF")
    assert title.encode("utf-16-be") in content or title.encode() in content
    assert content.count(b"/Subtype/Image") >= 6


def test_messages_are_in_the_language_that_was_asked_for(demo: Path, capsys: Printed) -> None:
    capsys.readouterr()
    assert run("--lang", "en", "figures", str(demo), "goals.leads") == 0
    english = capsys.readouterr().out
    assert run("figures", str(demo), "goals.leads", "--lang", "ru") == 0
    assert "Лиды" in capsys.readouterr().out
    assert "Лиды" not in english


@pytest.mark.parametrize(
    ("variable", "russian"),
    [("ru_RU.UTF-8", True), ("kk_KZ", True), ("C.UTF-8", True), ("en_US", False), ("de", False)],
)
def test_messages_follow_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, capsys: Printed, variable: str, russian: bool
) -> None:
    monkeypatch.setenv("LC_ALL", variable)
    run("--help")
    assert ("Запуск" in capsys.readouterr().out) is russian


def test_without_a_command_the_window_opens_on_the_project(demo: Path) -> None:
    opened: list[tuple[Path | None, Language | None]] = []

    def window(path: Path | None, language: Language | None) -> int:
        opened.append((path, language))
        return 0

    assert main([], window) == 0
    assert main([str(demo)], window) == 0
    assert main(["--lang", "en", str(demo)], window) == 0
    assert opened == [(None, None), (demo, None), (demo, "en")]


def headless(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program in a process in which PySide6 cannot be imported."""
    program = (
        "import sys; sys.modules['PySide6'] = None; sys.argv[0] = 'wizard'; "
        "from wizard.__main__ import main; sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )


def test_the_commands_run_without_qt_and_the_window_says_what_is_missing(tmp_path: Path) -> None:
    assert headless("new", "-o", "demo.salesplan").returncode == 0
    assert "500" in headless("figures", "demo.salesplan", "goals.leads").stdout
    assert headless("check", "demo.salesplan").returncode == 0
    window = headless("demo.salesplan")
    assert window.returncode == 2
    assert "Qt" in window.stderr
    assert "Traceback" not in window.stderr


def test_a_reader_that_leaves_early_gets_no_traceback(demo: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, "-m", "wizard", "figures", str(demo), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


def test_diff_tells_answers_and_figures_that_differ(demo: Path, capsys: Printed) -> None:
    new = Path("new.salesplan")
    new.write_bytes(demo.read_bytes())
    changed(new, "goals", "growth", to=0.25)
    capsys.readouterr()
    assert run("diff", str(demo), str(new)) == 0
    printed = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Рост за год: 0 %" in printed
    assert "Показатели (" in printed
    assert run("diff", str(demo), str(demo)) == 0
    assert capsys.readouterr().out.strip() == "Различий нет."


def test_diff_refuses_a_project_beside_a_folder(demo: Path, capsys: Printed) -> None:
    capsys.readouterr()
    assert run("diff", str(demo), ".") == 2
    assert "папки" in refused(capsys)
