"""Names as the room reads them, by value: never a surname, and no way to reach anybody."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.model.alphabet import Scale
from soptui.model.session import Mark, Member, NameMode, Person, Session
from soptui.model.text import MAX_CHARACTERS
from soptui.room.names import HIDDEN, Names
from soptui.wording import Wording, load_wording
from tests.builders import WORDING

STARTED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ES = load_wording("es")
FAMILY = Session(
    id="s",
    title="",
    started=STARTED,
    people=(
        Person(id="p1", name="Marcus Delgado", age="34", relationship="father"),
        Person(id="p2", name="Kai Delgado", age="7"),
        Person(id="p3", name="Will Brown", age="40", relationship="Marcus's brother, in Fresno"),
    ),
    members=(
        Member(id="m1", name="Grandma Inés García-López", relationship="grandmother"),
        Member(id="m2", name="Ms. Alvarez", relationship="teacher", contact="door code 77 B"),
        Member(id="m3", name="Ana de la Cruz", relationship="neighbor"),
        Member(id="m4", name="Sean O'Neill"),
    ),
    marks=(Mark(id="k", scale=Scale.SAFETY, who="Dee Quiroga", value=3),),
)


def read(text: str, mode: NameMode, wording: Wording = WORDING) -> str:
    return Names(replace(FAMILY, names_as=mode), wording).masked(text)


FIRST, LAST, INITIALS, ROLE = NameMode


@pytest.mark.parametrize(
    ("text", "first", "last_initial", "initials", "role"),
    [
        ("Marcus Delgado left.", "Marcus left.", "Marcus D. left.", "M.D. left.", "Father left."),
        ("It was Marcus.", "It was Marcus.", "It was Marcus.", "It was M.", "It was father."),
        ("Ask Delgado.", "Ask D.", "Ask D.", "Ask D.", "Ask D."),
        ("the Delgados", "the D.", "the D.", "the D.", "the D."),
        ("marcus delgado's car", "Marcus's car", "Marcus D.'s car", "M.D.'s car", "Father's car"),
        ("MARCUS  DELGADO", "Marcus", "Marcus D.", "M.D.", "Father"),
        ("Ms. Alvarez said", "Ms. A. said", "Ms. A. said", "Ms. A. said", "Teacher said"),
        ("met Mrs Alvarez", "met Mrs A.", "met Mrs A.", "met Mrs A.", "met Mrs A."),
        ("Grandma Ines Garcia", "Grandma Ines G.", "Grandma Ines G.", "Grandma I. G.", None),
        ("García-López", "G.", "G.", "G.", "G."),
        ("LOPEZ called", "L. called", "L. called", "L. called", "L. called"),
        ("Ana de la Cruz", "Ana", "Ana C.", "A.C.", "Neighbor"),
        ("Cruz drives", "C. drives", "C. drives", "C. drives", "C. drives"),
        ("Sean O’Neill", "Sean", "Sean O.", "S.O.", "S.O."),
        ("Kai runs", "Kai runs", "Kai runs", "K. runs", "Child runs"),
        ("Dee Quiroga: 3", "Dee: 3", "Dee Q.: 3", "D.Q.: 3", "D.Q.: 3"),
        ("who will drive", *["who will drive"] * 4),
        ("a brown bag", *["a brown bag"] * 4),
        ("Brown and Will", "B. and Will", "B. and Will", "B. and W.", None),
        ("Will drives", "Will drives", "Will drives", "W. drives", "Father's brother drives"),
        ("Marcusson, Kaiser, crucial", *["Marcusson, Kaiser, crucial"] * 4),
        ("Cruzing to Alvarezville", *["Cruzing to Alvarezville"] * 4),
        ("[Delgado] <Delgado>", "[D.] <D.>", "[D.] <D.>", "[D.] <D.>", "[D.] <D.>"),
        ("", *[""] * 4),
    ],
)
def test_names_in_every_mode(
    text: str, first: str, last_initial: str, initials: str, role: str | None
) -> None:
    shown = [read(text, mode) for mode in NameMode]
    wanted = [first, last_initial, initials, shown[3] if role is None else role]

    assert shown == wanted


def test_what_only_says_what_somebody_is_stays() -> None:
    session = replace(
        FAMILY, people=(), members=(Member(id="m", name="The agency"),), marks=(), names_as=ROLE
    )

    assert Names(session, WORDING).masked("The agency agrees") == "The agency agrees"


@pytest.mark.parametrize("mode", NameMode)
def test_spanish_titles_and_words(mode: NameMode) -> None:
    session = replace(
        FAMILY,
        names_as=mode,
        people=(Person(id="p", name="Sra. Fuentes Ríos", age="50"),),
        members=(Member(id="m", name="Tía Rosa Flores", relationship="tía"),),
    )
    text = "Fuentes, Ríos, rios y Rosa Flores traen flores rosas del Sr. Fuentes"
    shown = Names(session, ES).masked(text)

    assert not re.search(r"Fuentes|Ríos|Flores", shown)
    assert "flores rosas" in shown


REACH = (
    *("555-0142", "555 0142", "555.0142", "(555) 555-0142", "555-555-0142", "555.555.0142"),
    *("(555)555-0142", "1-800-555-0142", "+52 55 1234 5678", "+1 (555) 555-0142", "5555550142"),
    *("rosa@example.org", "r.quiroga+kai@mail.example.co", "12 Elm Street", "12 elm street"),
    *("4120 N. Main St, Apt 4", "9 Oak Dr.", "77 5th Ave", "12 Old Mill Road", "19485726"),
    *("calle Olmo 12", "Calle de los Pinos 140", "Avenida Juárez #12", "door code 77 B"),
)


@pytest.mark.parametrize("reach", REACH)
@pytest.mark.parametrize("around", ["{}", "call {}", "at {} at night", "({})", "see {}, please"])
def test_no_way_to_reach_anybody_is_left(reach: str, around: str) -> None:
    shown = read(around.format(reach), FIRST)

    assert HIDDEN in shown
    assert not [piece for piece in re.findall(r"\w{2,}", reach) if piece in shown.split()]
    assert shown.startswith(around.split("{}", maxsplit=1)[0])


@pytest.mark.parametrize(
    "text",
    [
        *("on 2026-11-23", "11/23/2026", "November 9, 2026", "23.11.2026", "Nov 23 2026"),
        *("at 9:30", "from 10:00 to 12:30", "2 a.m.", "for 18 months", "in 2019 and 2020"),
        *("Junie (2) and Kai (7)", "age 34", "$1,200 rent", "$450.00", "1500 dollars"),
        *("safety 4 of 10", "3 times in October", "911", "called 911 twice", "room 204"),
        *("2 kids on the street", "2 hours at Court", "3 visits with Dr. Lin", "5 days a week"),
        *("2 blocks down Elm Street", "she went 3 times a week to Court", "½ cup", "24/7"),
        *("por la calle donde vive desde 2020", "2 de la calle", "WIC 300(b)", "16-year-old"),
    ],
)
@pytest.mark.parametrize("wording", [WORDING, ES], ids=["en", "es"])
def test_dates_times_ages_and_money_stay(text: str, wording: Wording) -> None:
    assert read(text, FIRST, wording) == text


def test_a_name_that_ends_a_sentence_ends_it_once() -> None:
    assert read("She asked Delgado. He left.", FIRST) == "She asked D. He left."


@pytest.mark.parametrize("mode", NameMode)
@pytest.mark.parametrize(
    "text", ["Marcus Delgado", "call 555-0142 now", "Sra. Álvarez", "İ Delgado"]
)
def test_a_veil_keeps_every_letter_in_its_place(mode: NameMode, text: str) -> None:
    shown = Names(replace(FAMILY, names_as=mode), WORDING).veiled(text)

    assert len(shown) == len(text)
    assert "elgado" not in shown
    assert "555" not in shown
    assert "lvarez" not in shown


GIVEN = ("Marcus", "Ana", "Kai", "Inés", "J", "Lê", "Zoë")
SURNAMES = ("Delgado", "Quiroga", "O'Neill", "Ñíguez", "Nguyen", "Smith-Okafor", "Łuksza", "Xu")
TITLES = ("", "", "Ms. ", "Officer ", "Grandma ", "Dr. ")
NAMES = st.tuples(
    st.sampled_from(TITLES),
    st.sampled_from(GIVEN) | st.just(""),
    st.lists(st.sampled_from(SURNAMES), min_size=1, max_size=2, unique=True),
)
AROUND = st.sampled_from(
    ("{}", "{}'s car", "the {}s", "“{}” left.", "asked {}.", "a {}, b", "({})", "x\n{}\ny", "[{}]/")
)


@given(
    NAMES,
    st.sampled_from(NameMode),
    AROUND,
    st.sampled_from((str, str.lower, str.upper, str.title)),
    st.sampled_from(("person", "member", "mark")),
)
def test_no_surname_on_the_map_survives_any_mode(
    name: tuple[str, str, list[str]], mode: NameMode, around: str, typed: object, where: str
) -> None:
    title, first, surnames = name
    if (not first and not title.strip()) or (not first and title == "Grandma "):
        first = "Ana"
    if not first:
        surnames = surnames[:1]  # Ms. Alvarez
    whole = f"{title}{first} {' '.join(surnames)}".replace("  ", " ")
    empty = replace(FAMILY, people=(), members=(), marks=(), names_as=mode)
    session = {
        "person": replace(empty, people=(Person(id="p", name=whole),)),
        "member": replace(empty, members=(Member(id="m", name=whole),)),
        "mark": replace(empty, marks=(Mark(id="k", scale=Scale.SAFETY, who=whole, value=1),)),
    }[where]
    assert callable(typed)
    names = Names(session, WORDING)
    for text in (whole, " ".join(surnames), *surnames):
        shown = names.masked(typed(around.format(text))).casefold()
        veiled = names.veiled(typed(around.format(text))).casefold()
        for surname in surnames:
            assert surname.casefold() not in shown
            assert surname.casefold() not in veiled


@given(st.text(max_size=200), st.sampled_from(NameMode))
def test_any_text_can_be_read(text: str, mode: NameMode) -> None:
    names = Names(replace(FAMILY, names_as=mode), WORDING)

    assert len(names.veiled(text)) == len(text)
    assert names.masked(names.masked(text)) is not None


@given(st.lists(st.text(max_size=20), max_size=6), st.sampled_from(NameMode))
def test_any_name_can_stand_on_a_map(written: list[str], mode: NameMode) -> None:
    members = tuple(
        Member(id=str(at), name=name, relationship=name, contact=name)
        for at, name in enumerate(written)
    )
    session = replace(FAMILY, members=members, names_as=mode)

    Names(session, WORDING).masked(" ".join(written))


PUMPS = (
    "a",
    "1",
    "1 ",
    "a ",
    "1 A",
    "A ",
    "1 A ",
    "a.",
    "a@",
    "+1",
    "(",
    "555-",
    "de ",
    "A-",
    "1st ",
)


@pytest.mark.parametrize("pump", PUMPS)
@pytest.mark.parametrize("head", ["", "calle ", "12 ", "+5", "x@"])
def test_a_hostile_text_is_read_to_its_end(head: str, pump: str) -> None:
    text = head + pump * (MAX_CHARACTERS // len(pump))
    for ending in ("", "!", " Street", "@x", " 0"):
        Names(FAMILY, WORDING).masked(text + ending)
