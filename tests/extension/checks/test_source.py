"""The extension's source as its tools see it: types, lint, what a store's linter says, and what the house forbids."""

import json
import re
from pathlib import Path

import pytest

from extension.tools import node, pack

ROOT = pack.ROOT
SCRIPTS = [path for path in pack.files() if path.suffix == ".js"]
EXPECTED = {"BACKGROUND_SERVICE_WORKER_IGNORED"}  # one manifest serves both browsers, and Firefox says so
EACH_SCRIPT = pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ships, and nothing else."""
    return pack.unpacked(tmp_path_factory.mktemp("adviser"))


def test_the_types_hold() -> None:
    checked = node.run("tsc", "--project", str(ROOT / "tsconfig.json"), "--pretty", "false")
    assert checked.returncode == 0, checked.stdout


def test_eslint_has_nothing_to_say() -> None:
    checked = node.run("eslint", "--max-warnings", "0", ".")
    assert checked.returncode == 0, checked.stdout


def test_the_stores_linter_has_nothing_to_say(folder: Path) -> None:
    """Its exit code is 0 even for eval: every code counts."""
    checked = node.run("web-ext", "lint", "--source-dir", str(folder), "--no-config-discovery", "--output", "json")
    said = json.loads(checked.stdout)
    found = {
        f"{one['code']} {one.get('file')}:{one.get('line')}" for one in said["errors"] + said["warnings"] + said["notices"]
    }
    assert {one for one in found if one.split()[0] not in EXPECTED} == set()


@EACH_SCRIPT
def test_a_script_is_no_longer_than_a_page_or_two(script: Path) -> None:
    assert len(script.read_text("utf-8").splitlines()) <= 250


@EACH_SCRIPT
def test_a_script_says_what_it_is_for(script: Path) -> None:
    assert script.read_text("utf-8").startswith("/**")


def test_no_page_brings_code_or_styles_from_elsewhere() -> None:
    for page in ROOT.glob("pages/*.html"):
        text = page.read_text("utf-8")
        assert re.findall(r"(?:src|href)=.?https?:|\son\w+=|<style|\sstyle=|<script(?![^>]*\ssrc=)", text) == [], page.name


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_nothing_of_npm_is_needed_at_run_time() -> None:
    assert "dependencies" not in json.loads((ROOT / "package.json").read_text("utf-8"))
