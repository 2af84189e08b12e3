import msgspec

from proxy_addons.hold import Decision, Hold, NoSuchHold


def test_a_hold_has_no_field_for_a_person_or_a_word_of_a_message():
    fields = {field.name for field in msgspec.structs.fields(Hold)}

    assert fields == {"id", "platform", "act", "clause", "standing", "notice", "asked_at", "expires_at", "ahead"}


def test_the_words_of_the_command_line_are_the_decisions():
    assert [str(decision) for decision in Decision] == ["continue", "cancel"]


def test_an_unknown_hold_is_explained_to_a_person():
    assert "answered already" in str(NoSuchHold())
