"""Templates and resources are found however the program was installed."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import wizard
from wizard import paths

ROOT = Path(__file__).resolve().parent.parent
ASK = "from wizard import paths; print(paths.templates()); print(paths.resources())"


def run(*command: str | Path, path: Path | None = None, cwd: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(path or "")}
    done = subprocess.run(
        [str(part) for part in command], env=environment, cwd=cwd, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def source_tree(folder: Path) -> Path:
    """A copy of what a build needs, so that building leaves nothing in the checkout."""
    tree = folder / "source"
    tree.mkdir()
    for name in ("pyproject.toml", "README.md", "wizard", "templates", "resources"):
        (tree / name).symlink_to(ROOT / name)
    return tree


def test_in_a_checkout() -> None:
    assert paths.templates() == ROOT / "templates"
    assert paths.resources() == ROOT / "resources"


def test_in_an_installed_wheel(tmp_path: Path) -> None:
    tree = source_tree(tmp_path)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path, tree,
        cwd=tmp_path)  # fmt: skip
    wheel = next(tmp_path.glob("*.whl"))
    assert wizard.__version__ in wheel.name
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    shown = run(sys.executable, "-c", ASK, path=installed, cwd=tmp_path).split()
    assert shown == [str(installed / "wizard" / name) for name in ("templates", "resources")]
    project = tmp_path / "demo.salesplan"
    command = ("new", "--preset", "online-service", "-o", project)
    run(sys.executable, "-m", "wizard", *command, path=installed, cwd=tmp_path)
    assert project.exists()


def test_in_an_editable_install(tmp_path: Path) -> None:
    tree = source_tree(tmp_path)
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "env", cwd=tmp_path)
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    ours = Path(sysconfig.get_paths()["purelib"])
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation",
        "--no-index", "--editable", tree, path=ours, cwd=tmp_path)  # fmt: skip
    shown = run(python, "-c", ASK, cwd=tmp_path).split()
    assert [Path(one).resolve() for one in shown] == [ROOT / "templates", ROOT / "resources"]


def test_in_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("templates", "resources"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    paths._home.cache_clear()
    try:
        assert paths.templates() == tmp_path / "templates"
        assert paths.resources() == tmp_path / "resources"
    finally:
        paths._home.cache_clear()


def test_a_missing_folder_says_that_the_install_is_not_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "wizard")
    paths._home.cache_clear()
    try:
        with pytest.raises(FileNotFoundError, match="not fully installed"):
            paths.templates()
    finally:
        paths._home.cache_clear()
