"""The templates of a packet's own pages are checked like those of letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from authpack.api.templates import check_templates
from tests.functional.packets import support

NAMES = ("cover", "contents", "crosswalk", "treatment", "notice")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "packets").mkdir()
    return tmp_path


def text(name: str) -> str:
    return (support.ROOT / "templates" / "packets" / f"{name}.md.j2").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def it_finds_no_fault_in_what_is_shipped_and_writes_it_from_the_examples(name: str) -> None:
    checked = check_templates(f"packets/{name}")
    assert checked.faults == ()
    assert checked.written > 0


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("cover", "reference.case", "reference.number"),
        ("contents", "row.excerpt", "row.extract"),
        ("crosswalk", "row.places", "row.pages"),
        ("treatment", "row.unknown_role", "row.role_unknown"),
        ("notice", "exhibit.consent_date", "exhibit.consent"),
    ],
)
def but_it_names_a_value_that_a_packet_does_not_give(own: Path, name: str, right: str, wrong: str) -> None:
    (own / "packets" / f"{name}.md.j2").write_text(text(name).replace(right, wrong), encoding="utf-8")
    checked = check_templates(folders=[own])
    assert any(wrong.partition(".")[2] in fault.what for fault in checked.faults)


@pytest.mark.parametrize("page", ["contents", "crosswalk", "treatment"])
def it_names_the_patient_on_the_first_page_of_each_list(page: str) -> None:
    first = next(first for key, first, _ in support.shipped().manifest.sections if key.startswith(page))
    assert "Marisol Inventada" in support.texts(support.shipped().pdfs[0])[first - 1]
