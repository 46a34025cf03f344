"""The way of Tab: through what is seen, as it is laid.

Qt leads Tab in the order in which widgets were made. The parts of a page come and go with the
answers and with the row that is chosen, so that order soon is not the one of the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QScrollArea, QWidget


def tab_on(root: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next stop inside the root, or to the one before. False if none is."""
    stops = list(tab_stops(root))
    focused = QApplication.focusWidget()
    while focused is not None and focused not in stops:
        focused = focused.parentWidget()  # an open cell belongs to its table
    if focused is None or len(stops) < 2:
        return False
    step, reason = 1, Qt.FocusReason.TabFocusReason
    if not forward:
        step, reason = -1, Qt.FocusReason.BacktabFocusReason
    stops[(stops.index(focused) + step) % len(stops)].setFocus(reason)
    return True


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab stops at, in the order of the layouts; what lies over them comes last."""
    if not widget.isVisible():
        return
    takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    if takes_tab and widget.isEnabled() and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea):
        body = widget.widget()
        parts = [body] if body is not None else []
    else:
        layout = widget.layout()
        parts = list(_laid(layout)) if layout is not None else []
        parts += [
            child
            for child in widget.children()
            if isinstance(child, QWidget) and not child.isWindow() and child not in parts
        ]
    for part in parts:
        yield from tab_stops(part)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for place in _places(layout):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid(inner)


def _places(layout: QLayout) -> list[int]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):

        def row_and_column(place: int) -> tuple[int, int]:
            # PySide6 says that it gives an object; it gives row, column and how many of each.
            found: tuple[int, int, int, int] = layout.getItemPosition(place)  # type: ignore[assignment]
            return found[:2]

        places.sort(key=row_and_column)
    return places
