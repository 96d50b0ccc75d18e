"""When no packet is written: another patient's page, missing consent, missing or damaged files, bad orders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from authpack.errors import DocumentRefused, InputError
from tests.functional.packets import hostile, support
from tests.functional.packets.support import NAMED, attachment, packet_of, paper, record


def with_files(folder: Path, *attachments: dict[str, Any], **files: bytes) -> dict[str, Any]:
    """The example's record with these attachments alone, and their files written."""
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return record() | {"attachments": list(attachments)}


class DescribeAnotherPatientsPage:
    def it_stops_the_packet_and_names_exhibit_and_page(self, tmp_path: Path) -> None:
        data = with_files(
            tmp_path,
            attachment("x1", "a.pdf", "/trials"),
            a=paper(NAMED, "Patient: Robert Oakley|Visit note."),
        )
        with pytest.raises(DocumentRefused) as refused:
            packet_of(data, tmp_path)
        (fault,) = refused.value.faults
        assert fault.where == "Exhibit A (x1), page 2"
        assert "name" in fault.what
        assert "--confirm-page A:2" in refused.value.do
        assert "Oakley" not in refused.value.render()
        assert "Inventada" not in refused.value.render()

    def it_names_the_page_of_the_file_too_when_only_some_pages_go_in(self, tmp_path: Path) -> None:
        one = attachment("x1", "a.pdf", on_pages=[{"pages": "2", "proves": ["/trials"]}])
        one.pop("proves")
        data = with_files(tmp_path, one, a=paper(NAMED, "Patient: Robert Oakley|Visit note."))
        with pytest.raises(DocumentRefused) as refused:
            packet_of(data, tmp_path)
        assert refused.value.faults[0].where == "Exhibit A (x1), page 1 (page 2 of the file)"

    @pytest.mark.parametrize("page", ["A:2", "x1:2"])
    def but_it_goes_on_when_somebody_looked_and_is_recorded(self, tmp_path: Path, page: str) -> None:
        data = with_files(
            tmp_path,
            attachment("x1", "a.pdf", "/trials"),
            a=paper(NAMED, "Patient: Robert Oakley|Visit note."),
        )
        made = packet_of(data, tmp_path, confirmed=frozenset({page}), confirmed_by="T. Nullmann").manifest
        assert made.confirmed is not None
        assert (made.confirmed.by, made.confirmed.pages) == ("T. Nullmann", (page,))
        assert [(one.patient, one.confirmed) for one in made.exhibits[0].pages] == [
            ("match", False),
            ("mismatch", True),
        ]
        assert any(one.kind == "patient_confirmed" for one in made.remarks)

    def but_it_asks_who_looked_and_for_a_page_that_is_there(self, tmp_path: Path) -> None:
        data = with_files(tmp_path, attachment("x1", "a.pdf", "/trials"), a=paper(NAMED))
        with pytest.raises(InputError, match="not by whom"):
            packet_of(data, tmp_path, confirmed=frozenset({"A:1"}))
        with pytest.raises(InputError, match="no page A:7"):
            packet_of(data, tmp_path, confirmed=frozenset({"A:7"}), confirmed_by="x")

    def it_reports_pages_without_text_and_another_date_of_service_without_stopping(
        self, tmp_path: Path
    ) -> None:
        blank_name = "Progress note without any heading, written in haste."
        data = with_files(
            tmp_path,
            attachment("x1", "a.pdf", "/trials", date="2026-09-14"),
            a=paper(f"{NAMED}|Date of service: 09/15/2026", blank_name),
        )
        kinds = {one.kind: one.text for one in packet_of(data, tmp_path).manifest.remarks}
        assert "Exhibit A (x1), page 1" in kinds["date_of_service"]
        assert "A:2" in kinds["not_stated"]


