"""What the strict reader takes, what it refuses, and what its messages may say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
)

from authpack.errors import InputError
from authpack.textio import (
    MAX_BYTES,
    MAX_DEPTH,
    LoadedText,
    load_json,
    load_path,
    load_yaml,
    validation_faults,
)


def refused(text: str, name: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        (load_json if name.endswith("json") else load_yaml)(text, name)
    return [str(fault) for fault in caught.value.faults]


class DescribeYaml:
    def it_reads_every_scalar_as_text(self) -> None:
        loaded = load_yaml(
            "states: [NO, ON, NY]\ncode: 90867\nratio: 1.10\nday: 2026-11-30\nok: yes\n", "p.yaml"
        )
        assert loaded.data == {
            "states": ["NO", "ON", "NY"],
            "code": "90867",
            "ratio": "1.10",
            "day": "2026-11-30",
            "ok": "yes",
        }

    @pytest.mark.parametrize("empty", ["", "~", "null"])
    def it_reads_an_empty_plain_scalar_as_none(self, empty: str) -> None:
        assert load_yaml(f"a: {empty}\nb: x", "p.yaml").data == {"a": None, "b": "x"}

    @pytest.mark.parametrize("text", ['""', "'~'", '"null"', "NULL", "None", "|\n  null"])
    def but_it_keeps_quoted_and_other_words_as_text(self, text: str) -> None:
        assert load_yaml(f"a: {text}", "p.yaml").data["a"] == text.strip("\"'|\n ")

    def it_folds_and_keeps_lines_as_yaml_says(self) -> None:
        data = load_yaml("a: |\n  x\n  y\nb: >-\n  q\n  r\n", "p.yaml").data
        assert data == {"a": "x\ny\n", "b": "q r"}

    def it_accepts_a_byte_order_mark_and_windows_line_ends(self) -> None:
        assert load_yaml("\ufeffa: 1\r\nb: 2\r\n", "p.yaml").data == {"a": "1", "b": "2"}

    def it_names_every_fault_of_the_file_at_once(self) -> None:
        text = "a: 1\na: 2\nb: &x 1\nc: *x\nd: !!python/object:os.system {}\n<<: {q: 1}\n"
        assert [fault.split(" ", maxsplit=1)[0] for fault in refused(text, "p.yaml")] == [
            "p.yaml:2:",
            "p.yaml:3:",
            "p.yaml:4:",
            "p.yaml:5:",
            "p.yaml:6:",
        ]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "p.yaml: is empty"),
            ("# only a comment\n", "p.yaml:1: is empty"),
            ("- a\n- b\n", "p.yaml:1: does not start with a mapping"),
            ("word", "p.yaml:1: does not start with a mapping"),
            ("a: b\n---\nc: d\n", "p.yaml:2: a second document"),
            ("a:\n\tb: 1\n", "p.yaml:2: the line is indented with a tab"),
            ("a: b: c\n", "p.yaml:1: a colon stands"),
            ("a: 1\nb: \x01\n", "p.yaml:2: a control character"),
            ("? [a]\n: b\n", "p.yaml:1: a key is missing"),
            ("~: b\n", "p.yaml:1: a key is missing"),
            ('a: "x', "p.yaml:1: not valid YAML"),
            ("a: {b: 1", "p.yaml:1: not valid YAML"),
            ("a: \ud800", "p.yaml:1: holds half a character"),
            ("%TAG ! tag:x,2000:\n---\na: !b c\n", "p.yaml:3: a tag"),
        ],
    )
    def it_says_what_is_wrong_and_where(self, text: str, words: str) -> None:
        assert refused(text, "p.yaml")[0].startswith(words)

    def it_allows_the_key_lt_lt_when_it_is_quoted(self) -> None:
        assert load_yaml('"<<": a', "p.yaml").data == {"<<": "a"}


class DescribeJson:
    def it_keeps_numbers_and_their_last_digit(self) -> None:
        data = load_json('{"a": 1.10, "b": 7, "c": true, "d": null, "e": "x"}', "c.json").data
        assert data == {"a": Decimal("1.10"), "b": 7, "c": True, "d": None, "e": "x"}
        assert str(data["a"]) == "1.10"

    def it_names_every_fault_with_its_line(self) -> None:
        text = '{"a": NaN,\n "b": {"x": 1,\n "x": 2},\n "c": "\\ud83d", "d": -Infinity}'
        assert [fault.split(" ", maxsplit=1)[0] for fault in refused(text, "c.json")] == [
            "c.json:3:",
            "c.json:1:",
            "c.json:4:",
            "c.json:4:",
        ]

    def it_takes_a_character_written_as_a_surrogate_pair(self) -> None:
        assert load_json('{"c": "\\ud83d\\ude00 \\u00e9"}', "c.json").data == {"c": "😀 é"}

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('{"a": 1,}', "c.json:1: not valid JSON at column "),
            ('{"a": "x\ny"}', "c.json:1: not valid JSON"),
            ('{\n"a": 1\n"b": 2}', "c.json:3: not valid JSON at column 1"),
            ("[1]", "c.json:1: does not start with a mapping"),
            ("  ", "c.json: is empty"),
            ('{"a":\n1e99999}', "c.json:2: a number is far too large"),
            ('{"a":\n1e99999999999999999999999}', "c.json:2: a number is far too large"),
            ('{"a":\n' + "9" * 5000 + "}", "c.json:2: a number is far too large"),
            ("[" * 100_000, "c.json: lists and mappings nest deeper"),
        ],
    )
    def it_says_what_is_wrong_and_where(self, text: str, words: str) -> None:
        assert refused(text, "c.json")[0].startswith(words)


class DescribeLimits:
    @pytest.mark.parametrize("name", ["p.yaml", "c.json"])
    def it_reads_nesting_to_the_limit_and_refuses_one_more(self, name: str) -> None:
        # The outer mapping is level 1, so MAX_DEPTH - 1 lists fit into it.
        load = load_json if name.endswith("json") else load_yaml
        at = MAX_DEPTH - 1
        assert load('{"a": ' + "[" * (at - 1) + "]" * (at - 1) + "}", name).data
        assert load('{"a": ' + "[" * at + "]" * at + "}", name).data
        over = refused('{"a": ' + "[" * (at + 1) + "]" * (at + 1) + "}", name)
        assert "nest deeper than 40" in over[0]

    @pytest.mark.parametrize("name", ["p.yaml", "c.json"])
    def it_counts_values(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in ("strict_json", "strict_yaml"):
            monkeypatch.setattr(f"authpack.textio.{module}.MAX_NODES", 10)
        assert "more than 10 values" in refused('{"a": [' + "1," * 20 + "1]}", name)[0]

    def it_refuses_a_file_over_the_size(self, tmp_path: Path) -> None:
        big = tmp_path / "big.yaml"
        big.write_bytes(b"a: " + b"x" * MAX_BYTES)
        with pytest.raises(InputError, match="larger than 10 MB"):
            load_path(big)


class DescribePaths:
    def it_reads_by_suffix(self, tmp_path: Path) -> None:
        (tmp_path / "a.yml").write_text("n: 1", "utf-8")
        (tmp_path / "a.json").write_text('{"n": 1}', "utf-8")
        assert load_path(tmp_path / "a.yml").data == {"n": "1"}
        assert load_path(tmp_path / "a.json").data == {"n": 1}

    def it_refuses_other_encodings_by_line(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        path.write_bytes(b"a: 1\nb: caf\xe9\n")
        with pytest.raises(InputError, match=r"a\.yaml:2: is not UTF-8"):
            load_path(path)

    @pytest.mark.parametrize(("name", "words"), [("none.yaml", "does not exist"), ("a.txt", "neither .yaml")])
    def it_refuses_what_it_cannot_open(self, tmp_path: Path, name: str, words: str) -> None:
        with pytest.raises(InputError, match=words):
            load_path(tmp_path / name)

    def it_refuses_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").mkdir()
        with pytest.raises(InputError, match=r"is a folder|cannot be opened"):
            load_path(tmp_path / "a.yaml")


class DescribeLines:
    yaml = "a: 1\ntrials:\n  - dose: 5\n    when: {x: 1,\n           y: 2}\n  - dose: 6\nb: c\n"
    json = '{"a": 1,\n "trials": [\n  {"dose": 5, "when": {"x": [1],\n "y": 2}},\n  {"dose": 6}],\n "b": "c"}'

    @pytest.mark.parametrize(
        ("path", "yaml_line", "json_line"),
        [
            ((), 1, 1),
            (("a",), 1, 1),
            (("trials", 0, "dose"), 3, 3),
            (("trials", 0, "when", "y"), 5, 4),
            (("trials", 1), 6, 5),
            (("trials", 1, "missing"), 6, 5),
            (("b",), 7, 6),
            (("unheard", "of"), 1, 1),
        ],
    )
    def it_finds_the_line_or_that_of_the_parent(
        self, path: tuple[str | int, ...], yaml_line: int, json_line: int
    ) -> None:
        assert load_yaml(self.yaml, "a.yaml").line_of(path) == yaml_line
        assert load_json(self.json, "a.json").line_of(path) == json_line

    def it_shows_no_content_in_its_repr(self) -> None:
        assert "secret" not in repr(load_yaml("a: secret", "a.yaml"))


class Leaf(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class TrialCount(Leaf):
    kind: Literal["trial_count"]
    at_least: int = Field(ge=1)
    outcome: Literal["failed", "intolerant"] = "failed"


class Score(Leaf):
    kind: Literal["score"]
    scale: str = Field(min_length=2)


class AllOf(Leaf):
    kind: Literal["all"]
    of: list[AnyNode]


AnyNode = Annotated[TrialCount | Score | AllOf, Discriminator("kind")]
AllOf.model_rebuild()


class Policy(Leaf):
    title: str
    effective: Annotated[Any, Field()] = None
    criteria: AnyNode

    @field_validator("effective")
    @classmethod
    def _real_day(cls, value: str) -> str:
        from datetime import date

        date.fromisoformat(value)
        return value


def faults_of(text: str) -> list[str]:
    loaded = load_yaml(text, "policy.yaml")
    with pytest.raises(ValidationError) as caught:
        Policy.model_validate(loaded.data)
    return [str(fault) for fault in validation_faults(caught.value, loaded, model=Policy)]


class DescribeValidationFaults:
    def it_suggests_the_field_that_was_meant(self) -> None:
        text = "title: t\ncriteria:\n  kind: all\n  of:\n    - {kind: score, scale: HAM-D}\n"
        text += "    - kind: trial_count\n      at_leest: 2\n"
        assert faults_of(text) == [
            "policy.yaml:6: criteria.of.1.at_least: is required.",
            "policy.yaml:7: criteria.of.1.at_leest: not a known field; did you mean at_least?",
        ]

    @pytest.mark.parametrize(
        ("schema", "said"),
        [
            (
                "authpack.case/1",
                [
                    "f.yaml:1: schema: is a file of another kind: authpack.case/1, where authpack.denial/1 is wanted."
                ],
            ),
            ("authpack.denial/2", ["f.yaml:1: denial: is required.", "f.yaml:1: schema: must be one of"]),
            ("ZZSENTINEL", ["f.yaml:1: denial: is required.", "f.yaml:1: schema: must be one of"]),
        ],
    )
    def it_says_at_once_when_a_file_is_of_another_kind(self, schema: str, said: list[str]) -> None:
        class Denial(BaseModel):
            schema_: Literal["authpack.denial/1"] = Field(alias="schema")
            denial: str

        loaded = load_yaml(f"schema: {schema}\npatient: x\n", "f.yaml")
        with pytest.raises(ValidationError) as caught:
            Denial.model_validate(loaded.data)
        found = sorted(str(fault) for fault in validation_faults(caught.value, loaded, model=Denial))
        assert len(found) == len(said)
        assert all(one.startswith(words) for one, words in zip(found, said, strict=True))

    def it_words_each_kind_of_error(self) -> None:
        text = (
            "titel: t\ncriteria:\n  kind: all\n  of:\n"
            "    - {kind: trial_count, at_least: two}\n"
            "    - {kind: trial_count, at_least: 0, outcome: Smith}\n"
            "    - {kind: Smith}\n"
            "    - {at_least: 1}\n"
            "    - {kind: score, scale: X, zzz: Smith}\n"
            "effective: 3 May 1975\n"
        )
        faults = faults_of(text)
        assert faults == [
            "policy.yaml:1: title: is required.",
            "policy.yaml:1: titel: not a known field; did you mean title?",
            "policy.yaml:5: criteria.of.0.at_least: must be a whole number.",
            "policy.yaml:6: criteria.of.1.at_least: must be 1 or more.",
            "policy.yaml:6: criteria.of.1.outcome: must be one of: 'failed' or 'intolerant'.",
            "policy.yaml:7: criteria.of.2.kind: must be one of: 'trial_count', 'score', 'all'.",
            "policy.yaml:8: criteria.of.3.kind: is required.",
            "policy.yaml:9: criteria.of.4.scale: must have 2 characters or more.",
            "policy.yaml:9: criteria.of.4.zzz: not a known field.",
            "policy.yaml:10: effective: is not valid here.",
        ]
        assert "Smith" not in "".join(faults)
        assert "1975" not in "".join(faults)

    def it_starts_at_a_prefix(self) -> None:
        loaded = load_yaml("a: 1\nleaf:\n  kind: score\n  scale: [x]\n", "p.yaml")
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(AnyNode).validate_python(loaded.data["leaf"])
        faults = validation_faults(caught.value, loaded, ("leaf",), AnyNode)
        assert [str(fault) for fault in faults] == ["p.yaml:4: leaf.scale: must be text."]

    def it_does_not_repeat_a_key_that_reads_like_a_sentence(self) -> None:
        loaded = load_yaml(
            "title: t\nJane Smith seen today: x\ncriteria: {kind: score, scale: HAM}\n", "p.yaml"
        )
        with pytest.raises(ValidationError) as caught:
            Policy.model_validate(loaded.data)
        assert [str(fault) for fault in validation_faults(caught.value, loaded)] == [
            "p.yaml:2: (key): not a known field."
        ]


def it_survives_any_text_with_a_refusal_and_no_other_error() -> None:
    from hypothesis import given, settings
    from hypothesis import strategies as st

    @settings(max_examples=300, deadline=None)
    @given(st.text(alphabet="ab:-{}[],\"'\n \t#&*!|>%@~?\\u0é\x00\x85\u2028", max_size=40))
    def check(text: str) -> None:
        for load, name in ((load_yaml, "a.yaml"), (load_json, "a.json")):
            try:
                loaded = load(text, name)
            except InputError:
                continue
            assert isinstance(loaded, LoadedText)
            assert loaded.line_of(()) is not None

    check()
