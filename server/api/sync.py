"""The four stages of sync, apart from events: what a device says of itself, what is new for it, what it holds then."""

import msgspec
from aiohttp import web

from policy import sync, wire
from server.api.door import DELTAS, DEVICE, PUBLISHER, encoded, read, reply
from server.problem import BadRequest
from server.store import bundles, devices, log, lookups
from server.store.devices import Device
from server.store.log import Kind
from server.store.transaction import Transaction
from server.web import DB

DAY = 24 * 3600
routes = web.RouteTableDef()


@routes.post(f"{wire.PREFIX}preflight")
async def preflight(request: web.Request) -> web.Response:
    """Hear how a device is; say what is new for it."""
    said = await read(request, wire.Preflight)
    device, newest, database = request[DEVICE], request.app[PUBLISHER].policy, request.app[DB]
    if not devices.same_as_before(device, said, int(database.clock().timestamp())):
        async with database.begin() as db:
            await devices.heard(db, device, said)
            if said.serial > newest.head.serial:
                await _note_ahead(db, device, said.serial)
    if sync.up_to_date(said, newest.head):
        return reply(wire.Preflighted(serial=newest.head.serial))
    async with database.reading() as db:
        cursor = sync.cursor(said, newest.head, await bundles.digest(db, said.serial))
        holds = msgspec.structs.replace(device, serial=said.serial, epoch=said.epoch)
        allowance = await lookups.renewals_left(db, holds, newest.head.epoch)
    return reply(wire.Preflighted(serial=newest.head.serial, cursor=cursor, allowance=allowance))


@routes.get(f"{wire.PREFIX}changes")
async def changes(request: web.Request) -> web.Response:
    """What is new since the bundle that the cursor names."""
    try:
        base = sync.base(request.query.get("cursor", ""))
    except ValueError as error:
        raise BadRequest("This cursor is not the office's.", field="cursor") from error
    return encoded(await request.app[DELTAS].since(base))


@routes.post(f"{wire.PREFIX}postflight")
async def postflight(request: web.Request) -> web.Response:
    """Hear what a device now holds; say whether the ledger agrees."""
    held = await read(request, wire.Held)
    async with request.app[DB].begin() as db:
        agrees = await devices.acknowledge(db, request[DEVICE], held)
    return reply(wire.Ledger(agrees=agrees))


async def _note_ahead(db: Transaction, device: Device, serial: int) -> None:
    """A device holds more than the office ever published: the office was restored from an old backup. Said once a day."""
    subject = f"device:{device.id}"
    if not await log.said(db, Kind.DEVICE_AHEAD, subject, since=db.now - DAY):
        await log.write(db, "office", Kind.DEVICE_AHEAD, subject, serial=serial)
