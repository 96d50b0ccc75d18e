"""Writes examples/exhibits/*: small invented documents of examples/18-packet.yaml, one of each kind of file.

The patient is invented, and so is every word. Needs the extra ``packet``. The files are committed as they are: pictures and
Word documents differ by a few bytes from one version of a library to the next, so there is no --check.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import docx  # noqa: E402
from PIL import Image, ImageDraw, ImageFont  # noqa: E402

from authpack.documents.blocks import Block, Document, Heading, PageBreak, Paragraph, Span  # noqa: E402
from authpack.documents.writers.pdf import write_pdf  # noqa: E402
from authpack.documents.writers.style import load_style  # noqa: E402

FOLDER = ROOT / "examples" / "exhibits"
STYLES = ROOT / "templates" / "styles"
HEAD = "Patient: Inventada, Marisol    DOB: 02/17/1991"
INVENTED = "This document is an example. Everything in it is invented."

EVALUATION = (
    (
        "Psychiatric evaluation",
        "Date of service: 09/14/2026. Clinician: Ludmila Beispiel, MD.",
        "Reason for visit: depression that has not responded to three antidepressants.",
        "History of present illness: Second episode, since August 18, 2025. First episode September 2016 to April 2017.",
        "Diagnosis: F33.2, major depressive disorder, recurrent severe without psychotic features. Confirmed by interview.",
    ),
    (
        "Symptoms, function, mental status",
        "Sad and empty most of every day since August 2025; cannot enjoy her children's company.",
        "Wakes before four, eats one meal a day, rereads the same page and gives up.",
        "Reduced to ten hours a week as a hydrologist; her husband has taken over the household.",
        "Mental status: neatly dressed, slowed, speech quiet; mood 'hollow', affect constricted; thought linear; no "
        "delusions or hallucinations; attention reduced; insight and judgment good.",
    ),
    (
        "Psychotherapy so far",
        "Cognitive behavioral therapy for major depression with Corvin Sampleton, PhD, 18 weekly sessions, October 1, "
        "2025 to February 25, 2026. PHQ-9 20 at the start and 20 at the end.",
        "In my judgment this was a full course, given often enough and long enough to have helped.",
    ),
    (
        "Social history",
        "Lives with husband and two children. No legal matters. Family history of hypothyroidism.",
        "This page answers nothing that the payer asks, and stays out of the packet unless all pages are wanted.",
    ),
)
DISCHARGE = (
    (
        "Discharge summary, intensive outpatient program",
        "Program for depression and co-occurring alcohol use disorder in sustained remission (42 CFR part 2 program).",
        "Admission 10/01/2025, discharge 02/25/2026. Date of service: 03/04/2026.",
        "Individual cognitive behavioral therapy: 18 sessions, all attended. PHQ-9 on admission 20, at discharge 20.",
    ),
)
PHARMACY = """HARBOR PRETEND PHARMACY                                   Fill history, printed 09/21/2026
(An invented example.)

Patient: MARISOL INVENTADA            Date of birth: 02/17/1991

