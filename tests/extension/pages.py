"""The stand-in pages: each a real site's address and hooks around a real editor engine."""

import msgspec

CSP = "default-src 'self'; style-src 'self'"  # as strict as the real sites', or stricter


class Page(msgspec.Struct, frozen=True):
    """`keys`: which key sends, "plain" Enter as in chats or "control" and Enter as in posts; "" for none.

    `button`: is there something to press. `lines`: can the draft have more than one.
    """

    name: str
    host: str
    path: str
    engine: str
    keys: str
    body: str
    button: bool = True

    @property
    def url(self) -> str:
        return f"https://{self.host}{self.path}"

    @property
    def composer(self) -> str:
        """Where a person clicks to type."""
        return "textarea" if self.engine == "textarea" else "[contenteditable=true]"

    @property
    def html(self) -> str:
        return (
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>Stand-in</title>"
            '<link rel=stylesheet href="/stand-in/page.css"></head><body>'
            f'<main id=stage data-enter="{self.keys}">{self.body}</main>'
            f'<script type=module src="/stand-in/{self.engine}.js"></script></body></html>'
        )


PAGES = (
    Page(
        "form",
        "mastodon.social",
        "/home",
        "textarea",
        "control",
        '<form class=compose-form><textarea aria-label="What is on your mind?"></textarea>'
        "<button id=send type=submit>Post</button></form>",
    ),
    Page(
        "comment",
        "www.instagram.com",
        "/p/CxYz123/",
        "textarea",
        "plain",
        '<section><textarea aria-label="Add a comment…"></textarea><div id=send role=button tabindex=0>Post</div></section>',
    ),
    Page(
        "post",
        "x.com",
        "/home",
        "draft",
        "control",
        '<div role=dialog><div id=editor data-testid="tweetTextarea_0"></div>'
        '<button id=send data-testid="tweetButton">Post</button></div>',
    ),
    Page(
        "chat",
        "www.instagram.com",
        "/direct/t/100200300/",
        "lexical",
        "plain",
        '<section><div id=editor role=textbox contenteditable=true data-lexical-editor=true aria-label="Message"></div>'
        "<div id=send role=button tabindex=0>Send</div></section>",
    ),
    Page(
        "share",
        "www.linkedin.com",
        "/feed/",
        "quill",
        "control",
        "<div class=share-box><div id=editor></div>"
        '<button id=send class="share-actions__primary-action"><span>Post</span></button></div>',
    ),
    Page(
        "remark",
        "www.linkedin.com",
        "/feed/update/urn:li:activity:7100000000000000000/",
        "tiptap",
        "control",
        '<div data-view-name="comment-box"><div id=editor></div>'
        '<button id=send class="comments-comment-box__submit-button--cr">Comment</button></div>',
    ),
    Page(
        "channel",
        "discord.com",
        "/channels/81/82",
        "slate",
        "plain",
        "<div><div id=editor></div></div>",
        button=False,
    ),
    Page(
        "team",
        "teams.microsoft.com",
        "/v2/",
        "ckeditor",
        "plain",
        '<div><div id=editor data-tid="ckeditor"></div>'
        '<button id=send data-tid="newMessageCommands-send" aria-label="Send"><i>➤</i></button></div>',
    ),
)
BY_NAME = {page.name: page for page in PAGES}
PROFILE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Profile</title>"
    '<link rel=stylesheet href="/stand-in/page.css"></head><body><main><header><h2>{handle}</h2>'
    "<button id=follow type=button>Follow</button></header><output id=state>nothing yet</output></main>"
    '<script type=module src="/stand-in/profile.js"></script></body></html>'
)
THREAD = Page(
    "thread",
    "www.instagram.com",
    "/direct/t/1/",
    "lexical",
    "plain",
    '<section><div id=editor role=textbox contenteditable=true data-lexical-editor=true aria-label="Message"></div>'
    "<div id=send role=button tabindex=0>Send</div></section>",
)
PRIVATE = Page(  # end to end encrypted: no proxy reads it
    "private",
    "web.whatsapp.com",
    "/",
    "lexical",
    "plain",
    '<div id=main><header><span title="{person}">{person}</span></header><footer>'
    '<div id=editor role=textbox contenteditable=true data-lexical-editor=true data-tab=10 aria-label="Type a message"></div>'
    '<button id=send aria-label="Send"><span data-icon="wds-ic-send-filled"></span></button></footer></div>',
)
STYLE = """
body { font: 16px/1.4 sans-serif; margin: 0; padding: 24px; background: #fff; color: #111; }
textarea, [contenteditable] {
  display: block; box-sizing: border-box; width: 480px; min-height: 72px; padding: 8px;
  border: 1px solid #777; white-space: pre-wrap; font: inherit; background: inherit; color: inherit;
}
button, [role=button] { display: inline-block; margin-top: 8px; padding: 6px 14px; border: 1px solid #777; cursor: pointer; }
#main footer, section { position: fixed; left: 24px; bottom: 24px; }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee; } }
"""
