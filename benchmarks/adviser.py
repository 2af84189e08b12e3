"""What the browser extension adds: to a keystroke, and to a send that has to be checked first.

    python -m benchmarks.adviser [--browser chromium|firefox]…

The tests' own street is used: a real browser, the guard's proxy in the path, its authority trusted, stand-in pages with real
editors. A keystroke is timed in the page, around the events of one key, beside the same page on a site that the extension does
not know. A verdict is timed from the press of the button to the page's own send; a notice from the page's request to a pupil,
which the guard refuses, to the adviser's box in that page.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import msgspec

from tests.extension.browser import Browser, new_tab
from tests.extension.chromium import Chromium
from tests.extension.composer import READY
from tests.extension.firefox import Firefox
from tests.extension.pages import BY_NAME, Page
from tests.extension.pairing import pair
from tests.extension.street import Street
from tests.extension.tab import Tab

BROWSERS: dict[str, Callable[..., Browser]] = {"chromium": Chromium, "firefox": Firefox}
UNKNOWN = "www.example.org"  # a site that the extension leaves alone
KEYS, SENDS, BLOCKS = 1_500, 120, 20
STROKES = f"""(async () => {{
  const host = document.querySelector('textarea, [contenteditable=true]'), waits = [];
  host.focus();
  for (let number = 0; number < {KEYS}; number++) {{
    const begun = performance.now();
    for (const type of ['keydown', 'keypress', 'beforeinput', 'input', 'keyup']) {{
      const kind = type.startsWith('key') ? KeyboardEvent : InputEvent;
      host.dispatchEvent(new kind(type, {{key: 'a', data: 'a', inputType: 'insertText', bubbles: true, composed: true}}));
    }}
    waits.push(performance.now() - begun);
    if (number % 100 === 0) await new Promise(resolve => setTimeout(resolve, 5));
  }}
  return waits;
}})()"""
VERDICTS = f"""(async () => {{
  const area = document.querySelector('textarea'), button = document.querySelector('#send'), waits = [];
  const {{port1, port2}} = new MessageChannel();
  const turn = () => new Promise(resolve => {{ port1.onmessage = resolve; port2.postMessage(0); }});
  for (let number = 0; number < {SENDS}; number++) {{
    area.value = 'We looked at fractions today and it went well, see https://www.bbc.co.uk/bitesize #maths #revision ' + number;
    area.dispatchEvent(new InputEvent('input', {{bubbles: true}}));
    const begun = performance.now(), before = standIn.sent().length;
    button.click();
    while (standIn.sent().length === before) await turn();
    waits.push(performance.now() - begun);
    await new Promise(resolve => setTimeout(resolve, 20));
  }}
  return waits.slice(20);
}})()"""
BLOCKED = """(_, body) => new Promise(resolve => {
  const begun = performance.now(), headers = {'content-type': 'application/x-www-form-urlencoded'};
  new MutationObserver(() => document.querySelector('[popover]') && resolve(performance.now() - begun))
    .observe(document.documentElement, {childList: true, subtree: true});
  void fetch('/api/graphql', {method: 'POST', headers, body}).catch(() => {});
})"""
type Figure = tuple[str, str, str]


def everything(names: Sequence[str] = tuple(BROWSERS)) -> Iterator[Figure]:
    with TemporaryDirectory() as made:
        street = Street(Path(made), BLOCKS * len(names))
        try:
            for name in names:
                yield from figures(street, name, Path(made))
        finally:
            street.close()


def figures(street: Street, name: str, folder: Path) -> Iterator[Figure]:
    """The same in each browser."""
    home = folder / name
    home.mkdir()
    browser = BROWSERS[name](home, street.adviser, f"127.0.0.1:{street.guard.port}", *street.authorities)
    try:
        pair(browser, street)
        tab = new_tab(browser.bidi)
        for page in (BY_NAME["form"], BY_NAME["chat"], BY_NAME["post"]):
            alone = street.square.add(msgspec.structs.replace(page, host=UNKNOWN))
            without, watched = measured(tab, alone, STROKES), measured(tab, page, STROKES)
            said = f"{share(watched, 0.5):.1f} / {share(watched, 0.99):.1f} ({share(without, 0.99):.1f} without)"
            yield f"{name}: one key in {page.engine}, p50 / p99, ms", said, "adds ≤ 8"
        waits = measured(tab, BY_NAME["form"], VERDICTS)
        yield f"{name}: checked and sent, p50 / p99, ms", f"{share(waits, 0.5):.0f} / {share(waits, 0.99):.0f}", "≤ 50"
        waits = [noticed(tab, street) for _ in range(BLOCKS)]
        said = f"{share(waits, 0.5):.0f} / {max(waits):.0f}"
        yield f"{name}: refused by the guard and said in the page, p50 / slowest, ms", said, "≤ 300"
    finally:
        browser.close()


def measured(tab: Tab, page: Page, script: str) -> list[float]:
    tab.open(page.url)
    tab.until(READY)
    waits: list[float] = tab.evaluate(script)
    return waits


def noticed(tab: Tab, street: Street) -> float:
    """How long until a page shows that its message to a pupil was refused; another pupil each time."""
    tab.open(BY_NAME["comment"].url)
    tab.until(READY)
    said = {"recipient_igids": [street.cast.pupil().id], "ig_thread_igid": None, "text": {"sensitive_string_value": "hello"}}
    body = urlencode({"fb_api_req_friendly_name": "IGDirectTextSendMutation", "variables": json.dumps(said)})
    return float(tab.apply(BLOCKED, tab.find("html"), values=(body,)))


def share(waits: Sequence[float], part: float) -> float:
    """The wait that such a part of them does not exceed."""
    return sorted(waits)[min(len(waits) - 1, int(len(waits) * part))]


def main() -> None:
    parser = argparse.ArgumentParser(description="What the browser extension adds.")
    parser.add_argument("--browser", action="append", choices=list(BROWSERS))
    print("| the adviser | measured | goal |\n|---|---|---|")
    for what, said, goal in everything(parser.parse_args().browser or tuple(BROWSERS)):
        print(f"| {what} | {said} | {goal} |")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