class DescribeConsent:
    @pytest.mark.parametrize(
        ("more", "where"),
        [
            ({"sensitivity": "unknown"}, "/attachments/x1/sensitivity"),
            ({"sensitivity": "psychotherapy_notes"}, "/attachments/x1/consent"),
            ({"sensitivity": "part2", "consent": "yes"}, "/attachments/x1/consent_date"),
            ({"sensitivity": "state_restricted", "consent": "no"}, "/attachments/x1/consent"),
        ],
    )
    def it_stops_before_any_file_is_opened(self, tmp_path: Path, more: dict[str, str], where: str) -> None:
        data = record() | {"attachments": [attachment("x1", "not-there.pdf", "/trials") | more]}
        with pytest.raises(DocumentRefused) as refused:
            packet_of(data, tmp_path)
        assert [fault.where for fault in refused.value.faults] == [where]

    def but_not_for_an_attachment_that_stays_out(self, tmp_path: Path) -> None:
        data = with_files(
            tmp_path,
            attachment("x1", "a.pdf", "/trials"),
            attachment("x2", "b.pdf", "/scores") | {"sensitivity": "unknown"},
            a=paper(NAMED),
        )
        made = packet_of(data, tmp_path, leave_out=("x2",)).manifest
        assert made.left_out == ("x2",)
        assert any(one.kind == "left_out" for one in made.remarks)


class DescribeFiles:
    def it_lists_everything_that_is_missing_at_once(self, tmp_path: Path) -> None:
        data = record() | {
            "attachments": [
                attachment("x1", "a.pdf", "/trials"),
                {"id": "x2", "title": "T", "sensitivity": "none", "proves": ["/scores"]},
                attachment("x3", "../a.pdf", "/diagnoses"),
            ]
        }
        with pytest.raises(InputError) as refused:
            packet_of(data, tmp_path)
        assert sorted(fault.where for fault in refused.value.faults) == [
            f"/attachments/x{n}/file" for n in (1, 2, 3)
        ]

    def it_lists_every_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        data = with_files(
            tmp_path,
            attachment("x1", "a.pdf", "/trials"),
            attachment("x2", "b.pdf", "/scores"),
            attachment("x3", "c.pdf", "/diagnoses"),
            a=hostile.encrypted(),
            b=b"%PDF-1.7 nothing",
            c=paper(NAMED),
        )
        with pytest.raises(InputError) as refused:
            packet_of(data, tmp_path)
        assert sorted(fault.where for fault in refused.value.faults) == ["x1", "x2"]

    def it_opens_an_encrypted_file_with_its_password_and_never_shows_it(self, tmp_path: Path) -> None:
        data = with_files(tmp_path, attachment("x1", "a.pdf", "/trials"), a=hostile.encrypted("sesame"))
        made = packet_of(data, tmp_path, passwords={"x1": "sesame"})
        assert all(b"sesame" not in content for content in made.files().values())
        with pytest.raises(InputError) as refused:
            packet_of(data, tmp_path, passwords={"x1": "wrong-one"})
        assert "wrong-one" not in refused.value.render()

    def it_refuses_a_damaged_file_that_lost_pages(self, tmp_path: Path) -> None:
        data = with_files(tmp_path, attachment("x1", "a.pdf", "/trials", pages="6"), a=hostile.truncated(0.2))
        with pytest.raises(InputError, match="a part of them is lost"):
            packet_of(data, tmp_path)

    def but_it_only_reports_another_number_of_pages_in_a_whole_file(self, tmp_path: Path) -> None:
        data = with_files(tmp_path, attachment("x1", "a.pdf", "/trials", pages="9"), a=paper(NAMED))
        assert any(one.kind == "page_count" for one in packet_of(data, tmp_path).manifest.remarks)

    def it_reports_pages_that_look_exactly_alike(self, tmp_path: Path) -> None:
        data = with_files(
            tmp_path,
            attachment("x1", "a.pdf", "/trials"),
            attachment("x2", "b.pdf", "/scores"),
            a=paper(NAMED, NAMED + "|Second page."),
            b=paper(NAMED + "|Other.", NAMED + "|Second page."),
        )
        (alike,) = [
            one.text for one in packet_of(data, tmp_path).manifest.remarks if one.kind == "duplicate_pages"
        ]
        # A footer "page 2 of 2" is part of a page: the second pages are alike, the first are not.
        assert alike.count("page 2") == 2
        assert "page 1" not in alike

    def it_knows_no_attachment_that_the_record_does_not_hold(self, tmp_path: Path) -> None:
        for order in ({"include": ("x9",)}, {"leave_out": ("x9",)}, {"passwords": {"x9": "a"}}):
            with pytest.raises(InputError, match="no attachment x9"):
                packet_of(record(), support.EXAMPLES, **order)
