// What leaves the page: a finding as Markdown on the clipboard, the visible rows as a file of tab-separated values.

const MARKUP = /[\\`*_{}[\]<>#|~]/g;

const safe = (text) => text.replace(MARKUP, "\\$&");

function markdown(row, one) {
  const { name } = model.documents[sideOf(row, one)];
  const where = `${safe(name)}:${one.line}:${one.column}, pair ${row.index}`;
  const lines = [
    `**${one.severity} ${safe(one.code)} ${safe(one.name)}** (${where})`,
    safe(one.message) + (one.suggestion ? ` → ${safe(one.suggestion)}` : ""),
    "",
    `> suspect: ${safe(textOf(row.suspect)) || "–"}`,
    ">",
    `> reference: ${safe(textOf(row.reference)) || "–"}`,
  ];
  return `${lines.join("\n")}\n`;
}

function sideOf(row, one) {
  return row.suspect.findings.includes(one) ? "suspect" : "reference";
}

function addCopies(row) {
  row.hasCopies = true;
  row.article.querySelectorAll(".finding").forEach((item) => {
    const one = row.findings[place(item.id)[1] - 1];
    const button = make("button", { type: "button", class: "copy", "aria-label": `Copy finding ${one.number} as Markdown` }, "copy");
    button.addEventListener("click", () => copy(markdown(row, one)));
    find(".label", item).append(button);
  });
}

// A page from a plain http server may not use the clipboard: there the text goes through a field that is selected.
async function copy(text) {
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else {
    const field = make("textarea", {}, text);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say("Copied as Markdown");
}

function table(rows) {
  const header = ["pair", "kind", "moved", ...model.measures, "flags", "suspect text", "reference text"];
  const lines = rows.map((row) => [
    row.index, row.kind, row.moved,
    ...row.scores.map((score) => score ?? ""),
    row.findings.map(({ code }) => code).join(","),
    textOf(row.suspect), textOf(row.reference),
  ]);
  return [header, ...lines].map((cells) => `${cells.join("\t")}\n`).join("");
}

function startExport() {
  find("#table").addEventListener("click", () => {
    const file = new Blob([table(visible)], { type: "text/tab-separated-values" });
    const link = make("a", { href: URL.createObjectURL(file), download: "pairs.tsv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say(`Saved ${visible.length} pairs`);
  });
}
