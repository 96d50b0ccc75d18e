"""The look of every document (``templates/styles/style.yaml``), one source for the PDF and the DOCX.

See docs/style-file.md. The practice's own file wins; every fault of it is reported at once, with line and field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from authpack.documents.blocks import Picture
from authpack.documents.fonts import FontSet, faces_in
from authpack.documents.writers.pictures import PictureError, read_picture
from authpack.domain.base import Line
from authpack.domain.identifiers import Npi
from authpack.errors import ContentError, DocumentRefused, Fault
from authpack.textio import LoadedText, load_path, validated

PAPERS = {"us-letter": (612.0, 792.0), "a4": (595.28, 841.89)}
"""Width and height in points."""
LEAST_CONTRAST: Final = 4.5
"""Against white, as WCAG 2 asks for text; such a color is also black after a fax."""
_LEAST_LINE: Final = 200.0

Side = Literal["left", "center", "right"]


def contrast(color: str) -> float:
    """The contrast of ``#rrggbb`` against white by WCAG 2, from 1 (white) to 21 (black)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _dark_enough(color: str) -> str:
    ratio = contrast(color)
    if ratio < LEAST_CONTRAST:
        raise PydanticCustomError(
            "contrast",
            "is too light: its contrast against white is {ratio} to 1, and {least} to 1 is the least; "
            "take a darker color, or it fades on paper and on a fax",
            {"ratio": f"{int(ratio * 100) / 100:.2f}", "least": str(LEAST_CONTRAST)},
        )
    return color.lower()


Color = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$"), AfterValidator(_dark_enough)]
Points = Annotated[float, Field(ge=6, le=72)]
Family = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$")]
# Beside the style file and nowhere else: a style that is copied keeps working, and reads no other place.
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_. -]{0,99}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class LogoPart(_Part):
    """An image in the letterhead."""

    file: FileName
    alt: Line
    """What the image says, for someone who does not see it: usually the practice's name."""
    height_pt: Annotated[float, Field(ge=18, le=108)] = 48


class SignaturePart(_Part):
    """The image of one clinician's signature; it is printed only by that clinician's act (``signing``)."""

    npi: Npi
    file: FileName
    height_pt: Annotated[float, Field(ge=18, le=72)] = 36


class StyleFile(_Part):
    """``style.yaml``. Sizes in points, the margin in inches."""

    paper: Literal["us-letter", "a4"]
    margin_in: Annotated[float, Field(gt=0, le=3)]
    serif: Family
    sans: Family
    body_pt: Points
    table_pt: Points
    letterhead_pt: Points
    small_pt: Points
    heading_pt: tuple[Points, Points, Points]
    fonts: FileName | None = None
    """The folder of the fonts, beside the file; ``fonts`` when it is there."""
    letterhead: Side = "center"
    accent: Color = "#000000"
    """Headings and the practice's name."""
    rule: Color = "#000000"
    """The lines of letterhead and tables."""
    logo: LogoPart | None = None
    signatures: tuple[SignaturePart, ...] = ()


@dataclass(frozen=True)
class Style:
    """Sizes in points, the margin in inches, the families, the fonts and pictures at hand."""

    paper: str
    margin_in: float
    serif: str
    sans: str
    body_pt: float
    table_pt: float
    letterhead_pt: float
    small_pt: float
    heading_pt: tuple[float, ...]
    own_fonts: tuple[Path, ...]
    font_dirs: tuple[Path, ...] = ()
    letterhead: Side = "center"
    accent: str = "#000000"
    rule: str = "#000000"
    logo: Picture | None = None
    signatures: tuple[tuple[str, Picture], ...] = ()

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        return PAPERS[self.paper]

    @property
    def text_width(self) -> float:
        """Width of the text between the margins, in points."""
        return self.page[0] - 144 * self.margin_in

    @property
    def font_folders(self) -> tuple[Path, ...]:
        """Every folder that holds fonts of this style."""
        return (*self.own_fonts, *self.font_dirs)

    @property
    def fonts(self) -> FontSet:
        """The faces of the style's two families, and of the practice's folders for other scripts."""
        return FontSet.load(self.own_fonts, (self.serif, self.sans), self.font_dirs)

    def signature_of(self, npi: str) -> Picture | None:
        """The image of that clinician's signature, where the style names one."""
        return dict(self.signatures).get(npi)


