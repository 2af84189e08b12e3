"""A logo is known again after resizing, recompression and with a border; other pictures are not taken for it."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageOps

from policy.drafts.pictures.likeness import SAME, fingerprint, likeness


def logo(size: int = 400) -> Image.Image:
    picture = Image.new("RGB", (size, size // 2), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((size // 20, size // 20, size // 2, size // 2 - size // 20), fill="navy")
    draw.polygon(
        [(size // 2, size // 3), (size - size // 20, size // 20), (size - size // 8, size // 2 - size // 20)], fill="orange"
    )
    draw.rectangle((size // 6, size // 5, size // 3, size // 4), fill="white")
    return picture


def other(seed: int) -> Image.Image:
    noise = Image.effect_noise((60, 40), 60 + seed)
    return noise.resize((400, 300)).rotate(seed * 40)


def recompressed(picture: Image.Image, quality: int) -> Image.Image:
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality)
    return Image.open(BytesIO(out.getvalue()))


@pytest.mark.parametrize(
    "changed",
    [
        logo(120),
        logo(1200),
        recompressed(logo(), 30),
        ImageOps.expand(logo(), 60, "white"),
        logo().convert("L"),
        logo().convert("L").convert("I").point(lambda level: level * 257).convert("I;16"),
        logo().convert("P"),
    ],
    ids=["small", "big", "recompressed", "bordered", "grey", "16 bits", "palette"],
)
def test_the_logo_is_known_again(changed: Image.Image) -> None:
    assert likeness(fingerprint(logo()), fingerprint(changed)) >= 0.8


@pytest.mark.parametrize("seed", range(8))
def test_another_picture_is_not_the_logo(seed: int) -> None:
    assert likeness(fingerprint(logo()), fingerprint(other(seed))) <= 0.5


def test_a_logo_cut_to_its_edge_is_no_border_of_its_first_colour() -> None:
    picture = Image.new("RGB", (400, 200), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 20, 160, 180), fill="navy")
    draw.ellipse((70, 60, 130, 140), fill="gold")
    draw.rectangle((200, 80, 360, 120), fill="black")
    assert likeness(fingerprint(picture), fingerprint(picture.crop((40, 20, 361, 181)))) >= SAME


def test_transparent_is_white() -> None:
    clear = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    clear.paste(logo(), (0, 0), ImageOps.invert(logo().convert("L")).point(lambda level: 255 * (level > 8)))
    assert likeness(fingerprint(logo()), fingerprint(clear)) >= 0.8


def test_a_picture_is_wholly_like_itself() -> None:
    assert likeness(fingerprint(logo()), fingerprint(logo())) == 1


def test_a_picture_of_one_colour_has_a_fingerprint() -> None:
    assert fingerprint(Image.new("L", (5, 5), 7)) == 0
