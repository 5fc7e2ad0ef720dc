"""The circles as a person meets them: keys in, the screen and the map out."""

from dataclasses import replace
from pathlib import Path

import pytest

from soptui.app.screens.session_screen import SessionScreen
from soptui.library import Library, Opening
from soptui.model.alphabet import Section
from soptui.model.session import Agreement, Circle, Knows, Member
from soptui.storage.draft_lines import read_drafts
from tests.app.conftest import Enter, Room
from tests.app.test_look import seen
from tests.builders import a_person

ROSA = "@ Rosa / aunt / inner / drives Mateo on Fridays / 555-0142\n"
LEO = "@ Leo / brother / outer / calls every evening\n"


_TOLD = (
    ("Rosa", "aunt", Circle.INNER, "sleeps over on Fridays", Knows.ALL, Agreement.AGREED),
    ("Leo", "brother", Circle.INNER, "", Knows.SOME, Agreement.AGREED),
    ("Odette", "neighbor", Circle.MIDDLE, "rings the bell", Knows.SOME, Agreement.ASKED),
    ("Coach Bo", "coach", Circle.OUTER, "drives home", Knows.NOTHING, Agreement.NOT_ASKED),
    ("Vera", "cousin", Circle.OUTER, "", Knows.UNKNOWN, Agreement.DECLINED),
    ("Ms. Lin", "nurse", Circle.OUTER, "sees Mateo monthly", Knows.SOME, Agreement.AGREED),
    ("Tess", "grandmother", None, "calls when the bus is late", Knows.SOME, Agreement.ASKED),
)


@pytest.fixture
def network(library: Library) -> Opening:
    """Somebody in every circle, in none, and paid; each with a telephone number."""
    members = tuple(
        Member(
            id=f"member-{at}",
            name=name,
            relationship=relationship,
            circle=circle,
            does=does,
            contact=f"555-01{at:02}",
            knows=knows,
            agreement=agreement,
            paid=name == "Ms. Lin",
            watches="whether the lights are on" if at == 0 else "",
            backup="Leo" if at == 0 else "",
        )
        for at, (name, relationship, circle, does, knows, agreement) in enumerate(_TOLD)
    )
    opening = library.create("K.'s family")
    people = (a_person(), a_person("Daniel", id="person-2"))
    session = replace(opening.stored.session, members=members, people=people)
    return replace(opening, stored=replace(opening.stored, session=session))


def member(room: Room, name: str) -> Member:
    [found] = [one for one in room.session.members if one.name == name]
    return found


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48)])
async def test_the_circles(enter: Enter, network: Opening, size: tuple[int, int]) -> None:
    """You should see three rings around the family, and what is known of one person."""
    async with enter(network, size=size) as room:
        await room.press("f3")
        seen(room, f"circles-{size[0]}x{size[1]}")


async def test_without_anybody_each_circle_asks_who_could_stand_there(enter: Enter) -> None:
    """You should see an empty place with a question in every ring."""
    async with enter() as room:
        await room.press("f3")
        assert room.screen.count("( ? )") == 3
        assert "Who already knows everything?" in room.screen
        before = room.screen
        await room.press("space")
        assert room.screen != before
        for key in ("+", "a", "b", ">"):
            await room.type(key)
            assert room.line("view-told").startswith("Nobody stands here yet")
        assert room.session.members == ()


async def test_a_key_moves_a_person_and_undo_moves_them_back(enter: Enter) -> None:
    async with enter() as room:
        await room.type(LEO)
        await room.press("f3")
        await room.type("+")
        assert member(room, "Leo").circle is Circle.MIDDLE
        assert "the parent's choice" in room.line("view-told")
        await room.type("++")
        assert member(room, "Leo").circle is Circle.INNER
        assert room.line("view-told") == "There is no further circle that way"
        await room.type("-")
        assert member(room, "Leo").circle is Circle.MIDDLE
        await room.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert member(room, "Leo").circle is Circle.OUTER
        assert room.line("view-told") == "Undid: edit network"
        await room.press("ctrl+y")
        assert room.saved.members[0].circle is Circle.MIDDLE


