"""Texts of drawings: none runs out of its picture, none stands on another."""

from __future__ import annotations

import re
from itertools import count

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtSvg import QSvgRenderer

from tests.pictures import crowded
from wizard.plan.figures import Figures, compute
from wizard.plan.simulator import simulate
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.texts import LANGUAGES, Language
from wizard.ui.drawings import CAPTIONS, bonus_curve, draw
from wizard.ui.widgets.attainment import POINTS

PANEL, PAGE = 76.0, 167.0  # millimetres: the side panel, a page beside it
DRAWN = [name for name in CAPTIONS if name not in ("season", "bonus-curve")]
_RUN = re.compile(r"<g (transform=\"[^\"]*\">(?=<use ))")
_EDGE, _TOUCH = 0.8, 0.9  # points


def texts(svg: bytes) -> tuple[QRectF, list[QRectF]]:
    """The picture's area and those of its runs of letters."""
    numbers = count()
    marked = _RUN.sub(lambda found: f'<g id="run{next(numbers)}" {found[1]}', svg.decode())
    renderer = QSvgRenderer(QByteArray(marked.encode()))
    areas = []
    for number in range(next(numbers)):
        name = f"run{number}"
        bounds = renderer.boundsOnElement(name)
        areas.append(renderer.transformForElement(name).mapRect(bounds))
    return renderer.viewBoxF(), areas


def misplaced(svg: bytes) -> list[str]:
    """The texts that leave the picture, and the pairs that stand on one another."""
    picture, areas = texts(svg)
    assert len(areas) > 1
    frame = picture.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
    found = [f"outside: {_told(area)}" for area in areas if not frame.contains(area)]
    for number, area in enumerate(areas):
        for other in areas[number + 1 :]:
            both = area.intersected(other)
            if min(both.width(), both.height()) > _TOUCH:
                found.append(f"{_told(area)} on {_told(other)}")
    return found


def _told(area: QRectF) -> str:
    return f"{area.x():.0f},{area.y():.0f} {area.width():.0f}×{area.height():.0f}"


@pytest.fixture(scope="module")
def plans() -> dict[tuple[str, Language], tuple[Project, Figures]]:
    found = {}
    for language in LANGUAGES:
        for name, project in (
            ("wholesale", load_preset("wholesale")),
            ("crowded", crowded(language)),
        ):
            found[name, language] = (project, compute(project))
    return found


Plans = dict[tuple[str, Language], tuple[Project, Figures]]


@pytest.mark.parametrize("width", [PANEL, PAGE])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", ["wholesale", "crowded"])
@pytest.mark.parametrize("name", DRAWN)
def test_texts_of_a_drawing_have_their_places(
    plans: Plans, name: str, plan: str, language: Language, width: float
) -> None:
    project, figures = plans[plan, language]
    svg = draw(name, project, figures, language, width, dark=False).svg
    assert misplaced(svg) == []


@pytest.mark.parametrize("width", [PANEL, PAGE])
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_bonus_curves_have_their_places(
    plans: Plans, language: Language, width: float
) -> None:
    project, _figures = plans["wholesale", language]
    for role in project.structure.roles:
        found = simulate(project, role.id, POINTS)
        if found.curves:
            svg = bonus_curve(found, language, "RUB", width, dark=False).svg
            assert misplaced(svg) == [], role.id


def test_a_misplaced_text_is_seen() -> None:
    letter = '<use xlink:href="#a" x="0" y="0" fill="#000"/>'
    runs = "".join(f'<g transform="matrix(1 0 0 1 {x} 20)">{letter}</g>' for x in (10, 14, 60, 96))
    svg = (
        '<svg viewBox="0 0 100 50" xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">{runs}<defs><symbol id="a" '
        'overflow="visible"><path d="M 0 0 h 8 v 8 h -8 Z"/></symbol></defs></svg>'
    )
    outside, on = misplaced(svg.encode())
    assert outside.startswith("outside: 96")
    assert on.startswith("10,20")
