"""What a command prints: a file's name, or an argument, may hold what acts on a terminal."""

import sys

import click


def tell(text: object, *, err: bool = False, nl: bool = True) -> None:
    """Print a text: into a file or a pipe as it is, for a person with a mark for what is hidden."""
    from soptui.model.text import shown  # noqa: PLC0415 - `--version` needs none

    is_data = not err and not sys.stdout.isatty()
    click.echo(str(text) if is_data else shown(str(text)), err=err, nl=nl)


def tell_left_out(*texts: str) -> None:
    """Say on stderr how much of the arguments the gate for incoming text leaves out."""
    from soptui.model.text import clean  # noqa: PLC0415 - `--version` needs none

    cleaned = [clean(text) for text in texts]
    if hidden := sum(text.dropped for text in cleaned):
        tell(f"soptui: {hidden} hidden character{'s'[: hidden > 1]} left out.", err=True)
    if cut := sum(text.cut for text in cleaned):
        tell(f"soptui: the last {cut} characters did not fit and were left out.", err=True)
