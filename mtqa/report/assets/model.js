// The pairs by name: the JSON in the page comes in, `model.rows` goes out to everything that draws, filters or copies.

const model = JSON.parse(find("#data").content.textContent);
const RANK = Object.fromEntries([...model.severities].reverse().map((severity, rank) => [severity, rank]));
const FINDING = ["number", "severity", "code", "name", "category", "message", "suggestion", "line", "column"];

model.rows = model.rows.map(([kind, shape, moved, scores, suspect, reference, ...flagged], index) => {
  const [ofSuspect, ofReference] = flagged.length ? flagged.map((list) => list.map(named)) : [[], []];
  const findings = [...ofSuspect, ...ofReference].sort((one, other) => one.number - other.number);
  const rated = scores.slice(0, 2).filter((score) => score !== null);
  return {
    index, kind, shape, scores, findings,
    moved: Boolean(moved),
    severity: worst(findings),
    lowest: rated.length ? Math.min(...rated) : null,
    suspect: { role: "suspect", sentences: suspect ?? standing(index, "suspect"), findings: ofSuspect },
    reference: { role: "reference", sentences: reference ?? standing(index, "reference"), findings: ofReference },
  };
});

// Texts that stand on the page as HTML are not in the data once more.
function standing(index, role) {
  const isText = ({ className }) => className !== "number";
  const textIn = (node) => (node.localName === "mark" && node.textContent === "‸" ? "" : node.textContent);
  const sentences = document.querySelectorAll(`#pair-${index} .${role} .text`);
  return [...sentences].map((sentence) => [[...sentence.childNodes].filter(isText).map(textIn).join("")]);
}

function named(values) {
  return Object.fromEntries(FINDING.map((name, place) => [name, values[place]]));
}

function worst(findings) {
  return findings.reduce((found, { severity }) => (found && RANK[found] >= RANK[severity] ? found : severity), "");
}

// A sentence is a list of pieces, each a text or [text, severity, family, numbers of the findings that end there].
function textOf(side) {
  return side.sentences.map((pieces) => pieces.map((piece) => (typeof piece === "string" ? piece : piece[0])).join("")).join(" ");
}

// What the search looks through, made when a row is first searched.
function haystack(row) {
  row.haystack ??= [
    textOf(row.suspect),
    textOf(row.reference),
    ...row.findings.map(({ code, name, message, suggestion }) => `${code} ${name} ${message} ${suggestion}`),
  ].join("\n").toLowerCase();
  return row.haystack;
}
