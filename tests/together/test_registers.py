"""What the office registers is what a guard says of a post, a picture and a profile, within seconds, both ways."""

import base64
import json
import ssl
from http.client import HTTPSConnection
from io import BytesIO
from typing import Any
from urllib.request import Request, urlopen

import pytest
from PIL import Image, ImageDraw

from proxy_addons.home import Home
from proxy_addons.loopback import door
from tests.together.adviser import Adviser
from tests.together.cast import Traces
from tests.together.guard import Guard
from tests.together.office import Office
from tests.together.programs import last_line
from tests.together.waiting import until

pytestmark = pytest.mark.client


@pytest.fixture
def adviser(guard: Guard) -> Adviser:
    until((guard.home / "loopback.token").is_file, why="the guard's own door")
    return Adviser(guard)


def verdict(guard: Guard, text: str) -> tuple[str, str]:
    """Of a draft with one link or hashtag: the verdict, and the weightiest reason."""
    (found,) = guard.draft(text=text)["findings"]
    return found["verdict"], " ".join(found["reasons"])


def asked(office: Office, value: str) -> bool:
    """Does a question about this wait at the office, whatever else others asked?"""
    return any(ask["value"] == value for ask in office.items("asks"))


def drawn(size: tuple[int, int], quality: int) -> bytes:
    picture, out = Image.new("RGB", (400, 300), "white"), BytesIO()
    ImageDraw.Draw(picture).ellipse((40, 30, 210, 260), fill="navy")
    ImageDraw.Draw(picture).polygon([(200, 100), (380, 40), (340, 280)], fill="orange")
    picture.resize(size).save(out, "JPEG", quality=quality)
    return out.getvalue()


def looked_at(guard: Guard, raw: bytes) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {door.token(Home(guard.home))}", "Content-Type": "image/jpeg"}
    with urlopen(Request(f"http://127.0.0.1:{guard.loopback}/v1/picture", raw, headers), timeout=60) as reply:
        said: dict[str, Any] = json.load(reply)
    return said


def test_a_site_that_a_tutor_asks_about_is_approved_and_then_reputable(
    adviser: Adviser, guard: Guard, office: Office, traces: Traces
) -> None:
    page = f"https://www.asked-about.co.uk/{traces.canary}"
    assert verdict(guard, page)[0] in {"unverified", "caution"}
    assert adviser.call("ask", kind="link", value=page)["value"] == "www.asked-about.co.uk"
    until(lambda: asked(office, "www.asked-about.co.uk"), why="the question at the office")
    office.api("POST", "asks/link/www.asked-about.co.uk/approve")
    assert not asked(office, "www.asked-about.co.uk")
    until(lambda: verdict(guard, page)[0] == "reputable", why="the answer on the guard")
    assert "tests verified www.asked-about.co.uk" in verdict(guard, page)[1]
    office.api("DELETE", "sites/www.asked-about.co.uk")
    until(lambda: verdict(guard, page)[0] != "reputable", why="the withdrawal on the guard")


def test_what_the_office_declines_is_told_to_the_tutor(adviser: Adviser, guard: Guard, office: Office) -> None:
    adviser.call("ask", kind="link", value="oakwood.co.uk")
    until(lambda: asked(office, "oakwood.co.uk"), why="the question at the office")
    office.api("POST", "asks/link/oakwood.co.uk/decline")
    until(lambda: "not to verify it" in verdict(guard, "https://oakwood.co.uk/")[1], why="the answer on the guard")
    adviser.call("ask", kind="hashtag", value="#oakwoodtutors")
    until(lambda: asked(office, "oakwoodtutors"), why="the question at the office")
    office.api("POST", "asks/hashtag/oakwoodtutors/decline", {"why": "They are somebody else."})
    until(lambda: verdict(guard, "#OakwoodTutors")[0] == "caution", why="the answer on the guard")
    assert verdict(guard, "#OakwoodTutors")[1].endswith(": They are somebody else.")