async def test_keys_say_what_somebody_knows_and_whether_they_agreed(enter: Enter) -> None:
    async with enter() as room:
        await room.type(ROSA)
        await room.press("f3")
        await room.type("aakkk")
        rosa = member(room, "Rosa")
        assert (rosa.agreement, rosa.knows) == (Agreement.AGREED, Knows.ALL)
        assert "Rosa · aunt · inner circle · knows all · agreed" in room.screen
        await room.type("k")
        assert room.line("view-told").startswith("Rosa: knows what?")
        await room.type("p")
        assert "PAID TO BE THERE" in room.screen
        await room.type("+")
        assert room.line("view-told").startswith("Who is paid stands apart")
        assert room.saved.members[0].paid


async def test_arrows_walk_the_people_from_top_to_bottom(enter: Enter) -> None:
    async with enter() as room:
        await room.type(ROSA + LEO)
        await room.press("f3")
        expected = {"home": "Leo · brother", "end": "MIDDLE", "up": "INNER", "left": "Rosa · aunt"}
        for key, shown in expected.items():
            await room.press(key)
            assert room.line("circles-person").startswith(shown)
        await room.press("up", "up", "up", "up", "left")
        assert room.line("circles-person").startswith("Leo · brother")


async def test_what_somebody_watches_for_and_their_backup_are_typed_below(enter: Enter) -> None:
    async with enter() as room:
        await room.type(ROSA)
        await room.press("f3")
        await room.type("wempty bottles\nbLeo, if she works late\n")

        rosa = member(room, "Rosa")
        assert (rosa.watches, rosa.backup) == ("empty bottles", "Leo, if she works late")
        assert (rosa.name, rosa.does, rosa.contact) == (
            "Rosa",
            "drives Mateo on Fridays",
            "555-0142",
        )
        assert "watches for empty bottles" in room.screen
        await room.type("b")
        await room.press("ctrl+u", "enter")
        assert member(room, "Rosa").backup == ""
        await room.press("ctrl+z")
        assert room.saved.members[0].backup == "Leo, if she works late"


@pytest.mark.parametrize("keys", [["escape"], ["f3"], ["ctrl+q"], ["enter"]])
async def test_leaving_the_line_keeps_what_is_typed(enter: Enter, keys: list[str]) -> None:
    async with enter() as room:
        await room.type(ROSA)
        await room.press("f3")
        await room.type("bLeo")
        await room.press(*keys)

        assert room.saved.members[0].backup == "Leo"
        [screen] = [s for s in room.app.screen_stack if isinstance(s, SessionScreen)]
        assert screen.keeping.waiting == ()


async def test_half_a_line_is_kept_whatever_ends_the_program(
    enter: Enter, library: Library
) -> None:
    async with enter() as room:
        await room.type(ROSA)
        await room.press("f3")
        await room.type("bLeo, if she w")
        [screen] = [s for s in room.app.screen_stack if isinstance(s, SessionScreen)]
        screen.keeping.close(screen.saver.status)
        left = read_drafts(library.home.drafts / f"{room.session.id}.log")

    [piece] = left.unfinished.waiting
    assert "Rosa · back-up: Leo, if she w" in str(piece.what)


async def test_undo_takes_back_typing_before_the_map(enter: Enter) -> None:
    async with enter() as room:
        await room.type(ROSA)
        await room.press("f3")
        await room.type("bLeo")
        await room.press("ctrl+z", "ctrl+y", "ctrl+z", "enter")

        assert member(room, "Rosa").backup == ""
        assert room.line("view-told").startswith("Arrows walk")


async def test_an_agreed_act_becomes_a_plan_line_once(enter: Enter) -> None:
    async with enter() as room:
        await room.type(ROSA)
        await room.press("f3")
        await room.type(">")
        assert "agreed to is a plan" in room.line("view-told")
        await room.type("aa>")
        assert "not the SDM safety plan" in room.line("view-told")
        await room.type(">")
        assert room.line("view-told") == "This stands under next steps already"

        [step] = room.saved.notes
    assert (step.section, step.text) == (Section.NEXT_STEP, "Rosa: drives Mateo on Fridays")


