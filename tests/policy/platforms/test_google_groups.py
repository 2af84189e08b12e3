from policy.platforms.google_groups import platform


def test_gmail_ignores_dots_and_tags_and_other_mail_does_not() -> None:
    assert platform.account("Pupil.One+maths@googlemail.com").handle == "pupilone@gmail.com"
    assert platform.account("pupil.one+maths@school.example").handle == "pupil.one+maths@school.example"
