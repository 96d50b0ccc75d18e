"""Words that letters avoid (``templates/styles/banned_words.yaml``): refused in a template, only named in a statement.

A template's own wording is the practice's to mend, so it is refused with file and line. A clinician's words
are never changed and never refused: ``in_statements`` names their place for the clinician to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from authpack import content, textio
from authpack.documents.blocks import Document
from authpack.documents.trace import Kind, Tracer
from authpack.errors import ContentError, Fault

FILE = "styles/banned_words.yaml"
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z' -]{1,48}\*?$")]


class Banned(BaseModel):
    """One word with why it is avoided and what stands in its place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: Word
    why: Words
    instead: Words


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    schema_: Literal["authpack.banned/1"] = Field(alias="schema")
    words: tuple[Banned, ...] = Field(min_length=1)


class Found(NamedTuple):
    """One banned word in a text: which, and from which character on."""

    banned: Banned
    text: str
    at: int


class BannedWords:
    """The list, ready to search."""

    def __init__(self, words: Sequence[Banned]) -> None:
        self._words = {f"w{place}": one for place, one in enumerate(words)}
        # By first letter: at each word of a text only those that begin like it are tried.
        by_letter: dict[str, list[str]] = {}
        for name, one in self._words.items():
            by_letter.setdefault(one.word[0].lower(), []).append(f"(?P<{name}>{_pattern(one.word)})")
        parts = (f"(?={letter})(?:{'|'.join(some)})" for letter, some in by_letter.items())
        # Most places begin no banned word: one look at the letter tells.
        begun = f"(?<![\\w-])(?=[{''.join(by_letter)}])"
        self._search = re.compile(rf"{begun}(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Found]:
        """Every banned word of a text, in order; case and line ends do not matter."""
        for match in self._search.finditer(text):
            yield Found(self._words[str(match.lastgroup)], match.group(), match.start())


def _pattern(word: str) -> str:
    stem, ending = (word[:-1], r"\w*") if word.endswith("*") else (word, "")
    return r"\s+".join(map(re.escape, stem.split(" "))) + ending


def load_banned(folders: Sequence[Path]) -> BannedWords:
    """The list of the first folder that has one, else the shipped one; ContentError for a fault in it."""
    own = next((folder / FILE for folder in folders if (folder / FILE).is_file()), None)
    path = own or content.shipped("templates") / FILE
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _load(path: Path, _changed: int) -> BannedWords:
    loaded = textio.load_path(path)
    return BannedWords(textio.validated(loaded, _File, "The list of banned words").words)


_NOT_WORDING = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def own_words(source: str) -> str:
    """A template's own wording: a blank stands for comments and what Jinja fills in; every line keeps its number."""
    return _NOT_WORDING.sub(lambda match: " " + "\n" * match.group().count("\n"), source)


def template_faults(sources: Mapping[str, str], banned: BannedWords) -> tuple[Fault, ...]:
    """Banned words in the templates' own wording (name -> source without front matter), each with file and line."""
    found = []
    for name, source in sources.items():
        text = own_words(source)
        for one in banned.find(text):
            line = text.count("\n", 0, one.at) + 1
            found.append(
                Fault(f"{name}:{line}", f"'{one.text}': {one.banned.why}", f"Write {one.banned.instead}.")
            )
    return tuple(found)


def refuse_in_templates(sources: Mapping[str, str], banned: BannedWords) -> None:
    """ContentError with every banned word of the templates' own wording."""
    faults = template_faults(sources, banned)
    if faults:
        raise ContentError(
            "A template uses words that letters avoid.",
            faults=faults,
            why="A reviewer reads an adjective as the lack of a fact.",
            do=f"Reword the template, or change the practice's own copy of templates/{FILE}.",
        )


class Flagged(NamedTuple):
    """A banned word in a clinician's statement: the statement's path in the record, and the word."""

    path: str
    word: str
    why: str


def in_statements(document: Document, tracer: Tracer, banned: BannedWords) -> tuple[Flagged, ...]:
    """Banned words that a clinician's printed statements hold, each place and word once; nothing is changed."""
    found: dict[tuple[str, str], Flagged] = {}
    for trace_id in document.trace_ids():
        trace = tracer.get(trace_id)
        if trace.kind is not Kind.STATEMENT:
            continue
        for one in banned.find(trace.text):
            path = trace.paths[0] if trace.paths else ""
            found.setdefault((path, one.banned.word), Flagged(path, one.text.lower(), one.banned.why))
    return tuple(found.values())
