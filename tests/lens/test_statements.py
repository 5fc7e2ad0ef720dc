"""Harm and danger: what a coach asks about a statement, and what is left alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.lens.finding import Kind
from soptui.model.alphabet import form_of
from soptui.model.session import Session
from tests.lens.reading import a_map, found
from tests.strategies import any_text

IMPACT_ASKED = (
    "- ray hit teresa in the kitchen",
    "- daniel drove drunk with mateo in the back seat",
    "- keisha was passed out at noon when the worker came",
    "- ray and teresa fought, noah was in the next room",
    "- noah saw ray choke teresa",
    "! agency, rosa / Daniel will drink again / paydays",
    "! agency, rosa / Daniel will drink again / paydays / it would be bad",
    "! agency, rosa / Daniel will drink again / paydays / he could lose his job",
    "-- it was reported / Ray / punched the wall / Teresa was scared",
    "-- it was reported / Ray / punched the wall / the kids were affected",
    "- teresa left lily with a 10 yr old",
    "- dad smokes weed in the house w the kids there",
    "-- it was reported / Keisha / used fentanyl in the bathroom / concerns for safety",
    "- keisha missed 3 of amaris doctor appts",
    (
        "! agency, Teresa / Ray will break the door again / nights "
        "/ cops will come and landlord will evict"
    ),
    "- it was reported that daniel was arrested for dui with mateo in the car",
    "- ray punched a hole in the wall next to noah",
    "! the agency and grandpa are worried that Ray will drink again",
)

IMPACT_NOT_ASKED = (
    "- ray shoved noah into the door, split his forehead",
    "- amari made dinner for her brother every night for a month bc keisha didnt get up",
    "- noah will not go to bed until he has checked the locks twice",
    (
        "-- the agency learned / Ray / yelled at teresa all night "
        "/ noah stayed awake and fell asleep in math"
    ),
    "-- the agency learned / Ray / yelled at teresa all night / kept both kids up",
    "! agency, rosa / Daniel will drive drunk / fridays / Mateo could be killed",
    "! agency, rosa / Daniel will drive drunk / fridays / and they crash and he never walks again",
    "- keisha forgot insulin twice and amari ended up in the ER",
    "- lily has a burn on her leg from the heater",
    "- mateo weighs what he did a year ago",
    "- lily's arm was broken when ray yanked her",
    "-- it was reported / Teresa / left lily in the bath / went under water, turned blue",
    (
        "! the agency and grandpa are worried that Ray will hit Teresa and Noah could get "
        "hurt stepping in"
    ),
    "-- it was reported / Daniel / left him at practice / waited alone in the dark till 9",
    "- mateo's teacher sees him fall asleep at 10am since dad works nights",
)

TENSE_ASKED = (
    "- ray might hit noah",
    "- keisha will probably forget the insulin",
    "-- it was reported / Ray / could hurt Lily if he keeps drinking / she might be hurt",
    "- lily may get burned on that heater",
    "- ray hit noah in june and will hit him again",
    "-- the agency learned / Daniel / is going to drive drunk with mateo / mateo could be killed",
    "! agency / Ray hit Noah with a belt in June / nights / Noah could be hurt",
    "! agency, Rosa / Daniel drove Mateo home drunk / fridays / he could be killed",
    "! agency / Keisha has been leaving Amari alone / nights / she could be hurt",
    "! agency, aunt / Keisha couldn't wake up / mornings / Amari could be burned",
)

TENSE_NOT_ASKED = (
    "- lily might not walk right again, ray broke her leg",
    "- amari is afraid her mom will die, found her blue on the floor",
    "- noah could hear them fight and hid",
    "- ray hit noah on may 3, bruise on his arm",
    "- in may ray hit noah, bruise",
    "- noah won't go in the garage since then",
    "- ray told noah he will kill him, noah sleeps with a bat",
    "- keisha would sleep till noon, amari would make noodles and burned her hand",
    '- ray said "i will burn it down" and noah wet himself',
    "- lily could have drowned, keisha left her in the tub",
    "- uncle Will hit noah w a cord, welts",
    "- they could not wake keisha, amari cried",
    "- noah can't sleep since ray choked teresa",
    "- keisha promised she would stop and then used again, amari found her",
    "! agency / Ray will hit Noah like he did in June / nights / Noah could be hurt",
    "! agency / Ray gets drunk and hits Noah when he got in trouble / nights / Noah could be hurt",
    "! agency / hit Noah when he is drunk / nights / Noah could be hurt",
    "! agency / Ray is going to hit Noah / nights / Noah could be hurt",
    "! agency / Keisha being passed out / nights / Amari could be burned",
    "! agency / Ray drinking and driving w Mateo / nights / Mateo could be killed",
    (
        "! agency / Keisha, who left Amari alone in June, will do it again / nights "
        "/ she could be hurt"
    ),
)

CHILD_BLAMED_ASKED = (
    "! agency, Teresa / Noah provokes Ray until he hits / nights / Noah could be hurt",
    "! agency, Teresa / Ray will hit Noah because he will not listen / nights / Noah could be hurt",
    "! agency, Teresa / Noah keeps pushing Ray's buttons / nights / Noah could be hurt",
    "! agency, grandpa / Noah's attitude will set Ray off / dinner / Noah could be hurt",
    "! agency, grandpa / Ray will hit Noah if Noah talks back / dinner / Noah could be hurt",
    (
        "-- the agency learned / Keisha / slapped Amari after Amari started throwing things "
        "/ her lip bled"
    ),
    "-- the agency learned / Ray / was provoked by Noah and threw a bottle / cut over his eye",
    "- mateo wouldn't stay in bed so daniel tied his foot, rope burn",
    "- ray whipped noah bc he stole money, welts on his legs",
    "- daniel hit mateo because mateo spilled his milk, red mark on his arm",
)

CHILD_BLAMED_NOT_ASKED = (
    (
        "! agency, Teresa / Ray will hit Noah again / when they argue "
        "/ Noah could be hurt and run away"
    ),
    (
        "! agency, aunt / Teresa will shake Lily / when Lily cries at night "
        "/ Lily's brain could be hurt"
    ),
    "- ray hit noah, and noah ran away to his uncle's and slept in a car",
    "- ray hit noah because he was drunk, black eye",
    "- noah thinks it is his fault that ray hit teresa",
    '- ray said "noah asked for it" and noah cried',
    "- mateo hit his head on the dash when daniel braked, six stitches",
    (
        "-- the agency learned / Ray / provokes Noah at dinner and then hits him "
        "/ Noah's lip was split"
    ),
    "- lily was hurt when ray fell on her, broken arm",
    "- amari refused to go home because keisha hit her",
)

SEVERAL_WORRIES_ASKED = (
    (
        "! agency, grandpa / Ray will hit Teresa and forget Lily's seizure medicine "
        "/ payday / Lily could die"
    ),
    (
        "! agency, aunt "
        "/ Keisha will use and leave the kids with strangers and not feed them / weekends "
        "/ Amari could go hungry"
    ),
    (
        "! agency / Daniel will yell at Mateo, keep him home from school and drive drunk "
        "/ fridays / Mateo could be killed"
    ),
    (
        "! agency, sister "
        "/ Keisha will not get up for school and will let her ex Marcus back in / mornings "
        "/ Amari could be hurt"
    ),
    (
        "! agency / Teresa will leave Lily in the bath and Ray will hit Noah / evenings "
        "/ they could be hurt"
    ),
    (
        "! agency, rosa / Daniel will drink and the house will stay filthy with no food "
        "/ all month / Mateo could get sick"
    ),
    (
        "-- it was reported / Keisha "
        "/ left Amari alone for two nights and another time slapped her / Amari's lip bled"
    ),
    (
        "-- the agency learned / Ray "
        "/ punched Noah in march and left a loaded gun on the couch in may / Noah had a black eye"
    ),
    (
        "! agency, aunt "
        "/ Keisha will relapse, lose the apartment and not take Amari to the doctor "
        "/ this winter / Amari could get sick"
    ),
    (
        "! the agency and rosa are worried that Daniel will drive drunk with Mateo and also "
        "hit him when he talks back and Mateo could be killed"
    ),
    (
        "! agency, grandpa "
        "/ Teresa will drink while she has Lily and Ray will sell drugs out of the garage "
        "/ weekends / Lily could get hurt"
    ),
)

SEVERAL_WORRIES_NOT_ASKED = (
    (
        "! agency, rosa / Daniel will drive after drinking with Mateo / fridays "
        "/ Mateo could be killed in a crash"
    ),
    (
        "! agency, rosa / Daniel will drink and drive with Mateo and Leo's kids / fridays "
        "/ Mateo could be killed in a crash"
    ),
    (
        "! agency, sister / Keisha will take pills at night and not wake up / mornings "
        "/ Amari could be burned"
    ),
    (
        "! agency, Teresa / Ray will hit and kick Teresa and throw things / when they argue "
        "/ Lily could be hit"
    ),
    "! agency, Teresa / Ray and Teresa will fight / paydays / Noah could be hurt stepping in",
    "! agency, Teresa / Ray will get drunk and hit Noah / saturdays / Noah could be badly hurt",
    (
        "! agency, aunt / Anh will leave Vivian alone "
        "/ when a shift comes up and nobody can sit / Vivian could fall or get lost"
    ),
    (
        "! agency, Rosa, Leo and the school / Keisha will sleep through the morning "
        "/ school days / Amari and Jalen could be burned and miss school"
    ),
    (
        "-- it was reported / Ray "
        "/ hit Teresa while she held Lily and Noah hid in the closet / Lily's cheek was bruised"
    ),
    (
        "! agency, grandpa / Teresa will let Ray come back and he will hit her / nights "
        "/ Noah could be hurt"
    ),
    (
        "-- the agency learned / Keisha / passed out on the couch and left the stove on "
        "/ Amari burned her hand"
    ),
    (
        "! agency, aunt "
        "/ Keisha will leave Amari and Jalen alone all night and not come home / weekends "
        "/ they could be hurt"
    ),
    (
        "! agency, grandma / Daniel will forget to pick up Mateo and be late / fridays "
        "/ Mateo could be left alone"
    ),
)

AGENCY_ALONE_ASKED = (
    "! CFS / Ray will hit Noah again / nights / Noah could be hurt",
    "! our unit and the supervisor / Ray will hit Noah again / nights / Noah could be hurt",
    "! dept / Ray will hit Noah again / nights / Noah could be hurt",
    "! worker and sup / Ray will hit Noah again / nights / Noah could be hurt",
    "! the department is concerned that Ray will hit Noah and Noah could be hurt",
    "! ongoing worker Dana / Ray will hit Noah again / nights / Noah could be hurt",
    "! I am worried that Ray will hit Noah and Noah could be hurt",
    "! everyone at the agency / Ray will hit Noah again / nights / Noah could be hurt",
    "! cws / Ray will hit Noah again / nights / Noah could be hurt",
    "! DCFS worker and her supervisor / Ray will hit Noah again / nights / Noah could be hurt",
    "! we as the agency / Ray will hit Noah again / nights / Noah could be hurt",
    "! child protection / Ray will hit Noah again / nights / Noah could be hurt",
    "! swkr / Ray will hit Noah again / nights / Noah could be hurt",
    "! both of us workers / Ray will hit Noah again / nights / Noah could be hurt",
    "! the agency (no one in the family) / Ray will hit Noah again / nights / Noah could be hurt",
    "! just us / Ray will hit Noah again / nights / Noah could be hurt",
)

AGENCY_ALONE_NOT_ASKED = (
    "! the agency and Teresa / Ray will hit Noah again / nights / Noah could be hurt",
    "! agency + MGM / Ray will hit Noah again / nights / Noah could be hurt",
    "! agency, Noah's teacher / Ray will hit Noah again / nights / Noah could be hurt",
    "! Teresa herself / Ray will hit Noah again / nights / Noah could be hurt",
    "! Grandpa and the agency are worried that Ray will hit Noah and he could be hurt",
    "! the agency, with Rosa and Leo / Daniel will drive drunk / fridays / Mateo could be killed",
    "! dad's own brother and the agency / Ray will hit Noah again / nights / Noah could be hurt",
    "! worker, daniel / Ray will hit Noah again / nights / Noah could be hurt",
    "! agency and bui from downstairs / Ray will hit Noah again / nights / Noah could be hurt",
)


@pytest.mark.parametrize("entry", IMPACT_ASKED)
def test_what_it_did_to_the_child_is_asked_where_nothing_tells_it(entry: str) -> None:
    assert found(entry, Kind.IMPACT)


@pytest.mark.parametrize("entry", IMPACT_NOT_ASKED)
def test_what_it_did_to_the_child_is_not_asked_where_it_is_told(entry: str) -> None:
    assert not found(entry, Kind.IMPACT)


@pytest.mark.parametrize("entry", TENSE_ASKED)
def test_harm_is_past_and_danger_is_ahead(entry: str) -> None:
    assert found(entry, Kind.TENSE)


@pytest.mark.parametrize("entry", TENSE_NOT_ASKED)
def test_a_time_that_is_right_is_not_asked_about(entry: str) -> None:
    assert not found(entry, Kind.TENSE)


@pytest.mark.parametrize("entry", CHILD_BLAMED_ASKED)
def test_what_the_adult_did_is_asked_where_a_child_is_the_doer(entry: str) -> None:
    assert found(entry, Kind.CHILD_BLAMED)


@pytest.mark.parametrize("entry", CHILD_BLAMED_NOT_ASKED)
def test_what_was_done_to_a_child_or_came_of_it_blames_nobody(entry: str) -> None:
    assert not found(entry, Kind.CHILD_BLAMED)


@pytest.mark.parametrize("entry", SEVERAL_WORRIES_ASKED)
def test_acts_of_two_kinds_or_of_two_adults_are_two_worries(entry: str) -> None:
    assert found(entry, Kind.SEVERAL_WORRIES)


@pytest.mark.parametrize("entry", SEVERAL_WORRIES_NOT_ASKED)
def test_one_event_is_one_worry(entry: str) -> None:
    assert not found(entry, Kind.SEVERAL_WORRIES)


@pytest.mark.parametrize("entry", AGENCY_ALONE_ASKED)
def test_who_else_is_worried_is_asked_of_the_agency_alone(entry: str) -> None:
    assert found(entry, Kind.AGENCY_ALONE)


@pytest.mark.parametrize("entry", AGENCY_ALONE_NOT_ASKED)
def test_somebody_of_the_family_or_beside_it_is_enough(entry: str) -> None:
    assert not found(entry, Kind.AGENCY_ALONE)


@pytest.mark.parametrize(
    ("entry", "kind", "words"),
    [
        ("! we're worried that ray will hit noah and noah could be hurt", Kind.AGENCY_ALONE, "we"),
        ("! DCFS / Ray will hit Noah / nights / he could be hurt", Kind.AGENCY_ALONE, "DCFS"),
        ("- ray might hit noah", Kind.TENSE, "might"),
        ("! agency, Bo / Ray hit Noah / nights / he could be hurt", Kind.TENSE, "Ray hit Noah"),
        (
            "! agency, Bo / Noah provokes Ray / nights / Noah could be hurt",
            Kind.CHILD_BLAMED,
            "provokes",
        ),
        ("! agency, Bo / Ray will drink / nights / it is bad", Kind.IMPACT, "it is bad"),
        (
            "! agency, Bo / Ray will hit Noah and leave Lily alone / nights / they could be hurt",
            Kind.SEVERAL_WORRIES,
            "Ray will hit Noah and leave Lily alone",
        ),
    ],
)
def test_it_points_at_the_words_that_it_asks_about(entry: str, kind: Kind, words: str) -> None:
    (one,) = found(entry, kind)

    assert one.words.casefold() == words.casefold()
    assert one.text[one.start : one.end].casefold() == words.casefold()


def test_a_statement_is_too_long_from_the_sixty_first_word_on() -> None:
    sixty = " ".join(f"night{n}" for n in range(60))

    assert not found(f"-- {sixty}", Kind.TOO_LONG)
    assert found(f"-- {sixty} again", Kind.TOO_LONG)


def test_a_goal_is_too_long_from_the_eighty_first_word_on() -> None:
    eighty = " ".join(f"night{n}" for n in range(80))

    assert not found(f"* {eighty}", Kind.TOO_LONG)
    assert found(f"* {eighty} again", Kind.TOO_LONG)


@pytest.mark.parametrize("sigil", ["~", "?", "+", "++", ">", ""])
def test_only_harm_and_danger_are_asked_what_they_did_to_the_child(sigil: str) -> None:
    assert not found(f"{sigil} daniel drove drunk".strip(), Kind.IMPACT)


def as_one_sentence(entry: str) -> Session:
    """The same, as a sentence that was sorted to a statement later: it is the main part."""
    session = a_map(entry)
    *others, note = session.notes
    text = entry.split(" ", 1)[1]
    whole = replace(note, text=text, parts=form_of(note.section).around(text))
    return replace(session, notes=(*others, whole))


@pytest.mark.parametrize(
    ("entry", "kinds"),
    [
        ("! The agency is worried that Ray will drink again", {Kind.AGENCY_ALONE, Kind.IMPACT}),
        ("! Rosa and the agency are worried that Ray hit Noah and he was bruised", {Kind.TENSE}),
        ("! Rosa is worried that Ray will drive drunk and Noah could be killed", set()),
        ("-- It was reported that Ray hit Teresa", {Kind.IMPACT}),
        ("-- The agency learned that Ray hit Noah and bruised his arm", set()),
        ("-- The agency learned that Ray might hit Noah", {Kind.TENSE}),
    ],
)
def test_a_whole_sentence_is_read_as_its_parts_are(entry: str, kinds: set[Kind]) -> None:
    asked = {kind for kind in KINDS if found(as_one_sentence(entry), kind)}

    assert asked == kinds
    assert {kind for kind in KINDS if found(entry, kind)} == kinds


KINDS = (Kind.IMPACT, Kind.TENSE, Kind.CHILD_BLAMED, Kind.SEVERAL_WORRIES, Kind.AGENCY_ALONE)


@given(st.sampled_from(["-", "--", "!", "*", "+", "++", ">"]), any_text)
def test_whatever_is_typed_can_be_read(sigil: str, text: str) -> None:
    text = text.replace("::", "").replace("||", "")  # what parts entries in an example
    for kind in KINDS:
        for one in found(f"{sigil} {text}", kind):
            assert not one.words or any(
                one.words in part or one.words in note.text
                for note in a_map(f"{sigil} {text}").notes
                for part in (*note.parts, note.text)
            )
