"""Recovery files as other runs of the program leave them."""

from __future__ import annotations

import json
from pathlib import Path


def of_another_run(place: Path, pid: int = 0) -> Path:
    """A recovery file of this run as if another one had written it: one that has ended, or the
    process of that number."""
    whole = json.loads(place.read_text("utf-8"))
    stem, _dash, run = place.stem.rpartition("-")
    whole.update(pid=pid, run=run[::-1])
    place.unlink()
    other = place.with_name(f"{stem}-{run[::-1]}{place.suffix}")
    other.write_text(json.dumps(whole), "utf-8")
    return other
