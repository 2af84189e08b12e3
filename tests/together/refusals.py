"""How each client tells its user that something was refused: by its own error, at once, with words that name the clause."""

from tests.together.driver import Answer

MOMENT = 10.0  # seconds: for a busy machine; whatever waits for the tutor takes longer, and benchmarks measure the rest


def _at_once(answer: Answer, clause: str) -> bool:
    return answer.seconds < MOMENT and clause in answer.text


def by_instagrapi(answer: Answer, clause: str = "5.1") -> bool:
    return answer.error == "FeedbackRequired" and _at_once(answer, clause)


def by_discord_py(answer: Answer, clause: str = "5.1") -> bool:
    return answer.error == "Forbidden" and _at_once(answer, clause)


def by_matrix_nio(answer: Answer, clause: str = "5.1") -> bool:
    return "M_FORBIDDEN" in answer.text and _at_once(answer, clause)


def went_through(answer: Answer) -> bool:
    """Nothing was raised, and nobody had to wait."""
    return answer.error == "" and answer.seconds < MOMENT
