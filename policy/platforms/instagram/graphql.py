"""Instagram's GraphQL, as the web client speaks it: one path, and an operation's name that says what it does.

The numeric `doc_id` of an operation changes every few weeks, its name hardly ever; so the name decides. Names not in
the list are caught by a second net: whoever names a recipient or a thread and calls it a send, a share, a reply or a
forward, or gives it the id that only messages have, is sending.
"""

import re
from collections.abc import Iterator

import msgspec

from policy import formats
from policy.activity import Activity, FollowRequested, Medium
from policy.adapter import Exchange, Findings
from policy.formats import header
from policy.platforms.instagram.names import own_id, platform, recipient
from policy.platforms.instagram.recipients import within
from policy.platforms.instagram.sending import accepted, conversation_opened, messages, named, story_reply

PATHS = ("/api/graphql", "/graphql/query", "/graphql_www", "/graphql")
SENDING = re.compile(
    r"(direct|igd|messag|messeng|stor(y|ies)).*((?<!un)send|share|reply|forward)(?!.*(query|subscription)$)", re.IGNORECASE
)
MESSAGE_ID = '"offline_threading_id"'

SENDS = {
    "IGDirectTextSendMutation": Medium.TEXT,
    "IGDirectEditMessageMutation": Medium.TEXT,
    "IGDirectMediaSendMutation": Medium.MEDIA,
    "IGDirectAnimatedMediaSendMutation": Medium.MEDIA,
    "IGDirectMediaShareMutation": Medium.SHARE,
    "IGDirectReelShareMutation": Medium.SHARE,
    "IGDirectStoryShareMutation": Medium.SHARE,
    "IGDirectProfileShareMutation": Medium.SHARE,
    "IGDirectLinkShareMutation": Medium.SHARE,
    "IGDirectGenericXMAShareMutation": Medium.SHARE,
    "IGDirectReactionSendMutation": Medium.REACTION,
}
CREATE = "useCreateOpenGroupThreadOffMsysMutation"
STORY_REPLY = "IGDirectStoryShareReplyMutation"
ACCEPT = "useIGDirectAcceptMessageRequestMutation"
FOLLOW = "usePolarisFollowMutation"

ROOTS = {  # the answer's root field: an error names it, and so may a header in place of the operation's name
    "IGDirectTextSendMutation": "xig_direct_text_send_with_slide_messaging_response",
    "IGDirectMediaSendMutation": "xig_direct_media_send_with_slide_messaging_response",
    STORY_REPLY: "direct_story_share_reply_with_slide_message_response",
    CREATE: "xig_ig_direct_create_thread",
    ACCEPT: "ig_direct_accept_message_request",
    FOLLOW: "xdt_create_friendship",
}
BY_ROOT = {root: name for name, root in ROOTS.items()}


class Followed(msgspec.Struct, frozen=True):
    target_user_id: int | str


class Call(msgspec.Struct, frozen=True):
    """One operation that a client asks for. `variables` are JSON; `own` is the tutor's account id, if known."""

    name: str
    variables: str
    own: str


def call(exchange: Exchange) -> Call:
    """The form names the operation, else a header does, else the root field that it asks for stands for it."""
    form = exchange.form()
    name = form.get("fb_api_req_friendly_name") or header(exchange.headers, "x-fb-friendly-name")
    name = name or BY_ROOT.get(header(exchange.headers, "x-root-field-name"), "")
    return Call(name, form.get("variables") or "{}", own_id(exchange))


def operation(exchange: Exchange) -> str:
    return call(exchange).name


def root(exchange: Exchange) -> str:
    """The root field that the answer would have, as far as it is known."""
    return header(exchange.headers, "x-root-field-name") or ROOTS.get(operation(exchange), "")


platform.operation = operation


@platform.on("POST", PATHS[0])
@platform.on("POST", PATHS[1])
@platform.on("POST", PATHS[2])
@platform.on("POST", PATHS[3])
def graphql(exchange: Exchange) -> Findings:
    asked = call(exchange)
    if reader := platform.operations.get(asked.name):
        yield from reader(asked)
    elif SENDING.search(asked.name) or MESSAGE_ID in asked.variables:
        fields = within(asked.variables)
        yield from messages(fields, asked.own, Medium.TEXT) if named(fields) else ()


@platform.on_operation(*SENDS)
def send(asked: Call) -> Iterator[Activity]:
    yield from messages(within(asked.variables), asked.own, SENDS[asked.name])


@platform.on_operation(CREATE)
def create_group(asked: Call) -> Iterator[Activity]:
    yield from conversation_opened(within(asked.variables), asked.own)


@platform.on_operation(STORY_REPLY)
def reply_to_story(asked: Call) -> Iterator[Activity]:
    yield from story_reply(within(asked.variables), asked.own)


@platform.on_operation(ACCEPT)
def accept_message_request(asked: Call) -> Iterator[Activity]:
    yield from accepted(within(asked.variables))


@platform.on_operation(FOLLOW)
def follow(asked: Call) -> Iterator[Activity]:
    yield FollowRequested(people=(recipient(formats.json(asked.variables, Followed).target_user_id),))
