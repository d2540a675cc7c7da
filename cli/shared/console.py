"""Standard output, standard error and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn, TypeVar

import typer

from cli.shared.language import t

T = TypeVar("T")
MISUSE = 2


def tell(message: str) -> None:
    """One line on standard error."""
    print(f"jushi: {' '.join(message.split())}", file=sys.stderr)


def fail(message: str) -> NoReturn:
    """One line on standard error, then exit status 2."""
    tell(message)
    raise typer.Exit(MISUSE)


@contextmanager
def troubles() -> Iterator[None]:
    """Ends the command quietly when standard output is closed early (`| head`), and with one line and exit status 2
    for what the user can put right: a lexicon, an output place, an installation."""
    from corpus.extras import MissingExtra
    from lexicons import LexiconError

    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit; give that flush somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except (LexiconError, MissingExtra) as error:
        fail(str(error))
    except ImportError as error:
        fail(t(f"incomplete installation: {error}", f"安装不完整：{error}"))
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        fail(t(f"{place}{error.strerror or error}", f"{place}无法读写（{error.strerror or error}）"))


def progress(items: Iterable[T], total: Iterable[object]) -> Iterator[T]:
    """The items, with a progress bar on standard error when that is a terminal. `total` is counted only then."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No refreshing thread: worker processes are forked while the bar is up.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=sum(1 for _ in total))
        for item in items:
            yield item
            bar.advance(task)
            bar.refresh()
