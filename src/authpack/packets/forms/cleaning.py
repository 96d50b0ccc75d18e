"""What leaves a form when it is filled: scripts, the XFA copy, certifications, attached files, foreign metadata."""

from __future__ import annotations

import hashlib
from html import escape
from typing import Any, Final

from authpack.packets.forms import raw

_ACTIVE: Final = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/Rendition",
    "/GoToE",
    "/RichMediaExecute",
}
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{claim}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def clean(writer: Any, *, title: str, flatten: bool) -> None:
    """Take out what must not go with the filled form, and set the title (the form's, never a patient's)."""
    root = writer.root_object
    accessible = _claims_accessibility(root) and not flatten
    _uncertify(writer, raw.got(raw.got(root, "/Perms"), "/DocMDP"))
    for key in (
        "/Perms",
        "/NeedsRendering",
        "/AA",
        "/Metadata",
        "/Collection",
        "/AF",
        "/PieceInfo",
        "/Legal",
    ):
        _drop(root, key)
    if _is_active(raw.got(root, "/OpenAction")):
        _drop(root, "/OpenAction")
    for key in ("/JavaScript", "/EmbeddedFiles"):
        _drop(raw.got(root, "/Names"), key)
    form = raw.got(root, "/AcroForm")
    for key in ("/XFA", "/NeedAppearances", "/CO", "/SigFlags"):
        _drop(form, key)
    for page in writer.pages:
        _clean_page(page)
    _describe(writer, title, accessible)


def _uncertify(writer: Any, certified: Any) -> None:
    """The publisher's certification does not outlast a change: its field is blank again."""
    for _, widget in raw.widgets(list(writer.pages)):
        if certified is not None and raw.inherited(widget, "/V") is certified:
            for holder in raw.chain(widget):
                _drop(holder, "/V")
            _drop(widget, "/AP")


def _clean_page(page: Any) -> None:
    for key in ("/AA", "/PieceInfo", "/Metadata"):
        _drop(page, key)
    for one in raw.items(raw.got(page, "/Annots")):
        if not raw.is_dict(one):
            continue
        if _is_active(raw.got(one, "/A")):
            _drop(one, "/A")
        for holder in raw.chain(one):
            _drop(holder, "/AA")


def _is_active(action: Any) -> bool:
    seen = 0
    while raw.is_dict(action) and seen < raw.DEEPEST:
        if raw.text(raw.got(action, "/S")) in _ACTIVE:
            return True
        following = raw.got(action, "/Next")
        if isinstance(following, list):
            return any(_is_active(one) for one in raw.items(following)[:10])
        action, seen = following, seen + 1
    return False


def _claims_accessibility(root: Any) -> bool:
    data = raw.got(root, "/Metadata")
    try:
        return hasattr(data, "get_data") and b"pdfuaid:part" in data.get_data()
    except Exception:
        return False


def _drop(holder: Any, key: str) -> None:
    if raw.is_dict(holder) and key in holder:
        del holder[key]


def _describe(writer: Any, title: str, accessible: bool) -> None:
    from pypdf.generic import DecodedStreamObject, NameObject, TextStringObject

    writer.metadata = None
    writer.add_metadata({"/Title": title, "/Producer": "authpack"})
    claim = "<pdfuaid:part>1</pdfuaid:part>" if accessible else ""
    packet = DecodedStreamObject()
    packet.set_data(_XMP.format(title=escape(title), claim=claim).encode())
    packet[NameObject("/Type")] = NameObject("/Metadata")
    packet[NameObject("/Subtype")] = NameObject("/XML")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)
    if raw.got(writer.root_object, "/Lang") is None:
        writer.root_object[NameObject("/Lang")] = TextStringObject("en-US")


def same_id(writer: Any, *parts: bytes) -> None:
    """A file id that depends on the content alone."""
    from pypdf.generic import ArrayObject, ByteStringObject

    digest = hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).digest()[:16]
    writer._ID = ArrayObject([ByteStringObject(digest), ByteStringObject(digest)])
