from policy.platforms.bluesky import platform

DID = "did:plc:abcdefghijklmnopqrstuv23"


def test_a_did_is_an_id_wherever_it_stands() -> None:
    for entered in (DID, DID.upper(), f"at://{DID}", f"https://bsky.app/profile/{DID}"):
        assert platform.account(entered).id == DID


def test_a_name_is_a_whole_domain_name() -> None:
    assert platform.account("@Pupil.bsky.social").handle == "pupil.bsky.social"
    assert platform.seen("pupil") is None
    assert platform.seen("a" * 250 + ".bsky.social") is None
