"""The library for pseudonyms does what RFC 9497 says, as far as we rely on it."""

import pytest
from voprf import ristretto

SEED, INFO = bytes([0xA3]) * 32, b"test key"
ONE_BYTE = (
    "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
    "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c"
)
SEVENTEEN_BYTES = (
    "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
    "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6"
)
# RFC 9497, appendix A.1.2: ristretto255-SHA512, VOPRF mode
EACH_VECTOR = pytest.mark.parametrize(("asked", "output"), [(b"\x00", ONE_BYTE), (b"\x5a" * 17, SEVENTEEN_BYTES)])


def office(info: bytes = INFO) -> ristretto.Evaluator:
    return ristretto.Evaluator.from_seed(SEED, info)


@EACH_VECTOR
def test_the_outputs_are_those_of_the_rfc(asked: bytes, output: str) -> None:
    assert office().evaluate_known_input(asked).hex() == output


@EACH_VECTOR
def test_a_blinded_question_gives_the_same_output(asked: bytes, output: str) -> None:
    client, blinded = ristretto.Client.blind(asked)
    assert client.finalize(office().evaluate(blinded), office().public_key).hex() == output


def test_two_questions_for_the_same_name_look_different() -> None:
    assert len({ristretto.Client.blind(b"instagram:id:222")[1].serialize() for _ in range(20)}) == 20


def test_a_batch_is_answered_in_order_with_one_proof() -> None:
    names = [f"instagram:id:{number}".encode() for number in range(5)]
    asked = [ristretto.Client.blind(name) for name in names]
    answer = office().evaluate_batch([blinded for _, blinded in asked])
    outputs = ristretto.Client.finalize_batch([client for client, _ in asked], answer, office().public_key)
    assert outputs == [office().evaluate_known_input(name) for name in names]


def test_an_answer_under_another_key_is_refused() -> None:
    client, blinded = ristretto.Client.blind(b"instagram:id:222")
    with pytest.raises(ValueError, match=r"(?i)proof|verif"):
        client.finalize(office(b"another key").evaluate(blinded), office().public_key)
