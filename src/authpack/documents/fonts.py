"""Which characters our fonts draw, how wide they are, and what to say when a character is missing.

The check runs before typesetting: a typesetter's own complaint quotes the patient's text, and some
programs print an empty box or drop the character. Reads TrueType and OpenType files (cmap formats 4 and
12, hmtx, name) with ``struct`` alone.
"""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Protocol

from authpack.errors import ContentError, DocumentRefused

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}


class _Units(dict[str, int]):
    """Advance width of each character in the font's units, looked up once; one em where there is no glyph."""

    def __init__(self, glyphs: _Glyphs, advances: tuple[int, ...], em: int) -> None:
        super().__init__()
        self._glyphs, self._advances, self._em = glyphs, advances, em

    def __missing__(self, character: str) -> int:
        glyph = self._glyphs[ord(character)]
        width = self._advances[min(glyph, len(self._advances) - 1)] if glyph else self._em
        self[character] = width
        return width


class _Glyphs(dict[int, int]):
    """Glyph of each code point, looked up once; 0 where the face has none. A letter needs a hundred of thousands."""

    def __init__(self, subtables: Sequence[_Subtable]) -> None:
        super().__init__()
        self._subtables = subtables

    def __missing__(self, code: int) -> int:
        glyph = self[code] = next(filter(None, (one.glyph(code) for one in self._subtables)), 0)
        return glyph


class _Subtable(Protocol):
    """A part of a character map."""

    def glyph(self, code: int) -> int:
        """The glyph of a code point; 0 for none."""


class _Segments:
    """Format 4: segments of the first 65,536 code points, by their ends."""

    def __init__(self, data: bytes, at: int) -> None:
        count = struct.unpack_from(">H", data, at + 6)[0] // 2
        rest = at + 16 + 2 * count
        self._data = data
        self._ends = struct.unpack_from(f">{count}H", data, at + 14)
        self._starts = struct.unpack_from(f">{count}H", data, rest)
        self._deltas = struct.unpack_from(f">{count}h", data, rest + 2 * count)
        self._ranges_at = rest + 4 * count
        self._ranges = struct.unpack_from(f">{count}H", data, self._ranges_at)

    def glyph(self, code: int) -> int:
        """The glyph of a code point; 0 for none."""
        i = bisect_left(self._ends, code)
        if code >= 0xFFFF or i == len(self._ends) or code < self._starts[i]:
            return 0
        shift, delta = self._ranges[i], self._deltas[i]
        if not shift:
            return int((code + delta) & 0xFFFF)
        place = self._ranges_at + 2 * i + shift + 2 * (code - self._starts[i])
        found = struct.unpack_from(">H", self._data, place)[0]
        return int((found + delta) & 0xFFFF) if found else 0


class _Groups:
    """Format 12: groups of code points with consecutive glyphs."""

    def __init__(self, data: bytes, at: int) -> None:
        count = struct.unpack_from(">L", data, at + 12)[0]
        self._groups = list(struct.iter_unpack(">3L", data[at + 16 : at + 16 + 12 * count]))

    def glyph(self, code: int) -> int:
        """The glyph of a code point; 0 for none."""
        i = bisect_right(self._groups, (code, 0xFFFF_FFFF, 0xFFFF_FFFF)) - 1
        if i < 0 or code > self._groups[i][1]:
            return 0
        first, _, glyph = self._groups[i]
        return int(glyph + code - first)


