"""The shipped example as one PDF: order, numbers, links, labels, bookmarks, tags, metadata, manifest; the same bytes."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from datetime import date
from typing import Any

import pikepdf
import pypdf
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from authpack import api
from authpack.errors import DocumentRefused
from authpack.packets.order import Order
from tests.functional.packets import support
from tests.functional.packets.support import shipped


def pdf() -> bytes:
    return shipped().pdfs[0]


def it_holds_cover_contents_letter_crosswalk_tables_and_exhibits_in_that_order() -> None:
    keys = [key for key, _, _ in shipped().manifest.sections]
    assert keys == [
        "cover:1", "contents:1", "letter", "crosswalk", "treatment",
        "exhibit:x1", "exhibit:x3", "exhibit:x2", "notice:x6", "exhibit:x6", "exhibit:x4",
    ]  # fmt: skip


def it_letters_the_exhibits_in_the_order_in_which_the_criteria_cite_them() -> None:
    assert [(one.letter, one.attachment) for one in shipped().manifest.exhibits] == [
        ("A", "x1"),
        ("B", "x3"),
        ("C", "x2"),
        ("D", "x6"),
        ("E", "x4"),
    ]


def it_counts_every_page_on_the_cover() -> None:
    cover = support.texts(pdf())[0]
    assert re.search(rf"Pages:\s+{len(support.texts(pdf()))}, this sheet included", cover)
    assert "Confidential" in cover


def it_names_no_patient_on_the_cover() -> None:
    cover = support.texts(pdf())[0]
    assert "Inventada" not in cover
    assert "XEX000000181" not in cover


def it_stamps_every_page_with_its_place() -> None:
    pages = support.texts(pdf())
    for number, text in enumerate(pages, 1):
        assert re.search(rf"[Pp]acket page {number} of {len(pages)}", text)
    exhibit = shipped().manifest.exhibits[0]
    assert (
        f"Exhibit A, page 2 of 3 - packet page {exhibit.first_page + 1} of {len(pages)}"
        in pages[exhibit.first_page]
    )


def it_links_the_contents_and_every_row_of_the_crosswalk_to_the_page_meant() -> None:
    found = support.links(pdf())
    crosswalk = next(
        range(first, last + 1) for key, first, last in shipped().manifest.sections if key == "crosswalk"
    )
    assert {link.page for link in found} >= {2, *crosswalk}
    for link in found:
        numbers = re.findall(r"\d+", link.text)
        if link.page == 2:
            assert str(link.to) in numbers
    shown = [link for link in found if link.page in crosswalk]
    assert shown
    # Every criterion of the manifest that an exhibit proves has a link to each first page of a stretch.
    reached = {link.to for link in shown}
    for finding in shipped().manifest.findings:
        if finding.packet_pages:
            assert min(finding.packet_pages) in reached


def it_shows_a_criterion_by_the_very_page_that_the_record_names() -> None:
    found = next(one for one in shipped().manifest.findings if one.id == "initial.dx.confirmed")
    evaluation = shipped().manifest.exhibits[0]
    assert found.packet_pages == (evaluation.first_page,)
    page = support.texts(pdf())[found.packet_pages[0] - 1]
    assert "Diagnosis: F33.2" in page


def it_labels_pages_by_packet_number_and_by_exhibit() -> None:
    labels = pypdf.PdfReader(io.BytesIO(pdf())).page_labels
    first = shipped().manifest.exhibits[0].first_page
    assert labels[:3] == ["1", "2", "3"]
    assert labels[first - 1 : first + 3] == ["A-1", "A-2", "A-3", "B-1"]


def it_bookmarks_parts_exhibits_and_the_headings_of_the_letter() -> None:
    with support.pymupdf.open(stream=pdf(), filetype="pdf") as opened:
        toc = opened.get_toc()
    titles = [(level, title) for level, title, _ in toc]
    assert (1, "Cover sheet") in titles
    assert (1, "Exhibits") in titles
    assert (2, "Exhibit A: Psychiatric evaluation") in titles
    assert any(level == 2 and title == "Diagnosis and severity" for level, title in titles)
    first = shipped().manifest.exhibits[0].first_page
    assert [2, "Exhibit A: Psychiatric evaluation", first] in [entry[:3] for entry in toc]


def it_keeps_the_tags_of_everything_that_the_program_wrote_and_tags_every_page() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        root = opened.Root.StructTreeRoot
        tree = pikepdf.NumberTree(root.ParentTree)
        assert bool(opened.Root.MarkInfo.Marked)
        # One branch for each section, in the order of the packet.
        kinds = [str(one.S) for one in root.K]
        keys = [key for key, _, _ in shipped().manifest.sections]
        assert kinds == ["/Sect" if key.startswith("exhibit") else "/Document" for key in keys]
        for _, first, last in shipped().manifest.sections:
            for number in range(first, last + 1):
                page = opened.pages[number - 1].obj
                elements = tree[int(page.StructParents)]
                assert elements[0].Pg.objgen == page.objgen or elements[0].K is not None


def it_tags_a_page_of_an_exhibit_as_its_words_or_as_a_picture_that_says_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        tree = pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)
        for exhibit in shipped().manifest.exhibits:
            for one in exhibit.pages:
                page = opened.pages[one.packet_page - 1]
                element = tree[int(page.obj.StructParents)][0]
                scanned = one.patient == "no_text"
                assert str(element.S) == ("/Figure" if scanned else "/P")
                said = f"Exhibit {exhibit.letter}, page {one.page} of {len(exhibit.pages)}: a picture"
                assert str(element.get("/Alt", "")).startswith(said) == scanned
                operators = [
                    (str(op), [str(each) for each in operands]) for operands, op in page_content(page)
                ]
                assert operators[0][0] == "BDC"
                marked = [name for name, _ in operators if name in ("BDC", "EMC")]
                assert marked == ["BDC", "EMC", "BDC", "EMC"]  # the content; the stamp, an artifact
                assert all(b"/MCID" not in drawing for drawing in drawings(page))


def page_content(page: pikepdf.Page) -> list[Any]:
    return list(pikepdf.parse_content_stream(page))


def drawings(page: pikepdf.Page) -> list[bytes]:
    """What the drawings of a page hold: numbers of tags in them would name places in a tree that is not there."""
    found = dict(page.obj.Resources.XObject).values()
    return [bytes(one.read_bytes()) for one in found if one.Subtype == pikepdf.Name.Form]


def it_lets_every_link_name_its_place_among_the_tags() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        tree = pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)
        found = [one for page in opened.pages for one in page.obj.get("/Annots", [])]
        assert found
        for annotation in found:
            element = tree[int(annotation.StructParent)]
            assert str(element.S) == "/Link"
            assert "/A" not in annotation


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler-utils is not installed on this machine")
def it_lets_poppler_read_the_same_tags_as_in_the_letter_alone() -> None:
    def words(content: bytes) -> str:
        done = subprocess.run(
            ["pdfinfo", "-struct-text", "-"], input=content, capture_output=True, check=False
        )
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        # Names of header cells get a prefix, so that those of two documents differ.
        # Attributes (borders, cells' headers) come in no particular order.
        said = (line for line in lines if not line.strip().startswith("/"))
        return "\n".join(re.sub(r"<(\d+\.)?U", "<U", line) for line in said)

    letter = words(shipped().letter.pdf)
    assert letter.count("\n") > 200
    assert letter in words(pdf())


def it_claims_neither_pdf_ua_nor_pdf_a_and_names_no_patient_in_its_properties() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        xmp = bytes(opened.Root.Metadata.read_bytes()).decode()
        assert "pdfuaid" not in xmp
        assert "pdfaid" not in xmp
        assert "/OutputIntents" not in opened.Root
        assert dict(opened.docinfo).keys() == {"/Title", "/Producer"}
        assert str(opened.docinfo["/Title"]) == "TMS packet, case example-18, request r1"
        assert "Inventada" not in xmp
    assert not any("Inventada" in name for name in shipped().files())


def it_puts_the_name_there_when_it_is_asked_to() -> None:
    made = support.packet_of(support.record(), support.EXAMPLES, patient_in_name=True)
    assert "example-18-r1-packet-Inventada-Marisol.pdf" in made.files()
    with pikepdf.open(io.BytesIO(made.pdfs[0])) as opened:
        assert "Inventada Marisol" in str(opened.docinfo["/Title"])


def it_prints_the_notice_on_the_cover_and_before_the_records_that_need_it() -> None:
    pages = support.texts(pdf())
    notice = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    place = next(first for key, first, _ in shipped().manifest.sections if key == "notice:x6")
    assert notice in pages[0]
    assert notice in pages[place - 1]
    assert "Exhibit D" in pages[place - 1]


def it_is_a_draft_on_every_page_of_its_own_while_a_criterion_is_open() -> None:
    data = support.record()
    data["judgements"] = []
    with pytest.raises(DocumentRefused):
        support.packet_of(data, support.EXAMPLES)
    case = api.load_case(data)
    order = Order(folder=support.EXAMPLES)
    made = api.packet(case, api.check(case), order, allow_gaps=True)
    assert made.manifest.draft
    assert "DRAFT - NOT FOR SUBMISSION" in support.texts(made.pdfs[0])[0]
    assert any(name.endswith("gaps.md") for name in made.files())


def it_can_hold_an_appeal_in_place_of_the_letter() -> None:
    case = api.load_case(support.EXAMPLES / "16-denied.yaml")
    appeal = api.appeal(case, "n1")
    day = date.fromisoformat(appeal.trace["date"])
    judged = api.check(case, request="r1", as_of=day, policy_date=api.day_of(case, request="r1"))
    order = Order(folder=support.EXAMPLES, leave_out=tuple(one.id for one in case.attachments))
    made = api.packet(case, judged, order, letter=appeal, date=day)
    assert made.manifest.letter == appeal.kind
    assert appeal.document.title in " ".join(support.texts(made.pdfs[0])[0].split())


def it_leaves_out_the_pages_that_nothing_asks_for() -> None:
    whole = "\n".join(support.texts(pdf()))
    assert "Social history" not in whole
    assert "excerpt: 3 of its 4" in " ".join(whole.split())


def but_it_takes_them_when_all_pages_are_wanted() -> None:
    made = support.packet_of(support.record(), support.EXAMPLES, all_pages=True)
    assert "Social history" in "\n".join(support.texts(made.pdfs[0]))


def it_reports_what_is_cited_by_nothing_and_what_no_exhibit_shows() -> None:
    found = {(one.kind, one.text.split(" ")[1]) for one in shipped().manifest.remarks}
    assert ("uncited", "x5") in found
    data = support.record()
    data["attachments"] = [one for one in data["attachments"] if one["id"] != "x4"]
    kinds = [
        one
        for one in support.packet_of(data, support.EXAMPLES).manifest.remarks
        if one.kind == "without_exhibit"
    ]
    assert any("/screen/seizure_disorder" in one.text for one in kinds)


def it_lists_every_score_with_the_page_that_shows_it() -> None:
    page = next(first for key, first, _ in shipped().manifest.sections if key == "treatment")
    text = support.texts(pdf())[page - 1]
    scores = support.record()["scores"]["items"]
    assert text.count("PHQ-9\n") + text.count("PHQ-9 ") >= sum(one["instrument"] == "PHQ-9" for one in scores)
    assert "MADRS" in text
    assert "Exhibit B, page 2" in text


def it_says_when_the_letter_lists_what_the_packet_does_not_hold() -> None:
    def missing(**order: object) -> list[str]:
        made = support.packet_of(support.record(), support.EXAMPLES, **order).manifest
        return [one.text for one in made.remarks if one.kind == "enclosure_missing"]

    (text,) = missing()
    assert "--include x5" in text
    assert missing(include=("x5",)) == []


def it_is_the_same_to_the_last_byte_when_it_is_made_again() -> None:
    assert (
        support.packet_of(support.record(), support.EXAMPLES, by="T. Nullmann").files() == shipped().files()
    )


def it_writes_a_manifest_that_fits_its_schema_and_names_no_patient() -> None:
    schema = json.loads((support.ROOT / "schemas" / "manifest.schema.json").read_text(encoding="utf-8"))
    text = shipped().manifest.text()
    Draft202012Validator(schema).validate(json.loads(text))
    assert "Inventada" not in text
    assert "Marisol" not in text


def it_holds_hash_and_range_of_every_file() -> None:
    made = shipped().manifest
    files = shipped().files()
    assert {one.name for one in made.outputs} == files.keys() - {"example-18-r1-packet.manifest.json"}
    one = made.outputs[0]
    assert (one.first_page, one.last_page) == (1, made.total_pages)
    assert made.policy.sha256 == api.check(api.load_case(support.record())).policy.sha256
    assert made.generated_by == "T. Nullmann"


def it_traces_every_value_of_the_front_matter() -> None:
    kinds = {one["kind"] for one in shipped().trace["values"]}
    assert {"case", "policy", "program"} <= kinds


def it_does_not_print_one_stamp_over_anything() -> None:
    """Where the stamp stands in the packet, the exhibit's own page is blank (or the page was made smaller)."""
    for entry in shipped().manifest.exhibits:
        for page in entry.pages:
            drawn = support.picture(pdf(), page.packet_page, 2.0)
            strip = drawn.crop((0, drawn.height - 62, drawn.width, drawn.height - 20))
            # The stamp is one line of letters: ink covers a small part of its strip.
            ink = sum(strip.histogram()[:128]) / (strip.width * strip.height)
            assert 0 < ink < 0.08
