"""`mtqa init`: write a first configuration that fits the folder."""

from __future__ import annotations

from pathlib import Path

from mtqa.cli import options as opt


def init(traceback: opt.Traceback = False) -> None:  # noqa: ARG001  # read by main
    """Write an mtqa.toml for this folder.

    It looks where the translations are. Every other key is in the file too, off, with what it does.
    """
    from mtqa.cli import tell  # noqa: PLC0415
    from mtqa.cli.output import write_whole  # noqa: PLC0415  # --help shall not wait for any of it
    from mtqa.errors import ConfigError  # noqa: PLC0415
    from mtqa.project.loader import OWN_FILE, find  # noqa: PLC0415
    from mtqa.project.starter import starter  # noqa: PLC0415

    folder = Path.cwd()
    there = find(folder)
    if there is not None:
        raise ConfigError(f"{there} is a configuration already", "change it, or remove it first")
    text = starter(folder)
    write_whole(folder / OWN_FILE, text)
    tables = text.count("\n[[pairs]]")
    what = "no translations were found: name them in it" if not tables else "look through it, then run `mtqa check`"
    tell(f"wrote {OWN_FILE}: {what}")
