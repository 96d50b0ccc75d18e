"""An 835 by claim line: only TMS lines become denials, unknown codes go to a person, broken envelopes are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from authpack import api
from authpack.errors import InputError
from authpack.intake.remittance import Remittance, parse_835
from tests.functional.cli.runner import run
from tests.functional.denials.samples import CASE, claim, public_samples, segments

DENIED = claim(
    "SVC*HC:90867*650*0**1", "DTM*472*20260112", "CAS*CO*197*650", "LQ*HE*M62",
    "SVC*HC:90868*420*310**1", "DTM*472*20260113", "CAS*CO*45*110",
)  # fmt: skip


def read(*lines: str) -> Remittance:
    return parse_835(segments(*lines), "x.835")


class DescribeClaimLines:
    def it_takes_the_refused_line_with_its_codes_dates_and_amounts(self) -> None:
        (denial,) = read(*DENIED).denials
        assert denial["claim_number"] == "2026044-PCN1"
        assert denial["date"] == "2026-02-20"
        assert denial["payer"] == "INVENTED MUTUAL"
        (line,) = denial["lines"]
        assert line == {
            "code": "90867", "date": "2026-01-12", "units": "1", "charged": "650.00", "paid": "0.00",
            "adjustments": [{"group": "CO", "carc": "197", "amount": "650.00", "rarcs": ["M62"]}],
        }  # fmt: skip

    def but_it_takes_an_agreed_discount_for_no_denial(self) -> None:
        found = read(*claim("SVC*HC:90868*420*310**1", "CAS*CO*45*110", "CAS*PR*2*20"))
        assert found.denials == ()
        assert any("paid as agreed" in note for note in found.notes)

    def but_it_leaves_other_services_alone(self) -> None:
        found = read(*claim("SVC*HC:99213*120*0**1", "CAS*CO*50*120"))
        assert found.denials == ()
        assert any("no TMS line" in note for note in found.notes)

    def it_reads_several_reasons_in_one_segment(self) -> None:
        (denial,) = read(*claim("SVC*HC:90868*420*0**1", "CAS*CO*50*300*1*151*120*1")).denials
        assert [one["carc"] for one in denial["lines"][0]["adjustments"]] == ["50", "151"]

    def it_reads_codes_for_the_whole_claim(self) -> None:
        (denial,) = read(*claim("CAS*CO*29*420", "MOA***N704", "SVC*HC:90868*420*0**1")).denials
        assert denial["adjustments"] == [{"group": "CO", "carc": "29", "amount": "420.00", "rarcs": ["N704"]}]

    @pytest.mark.parametrize("code", ["90867", "90868", "90869", "0889T", "0890T", "0891T", "0892T"])
    def it_knows_every_tms_code(self, code: str) -> None:
        assert len(read(*claim(f"SVC*HC:{code}*420*0**1", "CAS*CO*50*420")).denials) == 1

    def it_says_when_the_payer_judged_another_code_than_was_billed(self) -> None:
        found = read(*claim("SVC*HC:99499*420*0**1*HC:90868", "CAS*CO*50*420"))
        assert found.denials[0]["lines"][0]["code"] == "90868"
        assert any("99499 where 90868 was billed" in note for note in found.notes)

    def it_says_that_an_unknown_code_goes_to_a_person(self) -> None:
        found = read(*claim("SVC*HC:90868*420*0**1", "CAS*CO*987*420"))
        assert any("CARC 987 is not in our table" in note for note in found.notes)
        assert len(found.denials) == 1


class DescribeBrokenFiles:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("SE*", "SE*9"), ("IEA*1*000238388", "IEA*1*000000009"), ("GE*1*383880001", "GE*1*9"), ("IEA*1*000238388~\n", ""),
            ("SVC*HC:90867*650*0", "SVC*HC:90867*abc*0"), ("ISA*00*", "ISA*"), ("CLP*", "XXX*"),
        ],
    )  # fmt: skip
    def it_refuses_what_does_not_close_or_cannot_be_read(self, old: str, new: str) -> None:
        text = segments(*DENIED)
        assert old in text
        with pytest.raises(InputError) as caught:
            parse_835(text.replace(old, new, 1), "x.835")
        assert "BOGUS" not in caught.value.render()

    def it_refuses_what_is_no_835(self, tmp_path: Path) -> None:
        for content, word in (
            (b"", "empty"),
            (b"%PDF-1.7", "no X12 file"),
            (segments().replace("ST*835", "ST*271").encode(), "no 835"),
        ):
            path = tmp_path / "x.835"
            path.write_bytes(content)
            with pytest.raises(InputError, match=word):
                api.read_remittance(path)

    @pytest.mark.parametrize("keep", [50, 110, 300, 500])
    def it_refuses_a_file_that_is_cut_off(self, keep: int) -> None:
        with pytest.raises(InputError):
            parse_835(segments(*DENIED)[:keep], "x.835")


class DescribeWhatIsTakenBack:
    BACK = (*claim("SVC*HC:90868*-375*-250**1", "DTM*472*20260112", "CAS*CO*50*-375"),)

    def undone(self) -> tuple[str, ...]:
        return tuple(line.replace("*4*", "*22*", 1) if line.startswith("CLP") else line for line in self.BACK)

    def it_tells_of_a_reversal_with_its_sum(self) -> None:
        found = read(*self.undone())
        assert any("status 22" in note and "250.00" in note for note in found.notes)

    def but_it_takes_the_reversal_itself_for_no_denial(self) -> None:
        assert read(*self.undone()).denials == ()
        assert len(read(*self.undone(), *DENIED).denials) == 1


class DescribePublicSamples:
    def it_reads_the_public_835_and_says_that_it_holds_no_tms_line(self) -> None:
        found = api.read_remittance(public_samples("x12") / "835_mult_loops_pyx12.txt")
        assert [len(one.lines) for one in found.claims] == [3]
        assert any("no TMS line" in note for note in found.notes)

    def it_refuses_the_public_271(self) -> None:
        with pytest.raises(InputError):
            api.read_remittance(public_samples("x12") / "271_imsweb.txt")


class DescribeTheCommand:
    def it_shows_codes_meanings_and_who_may_contest(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "x.835"
        path.write_text(segments(*DENIED), "utf-8")
        done = run(capsys, "denial", "remit", path)
        assert done.code == 4
        flat = " ".join(done.out.split())
        assert "CO-197, 650.00 taken off" in flat
        assert "may not be billed" in flat
        assert "confirm before relying" in flat
        data = json.loads(run(capsys, "denial", "remit", path, "--format", "json").out)
        assert data["denials"][0]["lines"][0]["code"] == "90867"

    def it_says_of_an_agreed_cut_nothing_of_who_may_contest_it(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        path = tmp_path / "x.835"
        lines = claim("SVC*HC:90868*375*0**1", "DTM*472*20260112", "CAS*CO*45*75**197*300", "LQ*HE*M62")
        path.write_text(segments(*lines), "utf-8")
        flat = " ".join(run(capsys, "denial", "remit", path).out.split())
        assert flat.count("may not be billed") == 1
        assert flat.count("M62:") == 1

    @pytest.mark.parametrize("code", ["9999", "999", "P24"])
    def it_writes_a_code_that_the_table_does_not_name(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, code: str
    ) -> None:
        path, target = tmp_path / "x.835", tmp_path / "n.yaml"
        lines = claim("SVC*HC:90868*375*0**1", "DTM*472*20260112", f"CAS*CO*{code}*375")
        path.write_text(segments(*lines), "utf-8")
        words = ("--confirmed-by", "B", "--confirmed-on", "2026-11-20", "--case", CASE, "-o", target)
        assert run(capsys, "denial", "remit", path, *words).code == 0
        denial = api.load_denial(target).denial
        assert denial.lines[0].adjustments[0].carc == code
        assert api.classify_denial(denial).action == "person"

    def it_writes_only_what_is_confirmed(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path, target = tmp_path / "x.835", tmp_path / "n.yaml"
        path.write_text(segments(*DENIED), "utf-8")
        assert run(capsys, "denial", "remit", path, "--case", CASE, "-o", target).code == 2
        assert not target.exists()
        words = ("--confirmed-by", "B. Biller", "--confirmed-on", "2026-11-20", "--case", CASE, "-o", target)
        assert run(capsys, "denial", "remit", path, *words).code == 0
        denial = api.load_denial(target).denial
        assert denial.kind == "claim"
        assert denial.lines[0].adjustments[0].carc == "197"
        assert api.classify_denial(denial).document == "claim_dispute"


class DescribeWhatIsEasilyLost:
    CLAIM = "CLP*ACC-1*1*450*0**12*ICN-9*11"
    LINE = "SVC*HC:90868*450*0**1"

    def it_keeps_a_remark_of_a_line_whose_reason_stands_on_the_claim(self) -> None:
        (one,) = read(self.CLAIM, "CAS*CO*29*450", self.LINE, "LQ*HE*N386").denials
        assert one["adjustments"][0]["rarcs"] == ["N386"]

    def it_keeps_the_remarks_of_both_kinds_of_claim(self) -> None:
        for segment in ("MOA***N704", "MIA*0****N704"):
            (one,) = read(self.CLAIM, segment, self.LINE, "CAS*CO*16*450").denials
            assert one["lines"][0]["adjustments"][0]["rarcs"] == ["N704"]

    def it_takes_a_claims_only_day_for_the_day_of_its_lines(self) -> None:
        days = ("DTM*232*20260302", "DTM*233*20260302")
        (one,) = read(self.CLAIM, *days, self.LINE, "CAS*CO*50*450").denials
        assert one["lines"][0]["date"] == "2026-03-02"

    def but_it_takes_no_day_out_of_several(self) -> None:
        days = ("DTM*232*20260302", "DTM*233*20260306")
        (one,) = read(self.CLAIM, *days, self.LINE, "CAS*CO*50*450").denials
        assert "date" not in one["lines"][0]

    def it_never_says_that_an_unpaid_line_without_a_code_was_paid_as_agreed(self) -> None:
        found = read(self.CLAIM, self.LINE)
        assert not found.denials
        (note,) = found.notes
        assert "paid less than charged, and no reason code says why" in note

    def it_tells_of_money_taken_from_the_payment_as_a_whole(self) -> None:
        found = read(
            self.CLAIM, self.LINE, "CAS*CO*50*450", "PLB*1999999984*20261231*WO:REF-1*300*72:REF-2*-20"
        )
        assert any(
            "300.00 was taken from the payment as a whole (PLB WO, 72)" in note for note in found.notes
        )
        assert not any("REF-1" in note for note in found.notes)

    def it_leaves_a_part_of_a_unit_out(self) -> None:
        (one,) = read(self.CLAIM, "SVC*HC:90868*450*0**1.5", "CAS*CO*50*450").denials
        assert "units" not in one["lines"][0]
