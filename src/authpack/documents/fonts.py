"""Which characters our fonts draw, how wide they are, and what to say when a character is missing.

The check runs before typesetting: a typesetter's own complaint quotes the patient's text, and some
programs print an empty box or drop the character. Reads TrueType and OpenType files (cmap formats 4 and
12, hmtx, name) with ``struct`` alone.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from authpack.errors import ContentError, DocumentRefused

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}


class _Units(dict[str, int]):
    """Advance width of each character in the font's units, looked up once; one em where there is no glyph."""

    def __init__(self, glyphs: dict[int, int], advances: tuple[int, ...], em: int) -> None:
        super().__init__()
        self._glyphs, self._advances, self._em = glyphs, advances, em

    def __missing__(self, character: str) -> int:
        glyph = self._glyphs.get(ord(character))
        width = self._em if glyph is None else self._advances[min(glyph, len(self._advances) - 1)]
        self[character] = width
        return width


class Face:
    """One face of a font file: family name, character map, advance widths."""

    def __init__(self, data: bytes, offset: int, path: Path) -> None:
        self.path = path
        self._data = data
        count = struct.unpack_from(">H", data, offset + 4)[0]
        records = struct.iter_unpack(">4sLLL", data[offset + 12 : offset + 12 + 16 * count])
        self._tables = {tag: start for tag, _, start, _ in records}
        self.family, self.style = self._names()

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """Unicode code point -> glyph id."""
        start = self._tables[b"cmap"]
        count = struct.unpack_from(">H", self._data, start + 2)[0]
        best: dict[int, int] = {}
        for platform, _, offset in struct.iter_unpack(">HHL", self._data[start + 4 : start + 4 + 8 * count]):
            found = self._subtable(start + offset) if platform in {0, 3} else {}
            best = found if len(found) > len(best) else best
        return best

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
        return _Units(self.glyphs, self._advances, self._em)

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

    def _subtable(self, at: int) -> dict[int, int]:
        kind = struct.unpack_from(">H", self._data, at)[0]
        if kind == 4:
            return self._format4(at)
        return self._format12(at) if kind == 12 else {}

    def _format4(self, at: int) -> dict[int, int]:
        segments = struct.unpack_from(">H", self._data, at + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", self._data, at + 14)
        rest = at + 16 + 2 * segments
        starts = struct.unpack_from(f">{segments}H", self._data, rest)
        deltas = struct.unpack_from(f">{segments}h", self._data, rest + 2 * segments)
        range_at = rest + 4 * segments
        ranges = struct.unpack_from(f">{segments}H", self._data, range_at)
        found: dict[int, int] = {}
        for i, (first, last, delta, shift) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
            for code in range(first, last + 1):
                glyph = code
                if shift:
                    place = range_at + 2 * i + shift + 2 * (code - first)
                    glyph = struct.unpack_from(">H", self._data, place)[0]
                glyph = (glyph + delta) & 0xFFFF if glyph or not shift else 0
                if glyph and code != 0xFFFF:
                    found[code] = glyph
        return found

    def _format12(self, at: int) -> dict[int, int]:
        groups = struct.unpack_from(">L", self._data, at + 12)[0]
        found: dict[int, int] = {}
        for first, last, glyph in struct.iter_unpack(">3L", self._data[at + 16 : at + 16 + 12 * groups]):
            found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
        return found


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
    def _own_codes(self) -> frozenset[int]:
        common = set(self.own[0].glyphs) if self.own else set()
        for face in self.own[1:]:
            common &= face.glyphs.keys()
        return frozenset(common)

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
        codes = {ord(c) for c in set(text)} - self._own_codes
        return frozenset(chr(c) for c in codes if not any(c in face.glyphs for face in self.added))

    def family_for(self, text: str) -> str | None:
        """The added family that a run of text needs in place of our own, None when it needs none."""
        codes = {ord(c) for c in set(text)} - self._own_codes
        if not codes:
            return None
        drawn = (face.family for face in self.added if any(c in face.glyphs for c in codes))
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
