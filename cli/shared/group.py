"""The command group: it knows its commands by their files, and imports one only when it is needed."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import typer
from typer.core import TyperGroup

import cli
from cli.shared.language import t


def names() -> list[str]:
    """The names of all commands, sorted."""
    found = (module.name for module in iter_modules(cli.__path__) if not module.ispkg)
    return sorted(name for name in found if not name.startswith("_"))


def command(name: str) -> Any:
    """The command of that name, imported now."""
    made = typer.main.get_command(import_module(f"cli.{name}").app)
    made.name = name
    # Typer gives every application its own completion options; only the whole one would have a use for them.
    made.params = [param for param in made.params if "completion" not in param.name]
    return made


class LazyGroup(TyperGroup):
    """A group whose commands are the modules of `cli`."""

    def list_commands(self, ctx: Any) -> list[str]:
        return names()

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return command(cmd_name) if cmd_name in names() else None


def application() -> typer.Typer:
    """The `jushi` application."""
    about = t(
        "Facts and slogans out of Chinese policy reports, and whether they hold.",
        "据实：从政策报告中提取数字事实与口号，并核对是否属实。",
    )
    app = typer.Typer(cls=LazyGroup, no_args_is_help=True, add_completion=False, help=about, rich_markup_mode=None)

    @app.callback()
    def root(
        version: bool = typer.Option(
            False, "--version", is_eager=True, callback=_version, help=t("Print the version.", "显示版本号。"),
        ),
    ) -> None:
        pass

    return app


def _version(wanted: bool) -> None:
    if wanted:
        from corpus.version import version

        typer.echo(version())
        raise typer.Exit
