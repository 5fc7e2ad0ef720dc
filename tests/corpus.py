"""Texts that programs like this one fall over: kept, shown or cleaned, never obeyed.

Each past fault adds one. They are what somebody types, pastes, imports or finds on a disk;
everything in them is made up.
"""

WITH_BRACKETS = {
    "a name withheld": "Mum [name withheld] said",
    "not heard": "[inaudible] then [crying], [sic]",
    "a closing tag": "[/] [/inaudible] aa[/]bb",
    "half a tag": "a [/ b",
    "a click": "[@click=app.quit]x[/]",
    "a link": "[link='https://evil.example']x[/link]",
    "a color": "[red]She[/red] [b]sings[/b] [on blue]",
    "a list": "see [1] and [x], kids [Ava, Ben], [DOB 2019-01-02]",
    "a variable": "costs $name [$x] {who} {0} %s",
}
"""What looks like the toolkit's markup: every bracket is to be seen."""

AS_TYPED = {
    **WITH_BRACKETS,
    "an emoji's name": ":pile_of_poo: :smile:",
    "markdown": "so # h *so* _sad_ `code` [a](javascript:x) ![i](http://e.example/b) | a | b | ---",
    "html": "<script>alert(1)</script> <b>bold</b> &amp; &#60; <!-- x -->",
    "a formula": "=1+1 @SUM(A1) +cmd|' /C calc'!A0",
    "a path": "../../etc/passwd C:\\nul con",
    "right to left": "سلام می\u200cخواهم שלום",
    "emoji": "👩\u200d👩\u200d👧 🇬🇧 👍🏽 1️⃣ ❤️\u200d🔥",
    "a flag of tags": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f won",
    "wide": "日本語日本語日本語",
    "hindi": "क्ष कि की",
    "spanish": "¿Quién cuidó a Íñigo? «¡Nadie!»",
}
"""What stays exactly as it is."""

CLEANED = {
    "clear the screen": "one\x1b[2J\x1b[Htwo",
    "a color sequence": "red\x1b[31mred\x1b[0m",
    "a title": "a\x1b]0;owned\x07b",
    "a title with ST": "a\x1b]2;owned\x1b\\b",
    "a hyperlink": "a\x1b]8;;https://evil.example\x07link\x1b]8;;\x07b",
    "a hyperlink with ST": "a\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\b",
    "the clipboard": "a\x1b]52;c;aGk=\x07b",
    "the clipboard with ST": "a\x1b]52;c;aGk=\x1b\\b",
    "a device string": "a\x1bP1;1|17/6f776e6564\x1b\\b\x1b_x\x1b\\\x1b^y\x1b\\",
    "an answer": "a\x1b[6n\x1b[c\x1b[>q\x1bZb",
    "an unfinished sequence": "a\x1b[31",
    "an unfinished title": "a\x1b]0;b",
    "C1": "a\x9b31mb\x9d0;owned\x9cc\x90d\x85e",
    "a byte order mark": "\ufeffa\ufeffb",
    "half a pair": "\ud83d half a pair \ude00",
    "overrides": "a\u202eb\u202dc\u202cd",
    "isolates": "a\u2066b\u2067c\u2068d\u2069e\u061cf\u200eg\u200fh",
    "invisible": "a\u200bb\u2060c\u00add\u2063e\u034ff\u115fg\u3164h\u180ei",
    "tags": "a\U000e0041\U000e0062\U000e0001b",
    "joiners that join nothing": "a\u200db\u200c c\u200d\u200d",
    "a flood of marks": "a" + "\u0301\u0316" * 150 + "b",
    "NUL and DEL": "a\x00b\x7fc\x08d\x0ee\x0f",
    "a bell": "a\x07b",
    "breaks": "one\u2028two\u2029three\x0bfour\x0cfive\rsix\r\nseven",
    "no characters": "a\ufffeb\uffffc\ufdd0d\U0001fffee",
    "annotations": "a\ufff9b\ufffac\ufffbd",
    "variation": "a\ufe0f\ufe0e" + "\U000e0100" * 20,
    "tabs": "one\ttwo\t\tthree",
}
"""What loses what would act, hide or pile up."""

LONG = {"a long word": "x" * 10_000}

TEXTS = {**AS_TYPED, **CLEANED, **LONG}
