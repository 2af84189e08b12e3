from policy.platforms.mattermost import platform


def test_people_and_ids_belong_to_a_server() -> None:
    assert platform.account("@Pupil@Chat.School.Example").handle == "pupil@chat.school.example"
    assert platform.account(id=f"Chat.School.Example/{'a1' * 13}").id == f"chat.school.example/{'a1' * 13}"
    assert platform.seen("pupil", id="a1" * 13) is None
