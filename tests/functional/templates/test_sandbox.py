"""What a template cannot do, tried with the values of a real letter: reach out, change a value, run long, go round the trace."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from authpack.errors import AuthpackError, ContentError, DocumentRefused
from tests.functional.letters.support import ROOT, record, text_of, write

LETTER = "letters/authorization.md.j2"
OPENING = "I request authorization of"


def with_text(folder: Path, text: str) -> tuple[Path, int]:
    """A practice's folder whose letter has a text before its opening; and the line of that text."""
    source = (ROOT / "templates" / LETTER).read_text(encoding="utf-8")
    (folder / "letters").mkdir()
    (folder / LETTER).write_text(source.replace(OPENING, f"{text}\n{OPENING}", 1), encoding="utf-8")
    return folder, source[: source.index(OPENING)].count("\n") + 1


def refused(folder: Path, text: str) -> tuple[AuthpackError, int]:
    own, line = with_text(folder, text)
    with pytest.raises((ContentError, DocumentRefused)) as caught:
        write(record("01-clean-approval"), templates=(own,))
    assert "Fictorian" not in str(caught.value)
    return caught.value, line


@pytest.mark.parametrize(
    "text",
    [
        "{{ patient.__class__ }}",
        "{{ patient.name.__class__.__mro__ }}",
        "{{ patient.name.trace.paths }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ joiner.__init__.__globals__.os }}",
        "{{ charts._of.case }}",
        "{{ charts['_of'].case }}",
        "{{ paragraphs.all }}{{ paragraphs.__init__ }}",
        "{{ trials | map(attribute='__class__') | list | length }}{{ trials[0].__class__ }}",
        "{% import 'os' as os %}{{ os.getcwd() }}",
        "{% include '/etc/hostname' %}",
        "{% include '../../pyproject.toml' %}",
        "{{ self.__init__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ namespace.__init__ }}",
    ],
)
def it_cannot_reach_out_of_its_values(tmp_path: Path, text: str) -> None:
    error, _ = refused(tmp_path, text)
    assert isinstance(error, ContentError)


@pytest.mark.parametrize(
    "text",
    [
        "{% set x = trials.append(1) %}",
        "{% set x = trials.pop() %}",
        "{% set x = trials.clear() %}",
        "{% set x = patient.update({'name': 'x'}) %}",
        "{% set x = patient.pop('name') %}",
        "{% set x = safety.present.clear() %}",
    ],
)
def it_cannot_change_a_value(tmp_path: Path, text: str) -> None:
    error, line = refused(tmp_path, text)
    assert f"{LETTER}:{line}: " in str(error)


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{% for a in range(99999999) %}x{% endfor %}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'x' * 999999999 }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set n = namespace(t='x') %}{% for i in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
        "{{ [1] | batch(999999999, 'x') | list | length }}",
        "{{ range(99999) | join('far too much of it ' ~ 'between two of them') | length }}",
    ],
)
def it_cannot_run_long(tmp_path: Path, text: str) -> None:
    start = time.monotonic()
    refused(tmp_path, text)
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    "text", ["{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "{% if 1 %}" * 200 + "x" + "{% endif %}" * 200]
)
def it_says_so_when_a_template_is_nested_beyond_reading(tmp_path: Path, text: str) -> None:
    error, _ = refused(tmp_path, text)
    assert f"{LETTER}: its expressions or blocks stand too deep" in str(error)


def it_does_not_follow_a_link_out_of_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.txt"
    secret.write_text("What only this computer knows.")
    (tmp_path / "ours").mkdir()
    own, _ = with_text(tmp_path / "ours", "{% include 'letters/link.md' %}")
    (own / "letters" / "link.md").symlink_to(secret)
    with pytest.raises(ContentError, match=r"letters/link\.md is a link to a file outside") as caught:
        write(record("01-clean-approval"), templates=(own,))
    assert "only this computer" not in str(caught.value)