@lru_cache(maxsize=16)
def load_style(folder: Path, font_dirs: tuple[Path, ...] = (), shipped_fonts: Path | None = None) -> Style:
    """The style of a folder (``style.yaml``, its images and fonts), checked whole. Cached for the process.

    font_dirs: the practice's font folders for further scripts. shipped_fonts: where the families are sought that the
    folder does not hold. ContentError lists every field, font and image that cannot be used.
    """
    loaded = load_path(folder / "style.yaml", name=f"{folder.name}/style.yaml")
    file = validated(loaded, StyleFile, "The style file", do="See docs/style-file.md.")
    reader = _Reader(folder, loaded, file)
    fonts = reader.fonts(shipped_fonts)
    values = {name: value for name, value in file if name not in ("fonts", "logo", "signatures")}
    style = Style(
        **values,
        own_fonts=fonts,
        font_dirs=font_dirs,
        logo=reader.logo(),
        signatures=tuple(reader.signatures()),
    )
    reader.check(style)
    return style


class _Reader:
    """Reads what stands beside a style file, and gathers the faults."""

    def __init__(self, folder: Path, loaded: LoadedText, file: StyleFile) -> None:
        self._folder = folder
        self._loaded = loaded
        self._file = file
        self._faults: list[Fault] = []

    def fonts(self, shipped: Path | None) -> tuple[Path, ...]:
        """The folders that hold the two families; shipped ones only where the style's own lack one."""
        named = self._file.fonts
        own = self._folder / (named or "fonts")
        if named and not own.is_dir():
            self._fault(
                ("fonts",), "is no folder beside the style file.", "Create it, or leave the field out."
            )
        found = (own,) if own.is_dir() else ()
        if shipped is not None and shipped not in found and self._without(found):
            found = (*found, shipped)
        for _, field in self._without(found):
            self._fault(
                (field,),
                "is not in the font folder with the faces Regular, Bold and Italic.",
                "Put the family's .ttf or .otf files there, or name a family that is there"
                f" ({', '.join(self._families(found)) or 'none is'}).",
            )
        return found

    def _without(self, folders: tuple[Path, ...]) -> list[tuple[str, str]]:
        faces = {(face.family, face.style) for folder in folders for face in faces_in(folder)}
        return [
            (family, field)
            for family, field in ((self._file.serif, "serif"), (self._file.sans, "sans"))
            if not {(family, style) for style in ("Regular", "Bold", "Italic")} <= faces
        ]

    @staticmethod
    def _families(folders: tuple[Path, ...]) -> list[str]:
        return sorted({face.family for folder in folders for face in faces_in(folder)})

    def logo(self) -> Picture | None:
        """The letterhead's image."""
        one = self._file.logo
        return self._picture(("logo", "file"), one.file, one.alt, one.height_pt) if one else None

    def signatures(self) -> Iterator[tuple[str, Picture]]:
        """The images of signatures, by the clinician's NPI."""
        seen: set[str] = set()
        for place, one in enumerate(self._file.signatures):
            if one.npi in seen:
                self._fault(
                    ("signatures", place, "npi"), "stands there twice.", "Keep one entry for each clinician."
                )
            seen.add(one.npi)
            picture = self._picture(("signatures", place, "file"), one.file, "Signature", one.height_pt)
            if picture is not None:
                yield one.npi, picture

    def _picture(self, field: tuple[str | int, ...], file: str, alt: str, height: float) -> Picture | None:
        try:
            return read_picture(self._folder / file, alt=alt, height=height)
        except PictureError as error:
            self._fault(field, f"the image {error.what}", error.do)
            return None

    def check(self, style: Style) -> None:
        """Raise what was gathered, and whatever shows only when all is put together."""
        if style.text_width < _LEAST_LINE:
            self._fault(("margin_in",), "leaves too little room for the text.", "1 is usual.")
        pictures = [("logo", style.logo), *(("signatures", one) for _, one in style.signatures)]
        for field, picture in pictures:
            if picture is None or self._faults:
                continue
            if picture.width > style.text_width / 2:
                self._fault(
                    (field,), "the image is wider than half the line.", "Give it a smaller height_pt."
                )
            elif not _drawn(picture, style):
                self._fault((field,), "the image shows nothing when it is drawn.", "Export it again.")
        if self._faults:
            raise ContentError(
                f"The style file {self._loaded.name} cannot be used.",
                faults=tuple(self._faults),
                why="No document can be set without its style.",
                do="See docs/style-file.md.",
            )

    def _fault(self, field: tuple[Any, ...], what: str, do: str) -> None:
        where = f"{self._loaded.name}:{self._loaded.line_of(field) or 1}: {'.'.join(map(str, field))}"
        self._faults.append(Fault(where, what, do))


def _drawn(picture: Picture, style: Style) -> bool:
    """Whether the typesetter draws the image: tried once, for it leaves out without a word what it cannot decode."""
    from authpack.documents.writers.figures import picture_png, png_of

    empty = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width} {picture.height}"/>'
    try:
        return picture_png(picture, style) != png_of(empty, picture.width, picture.height, style)
    except DocumentRefused:
        return False
