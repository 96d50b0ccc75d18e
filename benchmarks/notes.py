"""Speed of the notes of a whole course (36 sessions, DOCX, PDF and trace), measured here and now; asserts nothing.

python benchmarks/notes.py [ROUNDS]
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASE = ROOT / "examples" / "15-course-with-sessions.yaml"
LOG = ROOT / "examples" / "logs" / "session-log.csv"
GOAL_S = 5


def one_round() -> tuple[float, float]:
    """Seconds on the wall and of processor time of one whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        words = [
            sys.executable,
            "-m",
            "authpack",
            "notes",
            str(CASE),
            "--log",
            str(LOG),
            "-o",
            f"{folder}/notes",
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        start = time.perf_counter()
        subprocess.run(words, check=True, env=environment, stdout=subprocess.DEVNULL)
        wall = time.perf_counter() - start
        count = len(list(Path(folder, "notes").glob("*.pdf")))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if count != 36:
        raise SystemExit(f"{count} notes were written, not 36")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    measured = [one_round() for _ in range(rounds)]
    wall, cpu = (statistics.median(one) for one in zip(*measured, strict=True))
    load = f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    print(f"36 notes in DOCX and PDF from a log, whole process, median of {rounds}{load}:")
    print(
        f"  {wall:.2f} s on the wall (goal {GOAL_S}), {cpu:.2f} s of processor time, {cpu / 36 * 1000:.0f} ms a note"
    )


if __name__ == "__main__":
    main()
