"""What a reader of Markdown sees: blocks of plain text, if nothing in them is markup."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

READERS = {
    "commonmark": MarkdownIt("commonmark"),
    "gfm-like": MarkdownIt("gfm-like", {"html": True, "linkify": True}),
    "gfm-like2": MarkdownIt("gfm-like2", {"html": True, "linkify": True}),
    "everything": MarkdownIt("js-default", {"html": True, "linkify": True}),
}
OURS = {"heading_open", "paragraph_open", "bullet_list_open", "list_item_open"}


def blocks_read(reader: MarkdownIt, markdown: str) -> list[str]:
    """Return the text of each block; fails on any markup inside or around one but ours."""
    tokens = reader.parse(markdown)
    assert {token.type for token in tokens if token.nesting == 1} <= OURS
    assert {token.type for token in tokens if token.nesting == 0} <= {"inline"}
    return [_plain(token) for token in tokens if token.type == "inline"]


def _plain(token: Token) -> str:
    children = token.children or []
    assert {child.type for child in children} <= {"text"}, token.content
    return "".join(child.content for child in children)
