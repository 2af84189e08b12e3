"""`draft` as another program drives it: a real process, lines in, lines out."""

import json
import subprocess
import sys

COMMAND = (sys.executable, "-m", "proxy_addons", "draft")
CANARY = "canary-7f3a"
HEAVY = ("aiohttp", "mitmproxy", "sqlalchemy", "requests")


def run(text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, "--jsonl"], input=text, capture_output=True, text=True, check=False, timeout=60)


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


def test_each_answer_is_there_before_the_next_question() -> None:
    with subprocess.Popen([*COMMAND, "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for host in ("bit.ly", "t.co"):
            running.stdin.write(json.dumps({"text": f"{host}/x"}) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["findings"][0]["host"] == host
        running.stdin.close()
        assert running.wait(timeout=30) == 0


def test_it_says_what_it_rests_on() -> None:
    done = subprocess.run([*COMMAND, "--about"], capture_output=True, text=True, check=True, timeout=60)
    assert "links_places\tlink-shorteners 1.14.1\tMIT\t" in done.stdout


def test_it_wants_to_be_told_what_to_do() -> None:
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "--jsonl" in done.stderr


def test_it_does_not_wait_for_the_proxys_code() -> None:
    code = f"import sys, proxy_addons.cli.draft; sys.exit(any(name in sys.modules for name in {HEAVY!r}))"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
