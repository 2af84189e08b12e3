async def test_sync_says_what_is_in_force_after_it(command, address) -> None:
    done = await command("sync")

    assert (done.exit_code, done.stdout) == (0, "The list in force is number 7; 0 reports wait for the office.\n")


async def test_sync_says_what_went_wrong(command, address, device) -> None:
    device.problem = "the office cannot be reached"

    done = await command("sync")
    assert (done.exit_code, done.stderr) == (1, "Error: the office cannot be reached\n")


async def test_there_is_no_sync_without_a_guard(command) -> None:
    assert (await command("sync")).exit_code == 1
