"""The program in a real window of a real display server: shown, worked in, closed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 120
SCRIPT = """
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from wizard.app import make_window
from wizard.ui.preferences import Preferences

folder = Path(sys.argv[1])
application = QApplication([])
assert application.platformName() == "xcb", application.platformName()
preferences = Preferences(folder)
preferences.language = "ru"
window = make_window(preferences)
window.resize(1280, 800)
window.show()
assert QTest.qWaitForWindowExposed(window)
window.activateWindow()
assert QTest.qWaitForWindowActive(window)
window.session.new("online-service")
for name in ("company", "goals", "motivation", "summary", "package"):
    window.show_page(name)
    QTest.qWait(150)
window.show_page("goals")
window.reveal("goals.deals_per_month")
QTest.qWait(100)
editor = QApplication.focusWidget()
QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
QTest.keyClicks(editor, "30*10")
QTest.keyClick(editor, Qt.Key.Key_Return)
assert window.session.figures["goals.deals"].first == 300
screen = application.primaryScreen().grabWindow(0).toImage()
seen = {screen.pixel(x, y) for x in range(0, 1280, 9) for y in range(0, 800, 9)}
assert len(seen) > 50, "nothing is painted on the screen"
window.session.save_as(folder / "plan.salesplan")
assert window.close()
print("worked")
"""


def test_the_program_works_in_a_real_window(tmp_path: Path) -> None:
    xvfb = shutil.which("xvfb-run")
    if xvfb is None:
        assert "CI" not in os.environ, "the CI installs xvfb (TEST_PACKAGES of the Makefile)"
        pytest.skip("xvfb-run is missing: `make test` installs it on Debian and Ubuntu")
    done = subprocess.run(
        [xvfb, "-a", "-s", "-screen 0 1280x800x24", sys.executable, "-c", SCRIPT, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("worked")
    assert (tmp_path / "plan.salesplan").is_file()
