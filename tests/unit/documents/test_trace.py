"""A value keeps its trace whatever a template or a program does with it, or visibly loses it."""

from __future__ import annotations

import pytest

from authpack.documents.template_sandbox import harmless
from authpack.documents.trace import END, START, Kind, Tracer, clean, listed, marked
from authpack.errors import DocumentRefused


def it_is_plain_text_for_comparison() -> None:
    drug = Tracer().case("/trials/1/drug", "sertraline")
    assert drug == "sertraline"
    assert drug in {"sertraline"}
    assert "tral" in drug
    assert drug.plain == "sertraline"


@pytest.mark.parametrize("join", ["str", "add", "radd", "format", "percent", "fstring", "listed"])
def it_carries_its_trace_into_every_output(join: str) -> None:
    value = Tracer().case("/x", "50 mg")
    outputs = {
        "str": str(value),
        "add": value + " daily",
        "radd": "at " + value,
        "format": "{}".format(value),  # noqa: UP032 - that way is what is tested
        "percent": "%s" % value,  # noqa: UP031
        "fstring": f"{value}",
        "listed": listed([value, "more"]),
    }
    assert marked("t1", "50 mg") in outputs[join]


@pytest.mark.parametrize(
    ("count", "text"), [(0, ""), (1, "a"), (2, "a and b"), (3, "a, b, and c"), (4, "a, b, c, and d")]
)
def it_lists_items_as_a_sentence_does(count: int, text: str) -> None:
    assert listed(["a", "b", "c", "d"][:count]) == text


def it_keeps_the_trace_when_only_the_letter_case_changes() -> None:
    value = Tracer().case("/x", "bupropion XL")
    assert str(value.upper()) == marked("t1", "BUPROPION XL")
    assert str(value.lower()) == marked("t1", "bupropion xl")
    assert str(value.capitalize()) == marked("t1", "Bupropion XL")
    assert str(value.strip()) == marked("t1", "bupropion XL")


def but_it_loses_the_trace_when_the_text_changes() -> None:
    value = Tracer().case("/x", "50 mg")
    assert START not in value[:2]
    assert START not in value.replace("5", "6")


def it_counts_ids_in_the_order_of_the_calls() -> None:
    tracer = Tracer()
    weeks = tracer.case(["/a/start", "/a/stop"], "9")
    total = tracer.computed("weeks at dose", inputs=[weeks, "/a/dose"], text="9 weeks")
    assert [trace.id for trace in tracer.traces] == ["t1", "t2"]
    assert tracer.get("t1").paths == ("/a/start", "/a/stop")
    assert total.trace.kind is Kind.COMPUTATION
    assert total.trace.rule == "weeks at dose"
    assert total.trace.inputs == ("t1", "/a/dose")


def it_knows_all_kinds() -> None:
    tracer = Tracer()
    made = [
        tracer.case("/a", "a"),
        tracer.reference("drugs/a", "a"),
        tracer.policy("p#1", "a"),
        tracer.computed("r", inputs=[], text="a"),
        tracer.statement("/s", "a"),
        tracer.program("a"),
        tracer.literal("a"),
    ]
    assert [value.trace.kind for value in made] == list(Kind)


@pytest.mark.parametrize("empty", ["", "  ", "\n", "\ue000\ue002", "\x07"])
def it_refuses_an_empty_value_naming_the_path(empty: str) -> None:
    with pytest.raises(DocumentRefused, match="/patient/name"):
        Tracer().case("/patient/name", empty)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (" a \n\t b\u00a0c\u2028d\x85e ", "a b c d e"),
        ("e\u0301", "é"),
        ("a\x07b\x00c\u200bd\u202ee\ufefff", "abcdef"),
        ("\ue000\ue010\ue001x\ue002", "x"),
        ("non\u2011breaking", "non-breaking"),
        ("\ud800x", "x"),
        ("\x1cA\x1fB", "A B"),
        ("李明 😀", "李明 😀"),
    ],
)
def it_cleans_text_at_birth(text: str, printed: str) -> None:
    assert clean(text) == printed
    assert Tracer().case("/x", text).plain == printed


def it_traces_a_text_made_of_traced_texts_as_one() -> None:
    tracer = Tracer()
    start = tracer.case("/start", "March 3, 2024")
    whole = tracer.computed("range", inputs=[start], text=f"from {start} on")
    assert whole.plain == "from March 3, 2024 on"


def it_drops_marks_that_no_tracer_vouches_for() -> None:
    forged = harmless(marked("t1", "5"))
    assert START not in forged
    assert END not in forged
