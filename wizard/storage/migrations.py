"""From older formats of the project file to the newest, one documented step at a time.

A step takes the raw project dictionary of format N and gives that of format N + 1; it never reads
the models, which know the newest format alone. To change the format: raise FORMAT, add the step
under the number it starts from, and put a file of the format before beside the test's samples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Raw = dict[str, Any]
Step = Callable[[Raw], Raw]

FORMAT = 2


def _more_questions(raw: Raw) -> Raw:
    """Format 2 asks more questions; in a file of format 1 each of them has its default answer.

    Nothing is filled in by hand and nothing is renamed. The number is raised because a program of
    format 1 does not know the new answers and would refuse them one by one as mistakes: it must
    say instead that the file is newer than itself.
    """
    return raw


STEPS: Mapping[int, Step] = {1: _more_questions}


def migrated(raw: Raw, found: int, steps: Mapping[int, Step] = STEPS, newest: int = FORMAT) -> Raw:
    """A raw project brought from the format it was found in to the newest; `raw` stays as it is."""
    project = raw
    for number in range(found, newest):
        project = steps[number](dict(project))
    return project
