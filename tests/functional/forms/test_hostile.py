"""Forms that are broken, locked, or made to do harm: a clear message or a form, never a crash and never a hang."""

from __future__ import annotations

import io
import random
import time
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from authpack.errors import AuthpackError, DocumentRefused, InputError
from authpack.packets.forms import opening, raw
from authpack.packets.forms.reading import read_form, read_here
from authpack.packets.forms.writing import write_here
from authpack.packets.sandbox import Work
from tests.functional.forms.support import FormMaker, done, field_values, filled, needs_samples, sample_forms

BOX = (20.0, 340.0, 220.0, 360.0)
ENTRY = {"field": "name", "value": "{{ record.patient.family_name }}"}


def maker() -> FormMaker:
    made = FormMaker()
    made.text("name", BOX)
    return made


def root(pdf: bytes) -> Any:
    return PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def script(made: FormMaker, code: str = "app.alert(1)") -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(code)}
    )


class DescribeFilesThatAreNoForm:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "not a PDF"),
            (b"PK\x03\x04 a Word document", "not a PDF"),
            (b"%PDF-1.7\n" + b"\x00" * 500, "damaged|no pages"),
            (b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>endobj\n"
             b"trailer<</Root 1 0 R>>", "no pages|damaged"),
        ],
    )  # fmt: skip
    def it_refuses_with_what_was_found(self, content: bytes, words: str) -> None:
        with pytest.raises(InputError, match=words):
            read_form(content)

    def it_repairs_a_file_that_is_cut_off_or_says_so(self) -> None:
        content = maker().bytes()
        for share in (0.5, 0.9, 0.99):
            try:
                info = read_form(content[: int(len(content) * share)])
            except InputError as error:
                assert error.do
            else:
                assert any("repaired" in note for note in info.notes) or info.fields

    def it_names_the_limit_of_pages_and_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(opening, "MOST_PAGES", 2)
        read_here(Work({"password": None}, (FormMaker(pages=2).bytes(),)))
        with pytest.raises(InputError, match="3 pages; at most 2"):
            read_here(Work({"password": None}, (FormMaker(pages=3).bytes(),)))

    @pytest.mark.parametrize("side", [0.5, 14_401, 1e9])
    def it_refuses_a_page_that_cannot_be_printed(self, side: float) -> None:
        with pytest.raises(InputError, match="no size that can be printed"):
            read_form(FormMaker(size=(side, side)).bytes())

    def it_accepts_the_largest_page(self) -> None:
        assert read_form(FormMaker(size=(14_400, 14_400)).bytes()).sheets[0].width == 14_400


class DescribeLockedForms:
    def it_fills_a_form_that_is_only_protected_against_changes(self) -> None:
        made = filled(maker().bytes(owner=True), ENTRY)
        assert any("protected" in note for note in made.report.notes)
        assert field_values(made.pdf)["name"] == "Fictorian"

    def it_asks_for_the_password(self) -> None:
        locked = maker().bytes(password="open sesame")
        with pytest.raises(InputError, match="locked by a password"):
            read_form(locked)
        with pytest.raises(InputError, match="not the one given"):
            read_form(locked, password="wrong")
        assert [one.name for one in read_form(locked, password="open sesame").fields] == ["name"]


class DescribeXfa:
    def form(self, *, dynamic: bool, fields: bool = True) -> bytes:
        made = maker() if fields else FormMaker()
        data = StreamObject()
        data.set_data(
            b"<xdp><config><dynamicRender>required</dynamicRender></config></xdp>" if dynamic else b"<xdp/>"
        )
        made.form[NameObject("/XFA")] = ArrayObject(
            [TextStringObject("config"), made.writer._add_object(data)]
        )
        return made.bytes()

    def it_drops_the_second_description_of_a_hybrid_form(self) -> None:
        made = filled(self.form(dynamic=False), ENTRY)
        assert "/XFA" not in root(made.pdf)["/AcroForm"]
        assert any(note.startswith("XFA") for note in made.report.notes)

    @pytest.mark.parametrize("options", [{"dynamic": True}, {"dynamic": False, "fields": False}])
    def but_it_refuses_a_dynamic_form_and_says_what_to_do(self, options: dict[str, Any]) -> None:
        with pytest.raises(DocumentRefused, match="dynamic XFA") as caught:
            read_form(self.form(**options))
        assert "by coordinates" in caught.value.do


class DescribeScripts:
    def it_takes_scripts_out_and_fills_calculated_fields_only_by_the_mapping(self) -> None:
        made = maker()
        made.root[NameObject("/OpenAction")] = script(made)
        made.root[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): script(made)})
        total = made.text("total", (20, 300, 220, 320))
        total[NameObject("/AA")] = DictionaryObject({NameObject("/C"): script(made)})
        made.form[NameObject("/CO")] = ArrayObject([total.indirect_reference])
        out = filled(made.bytes(), ENTRY)
        assert b"JavaScript" not in out.pdf
        assert "/CO" not in root(out.pdf)["/AcroForm"]
        assert any(note.startswith("Scripts") for note in out.report.notes)
        (line,) = [one for one in out.report.lines if one.name == "total"]
        assert (line.done, line.why) == ("left", "calculated by a script, which is not run")

    def it_removes_actions_that_start_programs_or_send_the_form(self) -> None:
        made = maker()
        for kind in ("/Launch", "/SubmitForm", "/ImportData"):
            action = DictionaryObject({NameObject("/S"): NameObject(kind)})
            made.widget(f"go{kind[1:]}", "/Btn", (20, 100, 60, 120), Ff=NumberObject(1 << 16), A=action)
        out = filled(made.bytes(), ENTRY)
        assert not any(kind in out.pdf for kind in (b"Launch /", b"/Launch", b"/SubmitForm", b"/ImportData"))

    def it_removes_attached_files_and_foreign_metadata(self) -> None:
        made = maker()
        made.writer.add_attachment("other-patient.txt", b"private")
        made.writer.add_metadata({"/Author": "Somebody Else"})
        out = filled(made.bytes(), ENTRY)
        reader = PdfReader(io.BytesIO(out.pdf))
        assert not reader.attachments
        assert "/Author" not in (reader.metadata or {})


