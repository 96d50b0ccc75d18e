"""``letter verify`` on the examples' letters: untouched, after a round trip, against a changed record, and new sentences."""

from __future__ import annotations

import dataclasses
import html
import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from authpack import api
from authpack.documents.finished import Finished
from authpack.documents.verify_sentences import as_yaml
from authpack.domain.case import Case
from authpack.errors import InputError
from tests.functional.cli.runner import CLEAN, run
from tests.functional.letters.support import WRITTEN, letter, record, text_of, write
from tests.functional.verify.support import edited, replaced, without_anchors

OFFICE = shutil.which("soffice")
DAY = date(2026, 11, 20)


def save(folder: Path, made: Finished, docx: bytes | None = None) -> tuple[Path, Path]:
    for name, data in made.files().items():
        (folder / name).write_bytes(data)
    path = folder / "edited.docx"
    path.write_bytes(made.docx if docx is None else docx)
    return path, folder / f"{made.stem}.trace.json"


def verified(
    folder: Path, made: Finished, docx: bytes | None = None, case: Any = None, log: Any = None
) -> api.Verified:
    return api.verify_letter(*save(folder, made, docx), case=case, log=log)


@pytest.mark.parametrize("name", WRITTEN)
def it_finds_nothing_in_an_untouched_letter(tmp_path: Path, name: str) -> None:
    case = api.load_case(json.dumps(record(name)))
    found = verified(tmp_path, letter(name), case=case)
    assert found.report.checked > 100
    assert found.report.differences == ()
    assert found.stale == ()
    assert found.new_paragraphs == ()
    assert found.report.aligned == 0


@pytest.mark.parametrize("name", WRITTEN)
def it_finds_nothing_when_every_anchor_is_gone(tmp_path: Path, name: str) -> None:
    found = verified(tmp_path, letter(name), without_anchors(letter(name).docx))
    assert found.report.differences == ()
    assert found.report.aligned > 100
    assert "have lost their anchor" in " ".join(found.report.notices)


def it_finds_nothing_in_untouched_notes_and_appeals(tmp_path: Path) -> None:
    course, denied = (
        api.load_case(CLEAN.parent / f"{name}.yaml") for name in ("15-course-with-sessions", "16-denied")
    )
    made = [
        one.note
        for kind in (None, "treatment_plan", "course_summary")
        for one in api.course_notes(course, kind=kind)
        if one.note is not None
    ]
    one_of_each = list({note.kind: note for note in made}.values())
    assert len(one_of_each) >= 5
    for document in (*one_of_each, api.appeal(denied, allow_gaps=True)):
        for docx in (document.docx, without_anchors(document.docx)):
            found = verified(tmp_path, document, docx)
            assert found.report.checked > 10
            assert (found.report.differences, found.new_paragraphs) == ((), ()), document.kind