async def test_nothing_to_do_is_no_plan(enter: Enter) -> None:
    async with enter() as room:
        await room.type("@ Rosa / aunt / inner\n")
        await room.press("f3")
        await room.type("aa>")

        assert room.line("view-told").startswith("It is not said yet what they do")
        assert room.session.notes == ()


async def test_enter_edits_the_person_at_the_capture_line(enter: Enter) -> None:
    async with enter() as room:
        await room.type("@ Rosa / aunt / inner\n")
        await room.press("f3", "enter")
        await room.type("sleeps over\n\n")

        assert isinstance(room.app.screen, SessionScreen)
        assert room.saved.members[0].does == "sleeps over"


@pytest.mark.parametrize("key", ["n", "@"])
async def test_somebody_new_is_begun_at_the_capture_line(enter: Enter, key: str) -> None:
    """What was half typed there is put aside, and every letter behind the key arrives."""
    async with enter() as room:
        await room.type("half a li")
        await room.press("f3")
        await room.type(f"{key}Tess / neighbor\n")

        assert [one.name for one in room.session.members] == ["Tess"]
        await room.press("escape", "up")
        assert "half a li" in room.screen


async def test_enter_in_an_empty_place_begins_somebody(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f3", "enter")
        await room.type("Tess / neighbor\n")

        assert [one.name for one in room.session.members] == ["Tess"]


async def test_struck_in_one_breath_everything_goes_where_it_belongs(enter: Enter) -> None:
    async with enter() as room:
        await room.type(ROSA)
        await room.press("f3")
        await room.type("aab- + > k@\n>")

        rosa = member(room, "Rosa")
        assert (rosa.agreement, rosa.backup) == (Agreement.AGREED, "- + > k@")
        assert len(room.session.notes) == 1


async def test_contacts_are_not_on_this_screen(enter: Enter, network: Opening) -> None:
    async with enter(network, size=(160, 48)) as room:
        await room.press("f3")
        for _ in room.session.members:
            assert "555" not in room.screen
            await room.press("down")


async def test_peoples_words_are_no_markup(enter: Enter) -> None:
    async with enter() as room:
        await room.type("@ [bold]Rosa[/] / aunt / inner / [$x] drives\n")
        await room.press("f3")
        await room.type("b[/b]\n")

        assert "[bold]Rosa[/]" in room.line("view-told")
        assert "back-up [/b]" in room.screen
        assert "[$x] drives" in room.screen


async def test_keys_that_close_close_once_however_often_they_are_struck(enter: Enter) -> None:
    async with enter() as room:
        for key in ("escape", "f3"):
            await room.press("f3")
            assert "Safety network" in room.screen
            await room.press(key, *(["escape"] if key == "escape" else []))
            assert isinstance(room.app.screen, SessionScreen)


async def test_letters_that_mean_nothing_here_are_answered(enter: Enter) -> None:
    async with enter() as room:
        await room.press("f3")
        await room.type("z")
        assert room.line("view-told").startswith("No letters here")
        await room.press("down")
        await room.paste("some text")
        assert room.line("view-told").startswith("No letters here")


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (60, 16)])
async def test_in_a_small_window_whoever_is_walked_to_is_in_view(
    enter: Enter, network: Opening, size: tuple[int, int]
) -> None:
    async with enter(network, size=size) as room:
        await room.press("f3", "end")
        await room.pilot.pause()
        drawing = room.app.screen.query_one("#circles").region
        lines = room.screen.split("\n")[drawing.y : drawing.bottom]
        assert any("Ms. Lin" in line for line in lines)
        await room.press("home")
        await room.pilot.pause()
        lines = room.screen.split("\n")[drawing.y : drawing.bottom]
        assert any("Coach Bo" in line for line in lines)


async def test_an_agencys_questions_stand_in_the_place_of_ours(
    enter: Enter, library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "prompts.tsv").write_text("network\telicit\tWho sings with them?\n", "utf-8")
    async with enter() as room:
        [screen] = [s for s in room.app.screen_stack if isinstance(s, SessionScreen)]
        screen._wording.own = folder
        await room.press("f3")
        assert "Who sings with them?" in room.screen
        await room.press("escape")
        (folder / "prompts.tsv").write_bytes(b"\xff\x00")
        await room.press("f3")
        assert "Who already knows everything?" in room.screen
