import pytest
from voprf import ristretto

from policy.wire import MAX_BATCH, Evaluation
from proxy_addons.oracle import CannotCheck, Oracle
from tests.proxy_addons.issuer import Issuer

NAMES = ["instagram:id:222", "instagram:handle:pupil_one"]


@pytest.fixture
def issuer():
    return Issuer()


async def test_the_device_learns_the_pseudonyms_that_the_office_computes(issuer):
    oracle = Oracle(issuer.evaluate)
    assert await oracle.pseudonyms(NAMES, issuer.policy()) == [issuer.pseudonym(name) for name in NAMES]
    assert oracle.left == issuer.budget


async def test_a_full_batch_is_one_question(issuer):
    names = [f"discord:id:{number}" for number in range(MAX_BATCH)]
    found = await Oracle(issuer.evaluate).pseudonyms(names, issuer.policy())
    assert issuer.asked == [MAX_BATCH]
    assert found[-1] == issuer.pseudonym(names[-1])


async def test_the_office_sees_only_noise_that_never_repeats(issuer):
    seen = []

    async def evaluate(question):
        seen.extend(question.blinded)
        return await issuer.evaluate(question)

    oracle = Oracle(evaluate)
    for _ in range(3):
        await oracle.pseudonyms(NAMES, issuer.policy())
    assert len(set(seen)) == 6


async def test_an_office_that_answers_under_another_key_is_found_out(issuer):
    policy, issuer.keys[1] = issuer.policy(), Issuer().keys[1]
    with pytest.raises(CannotCheck, match="verified"):
        await Oracle(issuer.evaluate).pseudonyms(NAMES, policy)


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: Evaluation(evaluated=answer.evaluated[:1], proof=answer.proof, left=1),
        lambda answer: Evaluation(evaluated=answer.evaluated[::-1], proof=answer.proof, left=1),
        lambda answer: Evaluation(evaluated=answer.evaluated, proof=b"", left=1),
        lambda answer: Evaluation(evaluated=(b"", b"\xff" * 32), proof=answer.proof, left=1),
    ],
)
async def test_an_answer_that_was_tampered_with_is_none(issuer, change):
    async def evaluate(question):
        return change(await issuer.evaluate(question))

    with pytest.raises(CannotCheck, match="verified"):
        await Oracle(evaluate).pseudonyms(NAMES, issuer.policy())


def test_the_library_gives_the_outputs_of_rfc_9497_appendix_a_1_2():
    """ristretto255-SHA512 in verifiable mode: design 4.1 rests on it."""
    evaluator = ristretto.Evaluator.from_seed(b"\xa3" * 32, b"test key")
    outputs = {
        b"\x00": "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
        "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c",
        b"\x5a" * 17: "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
        "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6",
    }
    for given, output in outputs.items():
        assert evaluator.evaluate_known_input(given).hex() == output