class DescribeANote:
    """It is made again from the case and the log beside it."""

    COURSE = CLEAN.parent / "15-course-with-sessions.yaml"
    LOG = CLEAN.parent / "logs" / "session-log.csv"

    def case(self, **changes: Any) -> Case:
        data = yaml.load(self.COURSE.read_text(), yaml.BaseLoader)
        return api.load_case(json.dumps({**data, **changes}))

    def note(self, record: str) -> Finished:
        [made] = api.course_notes(self.case(), record=record)
        assert made.note is not None
        return made.note

    @pytest.mark.parametrize("record", ["s02", "s16", "o1", "k1", "v1", "b1", "f1"])
    def it_says_the_same_as_the_record_that_it_was_written_from(self, tmp_path: Path, record: str) -> None:
        found = verified(tmp_path, self.note(record), case=self.case())
        assert (found.clean, found.stale) == (True, ())

    def it_is_made_again_from_the_log(self, tmp_path: Path) -> None:
        log = api.session_log(self.LOG)
        found = verified(tmp_path, self.note("s02"), case=self.case(sessions=[]), log=log)
        assert found.stale == ()

    def it_says_what_was_corrected_since(self, tmp_path: Path) -> None:
        sessions = yaml.load(self.COURSE.read_text(), yaml.BaseLoader)["sessions"]
        sessions[1]["pain"] = "6"
        found = verified(tmp_path, self.note("s02"), case=self.case(sessions=sessions))
        assert [(one.kind, one.expected, one.found) for one in found.stale or ()] == [
            ("stale", "6 of 10", "4 of 10")
        ]

    def it_says_that_the_note_would_be_refused_now(self, tmp_path: Path) -> None:
        sessions = yaml.load(self.COURSE.read_text(), yaml.BaseLoader)["sessions"]
        del sessions[1]["operator"]["name"]
        [one] = verified(tmp_path, self.note("s02"), case=self.case(sessions=sessions)).stale or ()
        assert "can no longer be written" in one.note
        assert "the operator is not recorded" in one.note

    def but_an_older_trace_does_not_say_which_session_it_is(self, tmp_path: Path) -> None:
        note = self.note("s02")
        older = dataclasses.replace(note, trace={**note.trace, "about": {}})
        with pytest.raises(InputError, match="of an older version"):
            verified(tmp_path, older, case=self.case())


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice (soffice) on the path")
def it_finds_nothing_after_a_round_trip_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for name in WRITTEN:
        (tmp_path / f"{name}.docx").write_bytes(letter(name).docx)
    subprocess.run(
        [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "docx",
         "--outdir", str(tmp_path / "out"), *map(str, sorted(tmp_path.glob("*.docx")))],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    for name in WRITTEN:
        found = verified(tmp_path, letter(name), (tmp_path / "out" / f"{name}.docx").read_bytes())
        assert found.report.differences == (), name
        assert found.new_paragraphs == (), name
    changed = edited((tmp_path / "out" / f"{WRITTEN[0]}.docx").read_bytes(), _one_dose)
    differences = verified(tmp_path, letter(WRITTEN[0]), changed).report.differences
    assert {(one.kind, one.expected) for one in differences} == {("changed", "60 mg/day")}


def _one_dose(text: str) -> str:
    return text.replace(">60 mg/day<", ">80 mg/day<", 1)


_VALUE = re.compile(
    r'(<w:bookmarkStart w:id="\d+" w:name="(t\d+)(?:_\d+)?"/><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t [^>]*>)([^<]*)'
)


def _altered(text: str) -> str:
    """The text with its first digit raised, or where it has none with another word."""
    digit = re.search(r"\d", text)
    if digit is None:
        return f"{text} not"
    return text[: digit.start()] + str((int(digit[0]) + 1) % 10) + text[digit.end() :]


def _with_altered(docx: bytes, number: int) -> bytes:
    def change(xml: str) -> str:
        one = list(_VALUE.finditer(xml))[number]
        return xml[: one.start(3)] + _altered(one[3]) + xml[one.end(3) :]

    return edited(docx, change)


STEP = 4
"""Every so many values are altered in turn; 1 takes a minute, and finds them all too."""


class DescribeEveryValue:
    """Of a letter of four pages: whichever value is altered, the report names it, and nothing else."""

    NAME = "05-retreatment"

    def _values(self) -> list[tuple[str, str]]:
        with zipfile.ZipFile(io.BytesIO(letter(self.NAME).docx)) as package:
            xml = package.read("word/document.xml").decode()
        return [(one[2], html.unescape(one[3])) for one in _VALUE.finditer(xml)]

    def it_is_found_by_its_anchor(self, tmp_path: Path) -> None:
        made, paths = (
            letter(self.NAME),
            {one["id"]: one["paths"] for one in letter(self.NAME).trace["values"]},
        )
        values = self._values()
        assert len(values) > 150
        for number, (trace, text) in list(enumerate(values))[::STEP]:
            differences = verified(tmp_path, made, _with_altered(made.docx, number)).report.differences
            # In a column of names a hyphen is an element of its own: the words before it are compared.
            said = " ".join(text.split())
            assert [(one.kind, one.expected[: len(said)]) for one in differences] == [("changed", said)], text
            assert list(differences[0].paths) == paths[trace] or not paths[trace]

    def it_is_found_without_anchors(self, tmp_path: Path) -> None:
        made = letter(self.NAME)
        for number, (_, text) in enumerate(self._values()):
            if number % STEP or not re.search(r"\d", text):
                continue
            bare = without_anchors(_with_altered(made.docx, number))
            differences = verified(tmp_path, made, bare).report.differences
            assert any(one.expected == " ".join(text.split()) for one in differences), text


class DescribeTheRecordOfToday:
    def it_says_what_was_corrected_since(self, tmp_path: Path) -> None:
        data = record("01-clean-approval")
        data["trials"]["items"][0]["max_dose"] = "80 mg/day"
        data["trials"]["items"][0]["steps"][-1]["dose"] = "80 mg/day"
        found = verified(tmp_path, letter("01-clean-approval"), case=api.load_case(json.dumps(data)))
        assert found.report.differences == ()
        doses = [one for one in found.stale or () if "/trials/t1/max_dose" in one.paths]
        assert doses
        assert all("60 mg/day" in one.found and "80 mg/day" in one.expected for one in doses)
        assert all(one.kind == "stale" and one.note == "the record has changed since" for one in doses)
        assert not found.clean

    def it_says_what_is_new_and_what_is_gone(self, tmp_path: Path) -> None:
        data = record("01-clean-approval")
        data["symptoms"] = [
            *data["symptoms"][1:],
            {**data["symptoms"][0], "id": "y9", "text": "Wakes early."},
        ]
        found = verified(tmp_path, letter("01-clean-approval"), case=api.load_case(json.dumps(data)))
        said = {
            one.note: (one.expected, one.found)
            for one in found.stale or ()
            if any(path.startswith("/symptoms/") and path.endswith("/text") for path in one.paths)
        }
        assert said["the record has it since; the letter does not say it"] == ("Wakes early.", "")
        assert "the record no longer has it" in said

    def it_says_when_the_letter_could_not_be_written_any_more(self, tmp_path: Path) -> None:
        data = record("01-clean-approval")
        del data["requests"][0]["device"]
        found = verified(tmp_path, letter("01-clean-approval"), case=api.load_case(json.dumps(data)))
        [one] = found.stale or ()
        assert "can no longer be written" in one.note
        assert "/requests/r1/device" in one.note

    def but_it_refuses_another_case(self, tmp_path: Path) -> None:
        other = api.load_case(json.dumps(record("03-two-ssris")))
        with pytest.raises(InputError, match="another case"):
            verified(tmp_path, letter("01-clean-approval"), case=other)


PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading2"/>'


def with_paragraph(docx: bytes, text: str, place: int) -> bytes:
    """A paragraph typed before the heading of that number (from 0)."""

    def change(xml: str) -> str:
        parts = xml.split(HEADING)
        parts[place] += PARAGRAPH.format(text)
        return HEADING.join(parts)

    return edited(docx, change)


class DescribeTheCliniciansOwnSentences:
    WORDS = "She cares for an aging father; he depends on her, and she cannot. I see her every week."

    def it_writes_them_ready_for_the_case_file_and_they_survive_writing_again(self, tmp_path: Path) -> None:
        first = letter("01-clean-approval")
        found = verified(tmp_path, first, with_paragraph(first.docx, self.WORDS, 2))
        assert [one.text for one in found.new_paragraphs] == [self.WORDS]
        text = as_yaml(found.new_paragraphs, found.trace, date=DAY)
        data = record("01-clean-approval")
        data["paragraphs"] = yaml.load(text, Loader=yaml.BaseLoader)["paragraphs"]
        assert data["paragraphs"] == [
            {
                "clinician": "c1",
                "date": "2026-11-20",
                "place": "Medication trials",
                "kinds": ["authorization_letter"],
                "text": self.WORDS,
            }
        ]
        again = write(data)
        assert text_of(again).count(self.WORDS) == 1
        headings = text_of(again).index(self.WORDS)
        assert text_of(again).index("Medication trials") < headings < text_of(again).index("Psychotherapy ")
        assert verified(tmp_path, again).clean

    def it_takes_a_new_sentence_out_of_a_paragraph_of_the_letter(self, tmp_path: Path) -> None:
        made = letter("01-clean-approval")
        mark = "If this request cannot be approved as it stands, "
        docx = replaced(made.docx, (mark, "Her employer holds the position open for her. " + mark))
        found = verified(tmp_path, made, docx)
        assert [one.text for one in found.new_paragraphs] == ["Her employer holds the position open for her."]
        assert found.report.differences == ()

    def it_says_which_paragraph_of_the_record_was_edited(self, tmp_path: Path) -> None:
        data = record("01-clean-approval")
        data["paragraphs"] = [{"clinician": "c1", "date": "2026-09-28", "text": "She cannot work."}]
        made = write(data)
        found = verified(
            tmp_path, made, replaced(made.docx, ("She cannot work.", "She cannot work or drive."))
        )
        assert [one.replaces for one in found.new_paragraphs] == [0]
        text = as_yaml(found.new_paragraphs, found.trace, date=DAY)
        assert "in place of the paragraph at /paragraphs/0" in text
        assert "She cannot work or drive." in text

    def but_a_corrected_word_is_no_new_sentence(self, tmp_path: Path) -> None:
        made = letter("01-clean-approval")
        docx = replaced(made.docx, ("To the reviewer", "Dear reviewer"))
        assert verified(tmp_path, made, docx).new_paragraphs == ()


class DescribeTheCommand:
    def it_ends_with_0_when_nothing_is_found(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        docx, trace = save(tmp_path, letter("01-clean-approval"))
        done = run(capsys, "letter", "verify", docx, "--trace", trace, "--case", CLEAN)
        assert (done.code, done.err) == (0, "")
        assert "compared: nothing found" in done.out
        assert "The present record says the same" in done.out

    def it_ends_with_4_and_names_place_record_and_letter(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        made = letter("01-clean-approval")
        docx, trace = save(tmp_path, made, edited(made.docx, _one_dose))
        done = run(capsys, "letter", "verify", docx, "--trace", trace)
        assert done.code == 4
        for words in (
            "1 difference",
            "number changed",
            "record    60 mg/day",
            "letter    80 mg/day",
            "/trials/t1/max_dose",
        ):
            assert words in done.out
        data = json.loads(run(capsys, "letter", "verify", docx, "--trace", trace, "--format", "json").out)
        assert data["schema"] == "authpack.verification/1"
        assert data["clean"] is False
        assert data["differences"][0]["expected"] == "60 mg/day"

    def it_writes_the_new_paragraphs_and_never_over_a_file(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        made = letter("01-clean-approval")
        docx, trace = save(
            tmp_path, made, with_paragraph(made.docx, "I know her well, and stand by this.", 1)
        )
        words = ("letter", "verify", docx, "--trace", trace, "--new-paragraphs", tmp_path / "new.yaml")
        assert run(capsys, *words).code == 2
        assert run(capsys, *words, "--date", "2026-11-20").code == 0
        assert "I know her well" in (tmp_path / "new.yaml").read_text()
        assert run(capsys, *words, "--date", "2026-11-20").code == 6

    @pytest.mark.parametrize(
        "text",
        ["{}", '{"schema": "authpack.trace/1"}', "[]", "x", '{"schema": "authpack.trace/1", "printed": 3}'],
    )
    def it_refuses_what_is_no_trace(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
    ) -> None:
        docx, _ = save(tmp_path, letter("01-clean-approval"))
        (tmp_path / "x.json").write_text(text)
        done = run(capsys, "letter", "verify", docx, "--trace", tmp_path / "x.json")
        assert (done.code, done.out) == (2, "")

    def it_shows_no_word_of_the_letter_in_an_error(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        made = letter("01-clean-approval")
        docx, trace = save(
            tmp_path, made, replaced(made.docx, ("To the reviewer", '<w:ins w:author="Jane Secret"/>To'))
        )
        docx.write_bytes(
            edited(
                made.docx,
                lambda xml: xml.replace(
                    "<w:sectPr>",
                    '<w:p><w:ins w:id="1" w:author="Jane Secret"><w:r><w:t>Odalys</w:t></w:r></w:ins></w:p><w:sectPr>',
                    1,
                ),
            )
        )
        done = run(capsys, "letter", "verify", docx, "--trace", trace)
        assert (done.code, done.out) == (2, "")
        assert "inserted text" in done.err
        assert not {"Secret", "Odalys"} & set(done.err.replace(".", " ").split())
