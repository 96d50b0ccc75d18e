"""Mutations of files, the same for the same seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_NUMBER = re.compile(rb"\d+")
_WORDS = (
    b"/Kids",
    b"/Type",
    b"/Length",
    b"/Filter",
    b"/Count",
    b"/Parent",
    b"endobj",
    b"stream",
    b"obj",
    b"/Contents",
    b"R",
    b">>",
    b"<<",
)
_NASTY = (
    b"-1",
    b"0",
    b"99999999999",
    b"4294967296",
    b"1e308",
    b"1 0 R",
    b"null",
    b"<<>>",
    b"[]",
    b"/Page",
    b"(",
    b"%",
)


def mutated(content: bytes, seed: int) -> bytes:
    """One to six changes of a file."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        content = chance.choice(_CHANGES)(content, chance) or content
    return content


def _flip(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content) + 1)]


def _remove(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randint(1, 200) :]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    piece = content[at : at + chance.randint(1, 400)]
    return content[:at] + piece * chance.randint(2, 5) + content[at:]


def _number(content: bytes, chance: random.Random) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + chance.choice(_NASTY) + content[one.end() :]


def _word(content: bytes, chance: random.Random) -> bytes:
    word = chance.choice(_WORDS)
    places = [match.start() for match in re.finditer(re.escape(word), content)]
    if not places:
        return content
    at = chance.choice(places)
    return content[:at] + chance.choice((*_WORDS, *_NASTY)) + content[at + len(word) :]


def _swap(content: bytes, chance: random.Random) -> bytes:
    first, second = sorted(chance.randrange(len(content)) for _ in range(2))
    size = min(chance.randint(1, 100), second - first)
    return (
        content[:first] + content[second : second + size] + content[first + size : second] + content[first : first + size]
        + content[second + size :]
    )  # fmt: skip


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip,
    _cut,
    _remove,
    _repeat,
    _number,
    _number,
    _word,
    _word,
    _swap,
)
