"""What a reader is, and which one reads what: decoded text goes in, blocks of prose come out.

Built-in readers are import strings, loaded on use; others join through the entry-point group `mtqa.readers`, whose
entry names are file suffixes too. `mtqa.read.files` applies them; segmentation is next.
"""

from __future__ import annotations

from bisect import bisect_right
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, Final, Protocol

from mtqa.errors import InputError
from mtqa.read.prose import prose_of
from mtqa.types import Block, line_starts

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints


class Reader(Protocol):
    """Knows one format: where its prose is and which characters in it are markup."""

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return the blocks of `text`, rising and never overlapping; each holds a letter or a digit of prose.

        A catalogue's blocks have keys; there an empty one says that its entry is not translated.

        Raises: FormatError where `text` is not of the format.
        """


class FormatError(Exception):
    """A text breaks the rules of its format at an offset; whoever knows the file makes an `InputError` of it."""

    def __init__(self, what: str, offset: int, hint: str = "repair the file") -> None:
        super().__init__(what)
        self.what = what
        self.offset = offset
        self.hint = hint

    def located(self, name: str, text: str) -> InputError:
        """Say it of the file `name`, with the line."""
        line = bisect_right(line_starts(text), self.offset)
        return InputError(f"{name}: line {line}: {self.what}", self.hint)


GROUP: Final = "mtqa.readers"

PLAIN: Final = "plain"

FORMATS: Final[dict[str, str]] = {
    PLAIN: "mtqa.read.plain:PlainReader",
    "txt": "mtqa.read.plain:PlainReader",
    "text": "mtqa.read.plain:PlainReader",
    "markdown": "mtqa.read.markdown:MarkdownReader",
    "md": "mtqa.read.markdown:MarkdownReader",
    "mdown": "mtqa.read.markdown:MarkdownReader",
    "mkd": "mtqa.read.markdown:MarkdownReader",
    "html": "mtqa.read.html:HtmlReader",
    "htm": "mtqa.read.html:HtmlReader",
    "xhtml": "mtqa.read.html:HtmlReader",
    "html-main": "mtqa.read.html_main:HtmlMainReader",
    "json": "mtqa.read.json_catalogue:JsonReader",
    "arb": "mtqa.read.json_catalogue:JsonReader",
    "po": "mtqa.read.po:PoReader",
    "tmx": "mtqa.read.tmx:TmxReader",
    "xml": "mtqa.read.android:AndroidReader",
    "strings": "mtqa.read.ios_strings:StringsReader",
    "ftl": "mtqa.read.fluent:FluentReader",
    "properties": "mtqa.read.properties:PropertiesReader",
    "docx": "mtqa.read.docx:DocxReader",
    "srt": "mtqa.read.subtitles:SubtitleReader",
    "vtt": "mtqa.read.subtitles:SubtitleReader",
    "xliff": "mtqa.read.xliff:XliffReader",
    "xlf": "mtqa.read.xliff:XliffReader",
}
"""Format name or file suffix (lower case, without its dot) -> `module:class` of its reader."""

PACKED: Final[dict[str, str]] = {"docx": "mtqa.read.docx:docx_text"}
"""Formats whose files are no text -> `module:function` that makes text of bytes and the file's name."""

EXTRA: Final = "pip install 'mtqa[formats]'"
"""What installs the libraries that only some formats need."""


def reader_for(name: str) -> Reader:
    """Load the reader of a format name or suffix. Example: `reader_for("md")` is a `MarkdownReader`.

    Raises:
        InputError: no such format, or a library that it needs is not installed.

    """
    if name in FORMATS:
        reader: Reader = loaded(FORMATS[name], name)()
        return reader
    for entry in _plugins(name):
        plugin: Reader = entry.load()()
        return plugin
    raise InputError(f"no reader for the format {name!r}", f"choose one of: {', '.join(sorted(FORMATS))}")


def loaded(target: str, name: str) -> Any:  # noqa: ANN401  # a class or a function, by its import string
    """Load what reads a format. Raises: InputError where its library is not installed."""
    try:
        return resolve_name(target)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("mtqa"):
            raise
        raise InputError(f"the format {name!r} needs the library {error.name!r}", EXTRA) from None


def format_of(suffix: str) -> str:
    """Name the format of a file suffix such as `.md`; what nobody claims is plain text."""
    name = suffix.removeprefix(".").lower()
    return name if name in FORMATS or (name and _plugins(name)) else PLAIN


def _plugins(name: str) -> EntryPoints:
    from importlib.metadata import entry_points  # noqa: PLC0415  # 40 ms that built-in formats do not pay

    return entry_points(group=GROUP, name=name)


def has_prose(text: str, block: Block) -> bool:
    """Tell whether a block has a letter or a digit outside its masks: a rule of asterisks is no prose."""
    return any(map(str.isalnum, prose_of(text, block)))