class DescribeStructuresMadeToTrap:
    def it_follows_a_circle_of_parents_only_once(self) -> None:
        made = maker()
        one = made.widget("a", None, (20, 200, 60, 220))
        two = made.widget("b", None, (20, 240, 60, 260))
        one[NameObject("/Parent")], two[NameObject("/Parent")] = (
            two.indirect_reference,
            one.indirect_reference,
        )
        assert "name" in [field.name for field in read_form(made.bytes()).fields]

    @pytest.mark.parametrize("rect", [[], [1, 2], ["a", 0, 1, 1], [0, 0, 0, 0], [1e30, 0, 1e31, 1]])
    def it_leaves_alone_a_box_without_a_size(self, rect: list[Any]) -> None:
        made = maker()
        bad = made.text("bad", (20, 200, 60, 220))
        bad[NameObject("/Rect")] = ArrayObject(
            [FloatObject(one) if not isinstance(one, str) else TextStringObject(one) for one in rect]
        )
        info = read_form(made.bytes())
        assert [field.name for field in info.fields] == ["name"]
        assert any("no size" in note for note in info.notes)

    @pytest.mark.usefixtures("own_interpreter")
    def it_stops_a_stream_that_grows_beyond_its_memory(self) -> None:
        import zlib

        made = maker()
        bomb = StreamObject()
        bomb._data = zlib.compress(b"q " * 200_000_000, 1)
        bomb[NameObject("/Filter")] = NameObject("/FlateDecode")
        made.writer.pages[0][NameObject("/Contents")] = made.writer._add_object(bomb)
        content = made.bytes()
        start = time.monotonic()
        try:
            out = filled(content, ENTRY, flatten=True)
        except InputError as error:
            assert error.do
        else:
            assert done(out)["name"] == "filled"
        assert time.monotonic() - start < 100

    def it_reads_at_most_a_known_number_of_boxes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(raw, "MOST_WIDGETS", 3)
        made = FormMaker()
        for number in range(5):
            made.text(f"f{number}", (20, 20 + 30 * number, 60, 40 + 30 * number))
        reader = PdfReader(io.BytesIO(made.bytes()))
        assert len(list(raw.widgets(reader.pages))) == 3

    def it_draws_on_top_whatever_the_page_s_own_content_leaves_open(self) -> None:
        from tests.functional.forms.support import texts

        for own in (b"q 5 0 0 5 0 0 cm q", b"Q Q Q 1 0 0 1 0 0 cm"):
            made = maker()
            content = StreamObject()
            content.set_data(own)
            made.writer.pages[0][NameObject("/Contents")] = made.writer._add_object(content)
            out = filled(made.bytes(), ENTRY, flatten=True)
            assert texts(out.pdf, 0, (20, 40, 200, 20))["mupdf"] == "Fictorian"


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The file with a few bytes, numbers or pieces changed."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(data))
        kind = chance.randrange(4)
        if kind == 0:
            data[place] = chance.randrange(256)
        elif kind == 1:
            del data[place : place + chance.randrange(1, 400)]
        elif kind == 2:
            data[place:place] = data[max(0, place - 200) : place]
        else:
            data[place : place + 4] = chance.choice([b"null", b"0 0 ", b"<<>>", b"[[[[", b"9999", b"-1e9"])
    return bytes(data)


def emptied(content: bytes) -> Work:
    """The form read, every field emptied and flattened: all of our own code over a stranger's structure."""
    info = read_here(Work({"password": None}, (content,)))
    names = [
        one["name"]
        for one in info.data["fields"]
        if one["kind"] in ("text", "choice", "list", "checkbox", "radio")
    ]
    plan = {"fields": [], "clear": names, "stamps": [], "flatten": True, "title": "Fuzz", "password": None}
    return write_here(Work(plan, (content, blank(), b"")))


@cache
def blank() -> bytes:
    return FormMaker().bytes()


@needs_samples
class DescribeFuzz:
    """Fixed seeds: the same broken forms each run. In this process, for speed; the limits are tested above."""

    @pytest.mark.parametrize("path", sample_forms(), ids=lambda path: path.stem)
    def it_reads_and_writes_or_refuses_every_mutation(self, path: Any) -> None:
        chance = random.Random(path.name)
        content = path.read_bytes()
        emptied(content)
        done, rounds = 0, 10 if len(content) > 200_000 else 40
        for _ in range(rounds):
            try:
                emptied(mutated(content, chance))
                done += 1
            except (AuthpackError, MemoryError):
                pass
        assert done, "every mutation was refused: the fuzz proves nothing"
