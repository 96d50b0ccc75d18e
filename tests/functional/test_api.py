"""The library as a plug-in knows it: typed, documented, light to import, the same from every thread."""

from __future__ import annotations

import hashlib
import inspect
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from authpack import api
from authpack.api.templates import check_templates
from authpack.documents import reading_grade
from authpack.errors import InputError, MissingPartError

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
CLEAN = EXAMPLES / "01-clean-approval.yaml"
HEAVY = (
    "docx", "pypdf", "jinja2", "typst", "markdown_it", "pikepdf", "PIL", "pypdfium2", "pyx12", "icalendar", "lxml",
    "subprocess", "multiprocessing", "sqlite3", "ssl", "authpack.documents", "authpack.packets", "authpack.intake",
)  # fmt: skip


class DescribeTheNames:
    @pytest.mark.parametrize("name", api.__all__)
    def it_says_what_each_is_for(self, name: str) -> None:
        one = getattr(api, name)
        said = inspect.getdoc(one) or ""
        assert len(said) > 30
        # What dataclass writes by itself ("Shelf(files: ...)") says nothing.
        assert not said.startswith(f"{name}(")

    @pytest.mark.parametrize("name", [name for name in api.__all__ if inspect.isfunction(getattr(api, name))])
    def it_types_every_argument_and_result(self, name: str) -> None:
        found = inspect.signature(getattr(api, name))
        assert found.return_annotation is not inspect.Signature.empty
        assert all(one.annotation is not inspect.Parameter.empty for one in found.parameters.values())

    def it_marks_the_package_as_typed(self) -> None:
        assert (ROOT / "src" / "authpack" / "py.typed").is_file()

    def but_it_has_no_name_that_is_not_there(self) -> None:
        assert not hasattr(api, "no_such_verb")


def it_loads_nothing_heavy_when_it_is_imported() -> None:
    code = f"import sys; from authpack import api; print([one for one in {HEAVY!r} if one in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


class DescribeLoadCase:
    def it_reads_one_record_from_a_path_text_bytes_or_plain_data(self) -> None:
        case = api.load_case(CLEAN)
        plain = json.loads(case.model_dump_json(by_alias=True, exclude_unset=True))
        assert case == api.load_case(CLEAN.read_text("utf-8"))
        assert case == api.load_case(CLEAN.read_bytes())
        assert case == api.load_case(plain)

    @pytest.mark.parametrize("wrong", [b"\xff\xfe", b"", "", "cases/one.yaml", "{", {}, {1: 2}, [], None, 5])
    def but_whatever_else_it_is_given_it_refuses_with_an_input_error(self, wrong: Any) -> None:
        with pytest.raises(InputError):
            api.load_case(wrong)

    def it_takes_no_true_for_yes(self) -> None:
        # PyYAML reads a bare yes so; the record's word is the text "yes".
        plain = json.loads(api.load_case(CLEAN).model_dump_json(by_alias=True, exclude_unset=True))
        with pytest.raises(InputError, match="cannot be used") as refused:
            api.load_case({**plain, "invented": True})
        assert [fault.what for fault in refused.value.faults] == ["must be one of: 'yes' or 'no'."]


def work_of_a_plug_in() -> Iterator[str]:
    """Everything that a plug-in does with records, as one text for each step."""
    case = api.load_case(CLEAN)
    judged = api.check(case)
    policies = [revisions[-1] for revisions in api.catalog().revisions.values()]
    yield json.dumps(api.route_data(api.route(case)))
    yield json.dumps(api.explain(judged, case))
    yield repr([one.overall for one in api.compare(case, policies)])
    yield repr(api.problems(case))
    yield from hashes(api.letter(case, judged).files())
    course = api.load_case(EXAMPLES / "15-course-with-sessions.yaml")
    yield from hashes(next(one.note for one in api.course_notes(course, record="s01") if one.note).files())
    denied = api.load_case(EXAMPLES / "16-denied.yaml")
    yield repr(api.denial_deadlines(denied, api.denial_of_case(denied)))
    yield from hashes(api.appeal(denied).files())
    packed = api.load_case(EXAMPLES / "18-packet.yaml")
    yield from hashes(api.packet(packed, api.check(packed), api.Order(folder=EXAMPLES)).files())
    form, mapping = api.universal_form()
    filled = api.fill_form(case, api.form_bytes(form), api.load_form_mapping(mapping), judged)
    yield from hashes({"form": filled.pdf})


def hashes(files: dict[str, Any]) -> Iterator[str]:
    for name, held in files.items():
        yield f"{name} {hashlib.sha256(held if isinstance(held, bytes) else held.encode()).hexdigest()}"


def it_does_the_same_work_in_two_threads_at_once() -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: list(work_of_a_plug_in()), range(2))
    assert len(first) > 15
    assert first == second


def it_says_which_part_is_missing_and_blames_no_template_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    # Else every letter to a patient would be a fault of its template, once for each example.
    def without_pyphen(_word: str) -> int:
        raise MissingPartError("Measuring needs the library pyphen.")

    monkeypatch.setattr(reading_grade, "syllables_of", without_pyphen)
    with pytest.raises(MissingPartError):
        check_templates("letters/patient")
