"""Photographs and scans as PDF pages; and pictures inside a PDF made smaller, when that is allowed."""

from __future__ import annotations

import io
import zlib
from typing import Any, Final

import pikepdf
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from authpack.errors import InputError, MissingPartError
from authpack.packets.reading.asked import Asked, Clean, Place
from authpack.packets.reading.sheets import LETTER

MOST_PIXELS: Final = 120_000_000
"""A picture with more is refused: a Letter page at 600 dots an inch has 34 million."""
MOST_FRAMES: Final = 5_000
_MARGIN = 36.0
_QUALITY = 85
_SMALLER_QUALITY = 60
_SMALLER_DPI = 150
_LONGEST_PIXELS = 11 * _SMALLER_DPI
_ORIENTATION = 0x0112
# The camera's word for how it was held -> matrix that turns the picture's square upright (PDF, y upwards).
_UPRIGHT: Final = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
_WORTH = 20_000
"""Bytes; a smaller picture is left as it is."""


def clean_picture(content: bytes, asked: Asked, place: Place) -> Clean:
    """The frames of a JPEG, PNG, TIFF or HEIC file, one on a page, upright as the camera says."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses at twice this
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return _pages(picture, content, asked, place)
    except Image.DecompressionBombError:
        raise InputError(
            f"The picture has more than {MOST_PIXELS // 1_000_000} million points.",
            why="It would use up the machine's memory.",
            do="Scan or save it again at 300 dots an inch or fewer.",
        ) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, zlib.error):
        where = f"Picture {place.page} of the file" if place.page > 1 else "The picture"
        raise InputError(f"{where} is damaged or cut off.", do="Scan or save it again.") from None


def with_heic() -> None:
    """Let Pillow read HEIC; MissingPartError when the library is not there."""
    try:
        import pillow_heif
    except ImportError:
        raise MissingPartError(
            "Reading a HEIC photograph needs pillow-heif, which is not installed.",
            do="Run: pip install 'authpack[heic]', or save the photograph as JPEG.",
        ) from None
    pillow_heif.register_heif_opener()


def _pages(picture: Any, content: bytes, asked: Asked, place: Place) -> Clean:
    total = min(int(getattr(picture, "n_frames", 1)), MOST_FRAMES)
    numbers = list(asked.pages) if asked.pages is not None else list(range(1, total + 1))
    if beyond := [one for one in numbers if not 1 <= one <= total]:
        raise InputError(
            f"The record names page {beyond[0]}, and the file holds {total} picture{'s' if total > 1 else ''}.",
            do="Correct on_pages in the record, or name the complete file.",
        )
    out = pikepdf.new()
    wanted = set(numbers)
    for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
        if number in wanted:
            place.at(number)
            plain = total == 1 and picture.format == "JPEG" and not asked.recompress
            add_page(out, frame, jpeg=content if plain else None, smaller=asked.recompress)
    if len(out.pages) != len(numbers):
        raise ValueError
    return Clean(out, sorted(numbers), total)


def add_page(
    out: pikepdf.Pdf,
    picture: Any,
    *,
    dpi: float | None = None,
    whole_page: bool = False,
    jpeg: bytes | None = None,
    smaller: bool = False,
) -> None:
    """One picture on a page of its own.

    ``whole_page``: the page is as large as the picture at ``dpi``; else it is put on a Letter sheet. ``jpeg``: the
    file's own bytes, used as they are (without what the camera wrote about place and time).
    """
    resolution = dpi or _dpi(picture)
    stream, turn = None, _UPRIGHT[1]
    if jpeg is not None and picture.mode in ("L", "RGB"):
        stream = _jpeg_as_it_is(out, picture, jpeg)
    if stream is not None:
        turn = _UPRIGHT.get(picture.getexif().get(_ORIENTATION, 1), turn)
    else:
        picture = ImageOps.exif_transpose(picture)
        stream = _encoded(out, picture, smaller=smaller)
    size = (picture.height, picture.width) if turn[0] == 0 else (picture.width, picture.height)
    natural = (size[0] * 72 / resolution, size[1] * 72 / resolution)
    if whole_page:
        _place(out, stream, natural, (natural[0], natural[1], 0.0, 0.0), turn)
        return
    paper = (LETTER[1], LETTER[0]) if natural[0] > natural[1] * 1.05 else LETTER
    room = (paper[0] - 2 * _MARGIN, paper[1] - 2 * _MARGIN)
    # A scan of a whole page keeps its size, but for the strip at the foot that the stamp takes.
    scale = min(room[0] / natural[0], room[1] / natural[1], 1.0)
    width, height = natural[0] * scale, natural[1] * scale
    _place(out, stream, paper, (width, height, (paper[0] - width) / 2, paper[1] - _MARGIN - height), turn)


def _dpi(picture: Any) -> float:
    """The picture's own resolution when it is credible; else as large as a Letter sheet allows."""
    try:
        across, down = map(float, picture.info.get("dpi", (0, 0)))
    except (TypeError, ValueError):
        across = down = 0.0
    if 72 < across <= 1200 and abs(across - down) < 2:
        return float(across)
    return float(max(picture.width / 540, picture.height / 720, 0.01) * 72)


