"""A drawing as the window shows it: its SVG, where its parts lie and lead, and what it says.

The engine marks a part by a link `spot:<where>`; here the marks become areas and leave the SVG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_MARK = re.compile(rb'<a [^>]*href="spot:[^>]*><rect [^>]*/></a>')
_NUMBERS = re.compile(r"[-+\d.eE]+")
_PREFIX = "spot:"

Area = tuple[float, float, float, float]
"""Left, top, width and height as parts of the picture's width and height."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a picture: where it leads, where it lies, what it says."""

    target: str
    area: Area
    words: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture; `scale` is what its vertical axis spans, where something is painted over it."""

    svg: bytes = b""
    spots: tuple[Spot, ...] = ()
    words: str = ""
    scale: tuple[float, float] = (0.0, 0.0)


def drawn(
    svg: bytes, told: Sequence[tuple[str, str]], scale: tuple[float, float] = (0.0, 0.0)
) -> Drawn:
    """A picture of a marked SVG and of what its parts say."""
    words = {target: said for target, said in told if target}
    spots: list[Spot] = []
    known: set[str] = set()
    for target, area in _marks(svg) if _MARK.search(svg) else ():
        if target not in known:
            known.add(target)
            spots.append(Spot(target, area, words.get(target, "")))
    # Read in the order in which the parts are told, wherever the engine drew them.
    order = {target: place for place, target in enumerate(words)}
    spots.sort(key=lambda spot: order.get(spot.target, len(order)))
    said = ". ".join(said.rstrip(".") for _target, said in told)
    return Drawn(_MARK.sub(b"", svg), tuple(spots), said, scale)


def _marks(svg: bytes) -> Iterator[tuple[str, Area]]:
    root = ElementTree.fromstring(svg)
    _left, _top, width, height = map(float, root.attrib["viewBox"].split())
    yield from _below(root, 0.0, 0.0, width, height)


def _below(
    parent: ElementTree.Element, left: float, top: float, width: float, height: float
) -> Iterator[tuple[str, Area]]:
    for child in parent:
        if child.tag not in (f"{_SVG}g", f"{_SVG}a"):
            continue
        by_x, by_y = _moved(child.get("transform", ""))
        x, y = left + by_x, top + by_y
        target = child.get("href", "")
        if child.tag == f"{_SVG}a" and target.startswith(_PREFIX):
            rect = child[0]
            size = float(rect.get("width", 0)), float(rect.get("height", 0))
            area = (x / width, y / height, size[0] / width, size[1] / height)
            yield target.removeprefix(_PREFIX), area
        else:
            yield from _below(child, x, y, width, height)


def _moved(transform: str) -> tuple[float, float]:
    """How far a transform of the engine moves: it never turns or scales a marked part."""
    numbers = [float(one) for one in _NUMBERS.findall(transform.partition("(")[2])]
    if transform.startswith("matrix"):
        return numbers[4], numbers[5]
    return (numbers[0], numbers[1] if len(numbers) > 1 else 0.0) if numbers else (0.0, 0.0)
