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
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from authpack.api import Case
    from authpack.documents.matter import Matter

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


def prepared(make: Callable[[], Case], work: Callable[[Case], object], rounds: int) -> float:
    """Median seconds of a call on something made anew, untimed, for each round."""
    work(make())
    times = []
    for _ in range(rounds):
        made = make()
        start = time.perf_counter()
        work(made)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def pace() -> None:
    """A loop of 100,000 additions: what other runs, on this machine or another, are to be read beside."""
    total = 0
    for number in range(100_000):
        total += number * number % 7


def show(name: str, seconds: float, goal: str, beside: float | None = None, more: str = "") -> None:
    ratio = f"  {seconds / beside:5.1f} x bare python" if beside else ""
    print(f"{name:<82}{seconds * 1000:10.2f} ms   goal {goal}{ratio}{more}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    rounds = 5 if quick else 15
    show("this machine's pace: a plain loop of 100,000 rounds", warm(pace, 50), "-")
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
    figures(rounds)
    stream(10_000 if quick else 100_000)


def library(rounds: int) -> None:
    from authpack import api

    show("load all policies", warm(api.catalog, rounds), "100 ms")
    show("load the table of drugs", warm(drug_table, rounds), "-")
    policies = api.catalog().policies
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        case = api.load_case(path)
        # Several open requests, or none: there is no one answer to measure.
        if sum(request.state == "open" for request in case.requests) != 1:
            continue
        # The revision that governs the request, not the newest: a text that does not govern is not judged at all.
        policy = api.check(case).policy

        def one(case: api.Case, policy: api.Policy = policy) -> object:
            return api.explain(api.check(case, policy=policy), case)

        # A record keeps what was worked out of it: asked again it answers faster. Both are shown.
        first = prepared(case.model_copy, one, rounds * 5)
        show(
            f"one case x one policy, judged and worded ({path.stem})",
            warm(partial(one, case), rounds * 5),
            "0.5 ms",
            more=f"   a record never asked before: {first * 1000:.2f} ms",
        )
    case = api.load_case(EXAMPLE)
    first = prepared(case.model_copy, lambda fresh: api.compare(fresh, policies), rounds)
    show(
        f"one case x all {len(policies)} policies, judged",
        warm(lambda: api.compare(case, policies), rounds),
        "10 ms",
        more=f"   a record never asked before: {first * 1000:.2f} ms",
    )


def drug_table() -> None:
    """The rows of all drugs, read anew."""
    from authpack.reference import drugs

    drugs._table.cache_clear()
    drugs.all_drugs()


def documents(rounds: int) -> None:
    from authpack import api, content
    from authpack.documents.blocks import Document
    from authpack.documents.letters import compose_letter
    from authpack.documents.matter import Matter
    from authpack.documents.readback import find_loose
    from authpack.documents.writers.docx import write_docx
    from authpack.documents.writers.pdf import write_pdf
    from authpack.documents.writers.style import load_style
    from authpack.reference.vocabulary import drug_words

    case = api.load_case(EXAMPLE)
    result = api.check(case)
    folders = [root.path for root in content.template_roots()]
    style = load_style(folders[-1] / "styles")
    count = iter(range(1_000_000))

    def composed() -> Document:
        # A new number each time: typst would answer an identical document from its cache.
        member = {"member_id": f"EXAMPLE-{next(count)}"}
        coverage = (case.coverage[0].model_copy(update=member), *case.coverage[1:])
        changed = case.model_copy(update={"coverage": coverage})
        return blocks(Matter(changed, api.request_of(changed), result, result.as_of))

    def blocks(matter: Matter) -> Document:
        return compose_letter(matter, allow_gaps=True, folders=folders).document

    read = composed()
    names = drug_words()
    show(
        "letter read back for values of unknown origin",
        warm(lambda: find_loose(read, drugs=names, literals=("PHQ-9",)), rounds * 4),
        "-",
    )
    compose = warm(composed, rounds)
    show("letter as blocks (template, trace, read-back), warm", compose, "-")
    show(
        "letter as PDF, warm, blocks included (the record changed since)",
        warm(lambda: write_pdf(composed(), style), rounds),
        "40 ms",
    )
    show(
        "letter as PDF, warm, blocks included (another patient's, never set before)",
        statistics.median(other_letters(lambda matter: write_pdf(blocks(matter), style))),
        "40 ms",
    )
    show(
        "letter as DOCX, warm, blocks included", warm(lambda: write_docx(composed(), style), rounds), "60 ms"
    )


def other_letters(work: Callable[[Matter], object]) -> list[float]:
    """Seconds of a call for each further example that has a letter; what its kind of letter loads is loaded before."""
    from authpack import api, content
    from authpack.documents.letters import compose_letter
    from authpack.documents.matter import Matter
    from authpack.errors import AuthpackError

    folders = [root.path for root in content.template_roots()]
    times = []
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        try:
            case = api.load_case(path)
            result = api.check(case)
            matter = Matter(case, api.request_of(case), result, result.as_of)
            compose_letter(matter, allow_gaps=True, folders=folders)
        except AuthpackError:
            continue  # two open requests, or none: which letter is not told
        start = time.perf_counter()
        work(matter)
        times.append(time.perf_counter() - start)
    return times[1:]  # the first is the example of the other lines


def figures(rounds: int) -> None:
    """Both charts of one record: drawn as shapes and labels, then each as a page of PDF, as SVG and as PNG."""
    from authpack import api, content
    from authpack.criteria.facts import Facts
    from authpack.documents.blocks import Document, Figure
    from authpack.documents.charts import medication_timeline, score_trend
    from authpack.documents.letter_facts import LetterFacts
    from authpack.documents.trace import Tracer
    from authpack.documents.writers.figures import png_of, svg_of
    from authpack.documents.writers.pdf import write_pdf
    from authpack.documents.writers.style import load_style

    case = api.load_case(EXAMPLE)
    request = api.request_of(case)
    day = api.check(case).as_of
    style = load_style(content.template_roots()[-1].path / "styles")
    count = iter(range(1_000_000))

    def page(figure: Figure | None) -> bytes:
        # Another title each time: typst would answer an identical document from its cache.
        return write_pdf(Document(f"T{next(count)}", (figure,) if figure else ()), style)

    empty = warm(lambda: page(None), rounds)
    for name, maker in (("score trend", score_trend), ("timeline", medication_timeline)):

        def draw(maker: Callable[[LetterFacts], Figure | None] = maker) -> Figure:
            facts = Facts(case, request, day)
            made = maker(LetterFacts(case, request, facts, Tracer(), adverse=frozenset(), classes={}))
            assert made is not None
            return made

        figure = draw()
        svg = svg_of(figure, style)
        drawn = warm(draw, rounds * 4)

        def fresh(svg: str = svg) -> str:
            return svg.replace("</svg>", f"<!--{next(count)}--></svg>")

        def pixels(figure: Figure = figure) -> bytes:
            return png_of(fresh(), figure.width, figure.height, style)

        show(f"chart: {name}, shapes and traced labels", drawn, "10 ms")
        show(f"chart: {name}, added to a PDF", warm(partial(page, figure), rounds) - empty, "10 ms")
        show(f"chart: {name}, PNG beside the SVG of a DOCX", warm(pixels, rounds), "-")


def share(path: str, policy: str, part: int, of: int) -> int:
    """How many lines one of several processes judged: every ``of``-th, from ``part`` on."""
    from authpack import api

    governing = api.catalog(only=policy).policies[-1]
    with Path(path).open("rb") as lines:
        return sum(1 for _ in api.check_lines(islice(lines, part, None, of), governing))


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
        processes = os.cpu_count() or 1
        start = time.perf_counter()
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            shares = [pool.submit(share, file.name, policy.id, part, processes) for part in range(processes)]
            assert sum(one.result() for one in shares) == count
        shared = time.perf_counter() - start
        start = time.perf_counter()
        command = ["-m", "authpack", "check", file.name, "--policy", policy.id]
        subprocess.run([sys.executable, *command], check=False, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        whole = time.perf_counter() - start
    finally:
        Path(file.name).unlink()
    print(
        f"{judged:,} JSON lines of {len(line) / 1024:.1f} KB parsed and judged in one process: "
        f"{judged / seconds:,.0f} a second, memory +{(after - before) / 1024:.1f} MB"
    )
    print(f"parsed and judged in {processes} processes: {judged / shared:,.0f} a second (goal 2,000)")
    print(
        f"the same by `authpack check FILE.jsonl`, every finding worded and written too: "
        f"{judged / whole:,.0f} a second"
    )


if __name__ == "__main__":
    main()
