"""What a picture's file says: a position, an owner, an agency; and how much it looks like the company's logo.

Everything happens in memory and nothing is kept. A picture that cannot be read says so: its answers are None, not False.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from operator import itemgetter
from typing import TYPE_CHECKING
from warnings import catch_warnings

import msgspec
from msgspec import UNSET, UnsetType, structs

from policy.drafts.draft import Approved
from policy.drafts.pictures.likeness import SAME, fingerprint, likeness
from policy.drafts.pictures.stock import agency
from policy.register import ApprovedPicture

if TYPE_CHECKING:
    from PIL.Image import Exif
    from PIL.ImageFile import ImageFile

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")
MOST_PIXELS = 60_000_000  # beyond what telephones take; decoding more could fill the memory
SMALL = (256, 256)  # a JPEG is decoded at about this size: a fraction of the time and memory
GPS, EXIF_OWNER, EXIF_ARTIST = 0x8825, 0x8298, 0x013B
IPTC = {(2, 116), (2, 110), (2, 115), (2, 80)}  # copyright notice, credit, source, by-line
OWNER = re.compile(
    rb"<(dc:rights|photoshop:Credit|photoshop:Source|xmpRights:Owner)\b[^>]{0,200}>(?:\s|<rdf:(?:Alt|li|Seq|Bag)[^>]{0,100}>){0,6}([^<]{1,500})<"
    rb"|(?:photoshop:Credit|photoshop:Source|dc:rights)=\"([^\"]{1,500})\""
)
PLACE = re.compile(rb"(?:exif:)?GPSL(?:at|ong)itude\b")
HEIF = re.compile(rb".{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL)  # a telephone's: its pixels are not decoded here
EXIF = re.compile(rb"Exif\0\0(?=II\*\0|MM\0\*)")
XMP = b"<x:xmpmeta"
LONGEST_NOTE = 65_536
LONGEST = 300
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    OverflowError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
)


class Seen(msgspec.Struct, frozen=True):
    """gps: is a position left in? copyright: whose the picture is by its own word. stock: the agency that is named.
    logo_likeness: 1 is the logo, 0 has nothing to do with it. None: not known. approved: only of a picture that stands in the
    company's media register.
    """

    gps: bool | None = None
    copyright: str | None = None
    stock: str | None = None
    logo_likeness: float | None = None
    approved: Approved | UnsetType = UNSET


def look(raw: bytes, logos: tuple[int, ...] = (), name: str = "", register: tuple[ApprovedPicture, ...] = ()) -> Seen:
    """What there is to see. `logos`: fingerprints of the company's logo. `name`: of the file. `register`: what may be shown."""
    try:
        if HEIF.match(raw):
            with catch_warnings(action="ignore"):
                return _said(*_notes(raw), {}, name)
        with _opened(raw) as picture:
            said = _said(picture.getexif(), _packet(picture), _iptc(picture), name, _text(picture.info.get("Copyright")))
            mark = _marked(picture) if logos or register else None
            return structs.replace(said, logo_likeness=_alike(mark, logos), approved=_leave(mark, register))
    except UNREADABLE:
        return Seen()


def _said(exif: "Exif", packet: bytes, iptc: Mapping[tuple[int, int], object], name: str, noted: str = "") -> Seen:
    """What a file's notes say. `noted`: the copyright as a PNG has it, in a note of plain text."""
    owners = [text for text in (*_owners(exif, packet, iptc), noted) if text]
    found = next((one for text in (*owners, name) if (one := agency(text))), None)
    placed = bool({2, 4} & set(exif.get_ifd(GPS))) or PLACE.search(packet) is not None
    return Seen(placed, owners[0] if owners else None, found.site if found else None)


def _notes(raw: bytes) -> "tuple[Exif, bytes]":
    """EXIF and XMP of a file that cannot be decoded, found by how they begin."""
    from PIL.Image import Exif  # noqa: PLC0415 - 0.1 s with its formats, needed by pictures only

    exif, at, start = Exif(), EXIF.search(raw), raw.find(XMP)
    if not at and start < 0:
        raise ValueError("it has no notes")
    if at:
        exif.load(raw[at.start() : at.start() + LONGEST_NOTE])
    return exif, raw[start : start + LONGEST_NOTE] if start >= 0 else b""


def fingerprint_of(raw: bytes) -> int:
    """The fingerprint of a picture file; ValueError, which never quotes it, when it cannot be read."""
    try:
        with _opened(raw) as picture:
            if (mark := _marked(picture)) is not None:
                return mark
    except UNREADABLE:
        pass
    raise ValueError("this is no picture that can be read")


@contextmanager
def _opened(raw: bytes) -> "Iterator[ImageFile]":
    """The picture, its pixels not decoded yet; damage that Pillow only warns of is no news here."""
    from PIL import Image  # noqa: PLC0415 - 0.1 s with its formats, needed by pictures only

    Image.init()
    with catch_warnings(action="ignore"):
        try:
            with Image.open(BytesIO(raw), formats=FORMATS) as picture:
                yield picture
        except Image.DecompressionBombError as error:
            raise ValueError("too many pixels") from error


def _marked(picture: "ImageFile") -> int | None:
    """The fingerprint; None for more pixels than memory is for, and for pixels that are not all there.

    The extension sends the head of a large picture: it has no likeness, and all else that its file gives away.
    """
    if picture.width * picture.height > MOST_PIXELS:
        return None
    picture.draft("RGB", SMALL)
    try:
        return fingerprint(picture)
    except UNREADABLE:
        return None


def _alike(mark: int | None, logos: tuple[int, ...]) -> float | None:
    return round(max(likeness(mark, logo) for logo in logos), 3) if mark is not None and logos else None


def _leave(mark: int | None, register: tuple[ApprovedPicture, ...]) -> Approved | UnsetType:
    """The entry of the register that is nearest to the picture, if it is near enough to be the same one."""
    near = [(likeness(mark, int(one.mark, 16)), one) for one in register] if mark is not None else []
    alike, one = max(near, key=itemgetter(0), default=(0.0, None))
    return Approved(one.title, one.licence, one.until) if one and alike >= SAME else UNSET


def _owners(exif: "Exif", packet: bytes, iptc: Mapping[tuple[int, int], object]) -> Iterator[str]:
    """What EXIF, IPTC and XMP say of copyright, credit and source, the weightiest first."""
    yield _text(exif.get(EXIF_OWNER))
    yield from (_text(iptc.get(key)) for key in sorted(IPTC, reverse=True))
    yield from (_text(match[2] or match[3]) for match in OWNER.finditer(packet))
    yield _text(exif.get(EXIF_ARTIST))


def _iptc(picture: "ImageFile") -> Mapping[tuple[int, int], object]:
    from PIL import IptcImagePlugin  # noqa: PLC0415 - as above

    return IptcImagePlugin.getiptcinfo(picture) or {}


def _packet(picture: "ImageFile") -> bytes:
    """The XMP packet, wherever the format keeps it."""
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return packet.encode() if isinstance(packet, str) else packet if isinstance(packet, bytes) else b""


def _text(value: object) -> str:
    match value:
        case bytes():
            text = value.decode("utf-8", "replace")
        case str():
            text = value
        case [first, *_]:
            return _text(first)
        case _:
            return ""
    return " ".join("".join(char if char.isprintable() else " " for char in text[:LONGEST]).split())
