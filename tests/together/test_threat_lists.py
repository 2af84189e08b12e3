"""Real lists, from the office's command line to a draft's verdict: the package as `tests/fetch` fetched it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tldextract import TLDExtract

from policy import never
from policy.drafts.links import facts
from policy.drafts.links.address import read
from policy.packs.delta import difference, patched
from policy.packs.pack import Pack

ROOT = Path(__file__).parents[2]
NEW, OLD = "3.3.20260320140136", "3.2.20251011010040"
HOST = re.compile(r"\A\|\|([^/^*|?]+)\^\Z")
RULESETS = (208, 255, 256, 257, 259)
SUFFIXES = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def run(*words, **more):
    command = [sys.executable, "-m", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300, **more)


def package(version):
    folder = ROOT / ".cache" / "dnr-rulesets" / version
    if not folder.is_dir():
        pytest.skip(f"@adguard/dnr-rulesets {version} was not fetched: tests/fetch gets it from npm")
    return folder


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Builds a pack of a version of the package, with one office's key."""
    folder, made = tmp_path_factory.mktemp("office"), {}

    def build(version):
        if version not in made:
            out = folder / f"{version}.pack"
            run("server", "packs", "build", "--home", folder / "home", "--out", out, "--adguard", package(version))
            made[version] = out
        return made[version]

    return build


def hosts(version):
    """The hosts of every rule that blocks one host and has no further condition, read anew, not by the code that is tried."""
    found = set()
    for number in RULESETS:
        file = package(version) / f"dist/filters/declarative/ruleset_{number}/ruleset_{number}.json"
        for rule in json.loads(file.read_bytes()) if file.is_file() else ():
            condition = rule["condition"]
            plain = rule["action"]["type"] == "block" and set(condition) <= {"urlFilter", "resourceTypes"}
            if plain and "main_frame" in condition.get("resourceTypes", ["main_frame"]):
                found |= set(HOST.findall(condition["urlFilter"]))
    return sorted(host for host in found if SUFFIXES(host).suffix != host)


def test_every_listed_host_is_a_danger(office):
    pack = Pack.open(office(NEW).read_bytes())
    every = hosts(NEW)
    assert len(every) > 42_000
    assert [host for host in every if not pack.listed(read(f"https://{host}/x"))] == []
    some = every[::40]
    drafts = "".join(json.dumps({"text": f"https://{host}/", "links": [host]}) + "\n" for host in some)
    done = run("proxy_addons", "draft", "--jsonl", "--pack", office(NEW), input=drafts)
    verdicts = [{finding["verdict"] for finding in json.loads(line)["findings"]} for line in done.stdout.splitlines()]
    assert [host for host, said in zip(some, verdicts, strict=True) if said != {"danger"}] == []


def test_no_well_known_or_trusted_site_is_listed(office):
    pack = Pack.open(office(NEW).read_bytes())
    good = [*facts.table("known"), *facts.table("trusted"), *never.hosts(), "docs.google.com", "bit.ly", "dropbox.com"]
    harmful = (one.name for host in good for one in (listing.on for listing in pack.listed(read(f"https://{host}/"))))
    assert [name for name in harmful if not name.startswith("Shipped: ")] == []


def test_a_pack_is_small_and_a_delta_smaller(office):
    old, new = (office(version).read_bytes() for version in (OLD, NEW))
    entries = sum(one.hosts + one.pages for one in Pack.open(new).lists)
    assert len(new) < 10 * entries
    delta = difference(old, new)
    assert len(delta) < len(new) / 2
    assert patched(old, delta) == new
