"""``authpack notes sign``: one person, one note, by the record code of its footer; kept in a file beside the case."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from authpack import api
from authpack.documents.notes import NoteResult
from tests.functional.cli.runner import Done, run
from tests.functional.notes.support import LOG, Change, changed, text_of

DAY = {"k1": "2026-09-28", "s02": "2026-10-13"}


class Desk:
    """A case without sessions, the log beside it, and a file of signatures."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], *changes: Change) -> None:
        self.folder, self.capsys = folder, capsys
        self.case, self.file = folder / "case.json", folder / "signed.json"
        self.write(*changes)

    def write(self, *changes: Change) -> None:
        self.case.write_text(json.dumps(changed(("sessions", []), *changes)), encoding="utf-8")

    def note(self, name: str, kind: str | None = None) -> NoteResult:
        signatures = api.read_note_signatures(self.file) if self.file.exists() else None
        [made] = api.course_notes(
            api.load_case(self.case), log=api.session_log(LOG), signatures=signatures, record=name, kind=kind
        )
        return made

    def code(self, name: str, kind: str | None = None) -> str:
        found = re.search(r"\brecord ([0-9a-f]{12})", text_of(self.note(name, kind)))
        assert found
        return found[1]

    def sign(self, code: str, role: str, *words: str, date: str = "2026-10-13") -> Done:
        return run(
            self.capsys, "notes", "sign", self.case, code, "--log", LOG, "--role", role, "--date", date,
            "--signatures", self.file, *words,
        )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


class DescribeSigning:
    def it_takes_one_signature_at_a_time_until_everybody_has_signed(self, desk: Desk) -> None:
        code = desk.code("s02")
        assert desk.sign(code, "operator", "--time", "9:50").code == 0
        made = desk.note("s02")
        assert not made.signed
        assert "Not signed by: responsible clinician" in text_of(made)
        assert desk.sign(code, "clinician", "--clinician", "c1", "--time", "12:10").code == 0
        made = desk.note("s02")
        assert made.signed
        assert "UNSIGNED" not in text_of(made)
        assert desk.code("s02") == code

    def it_signs_no_other_note(self, desk: Desk) -> None:
        desk.sign(desk.code("s02"), "operator")
        assert "Not signed by: operator" in text_of(desk.note("s03"))

    def it_signs_the_adverse_event_note_of_a_session_apart(self, desk: Desk) -> None:
        code = desk.code("s02", "adverse_event_note")
        assert code != desk.code("s02")
        desk.sign(code, "operator")
        assert "Not signed by: operator" in text_of(desk.note("s02"))
        assert "Not signed by: operator" not in text_of(desk.note("s02", "adverse_event_note"))

    def it_lets_a_patient_sign_the_consent(self, desk: Desk) -> None:
        code = desk.code("k1")
        done = desk.sign(code, "patient", "--time", "11:45", date=DAY["k1"])
        assert done.code == 0
        assert "Notareal" not in done.out + done.err
        assert "Not signed by: responsible clinician" in text_of(desk.note("k1"))

    def it_wants_the_guardian_where_the_patient_is_a_minor(self, desk: Desk) -> None:
        guardian: Change = ("patient/guardian", {"name": "Gudrun Notareal", "relation": "mother"})
        desk.write(("patient/birth_date", "2011-04-02"), guardian)
        code = desk.code("k1")
        assert desk.sign(code, "patient", date=DAY["k1"]).code == 2
        assert desk.sign(code, "guardian", date=DAY["k1"]).code == 0
        assert "Signed by Gudrun Notareal, guardian" in text_of(desk.note("k1"))

    def it_takes_the_signatures_from_the_check_and_the_batch_too(self, desk: Desk, tmp_path: Path) -> None:
        code = desk.code("s02")
        desk.sign(code, "operator")
        desk.sign(code, "clinician", "--clinician", "c1")
        words = ("--log", LOG, "--signatures", desk.file)
        checked = run(desk.capsys, "notes", "check", desk.case, *words)
        assert "42 notes not signed by everyone" in " ".join(checked.out.split())
        batch = run(desk.capsys, "notes", desk.case, *words, "-o", tmp_path / "out")
        assert "35 notes stay unsigned" in " ".join(batch.out.split())

    def it_is_broken_by_a_later_change_of_what_the_note_prints(self, desk: Desk) -> None:
        desk.sign(desk.code("s02"), "operator")
        desk.write(("practice/name", "Another Example TMS"))
        refused = desk.note("s02")
        assert refused.note is None
        assert [one.code for one in refused.refusals] == ["changed_after_signing"]


