"""What a page holds beside what is seen of it: words outside the page, marks for redaction, attached documents, forms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from authpack.errors import DocumentRefused, InputError
from authpack.packets.order import Form
from tests.functional.packets import hostile, support
from tests.functional.packets.support import NAMED, attachment, packet_of, paper, read, record

OTHER = "Patient: Robert Oakley|Date of birth: 01/02/1970|Visit note."


def one_exhibit(folder: Path, content: bytes) -> dict[str, Any]:
    (folder / "a.pdf").write_bytes(content)
    return record() | {"attachments": [attachment("x1", "a.pdf", "/trials")]}


class DescribeWordsOutsideThePage:
    def cropped(self, hidden: str) -> bytes:
        pdf = hostile.pages(1)
        pdf.pages[0].contents_add(f"BT /F 12 Tf 72 100 Td ({hidden}) Tj ET".encode())
        pdf.pages[0].obj.CropBox = pikepdf.Array([0, 300, 612, 792])
        return hostile.saved(pdf)

    def it_stops_at_another_patient_who_is_cut_off_to_the_eye(self, tmp_path: Path) -> None:
        data = one_exhibit(tmp_path, self.cropped("Patient: Robert Oakley"))
        with pytest.raises(DocumentRefused) as refused:
            packet_of(data, tmp_path)
        assert "outside the visible page" in refused.value.faults[0].what

    def it_reports_other_words_there(self, tmp_path: Path) -> None:
        made = packet_of(one_exhibit(tmp_path, self.cropped("a line cut off")), tmp_path).manifest
        assert [one.text[-5:] for one in made.remarks if one.kind == "words_beyond"] == [" A:1."]

    def but_not_a_printer_s_mark(self, tmp_path: Path) -> None:
        made = packet_of(one_exhibit(tmp_path, self.cropped("A1")), tmp_path).manifest
        assert not [one for one in made.remarks if one.kind == "words_beyond"]


class DescribeFiles:
    def it_refuses_a_mark_for_redaction_that_was_never_applied(self) -> None:
        pdf = hostile.pages(2)
        mark = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Redact, Rect=pikepdf.Array([70, 690, 300, 715])
        )
        pdf.pages[1].obj.Annots = pikepdf.Array([mark])
        with pytest.raises(InputError) as refused:
            read(hostile.saved(pdf))
        assert "Page 2 has a mark for redaction" in refused.value.faults[0].what

    def it_refuses_a_portfolio_whose_page_is_only_a_cover(self) -> None:
        pdf = hostile.pages(1)
        pdf.attachments["record.pdf"] = pikepdf.AttachedFileSpec(  # type: ignore[call-arg]
            pdf, hostile.plain(), filename="record.pdf"
        )
        pdf.Root.Collection = pikepdf.Dictionary(View=pikepdf.Name.D)
        with pytest.raises(InputError) as refused:
            read(hostile.saved(pdf))
        assert "portfolio" in refused.value.faults[0].what

    def it_draws_a_tick_that_states_no_look_and_calls_the_file_whole(self) -> None:
        pdf = hostile.pages(1)
        box = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Btn, T=pikepdf.String("q1"),
                Rect=pikepdf.Array([100, 500, 120, 520]), V=pikepdf.Name.Yes, AS=pikepdf.Name.Yes,
            )
        )  # fmt: skip
        pdf.pages[0].obj.Annots = pikepdf.Array([box])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([box]), NeedAppearances=True)
        made = read(hostile.saved(pdf))
        assert support.picture(made.pdf, 1).crop((100, 272, 120, 292)).getextrema()[0] < 128
        assert any("drawn anew" in note for note in made.notes)
        assert made.warnings == ()

    @pytest.mark.parametrize("signed", [True, False])
    def it_tells_a_signature_from_a_field_that_waits_for_one(self, signed: bool) -> None:
        pdf = hostile.pages(1)
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T=pikepdf.String("s"),
                Rect=pikepdf.Array([100, 100, 300, 150]),
            )
        )  # fmt: skip
        if signed:
            field.V = pikepdf.Dictionary(Type=pikepdf.Name.Sig)
        pdf.pages[0].obj.Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        assert any("signature" in note for note in read(hostile.saved(pdf)).notes) == signed

    def it_leaves_the_file_s_root_behind_even_when_a_page_names_it(self) -> None:
        pdf = hostile.pages(1)
        pdf.Root.OpenAction = pdf.make_indirect(
            pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("SECRET"))
        )
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Y=pdf.Root)
        made = read(hostile.saved(pdf)).pdf
        assert not [word for word in (b"/JavaScript", b"/OpenAction", b"SECRET") if word in made]


class DescribeForms:
    def it_stops_at_a_form_of_another_patient(self, tmp_path: Path) -> None:
        data = one_exhibit(tmp_path, paper(NAMED))
        form = Form("Payer form", paper(NAMED, OTHER), "form.pdf")
        with pytest.raises(DocumentRefused) as refused:
            packet_of(data, tmp_path, forms=(form,))
        assert [one.where for one in refused.value.faults] == ["Form 1, page 2"]
        assert "--confirm-page form1:2" in refused.value.do

    def it_reads_a_name_that_stands_below_its_label(self, tmp_path: Path) -> None:
        pdf = hostile.pages(1, text="Payer form")
        pdf.pages[0].contents_add(
            b"BT /F 7 Tf 72 600 Td (Last name) Tj 150 0 Td (First name) Tj ET "
            b"BT /F 9 Tf 74 588 Td (Oakley) Tj 150 0 Td (Robert) Tj ET"
        )
        form = Form("Payer form", hostile.saved(pdf), "form.pdf")
        with pytest.raises(DocumentRefused) as refused:
            packet_of(one_exhibit(tmp_path, paper(NAMED)), tmp_path, forms=(form,))
        assert refused.value.faults[0].what == "the name on it differs from the record."

    def it_records_every_page_of_a_form(self, tmp_path: Path) -> None:
        data = one_exhibit(tmp_path, paper(NAMED))
        forms = (Form("Payer form", paper(NAMED, OTHER), "form.pdf"),)
        order = {"confirmed": frozenset({"form1:2"}), "confirmed_by": "T. Nullmann"}
        (entry,) = packet_of(data, tmp_path, forms=forms, **order).manifest.forms
        assert [(one.patient, one.confirmed) for one in entry.pages] == [("match", False), ("mismatch", True)]
        assert [one.packet_page for one in entry.pages] == [entry.first_page, entry.last_page]

    def it_calls_a_form_by_its_number_when_it_cannot_be_read(self, tmp_path: Path) -> None:
        data = one_exhibit(tmp_path, paper(NAMED))
        with pytest.raises(InputError) as refused:
            packet_of(data, tmp_path, forms=(Form("Payer form", b"<html></html>", "form.pdf"),))
        assert refused.value.faults[0].where == "Form 1"
