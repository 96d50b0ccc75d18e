"""Feeds mutated files to the reader of exhibits, for as long as told, and reports what came of it.

python tools/fuzz_packet.py --minutes 10 [--seed 1] [--keep DIR]      (AUTHPACK_SAMPLES adds real forms)

A file may become pages or be refused. Anything else is a finding, and is kept: a child process that dies or needs
too long is shown as such (the packet names the exhibit and goes no further); an error of ours that is no refusal ends
with exit code 1.
"""

from __future__ import annotations

import argparse
import collections
import io
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import pikepdf  # noqa: E402

from authpack.errors import AuthpackError  # noqa: E402
from authpack.packets.exhibits import Read, Wanted, answers  # noqa: E402
from tests.functional.packets import hostile  # noqa: E402
from tests.functional.packets.mutation import mutated  # noqa: E402

BATCH = 40
FORBIDDEN = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/SubmitForm", b"/RichMedia")


def main() -> int:
    """Run; 1 when something that is no refusal was met."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    arguments = parser.parse_args()
    bases = [*originals()]
    counts: collections.Counter[str] = collections.Counter()
    end, seed, worst = time.monotonic() + arguments.minutes * 60, arguments.seed, 0.0
    while time.monotonic() < end:
        batch = [
            Wanted(
                f"s{seed + at}",
                "",
                bases[(seed + at) % len(bases)][0],
                mutated(bases[(seed + at) % len(bases)][1], seed + at),
            )
            for at in range(BATCH)
        ]
        seed += BATCH
        start = time.monotonic()
        for one, answer in zip(
            batch, answers(batch, [ROOT / "templates"], recompress=bool(seed % 3 == 0)), strict=True
        ):
            what = judged(answer)
            counts[what] += 1
            if what.startswith(("FINDING", "stopped")):
                arguments.keep.mkdir(parents=True, exist_ok=True)
                (
                    arguments.keep / f"{one.id}-{what.split(':')[0].split()[0].lower()}{one.suffix}"
                ).write_bytes(one.content)
        worst = max(worst, time.monotonic() - start)
    for what, count in sorted(counts.items(), key=lambda each: -each[1]):
        print(f"{count:8}  {what}")
    print(
        f"{sum(counts.values()):8}  files, seeds {arguments.seed} to {seed - 1}; slowest batch of {BATCH}: {worst:.1f} s"
    )
    return 1 if any(what.startswith("FINDING") for what in counts) else 0


def originals() -> list[tuple[str, bytes]]:
    """Ending and bytes of each file to be mutated."""
    made = [
        hostile.plain(), hostile.encrypted(owner_only=True), hostile.with_actions(), hostile.xfa(dynamic=False),
        hostile.with_hidden_layer(), hostile.shared_pictures(), hostile.sized([0, 0, 400, 700], Rotate=90, UserUnit=1.5),
    ]  # fmt: skip
    found = [(".pdf", one) for one in made]
    found += [(path.suffix, path.read_bytes()) for path in sorted((ROOT / "examples" / "exhibits").iterdir())]
    samples = os.environ.get("AUTHPACK_SAMPLES")
    if samples:
        found += [(".pdf", path.read_bytes()) for path in sorted(Path(samples, "pdf_forms").glob("*.pdf"))]
    return found


def judged(answer: Read | AuthpackError) -> str:
    """A word for what came of a file."""
    if isinstance(answer, AuthpackError):
        if "made its reader stop" in answer.what or "needs more than" in answer.what:
            return "stopped: the child died or needed too much; refused by name"
        if "breaks" in answer.what:
            return "refused: the file breaks its reader"
        return "refused"
    with pikepdf.open(io.BytesIO(answer.pdf)) as pdf:
        if len(pdf.pages) != len(answer.pages):
            return "FINDING: pages and facts differ"
        if pdf.get_warnings():
            return "FINDING: what we wrote is damaged"
    if any(word in answer.pdf for word in FORBIDDEN):
        return "FINDING: an action or attached file came along"
    return "pages, after repair" if answer.warnings else "pages"


if __name__ == "__main__":
    sys.exit(main())