def _place(
    out: pikepdf.Pdf,
    stream: Any,
    paper: tuple[float, float],
    box: tuple[float, float, float, float],
    turn: tuple[int, int, int, int, int, int],
) -> None:
    page = out.add_blank_page(page_size=(round(paper[0], 2), round(paper[1], 2)))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=stream))
    width, height, left, bottom = box
    turned = "" if turn == _UPRIGHT[1] else f"{' '.join(map(str, turn))} cm "
    page.obj.Contents = out.make_stream(
        f"q {width:.3f} 0 0 {height:.3f} {left:.3f} {bottom:.3f} cm {turned}/X Do Q".encode()
    )


# -- encodings -----------------------------------------------------------------------------------------


def _image(out: pikepdf.Pdf, data: bytes, picture: Any, space: str, bits: int, filter_name: str) -> Any:
    return pikepdf.Stream(
        out,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name(space),
        BitsPerComponent=bits,
        Filter=pikepdf.Name(filter_name),
    )


def _jpeg_as_it_is(out: pikepdf.Pdf, picture: Any, content: bytes) -> Any | None:
    stripped = without_metadata(content)
    if stripped is None:
        return None
    picture.load()
    space = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
    return _image(out, stripped, picture, space, 8, "/DCTDecode")


def without_metadata(content: bytes) -> bytes | None:
    """A JPEG without its camera data, comments and thumbnails; None when its segments make no sense."""
    kept, at = [content[:2]], 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xDA:
            return b"".join([*kept, content[at:]])
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        # APP0 (JFIF) and APP14 (Adobe's color transform) decide how the picture is decoded.
        dropped = (0xE1 <= marker <= 0xEF and marker != 0xEE) or marker == 0xFE
        if not dropped:
            kept.append(content[at : at + 2 + length])
        at += 2 + length
    return None


def _encoded(out: pikepdf.Pdf, picture: Any, *, smaller: bool = False) -> Any:
    """Black and white as fax data, few colors without loss, photographs as JPEG."""
    if picture.mode == "1":
        return _fax(out, picture)
    picture = _flat(picture)
    if smaller and max(picture.size) > _LONGEST_PIXELS:
        picture.thumbnail((_LONGEST_PIXELS, _LONGEST_PIXELS), Image.Resampling.LANCZOS)
    space = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
    jpeg = _as_jpeg(picture, _SMALLER_QUALITY if smaller else _QUALITY)
    packed = zlib.compress(picture.tobytes(), 6) if not smaller else None
    if packed is not None and len(packed) < len(jpeg):
        return _image(out, packed, picture, space, 8, "/FlateDecode")
    return _image(out, jpeg, picture, space, 8, "/DCTDecode")


def _flat(picture: Any) -> Any:
    """Gray or RGB on white paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    if picture.mode in ("I;16", "I;16B", "I", "F"):
        picture = (
            picture.point(lambda value: value / 256).convert("L")
            if picture.mode != "F"
            else picture.convert("L")
        )
    return picture if picture.mode in ("L", "RGB") else picture.convert("L" if picture.mode == "1" else "RGB")


def _as_jpeg(picture: Any, quality: int) -> bytes:
    # Pillow carries a comment, and in some versions more of what the camera wrote, into the new file.
    picture.info.clear()
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def _fax(out: pikepdf.Pdf, picture: Any) -> Any:
    buffer = io.BytesIO()
    picture.save(buffer, "TIFF", compression="group4", tiffinfo={278: picture.height})
    data = buffer.getvalue()
    with Image.open(io.BytesIO(data)) as opened:
        written: Any = opened
        starts, lengths = written.tag_v2[273], written.tag_v2[279]
        black_is_zero = written.tag_v2[262] == 1
    strip = b"".join(data[start : start + length] for start, length in zip(starts, lengths, strict=True))
    stream = _image(out, strip, picture, "/DeviceGray", 1, "/CCITTFaxDecode")
    stream.DecodeParms = pikepdf.Dictionary(
        K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=black_is_zero
    )
    return stream


# -- making smaller ------------------------------------------------------------------------------------


def recompressed(pdf: pikepdf.Pdf) -> list[str]:
    """Pictures of a PDF as JPEG of at most 150 dots an inch on Letter, where that saves; what was done, in words."""
    done = 0
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Stream) and str(obj.get("/Subtype", "")) == "/Image":
            done += _recompress(obj)
    return [f"{done} picture(s) were recompressed to fit the size limit"] if done else []


def _recompress(obj: Any) -> bool:
    plain = obj.get("/ColorSpace") in (pikepdf.Name.DeviceRGB, pikepdf.Name.DeviceGray) or isinstance(
        obj.get("/ColorSpace"), pikepdf.Array
    )
    before = len(obj.read_raw_bytes())
    if not plain or before < _WORTH or "/Decode" in obj or obj.get("/ImageMask", False):
        return False
    if obj.get("/BitsPerComponent", 0) != 8 or isinstance(obj.get("/Mask"), pikepdf.Array):
        return False
    try:
        picture = pikepdf.PdfImage(obj).as_pil_image()
    except (NotImplementedError, ValueError, OSError, RuntimeError, pikepdf.PdfError, TypeError):
        return False
    if picture.mode not in ("L", "RGB", "P"):
        return False
    picture = _flat(picture)
    picture.thumbnail((_LONGEST_PIXELS, _LONGEST_PIXELS), Image.Resampling.LANCZOS)
    data = _as_jpeg(picture, _SMALLER_QUALITY)
    if len(data) > before * 0.9:
        return False
    obj.write(data, filter=pikepdf.Name.DCTDecode)
    obj.Width, obj.Height = picture.width, picture.height
    obj.ColorSpace = pikepdf.Name("/DeviceGray" if picture.mode == "L" else "/DeviceRGB")
    return True
