"""Reading: a path, standard input or a Python string goes in, a `Document` with its blocks of prose comes out.

Light: readers are import strings in `FORMATS`, loaded on use. Segmentation is next.
"""

from mtqa.read.base import FORMATS, Reader, reader_for
from mtqa.read.files import from_text, read, read_text
from mtqa.read.pairs_file import read_pairs

__all__ = ["FORMATS", "Reader", "from_text", "read", "read_pairs", "read_text", "reader_for"]
