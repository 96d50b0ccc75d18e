"""Templates: what is printed, what is refused, and where an error is said to be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from authpack.documents import template_sandbox as module
from authpack.documents.markdown import to_document
from authpack.documents.template import Library, Rendered
from authpack.documents.trace import Tracer
from authpack.errors import ContentError, DocumentRefused

HEAD = "---\ntitle: Test\n---\n"


def render(
    folder: Path, text: str, context: Mapping[str, object] | None = None, tracer: Tracer | None = None
) -> Rendered:
    (folder / "letter.md.j2").write_text(text, encoding="utf-8")
    return Library([folder]).render("letter.md.j2", context or {}, tracer or Tracer())


def printed(folder: Path, text: str, context: Mapping[str, object] | None = None) -> list[str]:
    document = to_document(render(folder, HEAD + text, context), draft=False)
    return ["".join(span.text for span in spans) for _, spans in document.texts() if spans]


class DescribePrinting:
    def it_prints_texts_and_numbers(self, tmp_path: Path) -> None:
        assert printed(tmp_path, "{{ a }} {{ n }} {{ 'x' ~ a }}", {"a": "*b*", "n": 1.5}) == ["*b* 1.5 x*b*"]

    def it_keeps_spaces_of_literals_in_expressions(self, tmp_path: Path) -> None:
        text = "{% for x in xs %}{{ x }}{{ ', ' if not loop.last }}{% endfor %}."
        assert printed(tmp_path, text, {"xs": ["a", "b"]}) == ["a, b."]

    def it_keeps_traces_through_operators_filters_and_macros(self, tmp_path: Path) -> None:
        tracer = Tracer()
        value = tracer.case("/x", "50 mg")
        text = (
            "{% macro m(x) %}<{{ x }}>{% endmacro %}"
            "{{ v ~ '!' }} {{ v + '!' }} {{ [v, v]|join('; ') }} {{ v|upper }} {{ [v]|listed }} {{ m(v) }}"
            "{% set w = m(v) %}{{ w }} {{ 'a' if v == '50 mg' else 'b' }}"
        )
        document = to_document(render(tmp_path, HEAD + text, {"v": value}, tracer), draft=False)
        spans = [span for _, run in document.texts() for span in run]
        assert [span.text for span in spans if span.trace == "t1"] == [
            "50 mg", "50 mg", "50 mg", "50 mg", "50 MG", "50 mg", "50 mg", "50 mg"
        ]  # fmt: skip
        assert "".join(span.text for span in spans).endswith("<50 mg><50 mg> a")

    def it_finds_partials_and_prefers_the_first_folder(self, tmp_path: Path) -> None:
        own, shipped = tmp_path / "own", tmp_path / "shipped"
        for folder, word in ((own, "ours"), (shipped, "theirs")):
            (folder / "partials").mkdir(parents=True)
            (folder / "partials" / "p.md.j2").write_text(
                f"---\nliterals: [{word}-1]\n---\n{{% macro m() %}}{word}{{% endmacro %}}"
            )
        (shipped / "letter.md.j2").write_text(
            "---\ntitle: T\nliterals: [PHQ-9]\n---\n{% from 'partials/p.md.j2' import m %}{{ m() }}"
        )
        rendered = Library([own, shipped]).render("letter.md.j2", {}, Tracer())
        assert rendered.markdown.strip() == "ours"
        assert rendered.front.literals == ("PHQ-9", "ours-1")


class DescribeErrors:
    @pytest.mark.parametrize(
        ("text", "line", "words"),
        [
            ("a\n{{ nobody }}", 5, "'nobody' is not defined"),
            ("a\n\n{{ p.nam }}", 6, "'nam' is not defined"),
            ("{% if nobody %}x{% endif %}", 4, "'nobody'"),
            ("{% for x in nobody %}x{% endfor %}", 4, "'nobody'"),
            ("{{ none }}", 4, "None is printed"),
            ("\n{{ p.flag }}", 5, "True is printed"),
            ("{{ p.items_ }}", 4, "a list is printed"),
            ("{{ p }}", 4, "a dict is printed"),
            ("{% endfor %}", 4, "endfor"),
            ("a\n{{ p|nosuch }}", 5, "nosuch"),
            ("{% set x %}y{% endset %}", 4, "write a macro"),
            ("{% filter upper %}y{% endfilter %}", 4, "write a macro"),
            ("{% macro m() %}y{% endmacro %}\n{{ m() ~ 'x' }}", 5, "result of a macro"),
            ("{{ 2 ** 9999999 }}", 4, "'\\*\\*'"),
            ("{{ 'x' * 9999999 }}", 4, "'\\*'"),
            ("{{ '%999999999d' % 1 }}", 4, "'%'"),
            ("{{ 1 / 0 }}", 4, "ZeroDivisionError"),
        ],
    )
    def it_names_file_line_and_fault(self, tmp_path: Path, text: str, line: int, words: str) -> None:
        context = {"p": {"flag": True, "items_": ["secret"]}}
        with pytest.raises(ContentError, match=words) as caught:
            render(tmp_path, HEAD + text, context)
        assert f"letter.md.j2:{line}:" in str(caught.value)
        assert "secret" not in str(caught.value)

    def it_names_the_partial_in_which_the_error_stands(self, tmp_path: Path) -> None:
        (tmp_path / "p.md.j2").write_text("{% macro m(x) %}\n\n{{ x.y }}{% endmacro %}")
        with pytest.raises(ContentError, match=r"p\.md\.j2:3: 'y' is not defined"):
            render(tmp_path, HEAD + "{% from 'p.md.j2' import m %}{{ m({}) }}")

    def it_never_quotes_a_computed_name(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError) as caught:
            render(tmp_path, HEAD + "{{ {}[name] }}", {"name": "Jane Secret"})
        assert "Secret" not in str(caught.value)

    @pytest.mark.parametrize("name", ["absent.md.j2", "../letter.md.j2"])
    def it_names_a_template_that_is_not_there(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(ContentError, match="There is no template"):
            render(tmp_path, HEAD + f"{{% include '{name}' %}}")

    @pytest.mark.parametrize(
        "text",
        [
            "{{ ''.__class__ }}",
            "{{ 'a'.join(['b']) }}",
            "{{ '{}'.format(1) }}",
            "{{ p.__init__ }}",
            "{{ lipsum() }}",
        ],
    )
    def it_keeps_the_sandbox_shut(self, tmp_path: Path, text: str) -> None:
        with pytest.raises(ContentError, match=r"letter\.md\.j2:4"):
            render(tmp_path, HEAD + text, {"p": {}})

    @pytest.mark.parametrize("bad", ["\ue000", "\x07"])
    def it_refuses_control_characters_of_the_template(self, tmp_path: Path, bad: str) -> None:
        with pytest.raises(ContentError, match=r"letter\.md\.j2:5"):
            render(tmp_path, HEAD + f"a\nb{bad}")


class DescribeLimits:
    def it_stops_nested_loops(self, tmp_path: Path) -> None:
        nested = "{% for i in range(9999) %}" * 4 + "x" + "{% endfor %}" * 4
        with pytest.raises(ContentError, match=r"letter\.md\.j2:4: the template loops too long"):
            render(tmp_path, HEAD + nested)

    def it_stops_a_macro_that_calls_itself(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError, match="calls itself without end"):
            render(tmp_path, HEAD + "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")

    def it_stops_a_text_that_doubles_itself(self, tmp_path: Path) -> None:
        grow = "{% set n = namespace(s='x') %}{% for i in range(40) %}{% set n.s = n.s ~ n.s %}{% endfor %}"
        with pytest.raises(ContentError, match="grows beyond all bounds"):
            render(tmp_path, HEAD + grow)

    def it_stops_a_list_that_doubles_itself(self, tmp_path: Path) -> None:
        grow = "{% set n = namespace(s=[1]) %}{% for i in range(40) %}{% set n.s = n.s + n.s %}{% endfor %}"
        with pytest.raises(ContentError, match="grows beyond all bounds"):
            render(tmp_path, HEAD + grow)

    def it_stops_when_the_time_is_over(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MAX_SECONDS", -1.0)
        with pytest.raises(ContentError, match="loops too long"):
            render(tmp_path, HEAD + "{% for i in [1] %}x{% endfor %}")

    @pytest.mark.parametrize(("rounds", "stops"), [(9, False), (10, False), (11, True)])
    def it_counts_rounds_exactly(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rounds: int, stops: bool
    ) -> None:
        monkeypatch.setattr(module, "MAX_STEPS", 10)
        text = HEAD + f"{{% for i in range({rounds}) %}}x{{% endfor %}}"
        if stops:
            with pytest.raises(ContentError):
                render(tmp_path, text)
        else:
            assert "x" * rounds in render(tmp_path, text).markdown


class DescribeFrontMatter:
    def it_reads_texts_as_texts(self, tmp_path: Path) -> None:
        front = render(tmp_path, "---\ntitle: NO\nlang: es-US\nliterals: [90867, 1.50, PHQ-9]\n---\nx").front
        assert front.title == "NO"
        assert front.lang == "es-US"
        assert front.literals == ("90867", "1.50", "PHQ-9")

    @pytest.mark.parametrize(
        ("head", "line", "words"),
        [
            ("titel: x", 2, "'titel' is not a known field"),
            ("title: x\ntitle: y", 3, "'title'"),
            ("title: [x]", 2, "one text"),
            ("literals: x", 2, "a list of texts"),
            ("literals: [[x]]", 2, "one text"),
            ("title: @x", 2, "not YAML"),
            ("- x", 2, "not a list of fields"),
        ],
    )
    def it_names_the_line_of_a_fault(self, tmp_path: Path, head: str, line: int, words: str) -> None:
        with pytest.raises(ContentError, match=words) as caught:
            render(tmp_path, f"---\n{head}\n---\nx")
        assert f"letter.md.j2:{line}:" in str(caught.value)

    def it_asks_for_a_title(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError, match="no title"):
            to_document(render(tmp_path, "x"), draft=False)

    def it_refuses_when_required_facts_are_missing_and_names_them_all(self, tmp_path: Path) -> None:
        text = "---\ntitle: T\nrequires: [patient.name, patient.dob, plan, notes]\n---\nx"
        with pytest.raises(DocumentRefused, match=r"patient\.dob, plan, notes\."):
            render(tmp_path, text, {"patient": {"name": "x", "dob": None}, "notes": ""})
