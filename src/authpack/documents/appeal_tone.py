"""A word check: an appeal alleges no illegality, bad faith or incompetence, and threatens nothing.

It reads what the practice itself says: the template's words and the clinicians' statements written for the
document. The payer's quoted words and what the chart records are not ours to change, and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from authpack.documents.blocks import Document
from authpack.documents.trace import Kind, Trace, Tracer
from authpack.errors import DocumentRefused, Fault

_WORDS = re.compile(
    r"\b(?:"
    r"illegal(?:ly|ity)?|unlawful(?:ly)?|violat\w+|in breach|bad[- ]faith|fraud\w*|deceptive|dishonest\w*|"
    r"incompeten\w+|negligen\w+|malpractice|reckless\w*|unconscionable|outrageous|egregious\w*|"
    r"arbitrar(?:y|ily)|capricious\w*|discriminat\w+|"
    r"lawsuits?|litigat\w+|legal action|attorneys?|lawyers?|sue|suing|damages|penalt(?:y|ies)|punitive|"
    r"(?:report|complain)\w* (?:you|this|the plan) to|hold (?:you|the plan|the reviewer)|held (?:liable|responsible)|"
    r"liab(?:le|ility)|insurance commissioner|press|media|or else|threat\w*"
    r")\b",
    re.IGNORECASE,
)
_OWN_STATEMENTS = re.compile(
    r"/paragraphs/|/denials/[^/]+/reasons/[^/]+/answer|/appeals/[^/]+/(?:jeopardy|note)|/requests/[^/]+/rationale"
)


def refuse_tone(document: Document, tracer: Tracer) -> None:
    """DocumentRefused with every place and word found; the words are those of a fixed list, no patient's."""
    found = sorted(set(_found(document, tracer)))
    if found:
        raise DocumentRefused(
            "The appeal alleges or threatens something.",
            faults=tuple(Fault(place, f"the word '{word}'") for place, word in found),
            why="An accusation or a threat takes the reviewer's eye off the record, and the signer must prove it.",
            do="Say what the record shows and what is asked; take the words out.",
        )


def _found(document: Document, tracer: Tracer) -> Iterator[tuple[str, str]]:
    for place, spans in document.texts():
        own = "".join(span.text if _is_ours(span.trace, tracer) else "\x00" for span in spans)
        for match in _WORDS.finditer(own):
            yield _where(place), match.group().lower()
        for span in spans:
            trace = tracer.get(span.trace) if span.trace else None
            if trace is not None and _stated(trace):
                for match in _WORDS.finditer(span.text):
                    yield trace.paths[0], match.group().lower()


def _is_ours(trace: str | None, tracer: Tracer) -> bool:
    return trace is None or tracer.get(trace).kind in (Kind.LITERAL, Kind.PROGRAM)


def _stated(trace: Trace) -> bool:
    return trace.kind is Kind.STATEMENT and any(_OWN_STATEMENTS.search(path) for path in trace.paths)


def _where(place: str) -> str:
    return f"the template, {place}"
