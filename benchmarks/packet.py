"""Speed of packets, measured here and now: 300 pages from 20 exhibits, beside pikepdf's bare merge of the same files.

python benchmarks/packet.py            numbers and ratios; asserts nothing
python benchmarks/packet.py --rounds 5

"bare merge": open each file with pikepdf, append its pages, save. "joining": what authpack does at that point - pages, tags,
stamps, links, bookmarks, labels. "whole": judging, letter, reading every file in a child process (cleaning, text, picture,
hash of each page), checks of names and dates, front matter, joining, manifest. "letter": what the same case costs without a
packet. Merge and joining are compared by processor time in this process, which other work on the machine disturbs least;
whole processes by the clock and by the processor time of all of theirs.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

EXAMPLE = ROOT / "examples" / "18-packet.yaml"
FILES, PAGES = 20, 15


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", metavar="DIR", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        whole(Path(arguments.child))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder)
        size = sum(path.stat().st_size for path in folder.glob("*.pdf"))
        print(
            f"{FILES} files, {FILES * PAGES} pages, {size / 1e6:.1f} MB: half text, half gray scans (150 dpi)\n"
        )
        joining(folder, arguments.rounds)
        child = [sys.executable, __file__, "--child", str(folder)]
        bare = process("pikepdf, bare merge", [sys.executable, "-c", MERGE, str(folder)], arguments.rounds)
        words = ["letter", str(EXAMPLE), "-o", str(folder / "letter"), "--force"]
        process("authpack letter", [sys.executable, "-m", "authpack", *words], arguments.rounds)
        taken = process("authpack packet", child, arguments.rounds)
        print(
            f"{'':46}{taken[0] / bare[0]:8.1f} x pikepdf's whole process by the clock, {taken[1] / bare[1]:.1f} x by the "
            "processor; goals: under 5 s, and under 2 x"
        )
        print(
            f"\nMemory, packet process and its children together, peak: {tree_mb(child):.0f} MB; goal: under 400 MB"
        )


def make(folder: Path) -> None:
    """Twenty files of fifteen pages: text pages of a typesetter, and scanned pages."""
    import pikepdf
    from PIL import Image, ImageDraw, ImageFilter

    from authpack.documents.blocks import Document, PageBreak, Paragraph, Span
    from authpack.documents.finished import style_of
    from authpack.documents.writers.pdf import write_pdf

    style = style_of([ROOT / "templates"])
    chance = random.Random(20261001)
    words = [
        "patient",
        "depression",
        "treatment",
        "sleep",
        "mood",
        "score",
        "week",
        "session",
        "dose",
        "response",
        "visit",
        "plan",
        "family",
        "work",
        "appetite",
    ]
    for number in range(FILES):
        if number % 2 == 0:
            blocks = []
            for page in range(PAGES):
                blocks += [PageBreak()] if page else []
                head = f"Patient: Marisol Inventada  DOB 02/17/1991  file {number} page {page}"
                blocks.append(Paragraph((Span(head),)))
                for _ in range(7):
                    blocks.append(Paragraph((Span(" ".join(chance.choices(words, k=60))),)))
            (folder / f"f{number:02}.pdf").write_bytes(
                write_pdf(Document(title="Notes", blocks=tuple(blocks)), style)
            )
            continue
        pdf = pikepdf.new()
        for page in range(PAGES):
            scan = Image.new("L", (1275, 1650), 250)
            pen = ImageDraw.Draw(scan)
            for line in range(40):
                pen.text(
                    (120, 120 + 34 * line),
                    f"{number} {page} " + " ".join(chance.choices(words, k=14)),
                    fill=30,
                )
            scan = scan.filter(ImageFilter.GaussianBlur(0.6))
            buffer = io.BytesIO()
            scan.save(buffer, "JPEG", quality=75)
            image = pikepdf.Stream(
                pdf, buffer.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1275, Height=1650,
                ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            )  # fmt: skip
            made = pdf.add_blank_page(page_size=(612, 792))
            made.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
            made.obj.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /I Do Q")
        pdf.save(folder / f"f{number:02}.pdf")


MERGE = """
import sys, io, pikepdf
from pathlib import Path
out, held = pikepdf.new(), []
for path in sorted(Path(sys.argv[1]).glob("f*.pdf")):
    held.append(pikepdf.open(path)); out.pages.extend(held[-1].pages)