def test_a_hashtag_that_a_tutor_asks_about_joins_the_company_s(adviser: Adviser, guard: Guard, office: Office) -> None:
    assert verdict(guard, "#damnhard")[0] == "caution"
    adviser.call("ask", kind="hashtag", value="#DamnHard")
    until(lambda: asked(office, "damnhard"), why="the question at the office")
    office.api("POST", "asks/hashtag/damnhard/approve")
    until(lambda: verdict(guard, "#damnhard") == ("ok", "The company has approved this hashtag."), why="the answer")
    office.settings(drafts={"approved_tags": None})


def test_an_official_account_is_known_and_what_only_looks_like_it_too(adviser: Adviser, office: Office) -> None:
    def judged(handle: str) -> object:
        return adviser.call("account", platform="tiktok", identifiers=[f"handle:{handle}"])["official"]

    kept = office.api("POST", "official-accounts", {"platform": "tiktok", "handle": "@bramblewick.tuition", "owner": "T1"})
    until(lambda: judged("bramblewick.tuition") == "official", why="the register on the guard")
    assert (judged("bramblewick_tuition_uk"), judged("una_goes_hiking")) == ("lookalike", "neither")
    office.api("DELETE", f"official-accounts/{kept['key']}")
    until(lambda: judged("bramblewick.tuition") == "neither", why="the removal on the guard")


def test_a_picture_that_was_approved_is_known_again_by_its_copy(guard: Guard, office: Office) -> None:
    entry = {"title": "Open day", "licence": "own photograph", "until": "2999-12-31"}
    picture = base64.b64encode(drawn((800, 600), 90)).decode()
    kept = office.api("POST", "media", entry | {"picture": picture})
    until(lambda: "approved" in looked_at(guard, drawn((400, 300), 60)), why="the register on the guard")
    assert looked_at(guard, drawn((400, 300), 60))["approved"] == entry
    office.api("POST", "media", {"title": "Logo", "kind": "logo", "picture": picture})
    office.api("DELETE", f"media/{kept['id']}")
    until(lambda: (looked_at(guard, drawn((400, 300), 60))["logo_likeness"] or 0) > 0.8, why="the logo on the guard")
    until(lambda: "approved" not in looked_at(guard, drawn((400, 300), 60)), why="the removal on the guard")


def test_a_picture_of_a_pupil_is_approved_as_long_as_the_family_consents(guard: Guard, office: Office) -> None:
    def approved() -> bool:
        return "approved" in looked_at(guard, drawn((400, 300), 60))

    picture = base64.b64encode(drawn((800, 600), 90)).decode()
    kept = office.api("POST", "media", {"title": "Prize day", "pupils": 1, "picture": picture})
    office.api("POST", "pupils", {"ref": "P77", "status": "current"})
    consent = office.api("POST", "consents", {"picture": kept["id"], "pupil": "P77", "given_by": "parent"})
    until(approved, why="the picture on the guard")
    office.api("DELETE", f"consents/{consent['id']}")
    until(lambda: not approved(), why="the withdrawal on the guard")
    office.api("POST", f"consents/{consent['id']}/restore")
    until(approved, why="the picture on the guard again")


def test_a_browser_without_a_guard_is_told_the_same_by_the_office(guard: Guard, office: Office, traces: Traces) -> None:
    office.api("POST", "sites", {"host": "maths-for-all.co.uk"})
    link, tag = f"https://maths-for-all.co.uk/{traces.canary}", "#thinspo"
    until(lambda: verdict(guard, link)[0] == "reputable", why="the register on the guard")
    token = last_line(office.run("token", "add", "browser", "--role", "adviser"))
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = HTTPSConnection("127.0.0.1", office.port, timeout=60, context=context)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", "/api/adviser/v1/check", json.dumps({"links": [link], "hashtags": [tag]}), headers)
    alone = json.loads(connection.getresponse().read())["findings"]
    connection.close()
    beside = guard.draft(text=f"{link} {tag}")["findings"]
    assert alone == [found | {"span": None} for found in beside]
