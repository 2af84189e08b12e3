import stat
import subprocess
import sys
from pathlib import Path

import pytest

from proxy_addons.home import Home, HomeInUse


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_home_is_for_its_owner_alone(home):
    assert mode(home.root) == 0o700


def test_the_local_key_is_made_once_and_for_its_owner_alone(home):
    key = home.local_key
    assert len(key) == 32
    assert Home(home.root).local_key == key
    assert mode(home.root / "local.key") == 0o600


def test_two_homes_have_two_keys(home, tmp_path):
    assert Home(tmp_path / "other").local_key != home.local_key


def test_a_secret_is_written_whole_and_replaces_the_old_one(home):
    home.write_secret(home.device_file, b"old")
    home.write_secret(home.device_file, b"new")
    assert home.device_file.read_bytes() == b"new"
    assert mode(home.device_file) == 0o600


def test_a_write_that_fails_leaves_the_old_secret_and_nothing_beside_it(home):
    home.write_secret(home.device_file, b"old")
    with pytest.raises(TypeError):
        home.write_secret(home.device_file, "not bytes")
    assert home.device_file.read_bytes() == b"old"
    assert [path.name for path in home.root.iterdir()] == ["device"]


def test_a_second_guard_in_the_same_home_is_told_so(home):
    script = (
        "import sys; from pathlib import Path; from proxy_addons.home import Home, HomeInUse\n"
        "try:\n    with Home(Path(sys.argv[1])).lock(): print('got it')\n"
        "except HomeInUse as error: print(error)"
    )

    def second():
        return subprocess.run([sys.executable, "-c", script, home.root], capture_output=True, text=True, check=True).stdout

    with home.lock():
        assert "is running in" in second()
        with pytest.raises(HomeInUse, match="stop that one first"), home.lock():
            pass
    assert second() == "got it\n"


def test_all_paths_lie_in_the_home(home):
    paths = [home.device_file, home.database, home.outbox, home.bundle, home.previous_bundle, home.ca_key, home.ca_cert]
    assert {path.parent for path in [*paths, home.loopback_token]} == {home.root}
    assert home.ca_cert.name == "ca.pem"


def test_the_environment_names_the_home(tmp_path, monkeypatch):
    monkeypatch.setenv("TUTOR_GUARD_HOME", str(tmp_path / "elsewhere"))
    assert Home.default().root == tmp_path / "elsewhere"


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {"XDG_DATA_HOME": "{}/data"}, "data/tutor-guard/guard"),
        ("linux", {"XDG_DATA_HOME": "", "HOME": "{}"}, ".local/share/tutor-guard/guard"),
        ("darwin", {"HOME": "{}"}, "Library/Application Support/TutorGuard/guard"),
        ("win32", {"LOCALAPPDATA": "{}/local"}, "local/TutorGuard/guard"),
    ],
)
def test_without_it_the_home_is_where_the_platform_keeps_data(tmp_path, monkeypatch, system, variables, folder):
    monkeypatch.delenv("TUTOR_GUARD_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", system)
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(tmp_path))
    assert Home.default().root == tmp_path / folder


def test_erasing_removes_all_that_a_device_keeps(home):
    home.write_secret(home.device_file, b"token")
    assert home.local_key
    for path in (home.database, home.outbox, home.bundle, home.previous_bundle, home.ca_key, home.ca_cert, home.loopback_token):
        path.write_bytes(b"x")
    (home.root / "people.sqlite-wal").write_bytes(b"x")
    (home.root / "office.sqlite").write_bytes(b"the office may live in the same folder")
    with home.lock():
        home.erase()
        assert {path.name for path in home.root.iterdir()} == {"lock", "office.sqlite"}


def test_a_home_may_lie_where_no_folder_is_yet(tmp_path):
    assert Home(Path(tmp_path / "a" / "b")).root.is_dir()
