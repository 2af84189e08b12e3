from policy.platforms.zoom import platform


def test_people_are_the_addresses_of_their_accounts() -> None:
    assert platform.account("Pupil@School.Example", id="AbC-1_x").identifiers == (
        "zoom:id:AbC-1_x",
        "zoom:handle:pupil@school.example",
    )
