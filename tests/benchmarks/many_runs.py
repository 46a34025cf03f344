"""Many runs of a plan over its leading axis, in a process of their own.

`python -m tests.benchmarks.many_runs PRESET` prints {"wall", "cpu", "peak"} as JSON: seconds, and
the greatest memory of the process in bytes (0 where the system does not tell).
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np

from wizard.plan.plan import Plan, build_plan
from wizard.project.edit import aligned
from wizard.project.path import get
from wizard.project.project import Project
from wizard.storage.presets import load_preset

RUNS, CHUNK, SEED = 10_000, 1000, 1
WATCHED = ("goals.revenue", "result.operating_profit")
_UNCERTAIN = ("price", "conversion", "churn", "lead_cost", "salary")
_MOST = 10


def varied(project: Project, plan: Plan) -> list[str]:
    """The paths of the inputs that differ from run to run: prices, conversions, churn, pay."""
    uncertain = [path for path in plan.inputs if path.rpartition(".")[2] in _UNCERTAIN]
    return [path for path in uncertain if get(project, path)][:_MOST]


def solve_many(project: Project, plan: Plan, runs: int, chunk: int) -> dict[str, np.ndarray]:
    """The totals of the watched lines, run by run; each input is drawn between 80 and 120 %."""
    random = np.random.default_rng(SEED)
    likely = {path: float(get(project, path)) for path in varied(project, plan)}
    found: dict[str, list[np.ndarray]] = {key: [] for key in WATCHED}
    for start in range(0, runs, chunk):
        size = min(chunk, runs - start)
        changes = {
            path: random.triangular(0.8 * value, value, 1.2 * value, (size, 1))
            for path, value in likely.items()
        }
        scope = plan.solve(project, changes)
        for key in WATCHED:
            found[key].append(scope.lines[key].sum(axis=-1))
    return {key: np.concatenate(parts) for key, parts in found.items()}


def peak_memory() -> int:
    """The greatest memory that this process has held, in bytes; 0 where the system keeps quiet."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main() -> None:
    """Solve and tell."""
    project = aligned(load_preset(sys.argv[1]))
    plan = build_plan(project)
    solve_many(project, plan, CHUNK, CHUNK)
    cpu, wall = time.process_time(), time.perf_counter()
    found = solve_many(project, plan, RUNS, CHUNK)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    spread = {key: np.percentile(values, (10, 50, 90)).tolist() for key, values in found.items()}
    print(json.dumps({"wall": wall, "cpu": cpu, "peak": peak_memory(), "spread": spread}))


if __name__ == "__main__":
    main()