class Face:
    """One face of a font file: family name, character map, advance widths."""

    def __init__(self, data: bytes, offset: int, path: Path) -> None:
        self.path = path
        self._data = data
        count = struct.unpack_from(">H", data, offset + 4)[0]
        records = struct.iter_unpack(">4sLLL", data[offset + 12 : offset + 12 + 16 * count])
        self._tables = {tag: start for tag, _, start, _ in records}
        self.family, self.style = self._names()

    def draws(self, code: int) -> bool:
        """Whether the face has a glyph for a Unicode code point."""
        return self._glyphs[code] != 0

    @cached_property
    def _glyphs(self) -> _Glyphs:
        start = self._tables[b"cmap"]
        count = struct.unpack_from(">H", self._data, start + 2)[0]
        records = struct.iter_unpack(">HHL", self._data[start + 4 : start + 4 + 8 * count])
        places = {start + offset for platform, _, offset in records if platform in {0, 3}}
        kinds = {place: struct.unpack_from(">H", self._data, place)[0] for place in sorted(places)}
        # The larger repertoire first: format 12 holds what format 4 holds, and more.
        large = [_Groups(self._data, place) for place, kind in kinds.items() if kind == 12]
        return _Glyphs(
            [*large, *(_Segments(self._data, place) for place, kind in kinds.items() if kind == 4)]
        )

    @cached_property
    def _advances(self) -> tuple[int, ...]:
        count = struct.unpack_from(">H", self._data, self._tables[b"hhea"] + 34)[0]
        start = self._tables[b"hmtx"]
        return struct.unpack(f">{'HH' * count}", self._data[start : start + 4 * count])[::2]

    @cached_property
    def _em(self) -> int:
        return int(struct.unpack_from(">H", self._data, self._tables[b"head"] + 18)[0])

    def width(self, text: str) -> float:
        """Width of the text in em (1.0 = the font size); a missing character counts as one em."""
        return sum(map(self._units.__getitem__, text)) / self._em

    @cached_property
    def _units(self) -> _Units:
        return _Units(self._glyphs, self._advances, self._em)

    def _names(self) -> tuple[str, str]:
        start = self._tables[b"name"]
        _, count, strings = struct.unpack_from(">HHH", self._data, start)
        names = {1: "", 2: "", 16: ""}
        records = self._data[start + 6 : start + 6 + 12 * count]
        for platform, _, _, name, length, offset in struct.iter_unpack(">6H", records):
            if platform == 3 and name in names and not names[name]:
                at = start + strings + offset
                names[name] = self._data[at : at + length].decode("utf-16-be", "replace")
        return names[16] or names[1], names[2]


@lru_cache(maxsize=64)
def faces_in(folder: Path) -> tuple[Face, ...]:
    """The faces of all font files of a folder, by file name; ContentError for a file that is no font."""
    if not folder.is_dir():
        raise ContentError(
            f"The font folder {folder.name} does not exist.",
            do="Name a folder that holds .ttf or .otf files.",
        )
    found: list[Face] = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _SUFFIXES:
            found += _faces_of(path)
    return tuple(found)


def _faces_of(path: Path) -> list[Face]:
    try:
        # Read, not mapped: a font that is replaced in its place would end the process.
        data = path.read_bytes()
        offsets: tuple[int, ...] = (0,)
        if data[:4] == b"ttcf":
            offsets = struct.unpack_from(f">{struct.unpack_from('>L', data, 8)[0]}L", data, 12)
        return [Face(data, offset, path) for offset in offsets]
    except (struct.error, KeyError) as error:
        raise ContentError(
            f"{path.name} is not a font file that can be read.",
            why="Which characters it draws is checked before a letter is printed.",
            do="Replace it with the font's .ttf or .otf file, or remove it from the font folder.",
        ) from error


@dataclass(frozen=True)
class FontSet:
    """The style's own families (text, tables) and the families a practice added for other scripts."""

    own: tuple[Face, ...]
    added: tuple[Face, ...] = ()

    @staticmethod
    @lru_cache(maxsize=16)
    def load(own: tuple[Path, ...], families: tuple[str, ...], added: tuple[Path, ...] = ()) -> FontSet:
        """The faces of those families in the style's folders, and all of a practice's further folders (cached)."""
        faces = (face for folder in own for face in faces_in(folder) if face.family in families)
        return FontSet(tuple(faces), tuple(face for folder in added for face in faces_in(folder)))

    @cached_property
    def _known(self) -> set[int]:
        """Code points that every face of our own families draws, as far as they were asked for."""
        return set()

    def _undrawn(self, text: str) -> set[int]:
        """The code points that not every face of our own families draws."""
        codes = set(map(ord, set(text))) - self._known
        if codes and self.own:
            drawn = {code for code in codes if all(face.draws(code) for face in self.own)}
            self._known.update(drawn)
            codes -= drawn
        return codes

    @cached_property
    def added_families(self) -> tuple[str, ...]:
        """Names of the added families, in order, each once."""
        return tuple(dict.fromkeys(face.family for face in self.added))

    def face(self, family: str, style: str = "Regular") -> Face:
        """The face of that family and style; ContentError when the style folder lacks it."""
        for face in self.own:
            if face.family == family and face.style == style:
                return face
        raise ContentError(f"The style's font folder holds no {family} {style}.")

    def missing(self, text: str) -> frozenset[str]:
        """The characters of the text that no font draws (in every style, for our own families)."""
        codes = self._undrawn(text)
        return frozenset(chr(c) for c in codes if not any(face.draws(c) for face in self.added))

    def family_for(self, text: str) -> str | None:
        """The added family that a run of text needs in place of our own, None when it needs none."""
        codes = self._undrawn(text)
        if not codes:
            return None
        drawn = (face.family for face in self.added if any(map(face.draws, codes)))
        return next(drawn, None)

    def require(self, texts: Iterable[str]) -> None:
        """DocumentRefused, naming script and font to add, when a character cannot be drawn.

        The message names Unicode blocks, never the text that held the character.
        """
        missing = self.missing("".join(texts))
        if missing:
            raise DocumentRefused(
                f"The fonts at hand cannot draw {len(missing)} character(s): {_scripts(missing)}.",
                why="The letter would show empty boxes, or leave out part of a name.",
                do=f"Add {_families(missing)} (free, Open Font License) to the practice's font folder.",
            )


