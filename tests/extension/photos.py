"""Pictures as tutors attach them: from a telephone with its position, of an agency, the company's logo."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

GPS, LATITUDE, LONGITUDE = 0x8825, 2, 4


def photo(kind: str = "JPEG", *, gps: bool = False, large: bool = False) -> bytes:
    """`large`: as big as a telephone's, so that a JPEG's head alone goes to the guard."""
    size = (1200, 900) if large else (64, 48)
    exif = Image.Exif()
    if gps:
        exif.get_ifd(GPS).update({LATITUDE: (51.0, 30.0, 0.0), LONGITUDE: (0.0, 7.0, 0.0)})
    return _file(Image.blend(Image.radial_gradient("L").resize(size), _grain(size), 0.5), kind, exif)


def logo(kind: str = "PNG", side: int = 96) -> bytes:
    drawn = Image.new("L", (480, 480), 255)
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((60, 60, 420, 420), fill=30)
    pen.rectangle((200, 100, 280, 380), fill=255)
    pen.polygon(((60, 470), (240, 250), (470, 470)), fill=120)
    size = (side, side)
    return _file(Image.blend(drawn.resize(size), _grain(size), 0.03), kind, Image.Exif())


def _grain(size: tuple[int, int]) -> Image.Image:
    """What keeps a file from becoming small."""
    return Image.frombytes("L", size, Random(1).randbytes(size[0] * size[1]))


def _file(drawn: Image.Image, kind: str, exif: Image.Exif) -> bytes:
    out = BytesIO()
    drawn.convert("RGB").save(out, kind, exif=exif, quality=95)
    return out.getvalue()
