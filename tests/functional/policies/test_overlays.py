"""A practice corrects one leaf of a shipped revision, from a day on."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from authpack.content import Root
from authpack.criteria.catalog import Catalog, load_catalog
from authpack.errors import ContentError, InputError
from tests.functional.policies.conftest import Ran, Write, tree

BEFORE, ON, AFTER = date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 2)


class Place:
    """A shipped folder with one revision, and the practice's own folder beside it."""

    def __init__(self, tmp_path: Path, write: Write) -> None:
        self.own = tmp_path / "mine"
        self.shipped = tmp_path / "shipped"
        write(tree(), folder="shipped/payer/policy")
        self.roots = (Root(self.own, local=True), Root(self.shipped, local=False))
        self.sha = load_catalog((Root(self.shipped, local=False),)).policies[0].sha256

    def overlay(self, name: str = "fix.yaml", **changes: Any) -> Path:
        data: dict[str, Any] = {
            "schema": "authpack.policy-overlay/1",
            "policy": "synthetic",
            "revision": "2020-01-01",
            "base": self.sha,
            "effective_from": "2025-07-01",
            "reason": "bulletin of June 2025",
            "by": "Quentin Musterarzt",
            "set": {"failed": {"says": "three failed trials", "trials": {"at_least": "3"}}},
        }
        path = self.own / "corrections" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [f"{key}: {json.dumps(value)}" for key, value in (data | changes).items() if value is not None]
        path.write_text("\n".join(rows) + "\n", "utf-8")
        return path

    def catalog(self) -> Catalog:
        return load_catalog(self.roots)


@pytest.fixture
def place(tmp_path: Path, write: Write, shipped: Path) -> Place:
    return Place(tmp_path, write)


def failed(catalog: Catalog, day: date) -> int:
    return int(catalog.governing("synthetic", day).nodes["failed"].condition.at_least)  # type: ignore[union-attr]


def it_corrects_one_leaf_from_its_day_on(place: Place) -> None:
    place.overlay()
    catalog = place.catalog()
    assert [failed(catalog, day) for day in (BEFORE, ON, AFTER)] == [2, 3, 3]
    old, new = catalog.revisions["synthetic"]
    assert (old.local, new.local) == (False, True)
    assert old.effective_to == BEFORE
    assert old.sha256 == place.sha != new.sha256
    assert "Quentin Musterarzt" in str(new.head.note) and "bulletin" in str(new.head.note)
    assert new.nodes["age"] == old.nodes["age"]


def it_keeps_the_parameters_it_does_not_name(place: Place) -> None:
    place.overlay()
    condition: Any = place.catalog().newest("synthetic").nodes["failed"].condition
    assert condition.response.counts == ("none",)


def it_replaces_the_revision_when_it_reaches_back_to_its_start(place: Place) -> None:
    for day in ("2020-01-01", "2019-01-01", "unknown"):
        place.overlay(effective_from=day)
        (only,) = place.catalog().revisions["synthetic"]
        assert only.local
        assert only.effective_from == date(2020, 1, 1)


def it_may_fill_in_a_text_that_was_not_seen(place: Place, write: Write) -> None:
    from tests.builders import leaf

    write(tree(also=[leaf("not_stated", {}, "gap")]), folder="shipped/payer/policy")
    sha = load_catalog((Root(place.shipped, local=False),)).policies[0].sha256
    source = {"id": "mine", "title": "payer PDF", "read": "page 3", "date": "2025-06", "grade": "payer_text"}
    change = {"says": "seen face to face", "cite": "mine, page 3", "examined": {"how": "face_to_face"}}
    place.overlay(base=sha, sources=[source], set={"gap": change})
    assert place.catalog().newest("synthetic").nodes["gap"].kind == "examined"


def but_it_is_refused_when_the_revision_has_changed_since(place: Place, write: Write) -> None:
    place.overlay()
    write(tree(4), folder="shipped/payer/policy")
    with pytest.raises(ContentError, match=r"corrections/fix\.yaml:4: base: is not the sha256"):
        place.catalog()


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no such criterion": ({"set": {"nothing": {"says": "x"}}}, "is no criterion of the revision"),
    "a group": ({"set": {"history": {"says": "x"}}}, "is a group"),
    "no sentence": ({"set": {"failed": {"trials": {"at_least": "3"}}}}, "needs says"),
    "another key": ({"set": {"failed": {"says": "x", "id": "other"}}}, "cannot be set by an overlay"),
    "two kinds": ({"set": {"failed": {"says": "x", "age": {}, "ect": {}}}}, "more than one leaf kind"),
    "unknown parameter": (
        {"set": {"failed": {"says": "x", "trials": {"at_leest": "3"}}}},
        "not a known field",
    ),
    "dangling citation": ({"set": {"failed": {"says": "x", "cite": "mine, 1"}}}, "id of one of the sources"),
    "no such revision": ({"revision": "2021-01-01"}, "is no revision at hand"),
    "no such policy": ({"policy": "other"}, "is no revision at hand"),
    "no reason": ({"reason": None}, "is required"),
    "unknown key": ({"why": "x"}, "not a known field"),
    "month only": ({"effective_from": "2025-07"}, "exact day"),
}


@pytest.mark.parametrize("name", WRONG)
def but_it_refuses(place: Place, name: str) -> None:
    changes, message = WRONG[name]
    place.overlay(**changes)
    with pytest.raises(ContentError, match=message) as caught:
        place.catalog()
    assert "corrections/fix.yaml:" in str(caught.value)


def but_it_refuses_two_files_for_one_revision(place: Place) -> None:
    place.overlay()
    place.overlay("other.yaml")
    with pytest.raises(ContentError, match=r"is corrected by .*fix\.yaml too"):
        place.catalog()


def but_it_refuses_a_correction_after_the_revision_ended(place: Place, write: Write) -> None:
    write(tree(), folder="shipped/payer/policy", effective_to="2024-12-31")
    sha = load_catalog((Root(place.shipped, local=False),)).policies[0].sha256
    place.overlay(base=sha)
    with pytest.raises(ContentError, match="after the revision ended"):
        place.catalog()


def it_leaves_other_policies_alone_when_one_is_asked_for(place: Place) -> None:
    place.overlay()
    assert load_catalog(place.roots, only="synthetic").newest("synthetic").local
    assert load_catalog(place.roots, only="other").revisions == {}


def it_is_shown_as_local_and_linted(run: Callable[..., Ran], place: Place) -> None:
    place.overlay()
    listed = json.loads(run("policies", "list", "--policies", place.own, "--format", "json").out)
    assert [one["local"] for one in listed if one["id"] == "synthetic"] == [False, True]
    assert " own" in run("policies", "list", "--policies", place.own).flat
    shown = run("policies", "show", "synthetic", "--policies", place.own)
    assert "Corrected by this practice from 2025-07-01" in shown.flat
    assert run("policies", "lint", "--policies", place.own).code == 0
    place.overlay(base="0" * 64)
    done = run("policies", "lint", "--policies", place.own)
    assert done.code == 7
    assert "corrections/fix.yaml:4: base" in done.err


def but_a_broken_file_in_front_is_told_even_when_another_policy_is_asked_for(place: Place) -> None:
    path = place.own / "payer" / "other" / "2020-01-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"id: synthetic\ntitle: caf\xe9\n")
    with pytest.raises(InputError, match=r"other/2020-01-01\.yaml:2: is not UTF-8"):
        load_catalog(place.roots, only="synthetic")
