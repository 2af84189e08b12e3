from policy.account import Account
from proxy_addons.database import Database
from proxy_addons.shelf import Shelf
from proxy_addons.vault import Vault

PERSON = Account("instagram", "222", "pupil_one", ("eimu:17842",))


def shelf(path, key=b"\x01" * 32, limit=10):
    database = Database(path / "people.sqlite")
    return Shelf("met", limit, database, Vault(key)).people, database


def test_people_survive_a_restart(tmp_path):
    people, database = shelf(tmp_path)
    people.learn(PERSON)
    database.close()
    people, database = shelf(tmp_path)
    assert people.joined(Account("instagram", handle="pupil_one")) == PERSON
    database.close()


def test_whoever_is_forgotten_is_gone_from_the_disk(tmp_path):
    people, database = shelf(tmp_path, limit=1)
    people.learn(PERSON)
    people.learn(Account("instagram", "333"))
    database.close()
    people, database = shelf(tmp_path)
    assert list(people.everybody()) == [Account("instagram", "333")]
    database.close()


def test_nothing_can_be_read_on_the_disk(tmp_path):
    people, database = shelf(tmp_path)
    people.learn(PERSON)
    database.close()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not any(word in written for word in (b"pupil_one", b"17842", b"instagram"))


def test_what_another_key_sealed_is_dropped(tmp_path):
    people, database = shelf(tmp_path)
    people.learn(PERSON)
    database.close()
    people, database = shelf(tmp_path, key=b"\x02" * 32)
    assert len(people) == 0
    assert list(database.read("SELECT * FROM met")) == []
    database.close()
