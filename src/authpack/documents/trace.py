"""Where a printed value comes from: a text that carries its trace through the template into the document.

A letter must not hold a number, date, drug or code of unknown origin (docs: every number traces to a case
path, a reference row, a policy node, a computation, a clinician's statement, the program or a literal).
``Tracer`` gives each value that may be printed a ``Trace``; the value itself is a ``Traced`` text.

How the trace survives a template: a ``Traced`` *is* its plain text for comparison, hashing and tests
(``{% if x == "none" %}`` works), but whatever turns it into output - printing, ``~``, ``+``, ``join``,
formatting - yields the text wrapped in private-use characters that name the trace. An operation that goes
round them (slicing, ``replace``) yields plain text: the trace is lost, and the reader-back refuses the
document. It never fails the other way: private-use characters are removed from every text at birth.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from authpack.errors import DocumentRefused

START, SEP, END = "\ue000", "\ue001", "\ue002"
"""Private-use marks around a traced text in template output: START id SEP text END."""

_ID_ZERO = 0xE010
_ENCODED = {ord("0") + digit: _ID_ZERO + digit for digit in range(10)}
_DECODED = {coded: plain for plain, coded in _ENCODED.items()}
_ID_CLASS = "[\ue010-\ue019]"
MARKED = re.compile(f"{START}({_ID_CLASS}+){SEP}([^{START}{SEP}{END}]*){END}")
"""A whole marked text: group 1 the encoded id, group 2 the text."""

_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs"})


def _is_dropped(char: str) -> bool:
    # Noncharacters are not allowed in XML; a character newer than this Python's tables is kept, and is
    # refused later unless a font draws it: nothing readable vanishes without a word.
    code = ord(char)
    return unicodedata.category(char) in _DROPPED or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


class Kind(StrEnum):
    """What a printed value rests on."""

    CASE = "case"
    REFERENCE = "reference"
    POLICY = "policy"
    COMPUTATION = "computation"
    STATEMENT = "statement"
    PROGRAM = "program"
    LITERAL = "literal"


ORIGINS = {
    Kind.CASE: "a fact of the record",
    Kind.REFERENCE: "a row of the reference tables",
    Kind.POLICY: "words or numbers of the payer's policy",
    Kind.COMPUTATION: "computed by the rule from what it names",
    Kind.STATEMENT: "a clinician's own words, printed as they stand and not checked by the program",
    Kind.PROGRAM: "said by the program itself",
    Kind.LITERAL: "a fixed wording",
}
"""What each kind means, for a reader of ``trace.json``."""


class Trace(NamedTuple):
    """The origin of one printed value.

    ``id``: short name, unique in the document (``t1``, ``t2`` ...; in a DOCX the bookmark's name);
    ``paths``: case paths, reference rows or policy nodes; ``rule`` and ``inputs``: for a computation,
    the rule's name and the ids or paths it read; ``text``: the value as it is printed.
    """

    id: str
    kind: Kind
    text: str
    paths: tuple[str, ...] = ()
    rule: str = ""
    inputs: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Text as it may be printed: composed (NFC), without control, format and private-use characters.

    Every white space (line ends, no-break space) becomes one space, runs are folded, the ends are
    stripped; the non-breaking hyphen, which few fonts draw, becomes the plain one.
    """
    text = str.__str__(text)
    if not (text.isascii() and text.isprintable()):
        kept = "".join(c for c in text if c.isspace() or not _is_dropped(c))
        text = unicodedata.normalize("NFC", kept).replace("\u2011", "-")
    return " ".join(text.split())


class Traced(str):
    """A text that knows its trace; plain for comparison, marked as soon as it becomes output."""

    __slots__ = ("trace",)
    trace: Trace

    def __new__(cls, text: str, trace: Trace) -> Traced:
        """Use a ``Tracer`` to make one; ``text`` must be clean."""
        made = super().__new__(cls, text)
        made.trace = trace
        return made

    @property
    def plain(self) -> str:
        """The text without its trace, for computing; never for printing."""
        return str.__str__(self)

    def __str__(self) -> str:
        return marked(self.trace.id, self.plain)

    def __format__(self, spec: str) -> str:
        return marked(self.trace.id, format(self.plain, spec))

    def __add__(self, other: str) -> str:
        return str(self) + str(other)

    def __radd__(self, other: str) -> str:
        return str(other) + str(self)

    def _same_trace(self, text: str) -> Traced:
        return Traced(text, self.trace)

    def upper(self) -> Traced:
        """Upper case, same trace."""
        return self._same_trace(self.plain.upper())

    def lower(self) -> Traced:
        """Lower case, same trace."""
        return self._same_trace(self.plain.lower())

    def capitalize(self) -> Traced:
        """First letter upper case, the rest untouched (a brand name keeps its own capitals), same trace."""
        return self._same_trace(self.plain[:1].upper() + self.plain[1:])

    def strip(self, chars: str | None = None, /) -> Traced:  # noqa: ARG002 - a clean text has no ends to strip
        """The same text: it is stripped at birth."""
        return self


def marked(trace_id: str, text: str) -> str:
    """The text between the private-use marks that name its trace."""
    return f"{START}{trace_id[1:].translate(_ENCODED)}{SEP}{text}{END}"


def marked_id(digits: str) -> str:
    """The trace id that the encoded digits of a marked text stand for."""
    return f"t{digits.translate(_DECODED)}"


class Tracer:
    """Collects the traces of one document and hands out the texts that carry them.

    Ids count up in the order of the calls, so the same calls give the same ids. An empty text is
    refused (``DocumentRefused``): a letter must not print a blank where a fact belongs.
    """

    def __init__(self) -> None:
        self._traces: dict[str, Trace] = {}

    def case(self, path: str | Sequence[str], text: str) -> Traced:
        """A fact of the record, printed as ``text``; ``path`` is one JSON pointer or several."""
        return self._make(Kind.CASE, text, paths=path)

    def reference(self, path: str | Sequence[str], text: str) -> Traced:
        """A value of a reference row (drug label, scale band)."""
        return self._make(Kind.REFERENCE, text, paths=path)

    def policy(self, path: str | Sequence[str], text: str) -> Traced:
        """Words or numbers of a policy, with the node they stand at."""
        return self._make(Kind.POLICY, text, paths=path)

    def computed(self, rule: str, *, inputs: Iterable[str], text: str) -> Traced:
        """A computed value: the rule's name and what it read (``Traced`` values, or paths)."""
        names = tuple(i.trace.id if isinstance(i, Traced) else str(i) for i in inputs)
        return self._make(Kind.COMPUTATION, text, rule=rule, inputs=names)

    def statement(self, path: str | Sequence[str], text: str) -> Traced:
        """A clinician's own words (free text of a judgement, attestation, narrative)."""
        return self._make(Kind.STATEMENT, text, paths=path)

    def program(self, text: str) -> Traced:
        """Something the program itself says: a page number, a version."""
        return self._make(Kind.PROGRAM, text)

    def literal(self, text: str) -> Traced:
        """A fixed wording chosen in code rather than in the template."""
        return self._make(Kind.LITERAL, text)

    def get(self, trace_id: str) -> Trace:
        """The trace of that id; KeyError when there is none."""
        return self._traces[trace_id]

    @property
    def traces(self) -> tuple[Trace, ...]:
        """All traces, in order of birth; what a document prints of them is ``Document.trace_ids()``."""
        return tuple(self._traces.values())

    def printed_as(self, trace_id: str, text: str) -> bool:
        """Whether that trace exists and its text is this very text, which is clean then."""
        trace = self._traces.get(trace_id)
        return trace is not None and trace.text == text

    def vouches_for(self, trace_id: str, text: str) -> bool:
        """Whether that trace exists and its text is this text (letter case apart)."""
        trace = self._traces.get(trace_id)
        return trace is not None and trace.text.casefold() == text.casefold()

    def _make(
        self,
        kind: Kind,
        text: str,
        *,
        paths: str | Sequence[str] = (),
        rule: str = "",
        inputs: tuple[str, ...] = (),
    ) -> Traced:
        listed_paths = (paths,) if isinstance(paths, str) else (*paths,)
        text = clean(text)
        if not text:
            raise DocumentRefused(
                f"A value to be printed is empty ({kind}: {', '.join(listed_paths) or rule or 'no path'}).",
                why="The letter would have a gap where a fact belongs.",
                do="Record the value, or let the template leave the whole sentence out.",
            )
        trace = Trace(f"t{len(self._traces) + 1}", kind, text, listed_paths, rule, inputs)
        self._traces[trace.id] = trace
        return Traced(text, trace)


def listed(items: Sequence[Any], *, word: str = "and") -> str:
    """``a``, ``a and b``, ``a, b, and c`` with every trace kept (``str.join`` in Python would lose them)."""
    texts = [str(item) for item in items]
    if len(texts) < 3:
        return f" {word} ".join(texts)
    return ", ".join(texts[:-1]) + f", {word} {texts[-1]}"
