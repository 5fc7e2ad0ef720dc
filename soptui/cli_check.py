"""`soptui check`: what the lenses see in a session, as text and as JSON."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from soptui.cli_home import in_home, in_language, telling_why, the_home, the_library, the_wording
from soptui.leaving import WRONG_USE, Failure
from soptui.telling import tell

if TYPE_CHECKING:
    from soptui.lens.finding import Finding
    from soptui.model.session import Session
    from soptui.wording import Wording


@click.command()
@click.argument("session_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--all", "everything", is_flag=True, help="Also what was dismissed in the session.")
@in_home
@in_language
def check(session_id: str, *, as_json: bool, everything: bool) -> None:
    """Ask what a good coach would ask about a session.

    They are questions, not mistakes: nothing is scored and nothing is changed. Exit code 0,
    whatever is found.
    """
    library = the_library()
    wording = the_wording()
    with telling_why():
        session = library.read(session_id)
    findings = _findings(session, wording, everything=everything)
    if as_json:
        import json  # noqa: PLC0415 - `--version` needs none

        rows = [_row(finding) for finding in findings]
        tell(json.dumps({"schema": 1, "findings": rows}, ensure_ascii=False, indent=2))
        return
    _print(findings, session, wording)
    count = len(findings)
    tell("Nothing to ask." if not count else f"{count} question{'s'[: count > 1]}.", err=True)


def _findings(session: "Session", wording: "Wording", *, everything: bool) -> "tuple[Finding, ...]":
    from soptui.lens.lexicon import BadTable  # noqa: PLC0415 - `--version` needs none
    from soptui.lens.review import Review  # noqa: PLC0415

    try:
        review = Review(wording, own=the_home().words)
    except BadTable as error:
        raise Failure(f"{error}. The session is safe; mend or move the file.", WRONG_USE) from None
    found = review.findings(session)
    return found if everything else tuple(f for f in found if f.key not in session.dismissed)


def _print(findings: "Iterable[Finding]", session: "Session", wording: "Wording") -> None:
    """Print what there is to ask, by the note it is about, in the order of the map."""
    order = {item.id: at for at, item in enumerate(session.items(), 1)}
    placed = sorted(findings, key=lambda one: order.get(one.item, 0))
    for _, of_one in groupby(placed, key=lambda one: one.item):
        asked = list(of_one)
        first = asked[0]
        heading = wording.heading(first.section) if first.section else wording.say("lens.map")
        tell(f"{heading}  {first.text}".rstrip())
        for finding in asked:
            short = 0 < len(finding.words) <= _MOST_WORDS
            about = f"  ({finding.words})" if short and finding.words != first.text else ""
            tell(f"    {finding.question}{about}")


_MOST_WORDS = 60


def _row(finding: "Finding") -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "section": finding.section.value if finding.section else None,
        "item": finding.item or None,
        "text": finding.text,
        "words": finding.words,
        "start": finding.start,
        "end": finding.end,
        "question": finding.question,
        "level": int(finding.level),
    }
