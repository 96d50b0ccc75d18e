"""From a letter to a case with its deadlines: nothing accepted silently, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from icalendar import Calendar

from authpack import api
from authpack.domain.denials import Denial
from tests.functional.cli.runner import Done, run
from tests.functional.denials.samples import CASE, LETTERS, ROOT

CONFIRMED = ("--confirmed-by", "B. Biller", "--confirmed-on", "2026-11-20")


def letter(number: str) -> Path:
    return next(one for one in LETTERS if one.name.startswith(number))


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    """A confirmed denial file of the first letter."""
    target = tmp_path / "n1.yaml"
    assert (
        run(
            capsys,
            "denial",
            "read",
            letter("01"),
            "--case",
            CASE,
            "--accept",
            "all",
            *CONFIRMED,
            "-o",
            target,
        ).code
        == 0
    )
    return target


def added(capsys: pytest.CaptureFixture[str], tmp_path: Path, fields: dict[str, Any]) -> Path:
    """The first example with one denial, as a file."""
    file, target = tmp_path / "d.json", tmp_path / "case.json"
    body = {
        "id": "n1",
        "request": "r1",
        "date": "2026-10-20",
        "confirmed_by": "B",
        "confirmed_on": "2026-10-21",
        **fields,
    }
    file.write_text(json.dumps({"schema": "authpack.denial/1", "denial": body}), "utf-8")
    assert run(capsys, "denial", "add", CASE, file, "-o", target).code == 0
    return target


class DescribeReading:
    def it_only_shows_proposals_without_a_name(self, capsys: pytest.CaptureFixture[str]) -> None:
        done = run(capsys, "denial", "read", letter("01"))
        assert done.code == 4
        assert "nothing is accepted" in done.out
        assert '"Reference Number: TMS-20260302-0417"' in done.out
        assert "page 2" in done.out

    def it_gives_the_same_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        data = json.loads(run(capsys, "denial", "read", letter("13"), "--format", "json").out)
        assert data["accepted"] == []
        assert data["proposals"]["date"]["ambiguous"] is True
        one = data["proposals"]["date"]["candidates"][0]
        assert one == {
            "value": "2026-01-09",
            "quote": "Date of this letter: 01/09/2026",
            "page": 1,
            "rule": "labelled_date",
            "sure": "stated",
        }

    @pytest.mark.parametrize(
        "words",
        [
            ("-o", "X"),
            ("--accept", "all", "-o", "X"),
            ("--accept", "all", "--confirmed-by", "B", "-o", "X"),
            ("--accept", "all", *CONFIRMED),
        ],
    )
    def it_writes_nothing_until_a_person_confirms(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...]
    ) -> None:
        target = tmp_path / "n.yaml"
        done = run(
            capsys,
            "denial",
            "read",
            letter("01"),
            "--request",
            "r1",
            *[str(target) if one == "X" else one for one in words],
        )
        assert done.code == 2
        assert "until a person confirms" in done.err
        assert not target.exists()

    def it_refuses_rival_candidates_until_one_is_named(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        target = tmp_path / "n.yaml"
        base = ("denial", "read", letter("13"), "--request", "r1", *CONFIRMED, "-o", target)
        assert run(capsys, *base, "--accept", "date").code == 2
        assert run(capsys, *base, "--accept", "date=3").code == 2
        assert run(capsys, *base, "--accept", "nonsense").code == 2
        done = run(capsys, *base, "--accept", "all", "--accept", "date=2", "--accept", "reference=1")
        assert done.code == 0
        denial = api.load_denial(target).denial
        assert (str(denial.date), denial.reference, denial.window_days) == ("2026-01-12", "C-300400", None)
        assert "left out: denied, window_days" in " ".join(done.out.split())

    def it_takes_a_typed_value_over_a_proposed_one(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        target = tmp_path / "n.json"
        words = (
            "--set", "date=2026-03-03", "--set", "received=2026-03-05", "--set", "denied=90868:35", "--set", "reason=One more reason.",
            "--set", "reviewer.specialty=Psychiatry", "--set", "peer_to_peer.by=2026-03-16",
        )  # fmt: skip
        assert (
            run(
                capsys,
                "denial",
                "read",
                letter("01"),
                "--request",
                "r1",
                "--accept",
                "all",
                *words,
                *CONFIRMED,
                "-o",
                target,
            ).code
            == 0
        )
        denial = api.load_denial(target).denial
        assert (str(denial.date), str(denial.received)) == ("2026-03-03", "2026-03-05")
        assert [(one.code, one.units) for one in denial.denied] == [("90868", 35)]
        assert [one.id for one in denial.reasons] == ["w1", "w2", "w3", "w4", "w5"]
        assert denial.peer_to_peer is not None
        assert str(denial.peer_to_peer.by) == "2026-03-16"

    @pytest.mark.parametrize(
        "words", ["date=yesterday", "kind=maybe", "nonsense=1", "denied=90868", "reviewer.age=7"]
    )
    def it_refuses_a_value_that_cannot_be(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, words: str
    ) -> None:
        target = tmp_path / "n.yaml"
        done = run(
            capsys,
            "denial",
            "read",
            letter("01"),
            "--request",
            "r1",
            "--accept",
            "all",
            "--set",
            words,
            *CONFIRMED,
            "-o",
            target,
        )
        assert done.code == 2
        assert not target.exists()

    def it_needs_the_date_of_the_notice(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        target = tmp_path / "n.yaml"
        done = run(
            capsys,
            "denial",
            "read",
            letter("01"),
            "--request",
            "r1",
            "--accept",
            "kind",
            *CONFIRMED,
            "-o",
            target,
        )
        assert done.code == 2
        assert "date" in done.err

    def it_keeps_where_it_came_from(self, written: Path) -> None:
        denial = api.load_denial(written).denial
        assert denial.source == "01-optum-adverse.txt"
        assert denial.sha256 is not None
        assert (denial.confirmed_by, str(denial.confirmed_on)) == ("B. Biller", "2026-11-20")


class DescribeAdding:
    def it_loses_nothing_of_the_case(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, written: Path
    ) -> None:
        for name in ("case.yaml", "case.json"):
            target = tmp_path / name
            before = CASE.read_bytes()
            done = run(capsys, "denial", "add", CASE, written, "-o", target)
            assert done.code == 0
            assert "Comments" in done.out
            assert CASE.read_bytes() == before
            old, new = api.load_case(CASE), api.load_case(target)
            assert new.model_copy(update={"denials": old.denials}) == old
            assert new.denials == (*old.denials, api.load_denial(written).denial)

    def it_refuses_a_second_denial_with_the_same_id(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, written: Path
    ) -> None:
        first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
        assert run(capsys, "denial", "add", CASE, written, "-o", first).code == 0
        assert run(capsys, "denial", "add", first, written, "-o", second).code == 2
        done = run(capsys, "denial", "add", first, written, "--id", "n2", "-o", second)
        assert done.code == 0
        assert "one number" in done.out
        assert [one.id for one in api.load_case(second).denials] == ["n1", "n2"]

    def it_refuses_an_unconfirmed_one_an_unknown_request_and_an_existing_file(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, written: Path
    ) -> None:
        bare = tmp_path / "bare.yaml"
        assert run(capsys, "denial", "new", "-o", bare).code == 0
        assert run(capsys, "denial", "add", CASE, bare, "-o", tmp_path / "x.yaml").code == 2
        strange = tmp_path / "strange.yaml"
        strange.write_text(written.read_text("utf-8").replace("request: r1", "request: r9"), "utf-8")
        assert run(capsys, "denial", "add", CASE, strange, "-o", tmp_path / "x.yaml").code == 2
        assert run(capsys, "denial", "add", CASE, written, "-o", written).code == 6
        assert not (tmp_path / "x.yaml").exists()


class DescribeTypingByHand:
    def it_writes_a_template_that_is_valid_and_names_every_field(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "d.yaml"
        assert run(capsys, "denial", "new", "-o", path).code == 0
        assert api.load_denial(path).denial.kind == "unknown"
        text = path.read_text("utf-8")
        left = {"sha256"}
        assert [one for one in Denial.model_fields if f"{one}:" not in text and one not in left] == []

    def it_checks_a_file_by_itself_and_against_a_case(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, written: Path
    ) -> None:
        assert run(capsys, "denial", "check", written).code == 0
        done = run(capsys, "denial", "check", written, CASE)
        assert done.code == 4
        assert "before the request" in done.out
        bare = tmp_path / "d.yaml"
        run(capsys, "denial", "new", "-o", bare)
        assert "Nobody has confirmed it" in run(capsys, "denial", "check", bare).out
        broken = tmp_path / "b.yaml"
        broken.write_text(
            "schema: authpack.denial/1\ndenial: {id: n1, request: r1, date: 3/2/2026, kind: maybe}\n", "utf-8"
        )
        done = run(capsys, "denial", "check", broken)
        assert done.code == 2
        assert "b.yaml:2" in done.err

    def it_reports_in_case_check(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = added(capsys, tmp_path, {"date": "2026-09-01"})
        assert "a denial is dated before the request" in run(capsys, "case", "check", path).out


class DescribeShowing:
    def show(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, fields: dict[str, Any], *words: str
    ) -> Done:
        return run(capsys, "denial", "show", added(capsys, tmp_path, fields), *words)

    def it_says_what_happened_by_when_to_whom_and_with_what(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        fields = {
            "kind": "adverse", "plan_type": "erisa", "send_fax": "555-0133", "reasons": [{"id": "w1", "quote": "Not shown.", "page": 1}],
            "windows": [{"step": "appeal", "party": "member", "days": 180, "runs_from": "receipt", "quote": "Within 180 days."}],
        }  # fmt: skip
        done = self.show(capsys, tmp_path, fields, "--as-of", "2026-11-01")
        flat = " ".join(done.out.split())
        assert flat.startswith("DENIED: an adverse determination (denial n1, 2026-10-20)")
        assert "ANSWER BY 2027-04-18 (Sunday), 168 day(s) left" in flat
        assert "ANSWER WITH: a clinical appeal" in flat
        assert "fax: 555-0133 (as the notice states)" in flat
        assert '"Not shown." (page 1)' in flat

    def it_says_that_a_rejection_takes_no_appeal(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        flat = " ".join(self.show(capsys, tmp_path, {"kind": "rejected"}).out.split())
        assert "no deadline runs" in flat
        assert "not an appeal" in flat

    def it_says_that_a_deadline_has_passed(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        done = self.show(
            capsys, tmp_path, {"kind": "adverse", "respond_by": "2026-11-01"}, "--as-of", "2026-11-02"
        )
        assert "PASSED 1 day(s) ago" in done.out
        assert done.code == 4

    def it_gives_the_same_as_json(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        data = json.loads(
            self.show(
                capsys, tmp_path, {"kind": "pended", "respond_by": "2026-11-01"}, "--format", "json"
            ).out
        )
        assert data["answer_by"]["safe"] == "2026-11-01"
        assert data["classification"]["appeal_clock"] is False

    def it_needs_the_denial_named_when_there_are_several(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "denial", "show", CASE).code == 2


class DescribeDeadlines:
    def it_shows_every_clock_with_its_source(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = added(capsys, tmp_path, {"kind": "adverse", "plan_type": "medicare_advantage"})
        flat = " ".join(run(capsys, "denial", "deadlines", path).out.split())
        assert "2026-12-24" in flat  # 2026-10-20 + 65 days
        assert "CMS-10003" in flat
        assert "confirm before relying" in flat

    def it_writes_a_calendar_that_is_the_same_each_time_and_names_nobody(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = added(
            capsys,
            tmp_path,
            {"kind": "adverse", "plan_type": "erisa", "reference": "SECRET-77", "respond_by": "2027-01-04"},
        )
        one, two = tmp_path / "a.ics", tmp_path / "b.ics"
        for target in (one, two):
            run(capsys, "denial", "deadlines", path, "--ics", target)
        assert one.read_bytes() == two.read_bytes()
        events = list(Calendar.from_ical(one.read_bytes()).walk("VEVENT"))
        days = {str(event.decoded("dtstart")) for event in events}
        assert days >= {"2027-01-04", "2027-04-18"}
        assert len({str(event["UID"]) for event in events}) == len(events)
        case = api.load_case(path)
        text = one.read_text("utf-8")
        for word in (case.patient.family_name, case.patient.given_name, "SECRET-77"):
            assert word not in text
        assert run(capsys, "denial", "deadlines", path, "--ics", one).code == 6

    def it_says_when_there_is_nothing_to_put_into_a_calendar(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = added(capsys, tmp_path, {"kind": "rejected"})
        assert run(capsys, "denial", "deadlines", path, "--ics", tmp_path / "a.ics").code == 2
        assert not (tmp_path / "a.ics").exists()


class DescribeTheWholeFamily:
    def it_lists_its_verbs_and_refuses_others(self, capsys: pytest.CaptureFixture[str]) -> None:
        done = run(capsys, "denial", "--help")
        assert done.code == 0
        for verb in ("read", "remit", "response", "new", "check", "add", "show", "deadlines"):
            assert verb in done.out
        assert run(capsys, "denial", "forget").code == 2
        assert run(capsys, "denial").code == 2

    def it_is_described(self) -> None:
        text = (ROOT / "docs" / "denials.md").read_text("utf-8")
        for verb in ("read", "remit", "response", "new", "check", "add", "show", "deadlines"):
            assert f"authpack denial {verb}" in text

    def it_reads_its_own_yaml(self, written: Path) -> None:
        assert yaml.safe_load(written.read_text("utf-8"))["schema"] == "authpack.denial/1"

    def it_asks_each_field_on_a_terminal(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A person answers: the kind and the date are accepted, the payer is typed, the rest is left out."""
        from authpack.cli import denial_read

        monkeypatch.setattr(denial_read, "_at_terminal", lambda: True)
        answers = {
            "kind:": "1",
            "date:": "1",
            "payer:": "=Another payer",
            "reasons:": "2,3",
            "Your name": "B. Biller",
            "Today": "2026-11-20",
        }
        asked: list[str] = []

        def reply(question: str = "") -> str:
            asked.append(question)
            return next((answer for start, answer in answers.items() if question.startswith(start)), "")

        monkeypatch.setattr("builtins.input", reply)
        target = tmp_path / "n.yaml"
        assert run(capsys, "denial", "read", letter("01"), "--request", "r1", "-o", target).code == 0
        denial = api.load_denial(target).denial
        assert (denial.kind, str(denial.date), denial.payer, len(denial.reasons)) == (
            "adverse",
            "2026-03-02",
            "Another payer",
            2,
        )
        assert denial.reference is None
        assert any(one.startswith("reference:") for one in asked)
