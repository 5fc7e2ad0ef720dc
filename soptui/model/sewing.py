"""How typed parts and a template's words become one text, with nothing said twice."""

from soptui.model.speech import Speech

_LONGEST_OVERLAP = 4
_CLOSERS = "\"'”’»"
_ENDS = ".!?…"


class Seam:
    """A sentence while it is sewn together, piece after piece."""

    def __init__(self, speech: Speech) -> None:
        self.text = ""
        self._speech = speech
        self._part = ""  # the part that was added last
        self._between = ""  # the template's words since then
        self._ours = ""  # what of them was not said already

    def template(self, words: str, others: tuple[str, ...]) -> None:
        """Add words of the template; `others` are the same with the other numbers."""
        if not words:
            return
        self._between += words
        if self._part and words.strip():
            said = _said(self._part, words)
            for other in others:
                if _said(self._part, other) > said:
                    words, said = other, _said(self._part, other)
            words = _without(words, said)
            if words.strip().isalpha() and words.strip() in self._part.split():
                words = " "  # "It was reported that on March 3" brings its own "that"
            self._settle()
        if words.lstrip()[:1] == "." and _is_closed(self.text):
            words = words.lstrip()[1:]
        self.text += words
        self._ours += words

    def gap(self, sign: str) -> None:
        """Show that a part is missing."""
        self.text += sign
        self._part = self._between = self._ours = ""

    def new_in(self, part: str) -> str:
        """Return of a part what the words before it have not said yet."""
        before = self._between.split()[-_LONGEST_OVERLAP:]
        if not before:
            return self._unnamed(part)
        words = part.split(maxsplit=_LONGEST_OVERLAP)
        for size in range(min(len(before), len(words)), 0, -1):
            wanted = [word.strip("(") for word in before[-size:]]
            if wanted == [words[0][:1].lower() + words[0][1:], *words[1:size]]:
                self._ours = ""  # they are the part's as well, and must stay
                return _without(part, size).lstrip() or part
        return part

    def part(self, part: str) -> None:
        """Add a part."""
        if self._part and not self._between.strip():
            self._settle()
        self._open(part)
        inside = self.text.strip() and self.text.rstrip()[-1] not in f"{_ENDS}·"
        self.text += self._speech.within(part) if inside else part
        self._part, self._between, self._ours = part, "", ""

    def go_on(self) -> None:
        """Go on with the sentence that the template would have ended here."""
        if self.text.rstrip().endswith("."):
            self.text = f"{self.text.rstrip().rstrip('.')}, "

    def _open(self, part: str) -> None:
        before = self.text.rstrip()
        if self._speech.opener_of(part):
            # It was typed to open the clause in its own way: "para que Mateo duerma".
            ours = self._ours.rstrip()
            opener = self._speech.opener_at_the_end(ours) or (":" if ours.endswith(":") else "")
            if opener:
                self.text = f"{before[: -len(opener)].rstrip()} "
            return
        joined, said = self._speech.conjunction, self._speech.conjunction_before(part)
        if said != joined and f" {before}".endswith(f" {joined}"):
            self.text = f"{before.removesuffix(joined)}{said} "

    def _unnamed(self, part: str) -> str:
        # "Rosa", then "Rosa called": the second part repeats the whole first one.
        before = self._part.casefold().split()
        words = part.casefold().split()
        if before and len(words) > len(before) and words[: len(before)] == before:
            return _without(part, len(before)).lstrip()
        return part

    def _settle(self) -> None:
        # The mark that ended a part goes when the sentence goes on, or ends by itself.
        body = self.text.rstrip()
        last = body.rsplit(None, 1)[-1] if body else ""
        if last.endswith((",", ";", ":")) or (last.endswith(".") and not _is_abbreviation(last)):
            space = " " if self.text != body else ""
            self.text = body.rstrip(".,;:") + space


def capital(text: str) -> str:
    """Return a text with a capital first letter; "ß" and the like stay as they are."""
    first = text[:1].upper()
    return first + text[1:] if len(first) == 1 else text


def _said(part: str, words: str) -> int:
    """How many of a template's first words the part ends with already."""
    end, start = part.split()[-_LONGEST_OVERLAP:], words.split()
    sizes = range(min(len(end), len(start)), 0, -1)
    return next((size for size in sizes if end[-size:] == start[:size]), 0)


def _without(text: str, count: int) -> str:
    """Return a text without its first words."""
    for _ in range(count):
        text = text.lstrip()
        text = text[len(text.split(maxsplit=1)[0]) :]
    return text


def _is_closed(text: str) -> bool:
    return text.rstrip().rstrip(_CLOSERS)[-1:] in tuple(_ENDS)


def _is_abbreviation(word: str) -> bool:
    # "p.m.", "Mr.", "K.", "...": their stop belongs to them.
    stem = word[:-1].lstrip("(\"'“‘")
    return not stem or "." in stem or (len(stem) <= 2 and stem[0].isupper())
