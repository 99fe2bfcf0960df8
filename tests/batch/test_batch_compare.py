"""Two systems side by side: figures by hand, p by sacrebleu as an oracle, every output form, what does not fit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from batch_rows import JOB, PAIRS, rows, run_batch, write_lines
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.significance import PairedTest

from mtqa.batch.compare import Comparison, Rated, compare
from mtqa.batch.compare_show import as_html, as_json, as_text, sentence
from mtqa.batch.job import Job
from mtqa.cli import ExitCode, run

Capture = pytest.CaptureFixture[str]
NAMES = ("a.txt", "b.txt")
REFERENCES = [reference for _, reference in PAIRS if reference]
CLEAN = [Rated(text, text, 100.0, 100.0) for text in REFERENCES]
WORSE = [
    Rated(text.replace("the", "a"), text, 100.0 - 10 * number, 90.0, ("F101",) * (number % 2))
    for number, text in enumerate(REFERENCES)
]


def compared(a: list[Rated], b: list[Rated]) -> Comparison:
    return compare(a, b, NAMES, "signature", samples=200)


def test_figures_by_hand() -> None:
    result = compared(CLEAN, WORSE)
    fidelity, fluency, bleu, _ = result.measures
    assert (fidelity.a, fidelity.b, fidelity.difference) == (100.0, 70.0, -30.0)
    assert (fluency.a, fluency.b) == (100.0, 90.0)
    assert bleu.a == 100.0
    assert fidelity.low is not None
    assert fidelity.high is not None
    assert -60 <= fidelity.low < -30 < fidelity.high <= 0
    assert (fluency.low, fluency.high) == (-10.0, -10.0)  # every segment loses ten
    assert [(code.code, code.a, code.b) for code in result.codes] == [("F101", 0, 3)]
    assert [(moved.number, moved.difference) for moved in result.moved][:2] == [(7, -60.0), (6, -50.0)]


def test_p_is_that_of_sacrebleu() -> None:
    """Not to the last digit: it draws all its samples at once."""
    faults = [("at nine", "by nine"), ("went to", "went in to the")]
    sides = [[replace(rated, suspect=rated.suspect.replace(*fault)) for rated in CLEAN] * 5 for fault in faults]
    systems = [[rated.suspect for rated in side] for side in sides]
    metrics = {"BLEU": BLEU(), "chrF": CHRF()}
    named = list(zip(NAMES, systems, strict=True))
    told = PairedTest(named, metrics, [REFERENCES * 5], test_type="bs", n_samples=1000)()[1]
    result = compare(*sides, NAMES, "")
    for measure in result.measures[2:]:
        expected = told[{"chrF": "chrF2"}.get(measure.name, measure.name)]
        assert [measure.a, measure.b] == pytest.approx([entry.score for entry in expected], abs=1e-4)
        assert 0.005 < (measure.p or 0.0) < 0.5  # neither end, where all would agree
        assert measure.p == pytest.approx(expected[1].p_value, abs=0.02)


def test_a_system_beside_itself() -> None:
    result = compared(WORSE, WORSE)
    assert [measure.difference for measure in result.measures] == [0.0] * 4
    assert [measure.p for measure in result.measures] == [None] * 4  # sacrebleu's would be the least there is, 1 / 201
    assert result.moved == ()
    assert sentence(result) == "no difference in fidelity"
    assert "fidelity      70.0    70.0    +0.0   +0.0 to +0.0    –\n" in as_text(result)


def test_exchanged_systems_exchange_their_figures() -> None:
    one, other = compared(CLEAN, WORSE), compared(WORSE, CLEAN)
    for a, b in zip(one.measures, other.measures, strict=True):
        assert (a.a, a.b, a.p) == (b.b, b.a, b.p)
        assert (a.low, a.high) == pytest.approx((-(b.high or 0.0), -(b.low or 0.0)))


def test_scores_that_are_not_there() -> None:
    nothing = [replace(rated, fidelity=None, fluency=None) for rated in CLEAN]
    result = compared(nothing, WORSE)
    assert (result.measures[0].a, result.measures[0].p, result.measures[0].difference) == (None, None, None)
    assert compared([], []).measures[2].a is None
    for show in (as_text, as_json, as_html):
        assert show(compared([], []))
    half = compared([nothing[0], *CLEAN[1:]], WORSE)
    assert half.measures[0].a == 100.0


# ---- shown


def test_text_tells_what_matters() -> None:
    told = as_text(compared(CLEAN, WORSE))
    assert told.startswith("A keeps more of the meaning: fidelity +30.0 (p 0.")
    assert "fidelity     100.0    70.0   -30.0   -" in told
    assert "F101 " in told
    assert "segment 7  -60.0\n  reference        " in told


def test_json_holds_everything() -> None:
    told = json.loads(as_json(compared(CLEAN, WORSE)))
    assert told["names"] == ["a.txt", "b.txt"]
    assert [measure["name"] for measure in told["measures"]] == ["fidelity", "fluency", "BLEU", "chrF"]
    assert told["measures"][0]["difference"] == -30.0
    assert told["moved"][0]["a"]["suspect"] == REFERENCES[6]
    assert told["signature"] == "signature"


def test_html_is_one_page_that_runs_nothing() -> None:
    hostile = [replace(WORSE[0], suspect="<script>alert(1)</script>\u202e", fidelity=1.0), *WORSE[1:]]
    page = as_html(compare(CLEAN, hostile, ("<b>", "b"), "s"))
    assert "<script" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "<h1" in page
    assert "script-src" not in page


# ---- the command


def write_texts(folder: Path) -> list[str]:
    for name, lines in (
        ("a.txt", [suspect for suspect, reference in PAIRS if suspect]),
        ("b.txt", [reference for suspect, reference in PAIRS if suspect]),
        ("r.txt", [reference for suspect, reference in PAIRS if suspect]),
    ):
        (folder / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return [str(folder / name) for name in ("a.txt", "b.txt")]


def test_texts_and_their_rated_tables_compare_alike(tmp_path: Path, capsys: Capture) -> None:
    texts = write_texts(tmp_path)
    options = ["--reference", str(tmp_path / "r.txt"), "--lang", "en", "--judge", "none", "--format", "json"]
    assert run(["compare", *texts, *options]) == ExitCode.PASS
    of_texts = json.loads(capsys.readouterr().out)
    listed = [row for row in rows() if row["suspect"]]
    tables = []
    for name, side in (("a", "suspect"), ("b", "reference")):
        tables.append(write_lines(tmp_path / name / "0.jsonl", [row | {"suspect": row[side]} for row in listed]))
        run_batch([tables[-1]], tmp_path / f"{name}-out", JOB)
    outputs = [str(tmp_path / "a-out"), str(tmp_path / "b-out" / "0.jsonl")]
    assert run(["compare", *outputs, "--format", "json"]) == ExitCode.PASS
    of_tables = json.loads(capsys.readouterr().out)
    assert of_tables["signature"] == of_texts["signature"]
    assert of_tables | {"names": []} == of_texts | {"names": []}
    assert of_texts["measures"][0]["b"] == 100.0
    assert {code["code"] for code in of_texts["codes"]} == {"F102", "F201", "M101", "M301"}


def rated_lines(folder: Path, name: str, lines: list[str], job: Job = JOB) -> str:
    path = folder / name / "0.jsonl"
    path.parent.mkdir()
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    run_batch([path], folder / f"{name}-out", job)
    return str(folder / f"{name}-out")


def test_rows_that_could_not_be_rated_are_left_out_and_counted(tmp_path: Path, capsys: Capture) -> None:
    good = [json.dumps(row) for row in rows(4)]
    null = json.dumps(rows(4)[1] | {"suspect": None})
    a = rated_lines(tmp_path, "a", [good[0], null, good[2], good[3]])
    b = rated_lines(tmp_path, "b", ["[cut off", good[1], good[2], good[3].replace("384", "348")])
    page = tmp_path / "page.html"
    assert run(["compare", a, b, "--output", f"html={page}"]) == ExitCode.PASS
    told = capsys.readouterr().out
    assert "2 segments, 1,000 resamples; 2 rows with an error left out\n" in told
    assert "\nsegment 4  +" in told  # by its number in the tables
    assert "resamples; 2 rows with an error left out." in page.read_text(encoding="utf-8")
    assert run(["compare", a, a, "--format", "json"]) == ExitCode.PASS
    found = json.loads(capsys.readouterr().out)
    assert (found["segments"], found["left_out"]) == (3, 1)


def test_tables_that_were_rated_by_other_options_are_refused(tmp_path: Path, capsys: Capture) -> None:
    lines = [json.dumps(row) for row in rows(2)]
    a = rated_lines(tmp_path, "a", lines)
    b = rated_lines(tmp_path, "b", lines, replace(JOB, config=replace(JOB.config, max_block=2)))
    assert run(["compare", a, b]) == ExitCode.NO_VERDICT
    told = capsys.readouterr().err.splitlines()
    assert told[0].endswith(f"are not rated alike: block:{JOB.config.max_block} against block:2")
    both = [Path(folder, "0.jsonl").read_text(encoding="utf-8") for folder in (a, b)]
    (tmp_path / "mixed.jsonl").write_text("".join(both), encoding="utf-8")
    assert run(["compare", *[str(tmp_path / "mixed.jsonl")] * 2]) == ExitCode.NO_VERDICT
    assert "row 3 and rows before it" in capsys.readouterr().err


def test_documents_may_have_each_their_language(tmp_path: Path, capsys: Capture) -> None:
    texts = [
        "The gate closed at nine, and nobody came. We waited for the others until it was dark.",
        "Das Tor schloss um neun, und niemand ist gekommen. Wir haben auf die anderen gewartet, bis es dunkel war.",
    ]
    lines = [json.dumps({"suspect": text, "reference": text}) for text in texts]
    a = rated_lines(tmp_path, "a", lines, replace(JOB, config=replace(JOB.config, lang=None), documents=True))
    assert run(["compare", a, a, "--format", "json"]) == ExitCode.PASS
    told = json.loads(capsys.readouterr().out)
    assert ("|lang:en|" in told["signature"], "|lang:de|" in told["signature"]) == (True, True)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference(end: str, tmp_path: Path, capsys: Capture) -> None:
    for name, by in (("a", "\n"), ("b", end)):
        text = "".join(reference + by for reference in REFERENCES)
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    a, b = (str(tmp_path / f"{name}.txt") for name in "ab")
    assert run(["compare", a, b, "-r", a, "--judge", "none", "-f", "json"]) == ExitCode.PASS
    assert [measure["difference"] for measure in json.loads(capsys.readouterr().out)["measures"]] == [0.0] * 4


def test_several_forms_at_once(tmp_path: Path, capsys: Capture) -> None:
    texts = [*write_texts(tmp_path), "--reference", str(tmp_path / "r.txt"), "--judge", "none"]
    page = tmp_path / "page.html"
    assert run(["compare", *texts, "--output", f"html={page}", "--moved", "2"]) == ExitCode.PASS
    assert capsys.readouterr().out.count("\nsegment ") == 2
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["{a}", "{b}"], "texts need a reference"),
        (["{a}", "{t}", "-r", "{r}"], "are not of one kind"),
        (["{a}", "{short}", "-r", "{r}"], "differ in their number of lines"),
        (["{t}", "{t}"], "row 1 has no fidelity"),
        (["{a}", "{b}", "-r", "{r}", "-f", "csv"], "no format 'csv'"),
        (["{a}", "{b}", "-r", "{nowhere}"], "nowhere"),
    ],
)
def test_what_does_not_fit_is_told(arguments: list[str], told: str, tmp_path: Path, capsys: Capture) -> None:
    write_texts(tmp_path)
    write_lines(tmp_path / "t.jsonl", rows(2))
    (tmp_path / "short.txt").write_text("One.\n")
    names = {"a": "a.txt", "b": "b.txt", "r": "r.txt", "t": "t.jsonl", "short": "short.txt", "nowhere": "nowhere"}
    places = {name: str(tmp_path / file) for name, file in names.items()}
    assert run(["compare", *(argument.format(**places) for argument in arguments)]) == ExitCode.NO_VERDICT
    lines = capsys.readouterr().err.splitlines()
    assert told in lines[0]
    assert lines[1].startswith("hint: ")


def test_tables_of_different_references(tmp_path: Path, capsys: Capture) -> None:
    for name, count in (("a", 2), ("b", 3), ("c", 2)):
        listed = rows(count)
        if name == "c":
            listed.reverse()
        write_lines(tmp_path / name / "0.jsonl", listed)
        run_batch([tmp_path / name], tmp_path / f"{name}-out", JOB)
    outputs = {name: str(tmp_path / f"{name}-out") for name in "abc"}
    for other, told in (("b", "has 2 rows"), ("c", "row 1 of")):
        assert run(["compare", outputs["a"], outputs[other]]) == ExitCode.NO_VERDICT
        assert told in capsys.readouterr().err
