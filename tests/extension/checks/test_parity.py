"""What has to agree: the languages with each other and with what is asked of them, the manifest with the sites and files."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from extension.tools import pack

ROOT = pack.ROOT
MANIFEST = json.loads((ROOT / "manifest.json").read_text("utf-8"))
LANGUAGES = sorted(path.parent.name for path in ROOT.glob("_locales/*/messages.json"))
SITES = sorted(file for file in ROOT.glob("sites/*.json") if file.stem != "index")


def messages(language: str) -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, object]] = json.loads((ROOT / "_locales" / language / "messages.json").read_text("utf-8"))
    return read


def places(message: dict[str, object]) -> set[str]:
    """The holes in a message: $1, $2, or named ones."""
    return set(re.findall(r"\$(?:\d|\w+\$)", str(message["message"])))


def covered(host: str, patterns: Iterable[str]) -> bool:
    """Does a match pattern of the manifest cover that host?"""
    for pattern in patterns:
        name = pattern.split("/")[2]
        if host == name or (name.startswith("*.") and (host == name[2:] or host.endswith(name[1:]))):
            return True
    return False


def test_there_are_english_and_welsh() -> None:
    assert LANGUAGES == ["cy", "en_GB"]
    assert MANIFEST["default_locale"] == "en_GB"


def test_every_language_says_everything() -> None:
    english = messages("en_GB")
    for language in LANGUAGES:
        other = messages(language)
        assert sorted(other) == sorted(english), language
        assert {key: places(other[key]) for key in english} == {key: places(english[key]) for key in english}, language
        assert [key for key, message in other.items() if not str(message["message"]).strip()] == [], language


def test_what_is_asked_of_the_languages_is_there() -> None:
    english = messages("en_GB")
    source = "".join(path.read_text("utf-8") for path in pack.files() if path.suffix in {".js", ".html"})
    asked = set(re.findall(r"""\bsay\(\s*["'](\w+)["']""", source)) | set(re.findall(r'data-say(?:-\w+)?="(\w+)"', source))
    asked |= set(re.findall(r"__MSG_(\w+)__", (ROOT / "manifest.json").read_text("utf-8")))
    assert asked - set(english) == set()
    assert asked


def test_the_manifest_names_files_that_are_there() -> None:
    named = [script for part in MANIFEST["content_scripts"] for script in part["js"]]
    named += MANIFEST["icons"].values()
    named += [MANIFEST["background"]["service_worker"], *MANIFEST["background"]["scripts"]]
    named += [MANIFEST["options_ui"]["page"], MANIFEST["action"]["default_popup"], MANIFEST["storage"]["managed_schema"]]
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_content_script_is_listed() -> None:
    listed = [script for part in MANIFEST["content_scripts"] for script in part["js"]]
    assert sorted(listed) == sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("content/*.js"))


def test_only_these_permissions_are_asked_for() -> None:
    """Each stands in docs/permissions.md with its reason."""
    assert MANIFEST["host_permissions"] == ["http://127.0.0.1/*"]
    reasons = (ROOT.parent / "docs" / "permissions.md").read_text("utf-8")
    for permission in [*MANIFEST["permissions"], *MANIFEST["host_permissions"], *MANIFEST["optional_host_permissions"]]:
        assert f"`{permission}`" in reasons, permission


@pytest.mark.parametrize("file", SITES, ids=lambda path: path.stem)
def test_a_sites_hosts_are_in_the_manifest(file: Path) -> None:
    site = json.loads(file.read_text("utf-8"))
    patterns = [match for part in MANIFEST["content_scripts"] for match in part["matches"]]
    assert [host for host in site["hosts"] if not covered(host, patterns)] == []


def test_the_index_lists_every_site() -> None:
    """The worker cannot list a folder."""
    assert sorted(json.loads((ROOT / "sites" / "index.json").read_text("utf-8"))) == [file.stem for file in SITES]


def test_every_host_of_the_manifest_has_its_site() -> None:
    hosts = [host for file in SITES for host in json.loads(file.read_text("utf-8"))["hosts"]]
    patterns = [match for part in MANIFEST["content_scripts"] for match in part["matches"]]
    assert [pattern for pattern in patterns if not any(covered(host, [pattern]) for host in hosts)] == []
