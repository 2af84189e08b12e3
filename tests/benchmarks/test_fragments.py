from benchmarks import fragments


def hosts(pattern: str, count: int) -> list[str]:
    return [pattern.format("abcdefghijklmnopqrstuvwxyz"[at]) for at in range(count)]


HARMLESS = hosts("garden{}.com", 20)


def test_what_many_bad_sites_share_and_no_harmless_one_has_is_chosen() -> None:
    assert fragments.chosen(hosts("q{}xsuivi.com", 20), HARMLESS * 2, ()) == ["xsuivi"]


def test_what_few_sites_share_is_not_chosen() -> None:
    assert fragments.chosen(hosts("q{}xsuivi.com", fragments.LEAST - 1), HARMLESS, ()) == []


def test_a_site_with_many_hosts_counts_once() -> None:
    assert fragments.chosen(hosts("q{}xsuivi.example.com", 20), HARMLESS, ()) == []


def test_what_harmless_sites_have_too_is_not_chosen() -> None:
    assert fragments.chosen(hosts("q{}suivi.com", 20), hosts("p{}suivi.com", 20), ()) == []


def test_an_everyday_word_is_not_chosen() -> None:
    assert fragments.chosen(hosts("q{}-japan.com", 20), HARMLESS, {"japan"}) == []


def test_a_part_of_a_well_known_name_is_not_chosen() -> None:
    assert fragments.chosen(hosts("q{}-facebo.com", 20), HARMLESS, ()) == []
