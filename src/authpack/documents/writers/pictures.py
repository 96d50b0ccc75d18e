"""Image files of the practice (a logo, a signature): what may stand in a letter, and what is wrong with a file.

Sizes are read from the files' own heads; whether a picture can be drawn at all is tried once by the typesetter.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal
from xml.etree import ElementTree

from authpack.documents.blocks import Picture

MAX_BYTES: Final = 1_000_000
"""A logo larger than this makes every fax slow and every packet heavy."""
MAX_PIXELS: Final = 4000
"""Width or height of a PNG or JPEG; more is no sharper on paper."""

_Kind = Literal["png", "jpg", "svg"]
_KINDS: Final[dict[str, _Kind]] = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".svg": "svg"}
# Frame headers of JPEG (SOF), which hold the size; C4, C8 and CC are other segments.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class PictureError(ValueError):
    """What is wrong with an image file, and what to do; in words, without the file's content."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what = what
        self.do = do


def read_picture(path: Path, *, alt: str, height: float) -> Picture:
    """The image of a file, ``height`` points high; PictureError when it is missing, too large or broken."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise PictureError("is no .png, .jpg or .svg file.", "Save the image as PNG or SVG.")
    data = _bytes(path)
    try:
        width, high = _SIZES[kind](data)
    except (struct.error, IndexError, ValueError, StopIteration) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError(
            f"cannot be read as {kind.upper()}.", "Export the image again; it may be cut off."
        ) from None
    if width <= 0 or high <= 0:
        raise PictureError("has no size.", "Export the image again.")
    if kind != "svg" and max(width, high) > MAX_PIXELS:
        raise PictureError(
            f"is {width:.0f} x {high:.0f} pixels; at most {MAX_PIXELS} are drawn.", "Save a smaller copy."
        )
    return Picture(data, kind, alt, height, width / high)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PictureError("does not exist.", "Put the image beside style.yaml.") from None
    except OSError:
        raise PictureError("cannot be opened.", "Check that it is a file that you may read.") from None
    if len(data) > MAX_BYTES:
        raise PictureError(
            f"is larger than {MAX_BYTES // 1_000_000} MB.", "Save a smaller copy, or use an SVG."
        )
    return data


def _png_size(data: bytes) -> tuple[float, float]:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or b"IEND" not in data[-12:]:
        raise ValueError
    width, height = struct.unpack_from(">LL", data, 16)
    return float(width), float(height)


def _jpg_size(data: bytes) -> tuple[float, float]:
    if data[:2] != b"\xff\xd8" or b"\xff\xd9" not in data[-64:]:
        raise ValueError
    start = next(at for marker, at in _segments(data) if marker in _FRAMES)
    height, width = struct.unpack_from(">HH", data, start + 5)
    return float(width), float(height)


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """The segments of a JPEG: marker, and where its length stands less two."""
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            raise ValueError
        yield data[at + 1], at
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])


def _svg_size(data: bytes) -> tuple[float, float]:
    if b"<!ENTITY" in data:
        raise PictureError("declares XML entities, which are not read.", "Save it as plain SVG.")
    data.decode("utf-8")
    try:
        root = ElementTree.fromstring(data)  # entities are refused above
    except ElementTree.ParseError:
        raise ValueError from None
    if not root.tag.endswith("svg"):
        raise ValueError
    if any(str(node.tag).rpartition("}")[2] == "text" for node in root.iter()):
        raise PictureError(
            "holds text, which needs a font that may not be here.", "Convert its text to paths (outlines)."
        )
    box = root.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4:
        return float(box[2]), float(box[3])
    return float(root.get("width", "").removesuffix("px")), float(root.get("height", "").removesuffix("px"))


_SIZES: Final = {"png": _png_size, "jpg": _jpg_size, "svg": _svg_size}
