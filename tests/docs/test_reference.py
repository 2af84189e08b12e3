from docs.reference import FILE, written


def test_the_reference_is_what_the_code_says() -> None:
    assert FILE.read_text("utf-8") == written(), "run: python -m docs.reference"