# First code point, last, what to call it, the free family that draws it.
_BLOCKS = (
    (0x0530, 0x058F, "Armenian", "Noto Serif Armenian"),
    (0x0590, 0x05FF, "Hebrew", "Noto Serif Hebrew"),
    (0x0600, 0x06FF, "Arabic", "Noto Naskh Arabic"),
    (0x0750, 0x077F, "Arabic", "Noto Naskh Arabic"),
    (0x0900, 0x097F, "Devanagari", "Noto Serif Devanagari"),
    (0x0980, 0x09FF, "Bengali", "Noto Serif Bengali"),
    (0x0A00, 0x0A7F, "Gurmukhi", "Noto Serif Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati", "Noto Serif Gujarati"),
    (0x0B80, 0x0BFF, "Tamil", "Noto Serif Tamil"),
    (0x0C00, 0x0C7F, "Telugu", "Noto Serif Telugu"),
    (0x0E00, 0x0E7F, "Thai", "Noto Serif Thai"),
    (0x0E80, 0x0EFF, "Lao", "Noto Serif Lao"),
    (0x10A0, 0x10FF, "Georgian", "Noto Serif Georgian"),
    (0x1100, 0x11FF, "Korean (Hangul)", "Noto Sans CJK"),
    (0x1200, 0x137F, "Ethiopic", "Noto Serif Ethiopic"),
    (0x1780, 0x17FF, "Khmer", "Noto Serif Khmer"),
    (0x2E80, 0x303F, "Chinese, Japanese or Korean (CJK)", "Noto Sans CJK"),
    (0x3040, 0x30FF, "Japanese (kana)", "Noto Sans CJK"),
    (0x3100, 0x9FFF, "Chinese, Japanese or Korean (CJK)", "Noto Sans CJK"),
    (0xAC00, 0xD7FF, "Korean (Hangul)", "Noto Sans CJK"),
    (0xF900, 0xFAFF, "Chinese, Japanese or Korean (CJK)", "Noto Sans CJK"),
    (0xFF00, 0xFFEF, "full-width forms (CJK)", "Noto Sans CJK"),
    (0x1F000, 0x1FAFF, "pictures (emoji)", "Noto Emoji"),
    (0x20000, 0x3FFFF, "Chinese, Japanese or Korean (CJK)", "Noto Sans CJK"),
)


def _block_of(char: str) -> tuple[str, str]:
    code = ord(char)
    for first, last, script, family in _BLOCKS:
        if first <= code <= last:
            return script, family
    word = unicodedata.name(char, "").split(" ")[0].capitalize()
    return word or f"U+{code:04X}", "a Noto font for that script" if char.isalpha() else "Noto Sans Symbols 2"


def _scripts(chars: frozenset[str]) -> str:
    return ", ".join(sorted({_block_of(c)[0] for c in chars}))


def _families(chars: frozenset[str]) -> str:
    return " and ".join(sorted({_block_of(c)[1] for c in chars}))
