"""Blind look-ups within a device's budget: the office answers without learning who is meant, or what it answered."""

from aiohttp import web

from policy import wire
from policy.wire import MAX_BATCH, Purpose
from server.api.door import DEVICE, read, reply
from server.oracle import BrokenQuestion
from server.problem import BadRequest, Conflict, TooMany
from server.store import epochs, lookups
from server.web import DB

routes = web.RouteTableDef()


@routes.post(f"{wire.PREFIX}evaluate")
async def evaluate(request: web.Request) -> web.Response:
    """Evaluate blinded identifiers under the key of an epoch that is still in use."""
    asked = await read(request, wire.Evaluate)
    count = len(asked.blinded)
    if not 0 < count <= MAX_BATCH:
        raise BadRequest(f"A batch holds 1 to {MAX_BATCH} identifiers.", field="blinded")
    database = request.app[DB]
    async with database.begin() as db:
        if not await epochs.usable(db, asked.epoch):
            raise Conflict("That epoch's key is no longer, or not yet, in use.", field="epoch")
        names = asked.purpose is Purpose.NAMES
        spent = await lookups.spend(db, request[DEVICE], asked.epoch, count, renewal=asked.renewal, names=names)
    if spent.wait:
        raise TooMany("This device has asked as often as it may for now.", retry_after=spent.wait)
    try:
        evaluated, proof = await database.oracle.answer(asked.epoch, asked.blinded)
    except BrokenQuestion as error:
        raise BadRequest("A blinded identifier cannot be read.", field="blinded") from error
    return reply(wire.Evaluation(evaluated=evaluated, proof=proof, left=spent.left))
