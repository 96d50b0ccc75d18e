"""Speed of authpack, measured here and now; prints medians and ratios, asserts nothing.

python benchmarks/run.py            all
python benchmarks/run.py --quick    fewer rounds, 10,000 instead of 100,000 records
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# As installed: with the compiled modules that pip writes.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
EXAMPLE = ROOT / "examples" / "01-clean-approval.yaml"


def process(arguments: list[str], rounds: int) -> float:
    """Median seconds of a whole child process."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments],
            check=False,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def warm(work: Callable[[], object], rounds: int) -> float:
    """Median seconds of a call after one warm-up."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def show(name: str, seconds: float, goal: str, beside: float | None = None) -> None:
    ratio = f"  {seconds / beside:5.1f} x bare python" if beside else ""
    print(f"{name:<66}{seconds * 1000:10.2f} ms   goal {goal}{ratio}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    rounds = 5 if quick else 15
    bare = process(["-c", "pass"], rounds)
    show("python -c pass", bare, "-")
    show("authpack --help", process(["-m", "authpack", "--help"], rounds), "4 x bare", bare)
    show(
        "authpack check (cold process)",
        process(["-m", "authpack", "check", str(EXAMPLE)], rounds),
        "250 ms",
        bare,
    )
    with tempfile.TemporaryDirectory() as folder:
        show(
            "authpack letter, DOCX and PDF (cold process)",
            process(["-m", "authpack", "letter", str(EXAMPLE), "-o", folder, "--force"], rounds),
            "500 ms",
            bare,
        )
    library(rounds * 4)
    documents(rounds)
    stream(10_000 if quick else 100_000)


def library(rounds: int) -> None:
    from authpack import api

    show("load all policies", warm(api.catalog, rounds), "100 ms")
    policies = api.catalog().policies
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        case = api.load_case(path)
        request = next(one for one in case.requests if one.state == "open")
        named = case.coverage_of(request)
        assert named is not None and named.policy is not None
        policy = api.catalog(only=named.policy).policies[-1]

        def one(case: api.Case = case, policy: api.Policy = policy, request: str = request.id) -> object:
            return api.explain(api.check(case, policy=policy, request=request), case)

        show(f"one case x one policy, judged and worded ({path.stem})", warm(one, rounds * 5), "0.5 ms")
    case = api.load_case(EXAMPLE)
    show(
        f"one case x all {len(policies)} policies, judged",
        warm(lambda: api.compare(case, policies), rounds),
        "10 ms",
    )


def documents(rounds: int) -> None:
    from authpack import api, content
    from authpack.documents.letters import compose_letter
    from authpack.documents.matter import Matter
    from authpack.documents.writers.docx import write_docx
    from authpack.documents.writers.pdf import write_pdf
    from authpack.documents.writers.style import load_style

    case = api.load_case(EXAMPLE)
    result = api.check(case)
    folders = [root.path for root in content.template_roots()]
    style = load_style(folders[-1] / "styles")
    count = iter(range(1_000_000))

    def composed() -> object:
        # A new number each time: typst would answer an identical document from its cache.
        member = {"member_id": f"EXAMPLE-{next(count)}"}
        coverage = (case.coverage[0].model_copy(update=member), *case.coverage[1:])
        changed = case.model_copy(update={"coverage": coverage})
        matter = Matter(changed, api.request_of(changed), result, result.as_of)
        return compose_letter(matter, allow_gaps=False, folders=folders).document

    compose = warm(composed, rounds)
    show("letter as blocks (template, trace, read-back), warm", compose, "-")
    show("letter as PDF, warm, blocks included", warm(lambda: write_pdf(composed(), style), rounds), "40 ms")  # type: ignore[arg-type]
    show(
        "letter as DOCX, warm, blocks included", warm(lambda: write_docx(composed(), style), rounds), "60 ms"
    )  # type: ignore[arg-type]


def stream(count: int) -> None:
    from authpack import api

    case = api.load_case(EXAMPLE)
    policy = api.catalog(only="washington-hta-htcc-tms").policies[-1]
    line = json.dumps(case.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        for number in range(count):
            file.write(line.replace('"example-01"', f'"example-{number}"', 1) + "\n")
    try:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        with Path(file.name).open("rb") as lines:
            judged = sum(1 for _ in api.check_lines(lines, policy))
        seconds = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    finally:
        Path(file.name).unlink()
    print(
        f"{judged:,} JSON lines of {len(line) / 1024:.1f} KB parsed and judged: {judged / seconds:,.0f} a second "
        f"(goal 2,000), memory +{(after - before) / 1024:.1f} MB"
    )


if __name__ == "__main__":
    main()