Filled      Medication               Strength   Qty   Days   Prescriber
----------  -----------------------  ---------  ----  -----  ------------
09/08/2025  FLUOXETINE CAP           20 MG        30     30  BEISPIEL L
09/29/2025  FLUOXETINE CAP           40 MG        30     30  BEISPIEL L
10/20/2025  FLUOXETINE CAP           20 MG x3     90     30  BEISPIEL L
11/20/2025  FLUOXETINE CAP           20 MG x3     90     30  BEISPIEL L
12/18/2025  FLUOXETINE CAP           20 MG x3     33     11  BEISPIEL L
01/12/2026  MIRTAZAPINE TAB          15 MG        14     14  BEISPIEL L
01/26/2026  MIRTAZAPINE TAB          30 MG        14     14  BEISPIEL L
02/09/2026  MIRTAZAPINE TAB          45 MG        30     30  BEISPIEL L
03/11/2026  MIRTAZAPINE TAB          45 MG        40     40  BEISPIEL L
05/04/2026  DESVENLAFAXINE ER TAB    50 MG        28     28  BEISPIEL L
06/01/2026  DESVENLAFAXINE ER TAB    100 MG       30     30  BEISPIEL L
07/01/2026  DESVENLAFAXINE ER TAB    100 MG       30     30  BEISPIEL L
07/31/2026  DESVENLAFAXINE ER TAB    100 MG       31     31  BEISPIEL L
"""
SCALES = (
    ("PHQ-9", "Name: Marisol Inventada", "Date: 09/28/2026", "Item scores: 3 3 3 3 2 3 3 2 0", "Total: 22"),
    (
        "MADRS (total only)",
        "Name: Marisol Inventada",
        "Date: 09/28/2026",
        "Rated by Ludmila Beispiel, MD",
        "Total: 37",
    ),
)


def main() -> int:
    """Write all files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "evaluation.pdf").write_bytes(paper("Psychiatric evaluation", EVALUATION))
    (FOLDER / "discharge.pdf").write_bytes(paper("Discharge summary", DISCHARGE))
    (FOLDER / "pharmacy.txt").write_text(PHARMACY, encoding="utf-8")
    first, second = (scanned(lines) for lines in SCALES)
    first.save(
        FOLDER / "scales.tif", compression="group4", dpi=(150, 150), save_all=True, append_images=[second]
    )
    consent = (
        "Consent to TMS treatment",
        "Name: Marisol Inventada",
        "I have been told of benefits and risks.",
        "Signed 09/28/2026",
    )
    scanned(consent).save(FOLDER / "consent.png", dpi=(150, 150), optimize=True)
    (FOLDER / "safety-screen.docx").write_bytes(steady(safety_screen()))
    return 0


def paper(title: str, pages: tuple[tuple[str, ...], ...]) -> bytes:
    """A PDF, a page for each entry."""
    blocks: list[Block] = []
    for number, (head, *lines) in enumerate(pages):
        blocks += [PageBreak()] if number else []
        blocks += [Paragraph((Span(HEAD, bold=True),)), Heading(1, (Span(head),))]
        blocks += [Paragraph((Span(line),)) for line in (*lines, INVENTED)]
    return write_pdf(Document(title=title, blocks=tuple(blocks)), load_style(STYLES))


def scanned(lines: tuple[str, ...]) -> Image.Image:
    """A page as a scanner gives it: black and white, 150 dots an inch, slightly askew."""
    page = Image.new("L", (1275, 1650), 255)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate((*lines, INVENTED)):
        font = ImageFont.truetype(
            str(STYLES / "fonts" / "LiberationSans-Regular.ttf"), 46 if not number else 32
        )
        pen.text((140, 160 + 90 * number), line, fill=0, font=font)
    return page.rotate(0.6, fillcolor=255).point(lambda value: 255 * (value > 140)).convert("1")


def steady(document: Any) -> bytes:
    """A Word document whose bytes do not tell when it was made: every part has one fixed time."""
    made, written = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for part in parts.infolist():
            package.writestr(
                zipfile.ZipInfo(part.filename, (2000, 1, 1, 0, 0, 0)),
                parts.read(part),
                zipfile.ZIP_DEFLATED,
            )
    return written.getvalue()


def safety_screen() -> Any:
    """A Word document with a table."""
    document: Any = docx.Document()
    document.add_heading("TMS safety screen", 1)
    document.add_paragraph("Patient: Marisol Inventada, DOB 02/17/1991")
    document.add_paragraph(
        "Date of service: 09/28/2026. Asked by Ludmila Beispiel, MD, of the patient, and compared with the chart."
    )
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Asked", "Answer"
    for item in (
        "Metal in or near the head",
        "Implants of any kind",
        "Seizures, epilepsy",
        "Stroke, tumor, head injury",
        "Raised pressure in the skull",
        "Dementia",
        "Psychotic symptoms",
        "Ketamine or esketamine",
        "Earlier TMS",
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = item, "No"
    document.add_paragraph(INVENTED)
    return document


if __name__ == "__main__":
    sys.exit(main())
