"""Pictures one can work with: saved, copied, enlarged, pressed, walked through, dragged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import finding
from wizard.plan.simulator import simulate
from wizard.project.goals import SeasonBy
from wizard.project.path import get
from wizard.storage.presets import load_preset
from wizard.storage.project_file import create
from wizard.ui.drawn import Spot
from wizard.ui.main_window import MainWindow
from wizard.ui.widgets.attainment import AttainmentSlider, BonusCurve
from wizard.ui.widgets.canvas import Canvas
from wizard.ui.widgets.drawing import Drawing
from wizard.ui.widgets.explanation import ExplanationNote
from wizard.ui.widgets.picture import PNG_WIDTH, Picture, png
from wizard.ui.widgets.season import PATH, SeasonCurve
from wizard.ui.widgets.side_panel import SidePanel

SHOWN = {
    "goals": ("funnel",),
    "structure": ("organisation", "plan-by-month:capacity"),
    "costs": ("cost-structure", "plan-by-month:profit"),
    "documentation": ("process",),
    "launch": ("timeline",),
    "summary": ("plan-by-month",),
}
WAIT_MS = 10_000


def drawing(window: MainWindow, page: str, name: str, qtbot: QtBot) -> Drawing:
    """A drawing of a page or of the panel beside it, once it is there."""
    if window.current != page:
        window.show_page(page)
    window.activateWindow()
    found = next(
        one for one in window.findChildren(Drawing) if one.name == name and one.isVisible()
    )
    qtbot.waitUntil(lambda: bool(found.shown.spots), timeout=WAIT_MS)
    QApplication.processEvents()
    return found


def frame(canvas: QWidget) -> Picture:
    parent = canvas.parentWidget()
    assert isinstance(parent, Picture)
    return parent


def spot(canvas: Canvas, target: str) -> Spot:
    return next(one for one in canvas.spots if one.target == target)


def middle(canvas: Canvas, target: str) -> QPoint:
    return canvas.area(spot(canvas, target)).center().toPoint()


def test_the_first_page_of_an_opened_file_has_its_picture(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "план.salesplan"
    create(load_preset("online-service"), file)
    window.session.open(file)
    assert window.current == "goals"
    assert drawing(window, "goals", "funnel", qtbot).shown.svg


def press(canvas: Canvas, target: str) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle(canvas, target))


def mouse(widget: QWidget, kind: QEvent.Type, place: QPoint) -> None:
    """One event of the left button; the offscreen pointer is moved by nobody else."""
    buttons = Qt.MouseButton.LeftButton
    is_move = kind is QEvent.Type.MouseMove
    event = QMouseEvent(
        kind,
        QPointF(place),
        QPointF(widget.mapToGlobal(place)),
        Qt.MouseButton.NoButton if is_move else buttons,
        Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else buttons,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def drag(widget: QWidget, start: QPoint, end: QPoint, steps: int = 6) -> None:
    mouse(widget, QEvent.Type.MouseButtonPress, start)
    for step in range(1, steps + 1):
        mouse(widget, QEvent.Type.MouseMove, start + (end - start) * step / steps)
    mouse(widget, QEvent.Type.MouseButtonRelease, end)


# The frame


@pytest.mark.parametrize("page", SHOWN)
def test_every_picture_says_what_it_shows(opened: MainWindow, qtbot: QtBot, page: str) -> None:
    for name in SHOWN[page]:
        found = drawing(opened, page, name, qtbot)
        caption = opened.session.say(found.caption)
        assert found.accessibleName() == caption
        assert found.accessibleDescription() == found.shown.words
        assert len(found.shown.words) > len(caption)
        assert all(one.words for one in found.spots)


@pytest.mark.parametrize("page", SHOWN)
def test_every_picture_has_its_menu_by_keys(opened: MainWindow, qtbot: QtBot, page: str) -> None:
    for name in SHOWN[page]:
        picture = frame(drawing(opened, page, name, qtbot))
        assert picture.button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert opened.session.say(picture.drawable.caption) in picture.button.accessibleName()
        assert [action.text() for action in picture.menu.actions()] == [
            "Сохранить как PNG…", "Сохранить как SVG…", "Скопировать", "Увеличить",
        ]  # fmt: skip


def test_the_right_mouse_button_opens_the_menu(opened: MainWindow, qtbot: QtBot) -> None:
    found = drawing(opened, "goals", "funnel", qtbot)
    place = found.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, found.mapToGlobal(place))
    QApplication.sendEvent(found, event)
    menu = frame(found).menu
    assert menu.isVisible()
    menu.close()


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_is_saved(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "воронка"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(target), ""))
    picture = frame(drawing(opened, "goals", "funnel", qtbot))
    next(one for one in picture.menu.actions() if kind.upper() in one.text()).trigger()
    written = (tmp_path / f"воронка.{kind}").read_bytes()
    if kind == "svg":
        assert written.startswith(b"<svg")
        assert b"spot:" not in written
    else:
        image = QImage.fromData(written)
        assert image.width() == PNG_WIDTH
        assert image.pixelColor(2, 2).name() == "#ffffff"
        assert len({image.pixel(x, image.height() // 2) for x in range(PNG_WIDTH)}) > 2


def test_a_picture_takes_the_place_of_an_older_one_in_one_step(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, target = tmp_path / "older.svg", tmp_path / "воронка.svg"
    older.write_bytes(b"older")
    os.link(older, target)  # written over in its place, the older one would be lost with it
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(target), ""))
    frame(drawing(opened, "goals", "funnel", qtbot)).save_svg()
    assert target.read_bytes().startswith(b"<svg")
    assert older.read_bytes() == b"older"


def test_where_saving_fails_it_is_said(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    target = tmp_path / "нет такой папки" / "воронка.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(target), ""))
    monkeypatch.setattr(
        "wizard.ui.widgets.picture.tell",
        lambda _window, interface, text: told.append(interface.say(text)),
    )
    frame(drawing(opened, "goals", "funnel", qtbot)).save_png()
    assert len(told) == 1
    assert "воронка.png" in told[0]


def test_a_picture_is_copied_as_image_and_as_svg(opened: MainWindow, qtbot: QtBot) -> None:
    frame(drawing(opened, "goals", "funnel", qtbot)).copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert bytes(data.data("image/svg+xml").data()).startswith(b"<svg")


def test_a_picture_is_enlarged_and_goes_on_following(opened: MainWindow, qtbot: QtBot) -> None:
    small = drawing(opened, "goals", "funnel", qtbot)
    dialog = frame(small).enlarge()
    large = dialog.findChild(Drawing)
    assert isinstance(large, Drawing)
    qtbot.waitUntil(lambda: bool(large.shown.svg), timeout=WAIT_MS)
    assert large.width() > 2 * small.width()
    before = large.shown.words
    opened.session.answer("goals.deals_per_month", 300.0)
    qtbot.waitUntil(lambda: large.shown.words != before, timeout=WAIT_MS)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not [one for one in opened.findChildren(QDialog) if one.isVisible()]


# Leading on


def test_a_stage_of_the_funnel_leads_to_its_row(opened: MainWindow, qtbot: QtBot) -> None:
    found = drawing(opened, "goals", "funnel", qtbot)
    stage = opened.session.project.goals.funnel[1]
    press(found, f"goals.funnel.{stage.id}")
    table = finding.table(opened, "goals.funnel")
    assert table.currentIndex().row() == 1
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus is table or table.isAncestorOf(focus)


def test_a_picture_is_walked_through_and_pressed_by_keys(opened: MainWindow, qtbot: QtBot) -> None:
    found = drawing(opened, "goals", "funnel", qtbot)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    assert found.accessibleDescription() == found.spots[0].words
    QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Down)
    assert found.accessibleDescription() == found.spots[2].words
    QTest.keyClick(found, Qt.Key.Key_Return)
    assert finding.table(opened, "goals.funnel").currentIndex().row() == 2


def test_a_task_of_the_calendar_leads_to_its_row(opened: MainWindow, qtbot: QtBot) -> None:
    found = drawing(opened, "launch", "timeline", qtbot)
    task = opened.session.project.launch.tasks[3]
    press(found, f"launch.tasks.{task.id}")
    assert finding.table(opened, "launch.tasks").currentIndex().row() == 3


def test_a_step_of_the_process_leads_to_its_row(opened: MainWindow, qtbot: QtBot) -> None:
    found = drawing(opened, "documentation", "process", qtbot)
    step = opened.session.project.documentation.process[2]
    press(found, f"documentation.process.{step.id}")
    assert finding.table(opened, "documentation.process").currentIndex().row() == 2


def test_a_month_tells_its_numbers_and_is_explained(opened: MainWindow, qtbot: QtBot) -> None:
    found = drawing(opened, "structure", "plan-by-month:capacity", qtbot)
    session = opened.session
    target = "figure:structure.feasible_deals:3"
    mouse(found, QEvent.Type.MouseMove, middle(found, target))
    words = spot(found, target).words
    assert QToolTip.text() == words
    for key in ("goals.deals", "structure.feasible_deals"):
        figure = session.figures[key]
        assert session.written(figure.month(3), figure.unit, sign=False) in words
    press(found, target)
    note = opened.findChild(ExplanationNote)
    assert note is not None
    assert note.isVisible()
    assert session.say(session.figures["structure.feasible_deals"].label) in note.name.text()


# Following edits


def test_an_edit_keeps_the_old_picture_until_the_new_one_is_there(
    opened: MainWindow, qtbot: QtBot
) -> None:
    found = drawing(opened, "goals", "funnel", qtbot)
    before, height = found.shown, found.height()
    with qtbot.waitSignal(found.drawn, timeout=WAIT_MS):
        opened.session.answer("goals.deals_per_month", 320.0)
        assert found.shown is before
    assert found.shown is not before
    assert found.height() == height


def test_answers_given_faster_than_drawn_end_in_the_newest(
    opened: MainWindow, qtbot: QtBot
) -> None:
    found = drawing(opened, "goals", "funnel", qtbot)
    for deals in range(200, 230):
        opened.session.answer("goals.deals_per_month", float(deals), going_on=True)
    last = opened.session.project.goals.funnel[-1]
    figure = opened.session.figures[f"goals.stage.{last.id}"]
    shown = opened.session.written(figure.first, figure.unit, sign=False)
    target = f"goals.funnel.{last.id}"
    qtbot.waitUntil(lambda: shown in spot(found, target).words, timeout=WAIT_MS)


def test_coming_back_to_a_page_its_picture_is_there_at_once(
    opened: MainWindow, qtbot: QtBot
) -> None:
    found = drawing(opened, "goals", "funnel", qtbot)
    height = found.height()
    drawing(opened, "documentation", "process", qtbot)
    opened.show_page("goals")
    assert found.shown.svg
    assert found.height() == height


# The organisation chart


def test_a_role_dragged_under_another_reports_to_it(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    found = drawing(opened, "structure", "organisation", qtbot)
    first, second = (role.id for role in session.project.structure.roles[1:3])
    path = f"structure.roles.{second}.reports_to"
    before = session.value(path)
    assert before != first
    start = middle(found, f"structure.roles.{second}")
    end = middle(found, f"structure.roles.{first}")
    drag(found, start, end)
    assert session.value(path) == first
    step = session.next_undo
    assert step is not None
    assert step.path == path
    opened.undo()
    assert session.value(path) == before


def test_a_role_cannot_be_dragged_under_its_own_people(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    found = drawing(opened, "structure", "organisation", qtbot)
    roles = session.project.structure.roles
    head, seller = roles[0].id, roles[1].id
    assert roles[1].reports_to == head
    before = session.project
    drag(
        found,
        middle(found, f"structure.roles.{head}"),
        middle(found, f"structure.roles.{seller}"),
    )
    assert session.project is before
    assert roles[0].title in found.accessibleDescription()
    assert QToolTip.text() == found.accessibleDescription()


def test_a_role_that_is_dropped_beside_the_chart_stays(opened: MainWindow, qtbot: QtBot) -> None:
    found = drawing(opened, "structure", "organisation", qtbot)
    before = opened.session.project
    role = opened.session.project.structure.roles[1].id
    drag(found, middle(found, f"structure.roles.{role}"), QPoint(2, found.height() - 2))
    assert opened.session.project is before


def test_a_role_that_is_pressed_and_not_dragged_leads_to_its_row(
    opened: MainWindow, qtbot: QtBot
) -> None:
    found = drawing(opened, "structure", "organisation", qtbot)
    role = opened.session.project.structure.roles[2].id
    press(found, f"structure.roles.{role}")
    assert finding.table(opened, "structure.roles").currentIndex().row() == 2


# The season


def season(window: MainWindow) -> SeasonCurve:
    window.show_page("goals")
    found = window.page().findChild(SeasonCurve)
    assert found is not None
    window.activateWindow()
    window.page().bring(found)
    QApplication.processEvents()
    return found


def test_a_month_is_dragged_and_undone_as_one_step(opened: MainWindow, qtbot: QtBot) -> None:
    curve, session = season(opened), opened.session
    before = session.project
    start = curve.point(2).toPoint()
    leads = session.figures["goals.deals"].months
    drag(curve, start, start - QPoint(0, 40))
    raised = get(session.project, f"{PATH}.2")
    assert raised > 1
    assert round(raised / 0.05, 6) == round(raised / 0.05)
    assert session.figures["goals.deals"].months != leads
    opened.undo()
    assert session.project.goals == before.goals
    assert session.next_undo is None


def test_the_arrows_choose_a_month_and_change_it_by_a_twentieth(
    opened: MainWindow, qtbot: QtBot
) -> None:
    curve, session = season(opened), opened.session
    curve.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(curve, Qt.Key.Key_Right)
    QTest.keyClick(curve, Qt.Key.Key_Up)
    assert get(session.project, f"{PATH}.1") == 1.05
    QTest.keyClick(curve, Qt.Key.Key_Down)
    QTest.keyClick(curve, Qt.Key.Key_Down)
    assert get(session.project, f"{PATH}.1") == 0.95
    assert "фев: 0,95" in curve.accessibleDescription()
    opened.undo()
    assert get(session.project, f"{PATH}.1") == 1.0


def test_a_month_is_never_dragged_below_nothing(opened: MainWindow, qtbot: QtBot) -> None:
    curve = season(opened)
    start = curve.point(5).toPoint()
    drag(curve, start, start + QPoint(0, 500))
    assert get(opened.session.project, f"{PATH}.5") == 0.0


def test_the_curve_stands_only_where_the_season_is_entered(
    opened: MainWindow, qtbot: QtBot
) -> None:
    curve = season(opened)
    assert curve.isVisible()
    opened.session.answer("goals.season_by", SeasonBy.WORKING_DAYS)
    assert not curve.isVisible()


def test_the_season_is_saved_as_it_is_painted(opened: MainWindow, qtbot: QtBot) -> None:
    svg = season(opened).export()
    assert b"<svg" in svg
    assert svg.count(b"<circle") + svg.count(b"<ellipse") >= 12 or svg.count(b"<path") >= 12


# The bonus curve


def bonus(window: MainWindow, qtbot: QtBot) -> tuple[BonusCurve, AttainmentSlider]:
    window.show_page("motivation")
    curve = window.page().findChild(BonusCurve)
    slider = window.page().findChild(AttainmentSlider)
    assert curve is not None
    assert slider is not None
    qtbot.waitUntil(lambda: curve.isVisible() and bool(slider.words.text()), timeout=WAIT_MS)
    return curve, slider


def test_the_slider_tells_income_and_cost_at_each_percent(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    curve, slider = bonus(opened, qtbot)
    role = session.project.structure.roles[0].id
    found = simulate(session.shown, role, 101)
    for percent in (50, 73, 120, 150):
        slider.slider.setValue(percent - 50)
        own = found.curves[0]
        for value in (own.incomes[percent - 50], own.costs[percent - 50]):
            assert (
                session.written(value, session.figures["costs.total"].unit) in slider.words.text()
            )
        assert f"{percent}" in slider.words.text()
        place = curve.place()
        assert place is not None
        assert curve.rect().contains(place.toPoint())


def test_the_slider_is_moved_by_keys(opened: MainWindow, qtbot: QtBot) -> None:
    curve, slider = bonus(opened, qtbot)
    slider.slider.setFocus()
    before = curve.point
    QTest.keyClick(slider.slider, Qt.Key.Key_Right)
    assert curve.point == before + 1
    assert slider.slider.accessibleDescription() == slider.words.text()


def test_the_marked_point_moves_along_the_curve(opened: MainWindow, qtbot: QtBot) -> None:
    curve, slider = bonus(opened, qtbot)
    places = []
    for point in (0, 50, 100):
        slider.slider.setValue(point)
        places.append(curve.place())
    xs = [place.x() for place in places if place is not None]
    ys = [place.y() for place in places if place is not None]
    assert xs == sorted(xs)
    assert ys == sorted(ys, reverse=True)  # more done, more earned


def panel_body(window: MainWindow) -> QWidget:
    panel = window.findChild(SidePanel)
    assert panel is not None
    body = panel.widget()
    assert body is not None
    return body


def test_the_panel_keeps_its_place_while_a_picture_is_drawn(
    opened: MainWindow, qtbot: QtBot
) -> None:
    found = drawing(opened, "goals", "funnel", qtbot)
    body = panel_body(opened)
    heights = {body.height()}
    for deals in (151.0, 152.0, 153.0):
        with qtbot.waitSignal(found.drawn, timeout=WAIT_MS):
            opened.session.answer("goals.deals_per_month", deals)
        heights.add(body.height())
    assert len(heights) == 1


@pytest.mark.parametrize("page", [*SHOWN, "motivation"])
def test_every_picture_of_a_page_can_be_saved_and_enlarged(
    opened: MainWindow, qtbot: QtBot, page: str
) -> None:
    if page == "motivation":
        bonus(opened, qtbot)
    opened.show_page(page)
    pictures = [one for one in opened.findChildren(Picture) if one.isVisible()]
    assert pictures
    for picture in pictures:
        svg = picture.drawable.export()
        assert b"<svg" in svg
        assert b"spot:" not in svg
        assert QImage.fromData(png(svg)).width() == PNG_WIDTH
        dialog = picture.enlarge()
        assert dialog.windowTitle() == opened.session.say(picture.drawable.caption)
        dialog.close()


def test_a_project_that_is_closed_takes_its_enlarged_pictures_with_it(
    opened: MainWindow, qtbot: QtBot
) -> None:
    frame(drawing(opened, "goals", "funnel", qtbot)).enlarge()
    opened.session.new("wholesale")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [one for one in opened.findChildren(QDialog) if one.isVisible()]
    opened.session.answer("goals.deals_per_month", 42.0)  # nobody is left who would be told


def test_a_picture_that_has_no_place_yet_is_no_window(opened: MainWindow, qtbot: QtBot) -> None:
    made = Drawing(opened.session, "funnel")
    assert not made.isVisible()
    made.deleteLater()
