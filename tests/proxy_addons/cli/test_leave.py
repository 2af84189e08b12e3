async def test_leaving_asks_first(command, device) -> None:
    done = await command("leave", input="n\n")

    assert done.exit_code == 1
    assert "Remove Tutor Guard and everything in" in done.output
    assert device.home.ca_cert.exists()


async def test_leaving_says_what_was_done(command, device) -> None:
    device.enrol()

    done = await command("leave", "--yes")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-2:] == [
        "The office could not be told; please tell it yourself.",
        "Everything that was kept here is deleted.",
    ]
    assert not device.home.device_file.exists()
