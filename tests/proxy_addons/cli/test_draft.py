"""`draft` as another program drives it: a real process, lines in, lines out."""

import json
import shlex
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.packs.entry import Entry
from policy.packs.lists import Category, ThreatList
from policy.packs.packing import packed
from proxy_addons.cli.draft import LONGEST, lines

COMMAND = (sys.executable, "-m", "proxy_addons", "draft")
CANARY = "canary-7f3a"
KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([at]) * 32) for at in (1, 2))
LISTED = '{"text":"see https://evil.example.com/x and https://example.com"}\n'
HEAVY = ("aiohttp", "mitmproxy", "sqlalchemy", "requests")


def run(text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, "--jsonl"], input=text, capture_output=True, text=True, check=False, timeout=240)


def test_each_draft_is_answered_with_a_line_in_order() -> None:
    done = run('{"text":"see bit.ly/x"}\n{"text":"nothing"}\n{"text":"","links":["https://www.gov.uk"]}\n')
    findings = [json.loads(line)["findings"] for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [[finding["verdict"] for finding in found] for found in findings] == [["caution"], [], ["reputable"]]
    assert findings[0][0]["span"] == [4, 12]


def test_a_bad_line_is_answered_and_ends_nothing_but_shows_in_the_exit_code() -> None:
    bad = [CANARY, "", '{"text":5}', f'{{"text":"\\ud800{CANARY}"}}', "[" * 5000, f'{{"{CANARY}":1}}', "null"]
    done = run("\n".join([*bad, '{"text":"bit.ly/x"}', ""]))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert all(answer["findings"] == [] and answer["error"] for answer in answers[:-1])
    assert len(answers) == len(bad) + 1
    assert answers[-1]["findings"][0]["verdict"] == "caution"
    assert CANARY not in done.stdout + done.stderr


def test_a_line_without_end_fills_no_memory_and_hides_no_other() -> None:
    just, longer = b"x" * (LONGEST - 1) + b"\n", b"y" * (2 * LONGEST) + b"\n"
    assert [len(line) for line in lines(BytesIO(just + longer + b"{}\n" + longer[:-1]))] == [LONGEST, 0, 3, 0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_named_without_the_answer() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "--jsonl"],
            input=f'{{"text":"{CANARY}.com"}}\n',
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=240,
        )
    assert done.returncode == 1
    assert done.stderr == "Error: standard output cannot be written: No space left on device\n"


def test_the_mark_that_windows_puts_before_a_text_is_no_part_of_it() -> None:
    assert run('\ufeff{"text":"nothing"}\n').stdout == '{"findings":[]}\n'


def test_without_an_output_it_says_so() -> None:
    closed = f"{shlex.join(COMMAND)} --jsonl"
    for stream in ("<&-", ">&-"):
        done = subprocess.run(
            ["sh", "-c", f"{closed} {stream}"], input="{}", capture_output=True, text=True, check=False, timeout=240
        )
        assert done.returncode == 2
        assert "must be open" in done.stderr


def test_each_answer_is_there_before_the_next_question() -> None:
    with subprocess.Popen([*COMMAND, "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for host in ("bit.ly", "t.co"):
            running.stdin.write(json.dumps({"text": f"{host}/x"}) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["findings"][0]["host"] == host
        running.stdin.close()
        assert running.wait(timeout=240) == 0


def test_it_says_what_it_rests_on() -> None:
    done = subprocess.run([*COMMAND, "--about"], capture_output=True, text=True, check=True, timeout=240)
    assert "links_places\tlink-shorteners 1.14.1\tMIT\t" in done.stdout


def test_it_wants_to_be_told_what_to_do() -> None:
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 2
    assert "--jsonl" in done.stderr


def test_it_does_not_wait_for_the_proxys_code() -> None:
    code = f"import sys, proxy_addons.cli.draft; sys.exit(any(name in sys.modules for name in {HEAVY!r}))"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=240).returncode == 0


@pytest.fixture
def pack(tmp_path):
    rows = [(ThreatList("Phish", Category.PHISHING, "a feed", "CC0-1.0", date(2026, 3, 20)), [Entry("evil.example.com")])]
    file = tmp_path / "threats.pack"
    file.write_bytes(packed(rows, name="threats", serial=1, issued=1, key=KEY).data)
    return file


def with_packs(*words: object) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "--jsonl", *map(str, words)]
    return subprocess.run(command, input=LISTED, capture_output=True, text=True, check=False, timeout=240)


def test_a_link_on_a_list_of_a_pack_is_a_danger(pack) -> None:
    for words in (["--pack", pack], ["--pack", pack, "--pack", pack, "--pack-key", KEY.public_key().public_bytes_raw().hex()]):
        done = with_packs(*words)
        found = json.loads(done.stdout)["findings"]
        assert [finding["verdict"] for finding in found] == ["danger", "unverified"]
        assert "Phish, 20 March 2026" in found[0]["reasons"][0]


def test_the_packs_are_named_beside_the_tables(pack) -> None:
    done = subprocess.run([*COMMAND, "--about", "--pack", pack], capture_output=True, text=True, check=True, timeout=240)
    assert done.stdout.splitlines()[-1] == "threats: Phish\ta feed\tCC0-1.0\t2026-03-20\t1"


def test_a_pack_that_is_torn_missing_or_another_offices_ends_it_before_any_line_is_read(pack) -> None:
    torn = pack.with_suffix(".torn")
    torn.write_bytes(pack.read_bytes()[:-1])
    cases = {
        "torn": ["--pack", pack, "--pack", torn],
        "cannot be read": ["--pack", pack.with_suffix(".none")],
        "another office": ["--pack", pack, "--pack-key", OTHER.public_key().public_bytes_raw().hex()],
        "64 hexadecimal digits": ["--pack", pack, "--pack-key", "abc"],
    }
    for why, words in cases.items():
        done = with_packs(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert why in done.stderr
