"""Pinterest, by its handles."""

from policy.adapter import Platform

COUNTRIES = ("com", "co.uk", "ie", "de", "fr", "es", "it", "at", "ch", "pt", "se", "dk", "nz", "ca", "jp", "com.au", "com.mx")
PAGES = "pin|ideas|search|today|login|settings|business|password|_"

platform = Platform(
    "pinterest",
    hosts=(*(f"pinterest.{country}" for country in COUNTRIES), "pin.it"),
    handle=rf"(?!(?:{PAGES})$)(?![0-9]+$)[a-z0-9_]{{3,30}}",
    profiles=tuple(f"*.pinterest.{country}/{{handle}}" for country in COUNTRIES),
)
