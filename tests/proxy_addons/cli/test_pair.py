from proxy_addons.loopback import door


async def test_the_code_stands_alone_on_the_last_line_and_gets_the_token(command, http, device) -> None:
    code = (await command("pair")).stdout.splitlines()[-1]

    async with http.post("/v1/pair", json={"code": code}) as response:
        assert await response.json() == {"token": door.token(device.home)}


async def test_there_is_no_code_without_a_guard(command) -> None:
    done = await command("pair")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "the guard is not running" in done.stderr
