"""The oracle speaks RFC 9497, and learns nothing from what it is asked."""

import pytest
from voprf import ristretto

from policy.roster import PSEUDONYM_BYTES
from policy.wire import MAX_BATCH
from server import oracle
from server.oracle import BrokenQuestion, NoSuchEpoch, Oracle

SEED, INFO = bytes([0xA3]) * 32, b"test key"


def test_the_library_gives_the_outputs_of_rfc_9497_appendix_a_1_2():
    known = Oracle()
    known.learn(1, SEED, INFO)
    assert oracle.public_key(SEED, INFO).hex() == "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e"
    evaluator = ristretto.Evaluator.from_seed(SEED, INFO)
    outputs = {
        b"\x00": "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
        "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c",
        b"\x5a" * 17: "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
        "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6",
    }
    assert {asked: evaluator.evaluate_known_input(asked).hex() for asked in outputs} == outputs
    assert known.pseudonym(1, "\x00").hex() == outputs[b"\x00"][: 2 * PSEUDONYM_BYTES]


@pytest.mark.parametrize("count", [1, 2, 16, MAX_BATCH])
async def test_a_device_gets_blindly_what_the_office_computes_in_clear(count):
    known, seed = Oracle(), oracle.new_seed()
    known.learn(3, seed)
    identifiers = [f"instagram:handle:somebody{number}" for number in range(count)]
    pairs = [ristretto.Client.blind(identifier.encode()) for identifier in identifiers]
    evaluated, proof = await known.answer(3, tuple(question.serialize() for _, question in pairs))
    answer = ristretto.VerifiableBatchOutput.deserialize(proof + b"".join(evaluated))
    key = ristretto.PublicKey.deserialize(oracle.public_key(seed))
    outputs = ristretto.Client.finalize_batch([client for client, _ in pairs], answer, key)
    assert [output[:PSEUDONYM_BYTES] for output in outputs] == [known.pseudonym(3, name) for name in identifiers]


async def test_an_answer_under_another_key_does_not_verify():
    known = Oracle()
    known.learn(1, oracle.new_seed())
    client, question = ristretto.Client.blind(b"instagram:id:1")
    evaluated, proof = await known.answer(1, (question.serialize(),))
    answer = ristretto.VerifiableBatchOutput.deserialize(proof + evaluated[0])
    other = ristretto.PublicKey.deserialize(oracle.public_key(oracle.new_seed()))
    with pytest.raises(BaseException, match="Proof"):  # the library panics, which is no Exception
        ristretto.Client.finalize_batch([client], answer, other)


@pytest.mark.parametrize("blinded", [(), (b"",), (bytes(32),), (b"\xff" * 32,), (b"x" * 31,), (bytes(32),) * (MAX_BATCH + 1)])
async def test_what_is_no_question_is_refused(blinded):
    known = Oracle()
    known.learn(1, oracle.new_seed())
    with pytest.raises(BrokenQuestion):
        await known.answer(1, blinded)


async def test_an_unknown_epoch_answers_nothing():
    _, question = ristretto.Client.blind(b"instagram:id:1")
    with pytest.raises(NoSuchEpoch):
        await Oracle().answer(9, (question.serialize(),))
