"""A session for training: nobody's name, nobody's number, no true day, and it still reads well."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.export import deidentified as module
from soptui.export.dates import dates_in
from soptui.export.deidentified import (
    ID,
    NameSurvives,
    deidentified,
    looks_like_names,
    survivors,
    weeks_of,
)
from soptui.export.profile import Profile, visible
from soptui.export.survivors import texts_of
from soptui.model.session import Details, Override, Session
from soptui.room.names import plainly
from soptui.wording import load_wording
from tests import strategies
from tests.builders import NOW, WORDING, a_mark, a_member, a_note, a_person, a_session

ES = load_wording("es")
FAMILY = a_session(
    people=(
        a_person("Kai Delgado", id="p1", age="7", relationship="child"),
        a_person("Junie Delgado", id="p2", age="2"),
        a_person("Renata Flores Delgado", id="p3", age="30", relationship="mother"),
        a_person("Marcus Delgado-Ríos", id="p4", age="33", relationship="father"),
    ),
    members=(
        a_member("Inés Flores", id="m1", relationship="grandmother, Renata's mother"),
        a_member("Coach Will", id="m2", relationship="Kai's soccer coach", contact="gate code 77"),
        a_member(
            "Ms. Lin", id="m3", relationship="public health nurse", contact="555-0103, office"
        ),
        a_member("Andre", id="m4", relationship="Marcus's brother"),
        a_member("Sean O'Neill", id="m5", relationship="neighbor"),
        a_member("Zoë Łuksza", id="m6", relationship=""),
    ),
    marks=(a_mark("Priya Anand", id="k1"),),
)


def read(text: str, family: Session = FAMILY) -> str:
    session = replace(family, notes=(a_note(text, said_by="Tomás Vela"),))
    return deidentified(session, WORDING).notes[0].text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kai's shoes", "Child A's shoes"),
        ("KAI DELGADO and junie", "Child A and Child B"),
        ("kais shoes; Kais shoes", "kais shoes; Child A's shoes"),
        ("Renata Flores Delgado left.", "Mother left."),
        ("Renata Delgado left. Mom Renata cried.", "Mother left. Mother cried."),
        ("Marcus Ríos, marcus delgado-rios", "Father, Father"),
        ("the Delgados fight, ask Delgado", "the Family fight, ask Family"),
        ("Grandma Inés and Abuela Ines", "Grandmother and Grandmother"),
        ("Sra. Inés Flores", "Grandmother"),
        (
            "went to Andre's, Marcus's brother Andre",
            "went to Relative's, Father's brother Relative",
        ),
        ("she will call and Coach Will drives", "she will call and Coach drives"),
        ("Then Will drives. Will he? Will Renata?", "Then Coach drives. Will he? Will Mother?"),
        ("Will drives him", "Coach drives him"),
        ("Ms. Lin and Lin's office", "Nurse and Nurse's office"),
        ("Sean O’Neill, O'Neill and sean", "Neighbor, Neighbor and Neighbor"),
        ("ZOE LUKSZA", "Person A"),
        ("Priya and Tomás Vela", "Worker A and Worker B"),
        ("the linen, a willow, Kaiser", "the linen, a willow, Kaiser"),
        ("call 555-0103 or mail kai@example.org", "call ••• or mail •••"),
        ("the gate code 77", "the •••"),
        ("at 12 Elm Street, case JV-12345", "at •••, case •••"),
        ("SSN 123-45-6789, @kai.d, https://e.example/kai", "SSN •••, •••, •••"),
        ("Kai (7) is in Mother's arms at 9:30", "Child A (7) is in Mother's arms at 9:30"),
    ],
)
def test_names_become_what_somebody_is(text: str, shown: str) -> None:
    family = FAMILY
    if text.startswith("ZOE"):
        family = replace(family, members=(a_member("Zoë Luksza", relationship=""),))
    assert read(text, family) == shown


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Ana-María Cruz", "Ana María and maria", "Child A and Child A"),
        ("Ana-María Cruz", "ana-maria de la Cruz left", "Child A left"),
        ("J.R. Cruz", "JR's car", "Child A's car"),
        ("Van Nguyen", "Van drives; the van broke", "Child A drives; the van broke"),
        ("Lu O'Brien", "Obrien, OBRIEN", "Child A, Child A"),
    ],
)
def test_a_name_is_known_in_the_ways_it_is_typed(name: str, text: str, shown: str) -> None:
    assert read(text, a_session(people=(a_person(name),))) == shown


def test_somebody_who_is_noted_by_one_letter_has_none_in_the_copy() -> None:
    made = deidentified(a_session(people=(a_person("B."),), members=(a_member("Q"),)), WORDING)

    assert (made.people[0].name, made.members[0].name) == ("Person", "Person")


@pytest.mark.parametrize(
    "text",
    ("docket 21-CV-1234", "plate 7ABC123", "lic. 7ABC123", "call 5-5-5-0-1-4-2", "P.O. Box 12"),
)
def test_what_leads_to_somebody_is_hidden(text: str) -> None:
    assert re.search(r"•••$", read(text)), read(text)
    assert not re.search(r"\d", read(text))


SPANISH = a_session(
    a_note("La abuela Inés llamó a Lucía Ramírez; LUCIA lloró. A Mateo le dolía."),
    a_note("Doña Inés Quispe vio a los Ramírez el 9 de noviembre.", id="n2"),
    a_note("Will y la Sra. Peña traen flores el lunes 30 de noviembre", id="n3"),
    title="Familia Ramírez",
    setting="en casa de los Ramírez",
    details=Details(
        purpose="Que Lucía y José María duerman", hopes="Mateo: «quiero a Inés»", parking="Ramirez"
    ),
    members=(
        replace(
            a_member("Abuela Inés Quispe", relationship="mamá de Lucía", does="cuida a Mateo"),
            watches="que Lucía no salga",
            backup="Tío Beto Salas",
        ),
        a_member("Sra. Peña", id="m2", relationship="vecina", contact="calle Olmo 12"),
        a_member("Will Flores", id="m3", relationship="amigo de José María"),
    ),
    people=(
        a_person("Mateo Ramírez", id="p1", relationship="hijo"),
        a_person("Lucía Ramírez", id="p2", age="28", relationship="mamá"),
        a_person("José María Ramírez", id="p3", age="30", relationship="papá"),
    ),
    marks=(a_mark("Inés", why="Lucía me llama", higher="que Beto duerma aquí"),),
)


@pytest.mark.parametrize("wording", [WORDING, ES], ids=["en", "es"])
def test_a_spanish_session_keeps_no_name(wording: object) -> None:
    made = deidentified(SPANISH, wording)  # type: ignore[arg-type]
    said = plainly(" ".join(text for _, text in texts_of(made, ES)))

    names = "lucia mateo ines quispe ramirez pena beto salas jose maria olmo will"
    for name in names.split():
        assert not re.search(rf"\b{name}\b", said), name
    assert "flores" in said
    assert "9 de noviembre" not in said


def test_it_reads_well_in_spanish() -> None:
    notes = deidentified(SPANISH, ES).notes

    assert notes[0].text.startswith("La abuela Abuela llamó a Madre; Madre lloró. A Menor A")


def test_the_example_keeps_no_name_and_no_contact(example: Session) -> None:
    seen = visible(example, Profile.TRAINING)
    for wording in (WORDING, ES):
        made = deidentified(seen, wording, example)
        said = " ".join(text for _, text in texts_of(made, wording))
        names = "Kai Junie Renata Marcus Inés Ines Andre Odalys Tasha Will Pilar Lin Priya Dee Sam"
        for name in (*names.split(), "Tomás"):
            assert not re.search(rf"\b{name}\b", said), name
        assert "555" not in said
        assert looks_like_names(made, wording)[0].startswith("Fresno (")
        assert len(looks_like_names(made, wording)) == 1


def test_dates_move_together_and_weekdays_stay_true(example: Session) -> None:
    made = deidentified(visible(example, Profile.TRAINING), WORDING, example)
    weeks = weeks_of(example)
    before = visible(example, Profile.TRAINING)

    assert 8 <= abs(weeks) <= 40
    assert made.started - before.started == timedelta(weeks=weeks)
    assert {b.added - a.added for a, b in zip(before.notes, made.notes, strict=True)} == {
        timedelta(weeks=weeks)
    }
    for old, new in zip(before.notes, made.notes, strict=True):
        whole = [[day for day in dates_in(text) if day.day] for text in (old.text, new.text)]
        for was, now in zip(*whole, strict=True):
            assert (was.year, was.weekday) == (now.year, now.weekday)
            day = was.near(example.started.date())
            assert day is not None
            later = day + timedelta(weeks=weeks)
            assert (now.month, now.day) == (later.month, later.day)


def test_how_far_dates_move_needs_the_session_itself() -> None:
    other = replace(FAMILY, people=(replace(FAMILY.people[0], name="Kai Delgada"),))

    assert weeks_of(FAMILY) == weeks_of(FAMILY)
    moves = {weeks_of(replace(FAMILY, title=str(at))) for at in range(400)}
    assert moves >= {-40, -8, 8, 40}
    assert moves <= {*range(-40, -7), *range(8, 41)}
    assert weeks_of(other) != weeks_of(FAMILY) or other != FAMILY


def test_what_says_when_and_who_is_not_there() -> None:
    session = replace(
        FAMILY,
        id="2026-11-23-delgado",
        title="Delgado",
        notes=(a_note(said_by="Dee"), a_note("secret", id="n2", staff_only=True)),
        overrides=(Override(about="n1", copy="family", made=NOW),),
        dismissed=("Delgado",),
    )
    made = deidentified(session, WORDING)

    assert (made.id, made.title) == (ID, "The family")
    assert (made.overrides, made.dismissed, made.exports) == ((), (), ())
    assert [note.said_by for note in made.notes] == [""]
    assert {member.contact for member in made.members} == {""}


def test_a_name_that_is_left_is_told_by_its_place() -> None:
    after = replace(FAMILY, people=(), members=(), marks=())
    for text in (
        "see KAI",
        "see Ríos",
        "with rios he was",
        "call 555-0103, office",
        "call 555-0199",
    ):
        left = replace(after, notes=(a_note(text),))
        assert survivors(FAMILY, left) == ("heard",), text
    for text in ("she will call", "los rios y el mar", "a willow", "on June 7", ""):
        assert survivors(FAMILY, replace(after, notes=(a_note(text),))) == (), text


def test_a_name_that_survives_is_not_let_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "in_other_words", lambda session, *_: session)
    with pytest.raises(NameSurvives) as told:
        deidentified(replace(FAMILY, notes=(a_note("Kai runs"),)), WORDING)

    assert "heard" in str(told.value)
    assert "Kai" not in str(told.value)


def test_what_looks_like_a_name_is_shown_once_with_its_place() -> None:
    session = a_session(
        a_note("They moved to Fresno near Lincoln Elementary School on Monday."),
        a_note("In Fresno the SDM says Child A is at risk. Nobody knows. I do; so does AA", id="2"),
        a_note("va a la Escuela Benito Juárez los lunes con Persona A", id="3"),
    )

    assert looks_like_names(session) == (
        "Fresno (heard)",
        "Lincoln Elementary School (heard)",
        "Escuela Benito Juárez (heard)",
    )


GIVEN = ("Kai", "Inés", "Zoë", "Lê", "Marcus", "Will", "Rosa")
BEHIND = ("Delgado", "O'Neill", "Ñíguez", "Smith-Okafor", "de la Cruz", "Brown", "Pastor")
FRAMES = ("{}", "{}'s car", "los {}", "“{}” left.", "asked {}.", "a {}, b", "({})", "x\n{}\ny")


@given(
    st.lists(st.sampled_from(GIVEN), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(BEHIND), min_size=3, max_size=3),
    st.sampled_from(FRAMES),
    st.sampled_from((str, str.upper, str.title)),
    st.sampled_from((WORDING, ES)),
)
def test_no_known_name_survives(
    given_names: list[str], behind: list[str], frame: str, typed: object, wording: object
) -> None:
    assert callable(typed)
    names = [f"{one} {two}" for one, two in zip(given_names, behind, strict=False)]
    people = tuple(a_person(name, id=f"p{at}") for at, name in enumerate(names))
    texts = [*names, *given_names]
    notes = tuple(a_note(typed(frame.format(text)), id=f"n{at}") for at, text in enumerate(texts))
    made = deidentified(a_session(*notes, people=people), wording)  # type: ignore[arg-type]

    for note in made.notes:
        said = plainly(note.text)
        for name in names:
            for word in re.split(r"[ -]", plainly(name)):
                if word not in ("de", "la"):
                    assert not re.search(rf"(?<!\w){word}(?!\w)", said), note.text


@given(strategies.sessions())
def test_any_session_is_made_so_or_refused(session: Session) -> None:
    try:
        made = deidentified(session, WORDING)
    except NameSurvives:
        return
    assert survivors(session, made) == ()
    assert made == deidentified(session, WORDING)
    looks_like_names(made)
