"""A notice's text in the pieces that a reader asks for: lines, blocks, sentences, each with its page.

Line breaks of a letter carry no meaning inside a paragraph; headings, labels, bullets and blank lines do.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from authpack.intake.notice_columns import in_reading_order

_PAGE_MARK = re.compile(r"^\s*[\[<=\-\s]*page\s+(\d{1,4})(?:\s+of\s+\d{1,4})?[\]>=\-\s]*$", re.IGNORECASE)
_BRACKETED = re.compile(r"^\s*(?:\[|<+|=+|-{2,})\s*page\s+(\d{1,4})", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[•▪●◦‣·*\-–—☐☒☑]|\(?\d{1,2}[.)]|\(?[a-hA-H][.)]|\[[ xX✓]?\])\s+(?=\S)")
_UNTICKED = re.compile(r"^\s*(?:☐|\[\s\])\s")
_LABEL = re.compile(
    r"^\s*(?!(?i:attn|attention|fax|phone|tel|telephone|tty|mail)\b)([A-Z][\w/#&'’.() -]{1,48}?)\s*(?::|#)\s+(?=\S)"
)
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Inc|No|Nos|pp?|pg|St|Jr|Sr|Admin|Reg|Stat|vs|e\.g|i\.e|M\.D|D\.O|Ph\.D|U\.S|P\.O|approx|etc|Sec|Vol|Ste|Blvd|Ave"
    r"|[A-Z]))\.$"
)
LONGEST_LINE, LONGEST_BLOCK, LONGEST_SENTENCE = 600, 3_000, 1_200
"""Longest pieces, in characters; a notice that a person can read stays below."""
WIDEST = 90
"""Characters of a printed line of prose, at most; rows of tables are wider."""
MOST_CHARACTERS = 300_000
"""Longest text read, in characters: a notice has a few thousand on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands. page: from 1."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the words of its block's heading. text: exact but for line breaks."""

    text: str
    page: int
    heading: str
    bullet: bool
    block: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, bullet, label line or heading. unticked: an empty box stands before it."""

    text: str
    page: int
    heading: str
    bullet: bool
    is_heading: bool
    unticked: bool = False


def pages_of_text(text: str) -> list[str]:
    """A plain text cut at form feeds, or at marks such as "[Page 2]" and "Page 2 of 3"."""
    if "\f" in text.strip("\f"):
        return text.strip("\f").split("\f")
    lines = text.splitlines()
    marks = [(place, int(found[1])) for place, line in enumerate(lines) if (found := _PAGE_MARK.match(line))]
    bracketed = [
        (place, int(found[1])) for place, line in enumerate(lines) if (found := _BRACKETED.match(line))
    ]
    if bracketed:
        return _cut(lines, [place for place, number in bracketed if number > 1])
    numbers = [number for _, number in marks]
    if (
        numbers
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] == 1
        and len(numbers) > 1
    ):
        head = sum(1 for line in lines[: marks[0][0]] if line.strip()) < 3
        if head:
            return _cut(lines, [place for place, _ in marks[1:]])
        return _cut(lines, [place + 1 for place, _ in marks[:-1]])
    return [text]


def _cut(lines: list[str], places: list[int]) -> list[str]:
    bounds = [0, *places, len(lines)]
    return ["\n".join(lines[one:other]) for one, other in pairwise(bounds)]


class Notice:
    """The text of a notice. pages: the text of each page, in order."""

    def __init__(self, pages: list[str]) -> None:
        ordered = [in_reading_order(text) for text in pages]
        self.pages = [text for text, _ in ordered]
        self.notes = tuple(
            f"Page {number} is set in two columns and was read column by column: compare every quote with it."
            for number, (_, columns) in enumerate(ordered, 1)
            if columns
        )
        """What a person should know about how the pages were read."""

    @cached_property
    def lines(self) -> list[Line]:
        """Every line but page marks and running heads and feet; blank lines are kept as empty text."""
        rows = [
            Line(part, page)
            for page, text in enumerate(self.pages, 1)
            for line in text.splitlines()
            for part in _parts(_tidy(line))
        ]
        running = _running(rows) if len(self.pages) > 1 else frozenset()
        return [one for one in rows if not _PAGE_MARK.match(one.text) and one.text.strip() not in running]

    @cached_property
    def blocks(self) -> list[Block]:
        """Paragraphs, bullets and label lines, each with the heading above it."""
        return list(_Blocks(self.lines).read())

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every sentence of every block that is no heading; boxes left unticked are left out."""
        return [
            Sentence(text, block.page, block.heading, block.bullet, place)
            for place, block in enumerate(self.blocks)
            if not block.is_heading and not block.unticked
            for text in sentences_of(block.text)
        ]

    @cached_property
    def text(self) -> str:
        """Everything as one text, line breaks folded."""
        return " ".join(block.text for block in self.blocks)


