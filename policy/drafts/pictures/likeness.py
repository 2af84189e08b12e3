"""How much two pictures look alike, by a fingerprint of 128 bits that survives resizing, recompression and a border.

The fingerprint is a difference hash: whether each spot of a tiny grey copy is darker than its neighbour to the right and
below. It says whether the whole picture is the logo, not whether a logo stands somewhere in it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 8
BITS = 2 * SIDE * SIDE
SAME = 1 - 2 * 12 / BITS  # copies, also halved and recompressed, are 10 bits apart (95 %), any two of 278 pictures 18 or more
STEP = 2  # levels of grey: what differs less is the noise of compression
FROM_16_BITS = 255 / 65_535
FAINT = 12  # levels of grey: what differs less from the border is border


def fingerprint(picture: "Image") -> int:
    """The fingerprint of a decoded picture."""
    grey = _cropped(_on_white(picture))
    across = grey.resize((SIDE + 1, SIDE)).tobytes()
    down = grey.resize((SIDE, SIDE + 1)).tobytes()
    bits = [across[y * (SIDE + 1) + x] + STEP < across[y * (SIDE + 1) + x + 1] for y in range(SIDE) for x in range(SIDE)]
    bits += [down[y * SIDE + x] + STEP < down[(y + 1) * SIDE + x] for y in range(SIDE) for x in range(SIDE)]
    return sum(bit << place for place, bit in enumerate(bits))


def likeness(one: int, other: int) -> float:
    """1 for the same picture, about 0 for pictures that have nothing to do with each other."""
    return max(0.0, 1 - 2 * (one ^ other).bit_count() / BITS)


def _on_white(picture: "Image") -> "Image":
    """In grey; what is transparent is white."""
    from PIL import Image  # noqa: PLC0415 - 30 ms, needed by pictures only

    if picture.mode.startswith("I"):  # 16 bits a level, which a plain conversion would take for white
        return picture.convert("I").point(lambda level: level * FROM_16_BITS).convert("L")
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("L")
    layers = picture.convert("RGBA")
    white = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(white, layers).convert("L")


def _cropped(grey: "Image") -> "Image":
    """Without a border of one colour, if there is one: where the corners differ, something touches the edge."""
    from PIL import Image, ImageChops  # noqa: PLC0415 - as above

    right, bottom = grey.width - 1, grey.height - 1
    first, *others = (grey.crop((x, y, x + 1, y + 1)).tobytes()[0] for x in (0, right) for y in (0, bottom))
    if any(abs(other - first) >= FAINT for other in others):
        return grey
    border = Image.new("L", grey.size, first)
    differs = ImageChops.difference(grey, border).point([0] * FAINT + [255] * (256 - FAINT))
    return grey.crop(box) if (box := differs.getbbox()) else grey
