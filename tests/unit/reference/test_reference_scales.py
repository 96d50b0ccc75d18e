"""Scales: rival bands are all kept, and the marks of each number with them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from authpack.errors import InputError
from authpack.reference import scales


def it_holds_every_row() -> None:
    assert len(scales.all_scales()) == 22


@pytest.mark.parametrize(
    ("name", "scale_id"),
    [
        ("PHQ-9", "phq9"),
        ("phq 9", "phq9"),
        ("PHQ9", "phq9"),
        ("PHQ-A", "phq_a"),
        ("PHQ-9 modified", "phq_a"),
        ("HAMD-17", "hamd17"),
        ("HDRS17", "hamd17"),
        ("HAM-D 24", "hamd24"),
        ("HRSD-21", "hamd21"),
        ("Montgomery-Åsberg Depression Rating Scale", "madrs"),
        ("BDI-II", "bdi2"),
        ("Beck Depression Inventory-II", "bdi2"),
        ("QIDS-SR", "qids_sr16"),
        ("IDS-SR30", "ids_sr30"),
        ("YBOCS", "y_bocs"),
        ("CGI-S", "cgi_s"),
        ("C-SSRS", "c_ssrs"),
        ("WHODAS 2.0", "whodas2"),
        ("GDS-15", "gds15"),
    ],
)
def it_knows_a_scale_by_its_names(name: str, scale_id: str) -> None:
    found = scales.scale_by_name(name)
    assert found is not None
    assert found.id == scale_id


@pytest.mark.parametrize("name", ["HAM-D", "BDI", "GDS", "QIDS", "CGI", "Hamilton", "PHQ", ""])
def but_it_knows_none_where_the_version_is_open(name: str) -> None:
    assert scales.scale_by_name(name) is None


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (18, ("moderate", "moderate", "moderate")),
        (19, ("severe", "moderate", "moderate")),
        (20, ("severe", "moderate", "severe")),
        (23, ("very_severe", "moderate", "severe")),
        (24, ("very_severe", "severe", "severe")),
        (26, ("very_severe", "severe", "very_severe")),
    ],
)
def it_shows_that_authors_disagree_on_ham_d_17(score: int, expected: tuple[str, str, str]) -> None:
    found = scales.band("hamd17", score)
    assert (found["apa_style"], found["zimmerman_2013"], found["ids_qids"]) == expected


@pytest.mark.parametrize(
    ("score", "severity"),
    [(4, "none"), (5, "mild"), (14, "moderate"), (15, "moderately_severe"), (20, "severe")],
)
def it_reads_a_phq_9_band(score: int, severity: str) -> None:
    assert scales.band("phq9", score) == {"standard": severity}


def it_shows_that_madrs_31_to_34_is_disputed() -> None:
    assert scales.band("madrs", 30) == {"common": "moderate"}
    assert scales.band("madrs", 31) == {"common": "moderate", "severe_from_31": "severe"}
    assert scales.band("madrs", 35) == {"common": "severe", "severe_from_31": "severe"}


def it_leaves_out_an_author_who_gives_no_band_there() -> None:
    assert set(scales.band("hamd17", 3)) == {"apa_style", "ids_qids"}
    assert scales.band("hamd21", 8) == {}
    assert scales.band("c_ssrs", 4) == {}


@pytest.mark.parametrize(("scale_id", "score"), [("phq9", 28), ("phq9", -1), ("cdrs_r", 16)])
def it_refuses_an_impossible_total_without_naming_it(scale_id: str, score: int) -> None:
    with pytest.raises(InputError) as caught:
        scales.band(scale_id, score)
    assert str(score) not in str(caught.value)


def it_keeps_bands_in_order_without_gaps_or_overlap() -> None:
    for one in scales.all_scales():
        for found in one.band_sets.values():
            assert all(a.high + 1 == b.low for a, b in pairwise(found.bands)), (one.id, found.author)
            assert found.bands[-1].high == one.total_max
            ranks = [scales.rank(each.severity) for each in found.bands]
            assert ranks == sorted(ranks)


def it_carries_the_marks() -> None:
    hamd17, phq9 = scales.scale("hamd17"), scales.scale("phq9")
    assert {author: found.grade for author, found in hamd17.band_sets.items()} == {
        "apa_style": "own",
        "zimmerman_2013": "partial",
        "ids_qids": "verified",
    }
    assert phq9.loinc["total"].usable
    assert str(phq9.loinc["total"]) == "44261-6"
    assert {key for key, cell in phq9.loinc.items() if cell.usable} == {
        "panel",
        "total",
        "1_interest",
        "2_depressed",
    }
    assert scales.scale("madrs").band_sets["common"].grade == "own"
    assert scales.scale("y_bocs").band_sets["standard"].grade == "own"
    assert scales.scale("hamd17").loinc == {}


def it_says_what_may_be_embedded() -> None:
    by_right = {one.id for one in scales.all_scales() if one.embed == "free"}
    assert by_right == {"phq9", "phq2", "phq_a", "gad7", "cesd", "gds15", "gds30", "cgi_s"}
    assert {"bdi2", "cdrs_r", "mgh_atrq", "athf"} == {
        o.id for o in scales.all_scales() if o.embed == "licence"
    }


def it_keeps_the_traps() -> None:
    assert any("panel" in trap for trap in scales.scale("phq9").traps)
    assert any("MAX" in trap for trap in scales.scale("qids_sr16").traps)
    assert any("17" in trap for trap in scales.scale("cdrs_r").traps)
    assert len(scales.notes()) == 6


def it_refuses_an_unknown_id() -> None:
    with pytest.raises(InputError):
        scales.scale("phq10")