def _parts(line: str) -> list[str]:
    """A line, cut where it is longer than any printed one: the rules' time grows with the square of a line."""
    return [line[start : start + LONGEST_LINE] for start in range(0, len(line), LONGEST_LINE)] or [""]


def _tidy(line: str) -> str:
    line = line.replace("\u00a0", " ").replace("\u00ad", "").replace("\ufb01", "fi").replace("\ufb02", "fl")
    line = re.sub(
        r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u2069\ue000-\uf8ff\ufeff]",
        "",
        line,
    )
    # Justified print has gaps of two spaces inside sentences; wider ones are columns and stay.
    return re.sub(r"(?<=\S) {2}(?=\S)", " ", line.rstrip())


def _running(rows: list[Line]) -> frozenset[str]:
    """Short lines that stand on most pages: letterheads and feet that would cut paragraphs apart."""
    pages = {one.page for one in rows}
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update(
            {one.text.strip() for one in rows if one.page == page and 0 < len(one.text.strip()) <= 60}
        )
    # The first page keeps its letterhead: only what also stands on every other page is running.
    return frozenset(text for text, count in seen.items() if len(pages) > 2 and count == len(pages))


def _row(text: str) -> bool:
    """Whether a line is one row of a table: several pieces with wide gaps between them."""
    return len(re.findall(r"\S\s{3,}(?=\S)", text)) >= 3


_SUBJECT = re.compile(
    r"(?:re|subject|claim|member|patient|ref|case|auth|provider|dos|dob)\w*\s*[:#]", re.IGNORECASE
)


class _Blocks:
    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._width = max((len(one.text) for one in lines), default=0)
        self._open: list[str] = []
        self._page = self._last = 1
        self._bullet = self._unticked = self._indented = False
        self._heading = ""
        self._found: list[Block] = []

    def read(self) -> list[Block]:
        for place, line in enumerate(self._lines):
            text = line.text.strip()
            if not text:
                # A page break inside a sentence leaves blank lines that end nothing.
                if not self._runs_over(place):
                    self._close()
                continue
            if (line.page != self._last and self._ended()) or self._bullet_over(line):
                self._close()
            self._last = line.page
            following = next((one.text.strip() for one in self._lines[place + 1 :] if one.text.strip()), "")
            if _heading_like(text, following, bool(self._open) and not self._ended()):
                self._close()
                self._heading = text
                self._found.append(Block(text, line.page, text, False, True))
            elif _BULLET.match(line.text):
                self._close()
                self._start(line)
                self._bullet, self._unticked = True, bool(_UNTICKED.match(line.text))
                self._indented = line.text.startswith(" ")
                self._open = [_BULLET.sub("", line.text, count=1).strip()]
            elif _LABEL.match(line.text) and (self._ended() or self._labelled() or self._short()):
                self._close()
                self._start(line)
                self._open = [text]
            elif _row(text):
                self._close()
                self._start(line)
                self._open = [text]
                self._close()
            else:
                if self._subject_ends(text):
                    self._close()
                if not self._open:
                    self._start(line)
                self._open.append(text)
                if sum(map(len, self._open)) > LONGEST_BLOCK:
                    self._close()
        self._close()
        return self._found

    def _start(self, line: Line) -> None:
        self._page = line.page

    def _ended(self) -> bool:
        return not self._open or self._open[-1].endswith((".", "?", "!", ":", ";"))

    def _bullet_over(self, line: Line) -> bool:
        """Whether a line at the margin begins a new paragraph after a bullet (indented, or ended on a short line)."""
        if not self._bullet or not self._open or line.text.startswith(" "):
            return False
        short = len(self._open[-1]) < 0.75 * self._width
        begins = line.text[:1].isupper()
        return begins and (self._indented or (short and self._open[-1].endswith((".", "?", ";"))))

    def _subject_ends(self, text: str) -> bool:
        """Whether a line of prose begins below the line that says what the letter is about ("RE: ...", "Claim: ...")."""
        about = bool(self._open) and bool(_SUBJECT.match(self._open[0]))
        return about and self._short() and text[:1].isupper() and len(text.split()) >= 6

    def _short(self) -> bool:
        """Whether the line before stops far from the margin, as no line inside a paragraph does."""
        return not self._open or len(self._open[-1]) < 0.6 * min(self._width, WIDEST)

    def _labelled(self) -> bool:
        return bool(self._open) and bool(_LABEL.match(self._open[0]))

    def _runs_over(self, place: int) -> bool:
        if not self._open or self._ended():
            return False
        rest = [one for one in self._lines[place + 1 :] if one.text.strip()]
        return bool(rest) and rest[0].page > self._page and rest[0].text.strip()[:1].islower()

    def _close(self) -> None:
        if self._open:
            self._found.append(
                Block(joined(self._open), self._page, self._heading, self._bullet, False, self._unticked)
            )
        self._open, self._bullet, self._unticked = [], False, False