class DescribeRefusals:
    @pytest.mark.parametrize(
        ("role", "words", "says"),
        [
            ("patient", (), "No patient signs this note."),
            ("guardian", (), "No guardian signs this note."),
            ("clinician", (), "names the clinician"),
            ("operator", ("--clinician", "c1"), "names the clinician"),
            ("operator", ("--time", "25:10"), "The time of signing"),
        ],
    )
    def it_refuses(self, desk: Desk, role: str, words: tuple[str, ...], says: str) -> None:
        done = desk.sign(desk.code("s02"), role, *words)
        assert done.code == 2
        assert says in done.err
        assert not desk.file.exists()

    def it_refuses_a_code_that_no_note_has_any_more(self, desk: Desk) -> None:
        code = desk.code("s02")
        desk.write(("practice/name", "Another Example TMS"))
        done = desk.sign(code, "operator")
        assert (done.code, desk.file.exists()) == (2, False)
        assert "No note of this record has that record code." in done.err

    def it_refuses_a_second_signature_in_one_role(self, desk: Desk) -> None:
        code = desk.code("s02")
        desk.sign(code, "operator")
        assert "is signed by the operator already" in desk.sign(code, "operator").err

    @pytest.mark.parametrize(("date", "code"), [("2026-10-12", 5), ("2026-10-13", 0), ("2026-10-14", 0)])
    def it_refuses_a_signature_older_than_the_note(self, desk: Desk, date: str, code: int) -> None:
        assert desk.sign(desk.code("s02"), "operator", date=date).code == code

    def it_refuses_a_clinician_who_is_not_in_the_record(self, desk: Desk) -> None:
        done = desk.sign(desk.code("s02"), "clinician", "--clinician", "c9")
        assert (done.code, desk.file.exists()) == (5, False)
        assert "clinician_unknown" in done.err

    def it_warns_when_another_clinician_signs_than_the_one_named(self, desk: Desk) -> None:
        done = desk.sign(desk.code("s02"), "clinician", "--clinician", "c2")
        assert done.code == 4
        assert "signer_other" in done.out

    def it_refuses_the_signatures_of_another_case(self, desk: Desk) -> None:
        desk.sign(desk.code("s02"), "operator")
        desk.write(("id", "example-99"))
        done = run(desk.capsys, "notes", "check", desk.case, "--log", LOG, "--signatures", desk.file)
        assert done.code == 2
        assert "The signatures are of another case." in done.err

    def it_refuses_signatures_of_sessions_that_are_not_there(self, desk: Desk, tmp_path: Path) -> None:
        desk.sign(desk.code("s02"), "operator")
        done = run(desk.capsys, "notes", desk.case, "--signatures", desk.file, "-o", tmp_path / "out")
        assert done.code == 2
        assert "sessions/s02: is not there" in done.err

    def it_refuses_a_file_that_was_changed(self, desk: Desk) -> None:
        desk.file.write_text('{"schema": "authpack.note-signatures/1", "case": "example-15", "signed": []}')
        done = desk.sign("0" * 12, "operator")
        assert done.code == 7
        assert "signed: not a known field" in done.err

    def it_adds_to_what_was_signed_before(self, desk: Desk) -> None:
        desk.sign(desk.code("s02"), "operator")
        before = desk.file.read_text()
        desk.sign(desk.code("s03"), "operator", date="2026-10-14")
        assert desk.file.read_text().startswith(before.rstrip().removesuffix("]\n}").rstrip())
