"""The `jushi` command. Every module of this folder is a command: its name is the command's, its `app` is run.

To add a command, add a file. A command's module imports nothing heavy at the top, so that `jushi --help` is quick.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line."""
    from cli.shared import language
    from cli.shared.group import application

    language.choose(sys.argv[1:])
    application()()
