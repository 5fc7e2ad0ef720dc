r"""People's words in Markdown: never markup, and with as few backslashes as can be.

The text is pasted into plain text fields, where a backslash is dirt. So a character is
escaped only where CommonMark or GitHub's Markdown would take it for markup: `*` where
emphasis could open, a dot where it could be a host name's, `#` where a line starts.
`tests/export/test_escape.py` proves it against markdown-it.
"""

import re

# Each alternative has one group: what gets the backslashes.
_ANYWHERE = re.compile(
    r"""
      (`)                                        # a code span
    | (\\)(?=[!-/:-@\[-`{-~])                    # a backslash that would be one of ours
    | (<)(?=[a-z/!?]|[^\s<>@]+@)                 # a tag, a comment, <http://...>, <1@2>
    | (&)(?=\#?\w+;)                             # &amp; &#60;
    | (\])(?=\()                                 # [text](address)
    | (\*)(?=\**[^\s*])                          # emphasis that could open
    | (?<!\w)(_+)(?=[^\s_])                      # the same, but not within_a_word
    | (?<=\S)(~)                                 # a strike-through that could close
    | (/)(?=/\S)                                 # http://host, //host
    | (?<=mailto)(:)(?=\S)
    | (?<=[^\s.])(\.)(?=(?:[a-z]{2}|xn--[a-z0-9-]+|рф            # home.it, example.com
        |biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop)(?![^\W_]))
    | (?<=\S)(@)(?=\d{1,3}\.\d)                  # somebody@10.0.0.1
    | (?<!\S)(\#)(?=\#*$)                        # what closes a heading
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AT_START = re.compile(
    r"""
      (\#)(?=\#{0,5}(?:\s|$))                    # a heading
    | (>)                                        # a quotation
    | ([-+*])(?=\s|$)                            # a list
    | \d{1,9}([.)])(?=\s|$)                      # a numbered list: "2026. Then"
    | ([-_*])(?=[-_*\s]*$)                       # a rule
    | (\[)(?=[\sx]\]\s|.*\]:)                    # a check box, [label]: address
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Behind words of ours: what an earlier text on the line may have begun.
_LATER = re.compile(r"^(~)|(\])(?=:)")


def escape(text: str, *, starts: bool = True, then: str = "") -> str:
    """Return one line of cleaned text as Markdown that renders as exactly that text.

    `starts` says whether it stands at the start of its block, `then` what words of ours
    follow it there.
    """
    line = text + then
    if starts:
        first = _AT_START.match(line)
        found = [first] if first else []
    else:
        found = list(_LATER.finditer(line))
    found += _ANYWHERE.finditer(line)
    marked = {at for match in found for at in range(*match.span(match.lastindex or 0))}
    return "".join(f"\\{char}" if at in marked else char for at, char in enumerate(text))
