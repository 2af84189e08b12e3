"""What a picture's file gives away, read in memory; whatever the bytes are, there is an answer."""

from datetime import date
from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from policy.drafts.draft import Approved
from policy.drafts.pictures.look import MOST_PIXELS, Seen, fingerprint_of, look
from policy.register import ApprovedPicture

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description photoshop:Credit="Getty Images">'
    b'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Jo Bloggs 2026</rdf:li></rdf:Alt></dc:rights>'
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def photo(
    *, gps: bool = False, owner: str = "", xmp: bytes = b"", kind: str = "JPEG", size: tuple[int, int] = (64, 48)
) -> bytes:
    exif = Image.Exif()
    if gps:
        exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
        exif[0x8825] = exif.get_ifd(0x8825)
    if owner:
        exif[0x8298] = owner
    out, more = BytesIO(), {"xmp": xmp} if xmp else {}
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, kind, exif=exif.tobytes(), **more)
    return out.getvalue()


def with_iptc(raw: bytes, notice: bytes) -> bytes:
    """A JPEG with an IPTC copyright notice, as photo agencies deliver it."""
    record = b"\x1c\x02\x74" + len(notice).to_bytes(2) + notice
    resource = b"8BIM\x04\x04\x00\x00" + len(record).to_bytes(4) + record + b"\x00" * (len(record) % 2)
    body = b"Photoshop 3.0\x00" + resource
    return raw[:2] + b"\xff\xed" + (len(body) + 2).to_bytes(2) + body + raw[2:]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_position_that_is_left_in_is_seen(kind: str) -> None:
    assert look(photo(gps=True, kind=kind)).gps is True
    assert look(photo(kind=kind)) == Seen(gps=False)


def test_copyright_is_read_from_exif() -> None:
    assert look(photo(owner="(c) Jo Bloggs")) == Seen(gps=False, copyright="(c) Jo Bloggs")


def test_copyright_is_read_from_the_plain_text_of_a_png() -> None:
    out, notes = BytesIO(), PngInfo()
    notes.add_text("Copyright", "Jo Bloggs 2026")
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=notes)
    assert look(out.getvalue()).copyright == "Jo Bloggs 2026"


def test_copyright_is_read_from_iptc() -> None:
    assert look(with_iptc(photo(), b"Shutterstock/Jo")) == Seen(gps=False, copyright="Shutterstock/Jo", stock="Shutterstock")


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_rights_and_agency_are_read_from_xmp(kind: str) -> None:
    seen = look(photo(xmp=XMP, kind=kind))
    assert (seen.stock, seen.copyright in {"Getty Images", "Jo Bloggs 2026"}) == ("Getty Images", True)


def test_the_name_of_a_file_tells_its_agency() -> None:
    assert look(photo(), name="shutterstock_1.jpg") == Seen(gps=False, stock="Shutterstock")


def test_a_position_in_xmp_is_seen() -> None:
    assert look(photo(xmp=b'<x exif:GPSLatitude="51,30N"/>')).gps is True


def test_the_logo_is_known_again() -> None:
    mark = fingerprint_of(photo(size=(640, 480)))
    alike = look(photo(size=(120, 90)), (mark,)).logo_likeness
    assert alike is not None
    assert alike > 0.9


def test_without_a_registered_logo_nothing_is_said_of_it() -> None:
    assert look(photo()).logo_likeness is None


def test_the_head_of_a_large_picture_says_all_but_its_likeness() -> None:
    whole = photo(gps=True, owner="Jo Bloggs", size=(1200, 900))
    head = whole[: len(whole) // 2]
    assert look(head, (fingerprint_of(whole),)) == Seen(gps=True, copyright="Jo Bloggs")


def test_what_is_no_picture_says_nothing() -> None:
    assert look(b"not a picture") == look(b"") == Seen()
    with pytest.raises(ValueError, match="no picture") as caught:
        fingerprint_of(b"canary")
    assert "canary" not in str(caught.value)


def test_a_picture_that_would_fill_the_memory_is_not_decoded() -> None:
    out, side = BytesIO(), 9_000
    Image.new("1", (side, side)).save(out, "PNG")
    assert side * side > MOST_PIXELS
    assert look(out.getvalue(), (0,)).logo_likeness is None


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 900), st.binary(min_size=1, max_size=40))
def test_broken_pictures_never_raise(at: int, junk: bytes) -> None:
    raw = photo(gps=True, owner="Jo", xmp=XMP)
    assert isinstance(look(raw[:at] + junk + raw[at + len(junk) :], (0,)), Seen)
    assert isinstance(look(raw[:at], (0,)), Seen)


def drawn(number: int, size: tuple[int, int] = (400, 300), quality: int = 90) -> bytes:
    """A picture with something on it, another one for each number."""
    picture = Image.new("RGB", (400, 300), "white")
    shapes = Random(number)
    for _ in range(12):
        left, top = shapes.randrange(300), shapes.randrange(200)
        box = (left, top, left + shapes.randrange(30, 150), top + shapes.randrange(30, 150))
        ImageDraw.Draw(picture).ellipse(box, fill=tuple(shapes.randbytes(3)))
    out = BytesIO()
    picture.resize(size).save(out, "JPEG", quality=quality)
    return out.getvalue()


REGISTER = tuple(
    ApprovedPicture(
        f"{fingerprint_of(drawn(number)):032x}", f"Picture {number}", licence="own", until=date(2027, 1, number + 1)
    )
    for number in range(20)
)


@pytest.mark.parametrize("number", range(20))
def test_a_copy_of_an_approved_picture_is_known_and_says_until_when(number: int) -> None:
    seen = look(drawn(number, (240, 180), 60), register=REGISTER)
    assert seen.approved == Approved(f"Picture {number}", "own", date(2027, 1, number + 1))


@pytest.mark.parametrize("number", range(20, 60))
def test_a_picture_that_nobody_approved_is_not_taken_for_one(number: int) -> None:
    assert look(drawn(number), register=REGISTER).approved is UNSET


def test_a_register_is_no_logo_and_a_logo_no_leave() -> None:
    seen = look(drawn(1), (fingerprint_of(drawn(1)),))
    assert (seen.logo_likeness, seen.approved) == (1, UNSET)
    assert look(drawn(1), register=REGISTER).logo_likeness is None


def heic(exif: bytes, xmp: bytes = b"") -> bytes:
    """What a telephone's file begins with, and the two notes somewhere in it."""
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 400 + b"\0\0\0\6" + exif + b"\0" * 90 + xmp + b"\0" * 90


def test_a_telephone_s_heic_tells_its_position_and_owner_though_its_pixels_stay_unread() -> None:
    exif = Image.open(BytesIO(photo(gps=True, owner="(c) Jo Bloggs"))).info["exif"]
    assert look(heic(exif), (1,)) == Seen(gps=True, copyright="(c) Jo Bloggs")
    assert look(heic(b"", XMP), (1,)) == Seen(gps=False, copyright="Getty Images", stock="Getty Images")
    assert look(heic(b"Exif\0\0II*\0\xff\xff\xff\xff"), (1,)) in {Seen(), Seen(gps=False)}


@pytest.mark.parametrize("kind", ["AVIF", "WEBP", "PNG", "GIF", "JPEG", "TIFF"])
def test_damage_anywhere_in_a_file_is_survived(kind: str) -> None:
    whole, random = photo(kind=kind), Random(7)
    for _ in range(60):
        broken = bytearray(whole)
        for at in random.sample(range(len(broken)), 5):
            broken[at] = random.randrange(256)
        assert isinstance(look(bytes(broken), (1,)), Seen)
