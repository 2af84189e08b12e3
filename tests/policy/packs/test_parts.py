from policy.packs.parts import PackRejected


def test_a_refusal_says_of_what_kind_it_is_and_why():
    refused = PackRejected("older", "serial 1 after 2")
    assert (refused.kind, refused.why, str(refused)) == ("older", "serial 1 after 2", "older: serial 1 after 2")
