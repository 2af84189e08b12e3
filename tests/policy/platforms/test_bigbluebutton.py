from policy.platforms.bigbluebutton import platform


def test_people_exist_on_one_server_only() -> None:
    assert platform.account("Pupil 1@BBB.School.Example".replace(" ", "")).handle == "pupil1@bbb.school.example"
    assert platform.seen("pupil1") is None


def test_it_has_no_host_but_the_company_s() -> None:
    assert platform.hosts == ()
