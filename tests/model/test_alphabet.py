"""The forms of what can be typed: their sigils and their parts."""

from soptui.model.alphabet import BY_SIGIL, FORMS, Section, form_of


def test_only_how_we_know_can_be_taken_as_it_is_offered() -> None:
    """An example that one key takes must be true of many families: "It was reported" is."""
    offered = [
        (kind, part.name) for kind, form in FORMS.items() for part in form.parts if part.offers
    ]

    assert offered == [(Section.HARM_STATEMENT, "known")]


def test_a_coach_asks_for_what_a_danger_statement_cannot_do_without() -> None:
    parts = form_of(Section.DANGER_STATEMENT).parts

    assert [part.name for part in parts if part.wanted] == ["worried", "action", "impact"]
    assert [part.name for part in parts if not part.wanted] == ["when", "differently"]


def test_every_sigil_stands_for_one_kind_and_only_what_is_heard_has_none() -> None:
    without = [kind for kind, form in FORMS.items() if not form.sigil]

    assert without == [Section.HEARD]
    assert len(BY_SIGIL) == len(FORMS) - 1