def joined(lines: list[str]) -> str:
    """Lines as one text; a word hyphenated over a line break stays as it is printed."""
    return re.sub(r"\s+", " ", " ".join(lines)).strip()


_HEADING_WORDS = re.compile(
    r"\b(?:why|how|what|who|when|appeal|rights?|reasons?|rationale|decision|determination|notice|criteria|guideline|"
    r"peer|review|hearing|explanation|findings?|basis|information|request|service|coverage|important|contact|help)\b",
    re.IGNORECASE,
)


_UNFINISHED = re.compile(
    r"\b(?:within|we|the|an?|of|to|for|and|or|by|in|at|on|from|with|that|you|your|our|is|are|was|this)$",
    re.IGNORECASE,
)
"""A word that no heading ends with: the line is a sentence cut short by its column."""


def _heading_like(text: str, following: str, in_sentence: bool) -> bool:
    """A short line without a full stop that names what follows: "Why did we deny your request?", "APPEAL RIGHTS"."""
    if len(text) > 90 or _BULLET.match(text) or (in_sentence and not text.isupper()):
        return False
    if text.endswith((".", ",", ";")) or not text[:1].isalnum() or not following:
        return False
    if re.search(r"\d{3,}", text) or _LABEL.match(text):
        return False
    if not _HEADING_WORDS.search(text):
        return False
    if not text.endswith(("?", ":")) and (following[:1].islower() or _UNFINISHED.search(text)):
        return False
    return text.endswith(("?", ":")) or text.isupper() or len(text.split()) <= 12


_ENUMERATOR = re.compile(
    r"(?:^|[.:;?!]\s+|\b(?:section|item|no|step|stage|part)\s+)\(?\d{1,2}\.$", re.IGNORECASE
)
"""A number that counts what follows ("1. The scores ..."); after other words it ends a sentence."""


_CLOCK = re.compile(r"\d\s*[ap]\.m\.$", re.IGNORECASE)
_CLOCK_GOES_ON = re.compile(
    r"\s+(?:[ECMPA][SD]?T\b|(?:Eastern|Central|Mountain|Pacific)\b|\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
"""After "5:00 p.m.": its time zone or day, and no new sentence."""


def sentences_of(text: str) -> list[str]:
    """The sentences of one block; abbreviations and initials end none."""
    found, start = [], 0
    for stop in re.finditer(r"[.?!](?=\s+[\"“(\[]?[A-Z0-9])", text):
        piece = text[start : stop.end()].strip()
        if stop[0] == "." and (_ABBREVIATIONS.search(piece) or _ENUMERATOR.search(piece)):
            continue
        if _CLOCK.search(piece) and _CLOCK_GOES_ON.match(text, stop.end()):
            continue
        found.append(piece)
        start = stop.end()
    rest = text[start:].strip()
    whole = [*found, rest] if rest else found
    return [part for piece in whole for part in _cut_long(piece)]


def _cut_long(piece: str) -> list[str]:
    if len(piece) <= LONGEST_SENTENCE:
        return [piece]
    return [piece[start : start + LONGEST_SENTENCE] for start in range(0, len(piece), LONGEST_SENTENCE)]
