"""A fault of our own is told and reported without a word of what anybody typed."""

import re
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

from soptui import __version__
from soptui.fault_report import KEPT, keep_report, report_of, where_it_broke

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def raised(words: str) -> Exception:
    """Return an error with a long past, and somebody's words in every part of it."""

    def first() -> None:
        secret = words
        raise ValueError(secret)

    try:
        try:
            first()
        except ValueError as error:
            try:
                raise KeyError(words) from error
            except KeyError:
                raise ExceptionGroup(words, [TypeError(words)])  # noqa: B904 - it has a context
    except ExceptionGroup as error:
        error.add_note(words)
        caught: Exception = error
    return caught


def test_where_it_broke_names_a_line_and_no_words() -> None:
    try:
        int("Mateo")
    except ValueError as error:
        told = where_it_broke(error)

    assert re.fullmatch(r"ValueError in test_fault_report\.py, line \d+", told)


def test_where_it_broke_names_the_last_place_that_is_ours() -> None:
    try:
        keep_report(None, ValueError())  # type: ignore[arg-type]
        report_of(None, NOON)  # type: ignore[arg-type]
    except AttributeError as error:
        told = where_it_broke(error)

    assert re.fullmatch(r"AttributeError in fault_report\.py, line \d+", told)


def test_a_report_has_every_type_and_place_and_no_words() -> None:
    report = report_of(raised("Mateo, 555 0100"), NOON)

    assert f"soptui {__version__}\n" in report
    assert "2026-03-14 12:00:00 UTC" in report
    for part in ("\nbuiltins.ExceptionGroup\n", "while handling builtins.KeyError\n"):
        assert part in report
    for part in ("caused by builtins.ValueError\n", "one of these builtins.TypeError\n"):
        assert part in report
    assert re.search(r"\n  tests/test_fault_report\.py:\d+ in raised\.<locals>\.first\n", report)
    assert "Mateo" not in report
    assert "555" not in report


def test_a_report_does_not_say_where_on_the_computer_it_ran() -> None:
    name = "/home/kim.example/K's family/secret.py"
    try:
        exec(compile("int('x')", name, "exec"), {})
    except ValueError as error:
        report = report_of(error, NOON)

    assert "  secret.py:1 in <module>" in report
    assert "kim" not in report
    assert str(Path(__file__).parent.parent) not in report


def test_a_report_of_a_deep_fall_is_short() -> None:
    def fall() -> None:
        fall()

    try:
        fall()
    except RecursionError as error:
        report = report_of(error, NOON)

    assert "more ..." in report
    assert len(report.splitlines()) < 60


def test_an_error_that_leads_to_itself_ends() -> None:
    one, other = ValueError(), KeyError()
    one.__context__, other.__context__ = other, one

    assert report_of(one, NOON).count("builtins.") == 2


def test_a_report_is_kept_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "reports"
    path = keep_report(folder, raised("Mateo"))

    assert path is not None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z\.txt", path.name)
    assert "Mateo" not in path.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    paths = [keep_report(tmp_path, ValueError()) for _ in range(KEPT + 3)]

    assert sorted(tmp_path.iterdir()) == paths[3:]


def test_a_report_that_cannot_be_kept_is_no_fault_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way", encoding="utf-8")

    assert keep_report(tmp_path / "reports", ValueError()) is None