out.save(io.BytesIO())
"""


def bare_merge(folder: Path) -> None:
    import pikepdf

    out, held = pikepdf.new(), []
    for path in sorted(folder.glob("f*.pdf")):
        held.append(pikepdf.open(path))
        out.pages.extend(held[-1].pages)
    out.save(io.BytesIO())


def joining(folder: Path, rounds: int) -> None:
    """The joining alone, on files already read; and, for the same work, pikepdf's merge of those very files."""
    import pikepdf

    from authpack.documents.finished import style_of
    from authpack.packets.assemble import PageFacts, Piece, assemble
    from authpack.packets.exhibits import Wanted, read_all

    style, folders = style_of([ROOT / "templates"]), [ROOT / "templates"]
    wanted = [
        Wanted(path.stem, path.stem, ".pdf", path.read_bytes()) for path in sorted(folder.glob("f*.pdf"))
    ]
    start, before = time.perf_counter(), cpu_seconds()
    read = read_all(wanted, folders=folders)
    clock, used = time.perf_counter() - start, cpu_seconds() - before
    print(
        f"{'authpack, reading all files in two children':46}{clock:8.2f} s by the clock, {used:.2f} s of the processor "
        f"({1000 * used / (FILES * PAGES):.1f} ms a page)\n"
    )
    bare = measure("pikepdf, bare merge", lambda: bare_merge(folder), rounds)
    front = (folder / "f00.pdf").read_bytes()
    blank = PageFacts(612, 792, (300, 18), "right")
    pieces = [Piece(front, "0", [blank] * PAGES, "Front", "Front, page {page} of {pages}", tagged=True)]
    for one in read:
        facts = [PageFacts(page.width, page.height, page.ground, page.align) for page in one.pages]
        pieces.append(
            Piece(
                one.pdf,
                one.sha256,
                facts,
                one.title,
                "Exhibit A, page {page} of {pages}",
                under="Exhibits",
                label="A-",
            )
        )
    total = sum(len(piece.pages) for piece in pieces)
    taken = measure(
        f"authpack, joining ({total} pages)",
        lambda: assemble(pieces, first=1, total=total, title="x", style=style),
        rounds,
    )
    print(f"{'':46}{taken / bare:8.2f} x the bare merge of the original files; goal: under 2")

    def same() -> None:
        out, held = pikepdf.new(), []
        for piece in pieces:
            held.append(pikepdf.open(io.BytesIO(piece.pdf)))
            out.pages.extend(held[-1].pages)
        out.save(io.BytesIO())

    again = measure("pikepdf, bare merge of the same cleaned files", same, rounds)
    print(f"{'':46}{taken / again:8.2f} x that\n")


def whole(folder: Path) -> None:
    """One packet, as the command line makes it."""
    from authpack import api
    from authpack.api.packets import packet
    from authpack.domain.requests import Attachment
    from authpack.packets.build import Order

    case = api.load_case(EXAMPLE)
    proven = ("/diagnoses", "/trials", "/scores", "/psychotherapy", "/screen")
    attachments = tuple(
        Attachment(
            id=path.stem,
            title=f"Notes {path.stem}",
            file=path.name,
            proves=(proven[at % len(proven)],),
            sensitivity="none",
        )
        for at, path in enumerate(sorted(folder.glob("f*.pdf")))
    )
    case = case.model_copy(update={"attachments": attachments})
    made = packet(case, api.check(case), Order(folder=folder))
    if os.environ.get("AUTHPACK_BENCH_SHOW"):
        print(made.manifest.total_pages, "pages", sum(map(len, made.pdfs)) / 1e6, "MB")


def process(name: str, command: list[str], rounds: int) -> tuple[float, float]:
    """Median by the clock, and mean processor time of the process and its children, in seconds."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    times, before = [], cpu_seconds()
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
        times.append(time.perf_counter() - start)
    clock, used = statistics.median(times), (cpu_seconds() - before) / rounds
    print(f"{name + ', whole process':46}{clock:8.2f} s by the clock, {used:.2f} s of the processor")
    return clock, used


def measure(name: str, work: Callable[[], object], rounds: int) -> float:
    """The least processor time of a few runs in this process, in seconds."""
    times = []
    for _ in range(3 * rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    print(f"{name:46}{min(times):8.3f} s of the processor")
    return min(times)


def cpu_seconds() -> float:
    """Processor time of all finished children and theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tree_mb(command: list[str]) -> float:
    """Highest sum of resident memory of a process and its children, every 10 ms (Linux; shared pages count twice)."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    highest = 0.0
    while process.poll() is None:
        highest = max(highest, sum(rss_mb(one) for one in descendants(process.pid)))
        time.sleep(0.01)
    return highest


def descendants(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        threads = [path.name for path in Path(f"/proc/{pid}/task").iterdir() if path.name != str(pid)]
        for thread in threads:
            children += Path(f"/proc/{pid}/task/{thread}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in descendants(int(child)))]


def rss_mb(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / 1e6
    except (OSError, IndexError, ValueError):
        return 0.0


if __name__ == "__main__":
    main()