def but_a_folder_that_is_itself_a_link_is_the_practices_own_choice(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    own, _ = with_text(tmp_path / "shared", "Our words.")
    (tmp_path / "ours").symlink_to(own)
    assert "Our words." in text_of(write(record("01-clean-approval"), templates=(tmp_path / "ours",)))


def it_names_the_line_that_is_not_utf_8(tmp_path: Path) -> None:
    own, line = with_text(tmp_path, "Our caf\u00e9.")
    path = own / LETTER
    path.write_bytes(path.read_text("utf-8").encode("cp1252", "replace"))
    with pytest.raises(ContentError, match=rf"{LETTER}:{line}: is not UTF-8 text"):
        write(record("01-clean-approval"), templates=(own,))


def it_reads_what_a_windows_editor_saves(tmp_path: Path) -> None:
    own, _ = with_text(tmp_path, "Our words.")
    path = own / LETTER
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert "Our words." in text_of(write(record("01-clean-approval"), templates=(own,)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{ patient.nam }}", "'nam' is not defined"),
        ("{{ nobody }}", "'nobody' is not defined"),
        ("{% if nobody %}x{% endif %}", "'nobody' is not defined"),
        ("{% for x in nobody %}x{% endfor %}", "'nobody' is not defined"),
        ("{{ coverage.fax }}", "None is printed"),
    ],
)
def it_names_file_line_and_the_value_that_is_not_there(tmp_path: Path, text: str, name: str) -> None:
    error, line = refused(tmp_path, text)
    assert isinstance(error, ContentError)
    assert f"{LETTER}:{line}: {name}" in str(error)


@pytest.mark.parametrize(
    "text",
    [
        "{{ patient.birth_date[0:] }}",
        "{{ patient.birth_date | list | join('') }}",
        "{{ request.codes[0].code | batch(5) | first | join }}",
        "{{ (trials[0].dose ~ '')[0:7] }}",
        "{{ trials[0].weeks | sum }}{{ 1 + 1 }}",
        "{{ 36 }} sessions",
        "Three trials failed.",
    ],
)
def it_cannot_print_a_number_round_its_trace(tmp_path: Path, text: str) -> None:
    error, line = refused(tmp_path, text)
    assert isinstance(error, DocumentRefused) or f"{LETTER}:{line}" in str(error)


def but_a_literal_of_the_front_matter_is_the_templates_own_word(tmp_path: Path) -> None:
    own, _ = with_text(tmp_path, "Our clinic treats on two floors.")
    path = own / LETTER
    path.write_text(path.read_text().replace("literals: []", "literals: [two floors]", 1))
    assert "Our clinic treats on two floors." in text_of(write(record("01-clean-approval"), templates=(own,)))


class DescribeAStatement:
    def it_is_marked_in_the_trace_as_a_clinicians_own_words(self) -> None:
        data = record("01-clean-approval")
        words = "She took 3 doses more than charted, by her own account."
        data["paragraphs"] = [{"clinician": "c1", "date": "2026-09-28", "text": words}]
        made = write(data)
        [one] = [one for one in made.trace["values"] if one["text"] == words]
        assert (one["kind"], one["paths"]) == ("statement", ["/paragraphs/0/text"])
        assert "a clinician's own words" in made.trace["kinds"]["statement"]
        kinds = {one["kind"] for one in made.trace["values"]}
        assert kinds <= set(made.trace["kinds"])

    def it_carries_every_free_text_of_the_letter(self) -> None:
        made = write(record("01-clean-approval"))
        free = ("/requests/r1/rationale", "/symptoms/", "/function/", "/mental_status/text")
        told = [one for one in made.trace["values"] if any(path.startswith(free) for path in one["paths"])]
        texts = [one for one in told if not any(path.endswith("/date") for path in one["paths"])]
        assert texts
        assert {one["kind"] for one in texts} == {"statement"}
