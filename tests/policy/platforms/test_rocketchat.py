from policy.platforms.rocketchat import platform


def test_people_belong_to_a_server_and_ids_keep_their_case() -> None:
    assert platform.account("https://chat.school.example/direct/Pupil.One").handle == "pupil.one@chat.school.example"
    assert platform.account(id="Chat.School.Example/aB3dEfG").id == "chat.school.example/aB3dEfG"
