"""An agency's own words stand over ours; a file that cannot be used is told of, and no more."""

import os
from pathlib import Path

import pytest

from soptui.lens.finding import Finding, Kind, Level
from soptui.lens.lexicon import JARGON, LISTS, BadTable, Table, read_table, shipped
from soptui.lens.review import Review
from tests.lens.reading import a_map, wording


def asked(own: Path, entry: str, kind: Kind = Kind.JARGON) -> tuple[Finding, ...]:
    found = Review(wording(), own=own).findings(a_map(entry))
    return tuple(one for one in found if one.kind is kind)


def written(own: Path, text: str, name: str = "jargon") -> Path:
    own.mkdir(exist_ok=True)
    (own / f"{name}.tsv").write_text(text, encoding="utf-8")
    return own


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert read_table(JARGON, "en", tmp_path / "none") == shipped("jargon", "en")


def test_a_word_is_added(tmp_path: Path) -> None:
    own = written(tmp_path, "term\tforms\tquestion\nstaffed\twas staffed\tWho met, and why?\n")

    (finding,) = asked(own, "the case was staffed on Monday")

    assert (finding.words, finding.question) == ("was staffed", "Who met, and why?")
    assert finding.level is Level.NOW


def test_a_heading_may_be_left_out(tmp_path: Path) -> None:
    own = written(tmp_path, "staffed\t\tWho met, and why?\n")

    assert [one.topic for one in asked(own, "we staffed it")] == ["staffed"]


def test_a_word_is_replaced_and_keeps_what_is_left_out(tmp_path: Path) -> None:
    own = written(tmp_path, "term\tforms\tquestion\nHostile\tin a mood\tWhat was said?\n")

    (finding,) = asked(own, "Mom was in a mood")

    assert (finding.topic, finding.question, finding.level) == (
        "hostile",
        "What was said?",
        Level.NOW,
    )
    assert [one.question for one in asked(own, "Mom was hostile")] == ["What was said?"]
    assert not asked(own, "Mom showed hostility")  # our other form, which it replaced


def test_a_word_is_taken_away(tmp_path: Path) -> None:
    own = written(tmp_path, "term\tforms\nhostile\n")

    assert not asked(own, "Mom was hostile")
    assert asked(own, "Mom was resistant")


def test_a_whole_list_may_be_taken_away(tmp_path: Path) -> None:
    for name, *_ in shipped("lists", "en"):
        own = written(tmp_path, f"list\tforms\n{name}\n", "lists")

        Review(wording(), own=own).findings(a_map("! DCFS / Ray will hit / / Lily is hurt"))


def forms(own: Path, name: str) -> list[str]:
    [listed] = [row[1] for row in read_table(LISTS, "en", own) if row[0] == name]
    return listed.split("|")


def test_a_row_for_a_list_adds_to_ours(tmp_path: Path) -> None:
    own = written(tmp_path, "list\tforms\nagency\tthe annex|Intake 2\n", "lists")
    ours = forms(tmp_path / "none", "agency")

    assert forms(own, "agency") == [*ours, "the annex", "Intake 2"]
    for who in ("the annex", "DCFS"):
        danger = f"! {who} / Ray will hit Noah / on paydays / Noah could be hurt"
        assert asked(own, danger, Kind.AGENCY_ALONE), who
    assert read_table(LISTS, "en", own)[1:] == shipped("lists", "en")[1:]  # the others stay


def test_what_a_list_has_already_is_not_added_again(tmp_path: Path) -> None:
    own = written(tmp_path, "Agency\tdcfs| the  Annex |THE ANNEX|\nagency\tthe annex\n", "lists")

    assert forms(own, "agency") == [*forms(tmp_path / "none", "agency"), "the Annex"]


def test_a_minus_takes_one_of_ours_away(tmp_path: Path) -> None:
    own = written(
        tmp_path, "agency\t-dcfs|the annex|- social  services|-nothing of ours\n", "lists"
    )
    ours = forms(tmp_path / "none", "agency")

    assert {"DCFS", "social services"} < set(ours)
    assert forms(own, "agency") == [
        *(form for form in ours if form not in ("DCFS", "social services")),
        "the annex",
    ]
    assert not asked(own, "! DCFS / Ray will hit Noah / / Noah could be hurt", Kind.AGENCY_ALONE)


def test_a_list_that_is_emptied_can_be_filled_anew(tmp_path: Path) -> None:
    own = written(tmp_path, "list\tforms\nagency\nagency\tthe annex\n", "lists")

    assert forms(own, "agency") == ["the annex"]


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    (tmp_path / "jargon.tsv").write_bytes(b"\xef\xbb\xbfterm\tforms\tq\r\nstaffed\t\tWho?\r\n")

    assert asked(tmp_path, "we staffed it")


def test_patterns_cannot_be_replaced(tmp_path: Path) -> None:
    written(tmp_path, "guard\tflags\tstems\tpattern\n", "guards")
    own = written(tmp_path, "(", "exceptions")

    assert asked(own, "the neighbor called it in", Kind.REPORTER)


BAD = {
    "too many fields": (JARGON, "term\n" + "\t".join("abcdefg"), "has 7 fields"),
    "too few fields": (JARGON, "term\nstaffed\twas staffed", "nothing in field 3"),
    "no name": (JARGON, "term\n\twas staffed\tWho?", "nothing in its first field"),
    "a level that is no number": (JARGON, "term\na\tb\tc\tlabel\thigh", "not 1, 2 or 3"),
    "a level that is too high": (JARGON, "term\na\tb\tc\tlabel\t4", "not 1, 2 or 3"),
    "a list that nobody asks for": (LISTS, "list\nagencies\tthe bureau", "does not have"),
    "larger than anybody types": (JARGON, "term\n" + "x" * 1_000_001, "larger than 1 MB"),
    "a null": (JARGON, "term\nstaffed\t\0\tWho?", "not a text file"),
}


@pytest.mark.parametrize(("table", "text", "why"), BAD.values(), ids=BAD)
def test_what_cannot_be_used_is_told_in_one_sentence(
    tmp_path: Path, table: Table, text: str, why: str
) -> None:
    own = written(tmp_path, text, table.name)

    with pytest.raises(BadTable) as caught:
        Review(wording(), own=own)

    told = str(caught.value)
    assert told.startswith(f"{own / table.name}.tsv cannot be used: ")
    assert why in told
    assert "\n" not in told
    assert "staffed" not in told
    assert "bureau" not in told


def test_a_file_that_is_no_text_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "services.tsv").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")

    with pytest.raises(BadTable, match=r"services\.tsv cannot be used: it is not a text file"):
        Review(wording(), own=tmp_path)


def test_a_folder_in_its_place_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "lists.tsv").mkdir()

    with pytest.raises(BadTable, match=r"lists\.tsv cannot be used: it cannot be read"):
        Review(wording(), own=tmp_path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root"
)
def test_a_file_that_may_not_be_read_is_told_of(tmp_path: Path) -> None:
    path = written(tmp_path, "term\n") / "jargon.tsv"
    path.chmod(0)

    with pytest.raises(BadTable, match="cannot be read"):
        Review(wording(), own=tmp_path)


@pytest.mark.parametrize("name", ["jargon", "services", "impact_cues", "lists"])
def test_our_own_tables_keep_every_rule_for_an_agencys(tmp_path: Path, name: str) -> None:
    rows = "\n".join("\t".join(row) for row in shipped(name, "en"))

    Review(wording(), own=written(tmp_path, rows, name))
