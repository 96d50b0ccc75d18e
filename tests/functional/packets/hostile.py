"""Broken and hostile PDFs, made here: each function returns the bytes of one."""

from __future__ import annotations

import io
import zlib
from functools import lru_cache

import pikepdf

NAME = "Patient: Marisol Inventada"


def pages(count: int = 3, text: str = NAME, size: tuple[float, float] = (612, 792)) -> pikepdf.Pdf:
    """A plain PDF with a line of text on each page."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for number in range(1, count + 1):
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(f"BT /F 12 Tf 72 700 Td ({text}, sheet {number}) Tj ET".encode())
    return pdf


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, static_id=True, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


@lru_cache(maxsize=8)
def plain(count: int = 3) -> bytes:
    return saved(pages(count), object_stream_mode=pikepdf.ObjectStreamMode.disable)


def encrypted(password: str = "sesame", owner_only: bool = False) -> bytes:
    user = "" if owner_only else password
    buffer = io.BytesIO()
    pages().save(buffer, encryption=pikepdf.Encryption(owner="owner-" + password, user=user, R=6))
    return buffer.getvalue()


def truncated(part: float = 0.5) -> bytes:
    whole = plain(6)
    return whole[: int(len(whole) * part)]


def without_xref() -> bytes:
    return plain().replace(b"startxref", b"startxxxx").replace(b"xref\n0", b"yref\n9")


def wrong_offsets() -> bytes:
    return plain().replace(b"0000000", b"0000099")


def cyclic_page_tree() -> bytes:
    pdf = pages()
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    return saved(pdf)


def cyclic_drawing() -> bytes:
    pdf = pages(1)
    form = pdf.make_stream(
        b"/Me Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 612, 792]
    )
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Me=form)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/Me Do")
    return saved(pdf)


def with_actions() -> bytes:
    """JavaScript, a program to be started, an attached file, a sound, a link, an action on opening and on a page."""
    pdf = pages(2)
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('SECRETSCRIPT')"))
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"), Next=script)
    pdf.Root.OpenAction = launch
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("a"), script]))
    pdf.attachments["evil.exe"] = b"MZ SECRETPAYLOAD"
    page = pdf.pages[0].obj
    page.AA = pikepdf.Dictionary(O=script)
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 50, 50],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("http://evil.invalid/")),
    )
    # A link to the other page: nothing of that page may come along with this one.
    other = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 50, 50, 100],
        Dest=[pdf.pages[1].obj, pikepdf.Name.Fit],
    )
    attached = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FileAttachment,
        Rect=[100, 100, 120, 120],
        FS=pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=pikepdf.String("x"),
            EF=pikepdf.Dictionary(F=pdf.make_stream(b"SECRETPAYLOAD2", Type=pikepdf.Name.EmbeddedFile)),
        ),
    )
    page.Annots = pdf.make_indirect(pikepdf.Array([link, other, attached]))
    return saved(pdf)


def xfa(*, dynamic: bool) -> bytes:
    pdf = pages(1, "Please wait")
    field = pikepdf.Dictionary(T=pikepdf.String("a"), FT=pikepdf.Name.Tx)
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=[] if dynamic else [field])
    return saved(pdf)


def sized(media: list[float], **keys: object) -> bytes:
    """One page with these boxes."""
    pdf = pages(1)
    page = pdf.pages[0].obj
    page.MediaBox = pikepdf.Array(media)
    for key, value in keys.items():
        page[f"/{key}"] = value
    return saved(pdf)


@lru_cache(maxsize=1)
def content_bomb(megabytes: int = 1000) -> bytes:
    """A page whose content unpacks to gigabytes."""
    pdf = pages(1)
    packer = zlib.compressobj(9)
    block = b"0 0 m 1 1 l S\n" * 75_000
    packed = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    # Packed twice, so that the file itself is small.
    stream = pikepdf.Stream(pdf, zlib.compress(packed, 9))
    stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    pdf.pages[0].obj.Contents = stream
    return saved(pdf, compress_streams=False)


def image_bomb() -> bytes:
    """A picture of 60,000 x 60,000 points."""
    pdf = pages(1)
    row = zlib.compress(b"\x00" * 60_000 * 50, 9)
    image = pikepdf.Stream(
        pdf, row, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60_000, Height=60_000,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.FlateDecode,
    )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(I=image)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /I Do Q")
    return saved(pdf)


def no_pages() -> bytes:
    return saved(pikepdf.new())


def with_hidden_layer() -> bytes:
    """Text in a layer that is switched off, beside text that is always shown."""
    pdf = pages(1)
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Draft")))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer]))
    page = pdf.pages[0].obj
    page.Resources.Properties = pikepdf.Dictionary(L=layer)
    page.Contents = pdf.make_stream(
        b"BT /F 12 Tf 72 700 Td (Patient: Marisol Inventada) Tj ET /OC /L BDC BT /F 40 Tf 72 400 Td (HIDDEN LAYER) Tj ET EMC"
    )
    return saved(pdf)


def shared_pictures() -> bytes:
    """Two pages that both list both pictures; each shows one."""
    pdf = pages(2)
    images = {
        name: pikepdf.Stream(
            pdf, bytes([value]) * 10_000, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=100, Height=100,
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
        )
        for name, value in (("One", 0x11), ("Two", 0xEE))
    }  # fmt: skip
    both = pdf.make_indirect(pikepdf.Dictionary({f"/{name}": image for name, image in images.items()}))
    for page, name in zip(pdf.pages, images, strict=True):
        page.obj.Resources.XObject = both
        page.obj.Contents = pdf.make_stream(f"q 100 0 0 100 72 72 cm /{name} Do Q".encode())
    return saved(pdf, compress_streams=False)
