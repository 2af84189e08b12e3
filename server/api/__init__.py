"""The office's machine side: what devices ask, in MessagePack (policy/wire.py), each with its own token."""

from server.api.setup import setup

__all__ = ["setup"]
