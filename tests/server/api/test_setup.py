"""Every stage of the wire's contract has its route, and nothing else answers under its prefix."""

from policy import wire

CONTRACT = {
    ("POST", "enrol"), ("POST", "preflight"), ("POST", "events"), ("GET", "changes"), ("POST", "postflight"),
    ("POST", "evaluate"), ("GET", "packs/{name}"), ("GET", "stream"),
}  # fmt: skip


async def test_the_routes_are_the_contract(office, client):
    found = {
        (route.method, route.resource.canonical.removeprefix(wire.PREFIX))
        for route in office.router.routes()
        if route.resource and route.resource.canonical.startswith(wire.PREFIX)
    }
    assert {(method, path) for method, path in found if method != "HEAD"} == CONTRACT


async def test_an_unknown_route_and_a_wrong_method_are_refused(device):
    await device.ask("GET", "nothing")
    assert device.status == 404
    await device.ask("DELETE", "events")
    assert device.status == 405
