"""A registrar lets devices in and out."""

import re

from policy import enrolment
from server.roles import Role


async def test_an_empty_list_says_what_to_do(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/devices")
    assert "Register the tutor first" in browser.page


async def test_a_tutor_is_registered_and_gets_a_code_that_is_shown_once(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/devices")
    await browser.send("/devices/tutors", ref="T1", name="Tara Tutor")
    assert browser.path == "/devices?said=saved"
    await browser.send("/devices/codes", tutor="T1")
    assert browser.status == 201
    code = re.search(r"TG1-[\w-]+", browser.page)[0]
    assert enrolment.read(code).address == "127.0.0.1:8443"
    await browser.open("/devices")
    assert code not in browser.page


async def test_an_unknown_tutor_gets_no_code(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/devices")
    await browser.send("/devices/codes", tutor="T9")
    assert (browser.status, "There is no tutor T9." in browser.page) == (404, True)


async def test_a_wrong_tutor_is_explained(logged_in):
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/devices")
    await browser.send("/devices/tutors", ref="a b")
    assert (browser.status, "A reference has" in browser.page) == (422, True)


async def test_a_device_is_revoked(logged_in, device):
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/devices")
    assert '<span class="tag new">new</span>' in browser.page
    await browser.send(f"/devices/{device}/revoke")
    assert browser.path == "/devices?said=revoked"
    assert '<span class="tag revoked">revoked</span>' in browser.page
    assert "/revoke" not in browser.page


async def test_a_dsl_sees_devices_and_revokes_none(logged_in, device):
    browser = await logged_in(Role.DSL)
    await browser.open("/devices")
    assert "laptop" in browser.page
    assert "Revoke" not in browser.page
