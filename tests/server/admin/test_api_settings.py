"""Hosts are the registrar's to set, how strongly clauses act is the DSL's; what must never be watched is refused."""

import pytest

HOSTS = {"mastodon": ["mastodon.example"], "matrix": ["chat.example"]}


async def test_a_change_touches_only_what_it_names(registrar):
    _, before = await registrar("GET", "settings")
    status, after = await registrar("PATCH", "settings", {"hosts": HOSTS})
    assert status == 200
    assert after == before | {"hosts": HOSTS}
    assert (await registrar("GET", "settings"))[1] == after


async def test_hosts_are_merged_by_platform_and_null_takes_one_away(owner):
    await owner("PATCH", "settings", {"hosts": HOSTS})
    _, after = await owner("PATCH", "settings", {"hosts": {"matrix": None, "moodle": ["Learn.Example.org"]}})
    assert after["hosts"] == {"mastodon": ["mastodon.example"], "moodle": ["learn.example.org"]}


@pytest.mark.parametrize(
    ("patch", "field"),
    [
        ({"hosst": {}}, "hosst"),
        ({"register": {"sites": []}}, "register"),
        ({"hosts": {"matrix": ["mail.google.com"]}}, "hosts.matrix"),
        ({"hosts": {"matrix": ["www.gov.uk"]}}, "hosts.matrix"),
        ({"hosts": {"matrix": ["co.uk"]}}, "hosts.matrix"),
        ({"hosts": {"matrix": ["not a host"]}}, "hosts.matrix"),
        ({"hosts": {"matrix": ["https://chat.example/"]}}, "hosts.matrix"),
        ({"hosts": {"matrix": ["*"]}}, "hosts.matrix"),
        ({"hosts": {"matrix": [""]}}, "hosts.matrix"),
        ({"hosts": {"myspace": ["chat.example"]}}, "hosts.myspace"),
        ({"hosts": {"matrix": "chat.example"}}, "hosts"),
        ({"hosts": []}, "hosts"),
        ({"hold_seconds": 1}, "hold_seconds"),
        ({"hold_seconds": "60"}, "hold_seconds"),
        ({"unchecked": "maybe"}, "unchecked"),
        ({"modes": {"5.1": {"current": "sometimes"}}}, "modes"),
        ({"company": ""}, "company"),
    ],
)
async def test_a_wrong_setting_is_named_and_nothing_changes(owner, patch, field):
    await owner("PATCH", "settings", {"hosts": HOSTS})
    _, before = await owner("GET", "settings")
    status, problem = await owner("PATCH", "settings", {"contact": "Reception"} | patch)
    assert status == 422
    assert problem["field"].startswith(field)
    assert (await owner("GET", "settings"))[1] == before


async def test_each_role_changes_its_own(registrar, dsl):
    assert (await registrar("PATCH", "settings", {"hosts": HOSTS}))[0] == 200
    assert (await dsl("PATCH", "settings", {"unchecked": "warn"}))[0] == 200
    status, problem = await registrar("PATCH", "settings", {"unchecked": "allow"})
    assert (status, problem["field"]) == (403, "unchecked")
    status, problem = await dsl("PATCH", "settings", {"hold_seconds": 90, "hosts": {}})
    assert (status, problem["field"]) == (403, "hosts")
    assert (await dsl("GET", "settings"))[1]["hold_seconds"] == 60


@pytest.mark.parametrize("body", [[], "x", 1])
async def test_a_body_that_is_no_object_is_a_problem(owner, body):
    assert (await owner("PATCH", "settings", body))[0] == 422


DRAFTS = {"names": ["Tutor Train"], "confidential": ["Blue Fox"], "approved_tags": ["GCSE"], "logos": ["0" * 31 + "f"]}


async def test_what_drafts_are_checked_by_is_merged_field_by_field(owner):
    await owner("PATCH", "settings", {"drafts": DRAFTS})
    status, after = await owner("PATCH", "settings", {"drafts": {"confidential": None}})
    assert status == 200
    assert {name: value for name, value in after["drafts"].items() if value and name in DRAFTS} == {
        k: v for k, v in DRAFTS.items() if k != "confidential"
    }


@pytest.mark.parametrize(
    "drafts", [{"logos": ["canary"]}, {"names": [""]}, {"names": "Tutor Train"}, {"approved_tags": ["a" * 101]}]
)
async def test_terms_that_no_device_could_use_are_refused(owner, drafts):
    status, problem = await owner("PATCH", "settings", {"drafts": drafts})
    assert (status, problem["field"].split(".")[0]) == (422, "drafts")


SITE = {"platform": "x", "hosts": ["x.com"], "sends": ["[data-go]"]}


async def test_a_site_of_the_extension_is_replaced_whole_and_taken_back(registrar):
    status, after = await registrar("PATCH", "settings", {"adviser_sites": {"x": SITE}})
    assert (status, after["adviser_sites"]) == (200, {"x": SITE})
    _, after = await registrar("PATCH", "settings", {"adviser_sites": {"x": None}})
    assert after["adviser_sites"] == {}


@pytest.mark.parametrize(
    ("site", "field"),
    [
        ({"sends": "button"}, "adviser_sites"),
        ({"sends": [1]}, "adviser_sites"),
        ({"hosts": None}, "adviser_sites"),
        ({"senders": []}, "adviser_sites.x.senders"),
        ({"threads": ["^/(?:a+)+"]}, "adviser_sites.x.threads"),
        ({"hosts": ["mail.google.com"]}, "adviser_sites.x.hosts"),
    ],
)
async def test_a_site_that_no_browser_could_use_is_refused(owner, site, field):
    status, problem = await owner("PATCH", "settings", {"adviser_sites": {"x": SITE | site}})
    assert (status, problem["field"][: len(field)]) == (422, field)
    assert (await owner("GET", "settings"))[1]["adviser_sites"] == {}


async def test_clauses_people_do_not_set_sites(dsl):
    status, problem = await dsl("PATCH", "settings", {"adviser_sites": {"x": SITE}})
    assert (status, problem["field"]) == (403, "adviser_sites")
