"""Bytes to text: by the encoding named, a byte-order mark, UTF-8, or a guess; else an error that says where."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.errors import InputError
from mtqa.read.declared import declared_encoding
from mtqa.read.decode import decode

GERMAN = "Die Käserei öffnet um neun Uhr, und viele große Bürger mögen den Käse für fünf Euro."
FRENCH = "Le conseil a voté mardi : l’été sera très long, dit le maire à l’assemblée réunie en février."
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy. Rada města hlasovala v úterý o nové trati."
RUSSIAN = "Совет голосовал во вторник. Трамвай идёт каждые семь минут, и билет стоит два рубля."
JAPANESE = "議会は火曜日に投票した。路面電車は七分ごとに走ります。とても速いです。"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain\r\nlines\r", "plain\r\nlines\r"),
        ("né 😀 é".encode(), "né 😀 é"),
        (codecs.BOM_UTF8 + b"hi", "hi"),
        ("hé\n".encode("utf-16"), "hé\n"),
        (codecs.BOM_UTF16_BE + "hé".encode("utf-16-be"), "hé"),
        ("hé".encode("utf-32"), "hé"),
        (b"", ""),
        (codecs.BOM_UTF8, ""),
    ],
)
def test_unicode_needs_no_guess(data, text):
    assert decode(data, "a.txt") == (text, ())


@pytest.mark.parametrize(
    ("text", "encoding", "called"),
    [
        (GERMAN, "cp1252", "windows-1252"),
        (GERMAN, "latin-1", "windows-1252"),
        (FRENCH, "cp1252", "windows-1252"),
        ("Käse für Bürger", "cp1252", "windows-1252"),
        ("café", "cp1252", "windows-1252"),
        ("He said “that’s it” – and left.", "cp1252", "windows-1252"),
        (CZECH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "cp932", "cp932"),
        (JAPANESE, "euc-jp", "euc-jp"),
    ],
)
def test_other_encodings_are_guessed_and_named(text, encoding, called):
    decoded, notes = decode(text.encode(encoding), "a.txt")
    assert decoded == text
    assert notes == (f"decoded as {called} (detected); --encoding overrides",)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("hé".encode("utf-16-le"), "utf-16-le", "hé"),
        ("hé".encode("utf-16"), "utf-16", "hé"),
        (codecs.BOM_UTF8 + b"hi", "UTF8", "hi"),
        ("Müller".encode("cp850"), "cp850", "Müller"),
        (b"\xe9", "iso-8859-5", "щ"),
    ],
)
def test_the_encoding_named_wins(data, encoding, text):
    assert decode(data, "a.txt", encoding) == (text, ())


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"ok\ncaf\xe9 au lait, d\xc3\xa9j\xc3\xa0 vu\n", None, r"line 2, byte 6 \(0xe9\) is not valid UTF-8"),
        (b"ok\nna\xefve", "utf-8", r"line 2, byte 5 \(0xef\) is not valid utf-8 \(--encoding says so\)"),
        (b"plain\xff", "ascii", r"line 1, byte 5 \(0xff\) is not valid ascii"),
        (b"\xff\xfeh", None, r"line 1, byte 2 \(0x68\) is not valid utf-16-le \(its byte-order mark says so\)"),
        (b"xn--x", "idna", "somewhere is not valid idna"),
        ("hé".encode("utf-16-le"), None, r"is binary \(a NUL byte at byte 1\)"),
        (b"text \0 nul", "latin-1", "is binary, or not iso8859-1"),
        (b"%PDF-1.7 ...", None, "is a PDF document, not text"),
        (b"PK\x03\x04...", None, "is a ZIP archive"),
        (b"{\\rtf1 hello}", None, "is an RTF document"),
        (bytes(at * at % 251 + 1 for at in range(2000)), None, "is not valid UTF-8, and no other encoding"),
        (b"hi", "latin-9000", "unknown encoding 'latin-9000'"),
        (b"hi", "hex", "unknown encoding 'hex'"),
        (b"hi", "", "unknown encoding ''"),
        (b"hi", "ut\0f", "unknown encoding"),
    ],
)
def test_what_cannot_be_decoded_says_where_and_what_to_do(data, encoding, message):
    with pytest.raises(InputError, match=message) as caught:
        decode(data, "a.txt", encoding)
    assert caught.value.hint
    assert encoding is None or "a.txt" in caught.value.message or "unknown encoding" in caught.value.message


@pytest.mark.parametrize("form", ["html", "html-main"])
@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        *((each, "cp1252") for each in ("ISO-8859-1", "latin1", "us-ascii", "windows-1252")),
        *((each, "gb18030") for each in ("gb2312", "GBK", "gb18030")),
        ("iso-8859-9", "cp1254"),
        ("Shift_JIS", "cp932"),
        ("euc-kr", "cp949"),
        ("koi8-r", "koi8-r"),
        ("utf-8", None),
        ("klingon", None),
    ],
)
def test_a_page_means_by_a_label_what_browsers_do(label, encoding, form):
    assert declared_encoding(f'<meta charset="{label}"><p>Hi'.encode(), form) == encoding


def test_elsewhere_a_label_means_what_it_says():
    assert declared_encoding(b'<?xml version="1.0" encoding="iso-8859-1"?>', "xliff") == "iso8859-1"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_is_never_altered(text):
    data = text.encode()
    if data.startswith((b"%PDF-", b"PK\3\4", b"{\\rtf", b"GIF8", b"\x7fELF")):
        return
    assert decode(data, "a.txt")[0] == text


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_clear_error(data):
    try:
        text, _ = decode(data, "a.txt")
    except InputError as error:
        assert error.message.startswith("a.txt: ")  # noqa: PT017
        assert error.hint  # noqa: PT017
    else:
        assert "\0" not in text
