async def test_what_is_wrong_is_said_with_what_to_do_and_counted(command, device) -> None:
    done = await command("doctor")

    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"ok    home: {device.home.root} is open to you alone",
        "MEND  enrolment: this computer is not enrolled",
        "      → ask the office for a code: python -m proxy_addons enrol CODE",
        "1 to mend.",
    ]


async def test_what_is_well_is_said_too(command, device, office, address) -> None:
    device.enrol(office.address, office.pin)

    said = (await command("doctor")).stdout
    assert "ok    guard: it is running" in said
    assert f"ok    office: {office.address} answers" in said
