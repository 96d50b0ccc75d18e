"""``authpack templates``: what is listed, what is found wrong and where, what is copied."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.functional.cli.runner import CLEAN, ROOT, Done, run

SHIPPED = ROOT / "templates"
LETTER = "letters/authorization.md.j2"
Own = Callable[[str, str], Done]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A practice's folder with its own copy of one letter."""
    place = tmp_path / "own"
    (place / "letters").mkdir(parents=True)
    shutil.copy(SHIPPED / LETTER, place / LETTER)
    return place


def changed(folder: Path, old: str, new: str, name: str = LETTER) -> int:
    """Replace a text of the practice's own template; the line on which it stands."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (path if path.exists() else SHIPPED / name).read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def checked(capsys: pytest.CaptureFixture[str], folder: Path) -> Done:
    return run(capsys, "templates", "check", "--templates", folder)


OPENING = "I request authorization of"


FAULTS = [
    ("{{ patient.nam }}", "'patient.nam' is not a value. Did you mean 'name'?"),
    ("{{ patien.name }}", "'patien' is not a value of this document. Did you mean 'patient'?"),
    ("{% if false %}{{ practice.fon }}{% endif %}", "'practice.fon' is not a value."),
    (
        "{% for row in trials %}{{ row.dosis }}{% endfor %}",
        "'row.dosis' is not a value. Did you mean 'dose'?",
    ),
    ("{{ (trials | first).dosis }}", "'trials | first.dosis' is not a value. Did you mean 'dose'?"),
    (
        "{{ trials | selectattr('dosis') | list | length }}",
        "'trials | selectattr' is not a value. Did you mean 'dose'?",
    ),
    ("{{ trials }}", "a list is printed (trials)."),
    ("{{ patient }}", "a record is printed (patient)."),
    ("{{ patient.is_minor }}", "a flag (yes or no) is printed (patient.is_minor)."),
    ("{% for row in patient %}x{% endfor %}", "patient is no list, and cannot be looped over."),
    ("{{ part.leterhead(practice) }}", "there is no macro 'leterhead'. Did you mean 'letterhead'?"),
    ("{% from 'partials/letter.md.j2' import nothing %}", "partials/letter.md.j2 has no macro 'nothing'."),
    ("{{ part.letterhead(practice, patient) }}", "the macro 'letterhead' takes 1 values and is given 2."),
    ("::: tabel\n:::"[:9], "'::: tabel' is not a directive. Did you mean 'table'?"),
    ("This unprecedented result.", "'unprecedented'"),
]
"""A line of a template, and how its fault is told."""


class DescribeCheck:
    def it_finds_no_fault_in_the_shipped_templates(self, capsys: pytest.CaptureFixture[str]) -> None:
        done = run(capsys, "templates", "check")
        assert (done.code, done.err) == (0, "")
        assert "no fault" in done.out

    def it_finds_no_fault_in_an_untouched_copy(
        self, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        done = checked(capsys, folder)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("1 template(s), no fault")

    def it_names_file_line_and_value_of_every_fault_at_once(
        self, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        """Also in a branch that no example reaches."""
        line = changed(folder, OPENING, "".join(f"{text}\n" for text, _ in FAULTS) + OPENING)
        done = checked(capsys, folder)
        assert (done.code, done.out) == (7, "")
        for number, (_, words) in enumerate(FAULTS, line):
            assert f"{LETTER}:{number}: {words}" in done.err

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("{{ practice.name | upcase }}", "No filter named 'upcase'"),
            ("{% if %}", "Expected an expression"),
            ("{% include 'partials/none.md.j2' %}", "There is no template partials/none.md.j2"),
        ],
    )
    def it_names_the_line_of_what_cannot_be_read(
        self, capsys: pytest.CaptureFixture[str], folder: Path, text: str, words: str
    ) -> None:
        line = changed(folder, OPENING, f"{text}\n{OPENING}")
        done = checked(capsys, folder)
        assert done.code == 7
        assert words in done.err
        assert f"{LETTER}:{line}: " in done.err

    def it_follows_a_value_into_a_partial(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        partial = "partials/letter.md.j2"
        changed(folder, "{{ practice.name }}", "{{ practice.nam }}", partial)
        done = checked(capsys, folder)
        assert done.code == 7
        assert f"{partial}:" in done.err
        assert "'practice.nam' is not a value. Did you mean 'name'?" in done.err

    def it_reads_the_front_matter(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        changed(folder, "practice.name,", "practice.nam,")
        assert "'practice.nam' under requires is not a value" in checked(capsys, folder).err
        changed(folder, "title:", "titel:")
        assert f"{LETTER}:2: 'titel' is not a known field" in checked(capsys, folder).err

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Two trials failed.", "a number like"),
            ("She took sertraline.", "a drug like"),
            ("The code is F33.2.", "a code like"),
            ("{{ practice.name[1:] }} 12", "a number like"),
        ],
    )
    def it_finds_a_claim_without_an_origin(
        self, capsys: pytest.CaptureFixture[str], folder: Path, text: str, words: str
    ) -> None:
        changed(folder, OPENING, f"{text}\n\n{OPENING}")
        done = checked(capsys, folder)
        assert done.code == 7
        assert words in done.err

    def it_finds_a_value_that_goes_round_its_trace(
        self, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        changed(folder, OPENING, "{{ patient.birth_date[0:] }}\n\n" + OPENING)
        done = checked(capsys, folder)
        assert done.code == 7
        assert "have no origin" in done.err

    def it_finds_a_template_that_leaves_out_what_is_adverse(
        self, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        (folder / "letters/chart_statement.md.j2").write_text(
            "---\ntitle: Short\n---\n# Short\n\n{{ patient.name }}\n"
        )
        done = checked(capsys, folder)
        assert done.code == 7
        assert "leaves out something adverse" in done.err

    def it_says_when_no_document_uses_a_template(
        self, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        (folder / "letters" / "authorisation.md.j2").write_text("---\ntitle: T\n---\n# T\n")
        assert "no kind of document uses letters/authorisation.md.j2" in checked(capsys, folder).out

    def it_shows_no_patients_value_in_an_error(
        self, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        changed(folder, OPENING, "{{ patient.name | upcase }}{{ {}[patient.name] }}\n" + OPENING)
        assert "Fictorian" not in checked(capsys, folder).err


class DescribeListAndShow:
    def it_says_which_folder_wins_and_its_version(
        self, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        before = {
            one["name"]: one for one in json.loads(run(capsys, "templates", "list", "--format", "json").out)
        }
        assert {one["own"] for one in before.values()} == {False}
        data = json.loads(run(capsys, "templates", "list", "--format", "json", "--templates", folder).out)
        own = next(one for one in data if one["name"] == LETTER)
        assert (own["own"], own["in_place_of_shipped"]) == (True, True)
        assert own["sha256"] == before[LETTER]["sha256"]
        assert "authorization_letter" in {kind["name"] for kind in own["kinds"]}

    def it_gives_a_new_version_when_a_partial_changes(
        self, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        def version() -> str:
            data = json.loads(run(capsys, "templates", "list", "--format", "json", "--templates", folder).out)
            return str(next(one["sha256"] for one in data if one["name"] == LETTER))

        before = version()
        changed(folder, "{% macro letterhead", "\n{% macro letterhead", "partials/letter.md.j2")
        assert version() != before

    @pytest.mark.parametrize("name", [LETTER, "letters/authorization", "authorization_letter"])
    def it_shows_a_template_by_file_or_kind(self, capsys: pytest.CaptureFixture[str], name: str) -> None:
        assert run(capsys, "templates", "show", name).out == (SHIPPED / LETTER).read_text()

    def it_suggests_the_nearest_name(self, capsys: pytest.CaptureFixture[str]) -> None:
        done = run(capsys, "templates", "show", "letters/authorisation")
        assert (done.code, done.out) == (2, "")
        assert "Did you mean 'letters/authorization'?" in done.err


class DescribeValues:
    def it_gives_meaning_type_and_an_invented_example(self, capsys: pytest.CaptureFixture[str]) -> None:
        done = run(capsys, "templates", "values", "authorization_letter")
        assert done.code == 0
        text = done.out
        assert "patient.name  (text)" in text
        assert "e.g. Odalys Fictorian" in text
        assert "coverage.fax  (text, may be absent)" in text
        data = {
            one["path"]: one
            for one in json.loads(run(capsys, "templates", "values", "session_note", "--format", "json").out)
        }
        assert data["visit.code"]["is"] == "text"
        assert data["visit.code"]["example"] in {"90867", "90868", "90869"}

    def it_lists_the_kinds_and_refuses_another(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "authorization_letter" in run(capsys, "templates", "values").out
        done = run(capsys, "templates", "values", "authorization")
        assert done.code == 2


class DescribeCopy:
    def it_copies_the_template_and_what_it_needs(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        place = tmp_path / "own"
        done = run(capsys, "templates", "copy", "authorization_letter", "-o", place)
        assert done.code == 0
        copied = {one.relative_to(place).as_posix() for one in place.rglob("*.j2")}
        assert LETTER in copied
        assert "partials/letter.md.j2" in copied
        for name in copied:
            assert (place / name).read_text() == (SHIPPED / name).read_text()

    def but_it_never_overwrites(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        (folder / LETTER).write_text("mine")
        done = run(capsys, "templates", "copy", "authorization_letter", "-o", folder)
        assert (done.code, done.out) == (6, "")
        assert (folder / LETTER).read_text() == "mine"
        assert not (folder / "partials").exists()


class DescribeAPracticesOwnTemplate:
    def it_writes_the_letter_with_the_practices_words(
        self, capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
    ) -> None:
        changed(folder, OPENING, "On behalf of our practice, I request authorization of")
        done = run(capsys, "letter", CLEAN, "--templates", folder, "-o", tmp_path / "out")
        assert done.code == 0
        from tests.functional.documents.samples import docx_text

        text = docx_text(next((tmp_path / "out").glob("*.docx")).read_bytes())
        assert "On behalf of our practice, I request authorization of 30 sessions" in text
        assert text.count(OPENING) == 1

    def it_lets_a_partial_of_the_practice_stand_in_place_of_ours(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        place = tmp_path / "own"
        changed(place, "{{ practice.name }}", "{{ practice.name }} (our own line)", "partials/letter.md.j2")
        assert run(capsys, "letter", CLEAN, "--templates", place, "-o", tmp_path / "out").code == 0
        from tests.functional.documents.samples import docx_text

        assert "(our own line)" in docx_text(next((tmp_path / "out").glob("*.docx")).read_bytes())


def it_tells_a_fault_of_the_style_file_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    styles = tmp_path / "styles"
    styles.mkdir()
    shipped = (SHIPPED / "styles" / "style.yaml").read_text(encoding="utf-8")
    (styles / "style.yaml").write_text(f"{shipped}\nlogo: {{file: logo.png, alt: Ours}}\n", encoding="utf-8")
    (styles / "logo.png").write_text("no picture", encoding="utf-8")
    done = checked(capsys, tmp_path)
    assert done.code == 7
    assert (done.out + done.err).count("cannot be read as PNG") == 1
    assert "1 fault(s)" in done.out + done.err
