"""The guide to template values says what is really given to templates: nothing left out, nothing that is not there."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import pytest

from authpack import content
from authpack.api.templates_samples import samples
from authpack.documents import values_guide
from authpack.documents.families import document_kinds
from authpack.documents.values_guide import entries, families_of, groups, shape_of
from authpack.documents.values_seen import NOTHING, seen

KINDS = [one.name for one in document_kinds()]


@cache
def given() -> dict[str, dict[str, set[str]]]:
    """Kind of document -> path -> what stood there, over every example that gives one."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in samples([content.shipped("templates")]):
        for path, kind, _ in seen(one.context or {}):
            found[one.kind][path].add(kind)
    return found


@cache
def built() -> list[str]:
    """The kinds that some example is enough for."""
    return sorted(given())


def test_the_examples_are_enough_for_nearly_every_kind() -> None:
    # What is missing here is checked by its names only, not by what is built.
    missing = set(KINDS) - set(built())
    assert len(missing) <= 6, missing


@pytest.mark.parametrize("kind", KINDS)
def it_documents_every_value_that_a_template_is_given(kind: str) -> None:
    told = {one.path: one for one in entries(kind)}
    untold = [path for path in given().get(kind, {}) if path not in told and not _inside_any(path, told)]
    assert untold == []


def _inside_any(path: str, told: dict[str, values_guide.Entry]) -> bool:
    return any(one.is_ == "any" and path.startswith(one.path) for one in told.values())


@pytest.mark.parametrize("kind", KINDS)
def it_says_what_each_value_is_and_whether_it_may_be_absent(kind: str) -> None:
    wrong = []
    for one in entries(kind):
        kinds = given().get(kind, {}).get(one.path, set())
        allowed = {"text", "words"} if one.is_ == "text" else {one.is_}
        if one.is_ != "any" and kinds - {NOTHING} - allowed:
            wrong.append(f"{one.path} is {sorted(kinds)}, not {one.is_}")
        if NOTHING in kinds and one.absent == "no" and one.is_ != "any":
            wrong.append(f"{one.path} may be absent")
    assert wrong == []


def it_documents_no_value_that_is_never_given() -> None:
    """A value counts as given when one kind of its group gets it; below an empty list nothing can be seen."""
    phantoms = []
    for group in groups():
        kinds = [kind for kind in built() if families_of(kind) & set(group.of)]
        for one in group.values:
            above = re.sub(r"(?:\[\]|\.[a-z0-9_]+)\Z", "", one.path)
            if above == one.path:
                possible = kinds
            elif one.path.endswith("[]"):
                possible = []  # an empty list is no proof
            else:
                possible = [kind for kind in kinds if "record" in given()[kind].get(above, set())]
            if possible and not any(one.path in given()[kind] for kind in kinds):
                phantoms.append((group.of, one.path))
    assert phantoms == []


def it_names_no_kind_that_is_not_and_no_path_twice() -> None:
    families = {one.family for one in document_kinds()} | set(KINDS)
    assert [name for group in groups() for name in group.of if name not in families] == []
    for kind in KINDS:
        paths = [one.path for group in groups() if families_of(kind) & set(group.of) for one in group.values]
        assert len(paths) == len(set(paths)), kind


@pytest.mark.parametrize("kind", KINDS)
def it_documents_every_kind_with_a_record_above_each_field(kind: str) -> None:
    shape = shape_of(kind)
    assert shape is not None
    assert "patient" in shape.fields
    told = {one.path for one in entries(kind)}
    assert [path for path in told if (above := path.rpartition(".")[0]) and above not in told] == []
