"""What the office writes about itself: one line an event, key and value, through the standard library's logging.

Events carry numbers, references and kinds. No identifier, token, body or query ever goes in: aiohttp's access log is
off, and exceptions are named by their kind alone.
"""

import logging
import sys

import structlog


def set_up() -> None:
    """Lines on standard error, informational and worse."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s", force=True)
    for noisy in ("aiohttp.access", "aiohttp.server", "aiosqlite", "alembic", "sqlalchemy"):
        # aiohttp.server logs a handshake that fails, with the peer's bytes in it; the others repeat statements.
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.KeyValueRenderer(key_order=["at", "level", "event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
