"""Hostile documents and circumstances: a correct report or a clear error, never a traceback, never half a file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mtqa.cli import ExitCode, run

PLAIN = "The harbour master closed the gate at nine. Nobody asked him why."
OTHER = "At nine the harbour master closed the gate. Nobody asked why."


def utf16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


READABLE: dict[str, bytes] = {
    "utf-8 with a byte order mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "utf-16, little endian": utf16(PLAIN),
    "utf-16, big endian": b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "latin-1": "Der Kapitän schloß die Tür. Über die Brücke führt kein Weg, sagte er später müde.".encode("latin-1"),
    "windows line ends": PLAIN.replace(". ", ".\r\n\r\n").encode(),
    "old mac line ends": PLAIN.replace(". ", ".\r\r").encode(),
    "unicode line ends": PLAIN.replace(". ", ".\u2028\u0085\u2029").encode(),
    "no final line end": PLAIN.encode(),
    "a single word": b"Harbour",
    "a single digit": b"7",
    "a word of a megabyte": b"a" * 1_000_000,
    "a hyphenated word of 20 KB": b"re-" * 7_000 + b"skinning",
    "5 KB of dots": PLAIN.encode() + b"." * 5_000,
    "100 KB of brackets": b"(" * 100_000 + PLAIN.encode(),
    "5 KB of quotation marks": "“".encode() * 1_800 + PLAIN.encode(),
    "a sentence of 100 KB": b"the gate and " * 8_000,
    "a stutter of 15 KB": b"re " * 5_000,
    "numbers without end": b"1,234.5 " * 1_000,
    "right to left": "أغلق مدير الميناء البوابة في التاسعة. لم يسأله أحد عن السبب.".encode(),
    "bidi controls": f"\u202e{PLAIN}\u202c \u2066{PLAIN}\u2069".encode(),
    "combining marks": ("e" + "\u0301" * 5_000 + f" {PLAIN}").encode(),
    "emoji sequences": f"👩‍👩‍👧‍👦 {PLAIN} 🇫🇷🏴󠁧󠁢󠁳󠁣󠁴󠁿".encode(),
    "zero-width characters": "\u200b".join(PLAIN).encode(),
    "word joiners": "\u2060".join(PLAIN).encode(),
    "beyond the basic plane": f"𝔗𝔥𝔢 𝔥𝔞𝔯𝔟𝔬𝔲𝔯. {PLAIN}".encode(),
    "private use and noncharacters": f"\ue000\ufffe\uffff {PLAIN}".encode(),
    "replacement characters": f"\ufffd\ufffd {PLAIN}".encode(),
    "a script": f"<script>alert(1)</script> {PLAIN} </script>".encode(),
    "markup and entities": f"&lt;b&gt; <b onclick='x()'>{PLAIN}</b> ]]> <!-- -->".encode(),
    "a template": f"{{{{ 7*7 }}}} {{% raw %}} {PLAIN} ${{x}}".encode(),
    "rich markup": f"[bold red]{PLAIN}[/] [link=file:///]x[/link]".encode(),
    "terminal escape sequences": f"\x1b[31m\x1b]0;title\x07 {PLAIN} \x9b2J".encode(),
    "control characters": f"\x01\x02\x08\x0b\x0c\x7f {PLAIN}".encode(),
    "tabs": PLAIN.replace(" ", "\t").encode(),
    "no spaces at all": "港口主任在九点关闭了大门。没有人问他为什么。".encode(),
    "kana and hangul": "港長は九時に門を閉めた。誰も理由を尋ねなかった。 항만장은 아홉 시에 문을 닫았다.".encode(),
    "mixed scripts": "The hаrbоur mаster сlosed the gate. Nobody asked him why.".encode(),
    "only upper case": PLAIN.upper().encode(),
    "one word many times": b"gate " * 1_000,
    "many short lines": b"Gate.\n" * 300,
    "page furniture only": b"Home\n\n23\n\n0\n\nLEAVE A REPLY\n",
}

REFUSED: dict[str, bytes] = {
    "empty": b"",
    "only spaces": b" \n\t \r\n ",
    "only a byte order mark": b"\xef\xbb\xbf",
    "only punctuation": b"... --- !!!\n***",
    "NUL bytes": b"The gate\x00 closed.\x00 " * 20,
    "a PNG": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "a zip archive": b"PK\x03\x04" + bytes(range(256)) * 8,
    "random bytes": bytes((i * 197 + 31) % 256 for i in range(4_096)),
    "half a UTF-16 code unit": utf16(PLAIN) + b"\x41",
    "a lone surrogate in UTF-16": b"\xff\xfe" + b"\x00\xd8" + PLAIN.encode("utf-16-le"),
}


def write(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def assert_is_a_report(text: str) -> None:
    result = json.loads(text)
    for side in ("suspect", "reference"):
        assert result[side]["sentences"]
        seen = sorted(index for pair in result["pairs"] for index in pair[side])
        assert seen == list(range(len(result[side]["sentences"])))
    for flag in result["flags"]:
        assert flag["end"] - flag["start"] == len(flag["text"])


def assert_is_a_clear_error(text: str) -> None:
    lines = text.strip().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["error", "hint"]


@pytest.mark.parametrize("name", READABLE)
def test_hostile_text_as_suspect_gives_a_report(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suspect, reference = write(tmp_path, "s.txt", READABLE[name]), write(tmp_path, "r.txt", OTHER.encode())
    page = tmp_path / "report.html"
    assert run(["score", suspect, reference, "--format", "json", "--output", f"html={page}"]) == ExitCode.PASS
    shown = capsys.readouterr()
    assert_is_a_report(shown.out)
    assert all(line.startswith("note: ") for line in shown.err.splitlines())
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")


@pytest.mark.parametrize("name", READABLE)
def test_hostile_text_as_reference_gives_a_report(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suspect, reference = write(tmp_path, "s.txt", PLAIN.encode()), write(tmp_path, "r.txt", READABLE[name])
    assert run(["score", suspect, reference]) == ExitCode.PASS
    shown = capsys.readouterr().out
    assert shown
    assert not any(char in shown for char in "\x1b\x07\x9b\x00\u202e")


@pytest.mark.parametrize("name", READABLE)
def test_hostile_text_beside_itself_is_perfect(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = READABLE[name][-6_000:]  # the tests above prove the sizes
    path, copy = write(tmp_path, "s.txt", data), write(tmp_path, "r.txt", data)
    assert run(["score", path, copy, "--format", "json"]) == ExitCode.PASS
    result = json.loads(capsys.readouterr().out)
    assert result["scores"]["fidelity"] == 100.0
    assert result["scores"]["coverage"] == 100.0
    assert result["scores"]["parallel"] is True


@pytest.mark.parametrize("side", ["suspect", "reference"])
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused(name: str, side: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, good = write(tmp_path, "bad.txt", REFUSED[name]), write(tmp_path, "good.txt", PLAIN.encode())
    page = tmp_path / "report.html"
    paths = [bad, good] if side == "suspect" else [good, bad]
    assert run(["score", *paths, "--output", f"html={page}"]) == ExitCode.NO_VERDICT
    shown = capsys.readouterr()
    assert shown.out == ""
    assert_is_a_clear_error(shown.err)
    assert "bad.txt" in shown.err
    assert not page.exists()


def test_broken_utf8_is_refused_or_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = write(tmp_path, "bad.txt", b"The gate \xff\xc3\x28 closed at nine.\n" * 10)
    code = run(["score", bad, write(tmp_path, "r.txt", OTHER.encode()), "--format", "json"])
    shown = capsys.readouterr()
    if code == ExitCode.PASS:
        assert "bad.txt: decoded as" in shown.err
    else:
        assert code == ExitCode.NO_VERDICT
        assert_is_a_clear_error(shown.err)


@pytest.mark.parametrize("name", ["missing.txt", ".", "a\x00b", "\udcff.txt", "x" * 5_000])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write(tmp_path, "good.txt", PLAIN.encode())
    assert run(["score", str(tmp_path / name), good]) == ExitCode.NO_VERDICT
    assert_is_a_clear_error(capsys.readouterr().err)


def test_an_unreadable_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text(PLAIN)
    closed.chmod(0)
    if os.access(closed, os.R_OK):  # root reads everything: a device stands in for it
        closed = Path("/dev/null")
    assert run(["score", str(closed), write(tmp_path, "r.txt", OTHER.encode())]) == ExitCode.NO_VERDICT
    assert_is_a_clear_error(capsys.readouterr().err)


@pytest.mark.slow
def test_fifty_thousand_identical_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = write(tmp_path, "s.txt", b"The gate is closed.\n" * 50_000)
    assert run(["align", many, write(tmp_path, "r.txt", OTHER.encode()), "--format", "json"]) == ExitCode.PASS
    assert_is_a_report(json.dumps(json.loads(capsys.readouterr().out) | {"flags": []}))


@pytest.mark.parametrize(
    "target",
    [
        "html=missing/report.html",
        "html=.",
        "html",
        "=x",
        "nosuch=x.html",
        "html=s.txt",
        "html=./r.txt",
        "json=/dev/full",
        "html=a\x00b",
        f"html={'x' * 300}",
        "html=circle",
    ],
)
def test_an_output_that_cannot_be_written_is_refused(
    target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("circle").symlink_to("circle")
    write(tmp_path, "s.txt", PLAIN.encode())
    write(tmp_path, "r.txt", OTHER.encode())
    assert run(["score", "s.txt", "r.txt", "--output", target]) == ExitCode.NO_VERDICT
    shown = capsys.readouterr()
    assert shown.out == ""
    assert_is_a_clear_error(shown.err)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["circle", "r.txt", "s.txt"]
    assert Path("s.txt").read_text() == PLAIN


@pytest.mark.parametrize(
    ("failure", "code"),
    [(OSError(28, "No space left on device"), ExitCode.NO_VERDICT), (KeyboardInterrupt(), ExitCode.INTERRUPTED)],
)
def test_an_output_that_breaks_off_leaves_the_old_file_whole(
    failure: BaseException,
    code: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    suspect, reference = write(tmp_path, "s.txt", PLAIN.encode()), write(tmp_path, "r.txt", OTHER.encode())
    page = write(tmp_path, "report.html", b"the report of yesterday")

    def fail(_: int) -> None:
        raise failure

    monkeypatch.setattr(os, "fsync", fail)
    assert run(["score", suspect, reference, "--output", f"html={page}"]) == code
    assert capsys.readouterr().out == ""
    assert Path(page).read_bytes() == b"the report of yesterday"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.txt", "report.html", "s.txt"]


def mtqa(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "mtqa", *arguments], stderr=subprocess.PIPE, **options)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("arguments", "code"), [(["score"], ExitCode.PASS), (["check", "--fail-on", "minor"], ExitCode.FAIL)]
)
def test_a_reader_that_left_changes_no_exit_code(arguments: list[str], code: int, tmp_path: Path) -> None:
    suspect, reference = write(tmp_path, "s.txt", b"He went to to town."), write(tmp_path, "r.txt", b"He went to town.")
    reader, writer = os.pipe()
    os.close(reader)
    with mtqa(*arguments, suspect, reference, stdout=writer) as process:
        os.close(writer)
        _, errors = process.communicate()
    assert errors == b""
    assert process.returncode == code


@pytest.mark.parametrize("arguments", [["score", "s.txt", "r.txt"], ["--help"], ["--version"], ["explain"]])
def test_a_full_disk_behind_standard_output_is_told(arguments: list[str], tmp_path: Path) -> None:
    write(tmp_path, "s.txt", PLAIN.encode())
    write(tmp_path, "r.txt", OTHER.encode())
    with Path("/dev/full").open("wb") as full, mtqa(*arguments, stdout=full, cwd=tmp_path) as process:
        _, errors = process.communicate()
    assert process.returncode == ExitCode.NO_VERDICT
    assert_is_a_clear_error(errors.decode())


@pytest.mark.parametrize("arguments", ["--version", "score s.txt r.txt"])
def test_a_closed_standard_output_is_told(arguments: str, tmp_path: Path) -> None:
    write(tmp_path, "s.txt", PLAIN.encode())
    write(tmp_path, "r.txt", OTHER.encode())
    shell = f'"{sys.executable}" -m mtqa {arguments} >&-'
    done = subprocess.run(["sh", "-c", shell], cwd=tmp_path, stderr=subprocess.PIPE, check=False)
    assert done.returncode == ExitCode.NO_VERDICT
    assert_is_a_clear_error(done.stderr.decode())


def test_ctrl_c_ends_in_130_and_leaves_nothing(tmp_path: Path) -> None:
    suspect = write(tmp_path, "s.txt", PLAIN.encode())
    with mtqa(
        *("score", suspect, "-", "--output", f"html={tmp_path}/report.html"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin
        process.stdin.write(b"The gate is closed. " * 20_000)  # more than a pipe holds: it reads by now, and waits
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        shown, errors = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED
    assert shown == b""
    assert b"Traceback" not in errors
    assert [path.name for path in tmp_path.iterdir()] == ["s.txt"]
