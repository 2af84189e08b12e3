"""Is every host a danger that the lists of a pack block? Through the command lines, with a second reading of the lists.

    python -m benchmarks.listed --adguard DIR      (npm @adguard/dnr-rulesets; tests/fetch gets it)

Read here, apart from how packs are read: of the lists of harmful sites (not those of trackers) each rule that blocks one whole
host without any condition. A public suffix may never enter a pack, so those of the lists are missing; they are named.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HARMFUL = (255, 208, 256, 257, 259)  # the numbers of the rulesets of phishing, malware, scams and bad programs
WHOLE = re.compile(r"\|\|([a-z0-9._-]+\.[a-z0-9-]+)\^")
PAGES = {"main_frame", "sub_frame"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--adguard", type=Path, required=True, help="where the package was unpacked")
    given = parser.parse_args()
    hosts = sorted(set(_hosts(given.adguard)))
    verdicts = _verdicts(hosts, given.adguard)
    other = [f"{host} ({verdict})" for host, verdict in zip(hosts, verdicts, strict=True) if verdict != "danger"]
    print(f"{len(hosts):,} hosts are blocked without a condition; {len(hosts) - len(other):,} of them are danger")
    print("not so:", ", ".join(other) or "none")


def _hosts(folder: Path) -> Iterator[str]:
    for number in HARMFUL:
        for file in folder.glob(f"dist/filters/**/ruleset_{number}.json"):
            for rule in json.loads(file.read_text("utf-8")):
                if host := _blocked(rule):
                    yield host


def _blocked(rule: dict[str, Any]) -> str:
    """The host that a rule blocks whatever else holds; "" for any other rule."""
    condition = rule["condition"]
    named = WHOLE.fullmatch(condition.get("urlFilter", ""))
    plain = rule["action"]["type"] == "block" and condition.keys() <= {"urlFilter", "resourceTypes"}
    everywhere = PAGES & set(condition.get("resourceTypes", PAGES))
    return named[1] if named and plain and everywhere else ""


def _verdicts(hosts: list[str], adguard: Path) -> list[str]:
    """What the draft check says of each, with a pack that the office's command line builds."""
    with tempfile.TemporaryDirectory() as folder:
        pack, lines = Path(folder, "lists.pack"), Path(folder, "drafts.jsonl")
        build = ["server", "packs", "build", "--adguard", str(adguard), "--home", folder, "--out", str(pack)]
        subprocess.run([sys.executable, "-m", *build], check=True, stdout=subprocess.DEVNULL)
        lines.write_text("".join(f"{json.dumps({'text': f'http://{host}/'})}\n" for host in hosts))
        check = ["proxy_addons", "draft", "--jsonl", "--pack", str(pack)]
        with lines.open() as given:
            said = subprocess.run([sys.executable, "-m", *check], check=True, stdin=given, capture_output=True).stdout
    return [json.loads(line)["findings"][0]["verdict"] for line in said.splitlines()]


if __name__ == "__main__":
    main()
