"""Instagram: the web client's GraphQL and sockets, and the private API of the mobile app and the client libraries."""

from policy.platforms.instagram import answers, graphql, private_api, realtime, refusal, resolver
from policy.platforms.instagram.names import platform

__all__ = ["answers", "graphql", "platform", "private_api", "realtime", "refusal", "resolver"]
