"""How a command ends: its exit code, and what is said on stderr if something went wrong."""

import errno
import io
import os
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

import click

from soptui.telling import tell

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130
_NOBODY_READS = {errno.EPIPE, errno.EINVAL if sys.platform == "win32" else errno.EPIPE}


class Failure(click.ClickException):
    """Something a person can act on, in one sentence."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance

    def show(self, file: Any = None) -> None:
        """Say it on stderr."""
        click.echo(f"soptui: {self.message}", err=True, file=file)


class CommandGroup(click.Group):
    """The commands; a fault of our own in one of them is told as one."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(context)
        except (click.ClickException, click.Abort, click.exceptions.Exit, OSError):
            raise
        except Exception as error:
            raise _fault(error, context.obj) from None


def leave_with(command: Callable[[], object]) -> NoReturn:
    """Run a command, and leave with its exit code."""
    sys.excepthook = lambda _, error, __: _show(_fault(error, None))
    warnings.simplefilter("ignore")  # they can hold the names of sessions, and are for developers
    code = _outcome(command)
    _empty_streams()
    if sys.flags.inspect:
        os._exit(code)  # or Python would now ask what to look at
    sys.exit(code)


def _outcome(command: Callable[[], object]) -> int:
    try:
        code = command()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else FAILED
    except click.ClickException as failure:
        return _show(failure)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        if error.errno not in _NOBODY_READS:
            _show(Failure(f"the output could not be written: {error.strerror}"))
        return FAILED
    except Exception as error:
        return _show(_fault(error, None))


def _show(failure: click.ClickException) -> int:
    told = io.StringIO()
    failure.show(told)  # click's own hold the arguments as they are
    with suppress(OSError):
        tell(told.getvalue(), err=True, nl=False)
    return failure.exit_code


def _fault(error: BaseException, home: Any) -> Failure:
    from soptui.fault_report import keep_report, where_it_broke  # noqa: PLC0415 - seldom needed
    from soptui.home import find_home  # noqa: PLC0415

    report = keep_report(find_home(home).reports, error) if isinstance(error, Exception) else None
    told = f"stopped by a fault of its own ({where_it_broke(error)}). What was saved is safe."
    if report is None:
        return Failure(f"{told} Please report this line.")
    return Failure(f"{told} A report of it, without anybody's words, is at {report}")


def _empty_streams() -> None:
    """Write what waits, or forget it: Python would complain of it at its own end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
