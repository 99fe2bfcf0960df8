// One pair as HTML, just as row.html.j2 draws it: a change here is a change there, and a test compares the two.

function drawn(row) {
  return [gutter(row), cell(row, row.suspect), cell(row, row.reference)];
}

function gutter(row) {
  const box = make("div", { class: "gutter" }, make("p", {}, make("a", { href: link(`pair-${row.index}`) }, `pair ${row.index}`)));
  if (row.shape) box.append(make("p", { class: "badge" }, row.shape));
  if (row.moved) box.append(make("p", { class: "badge" }, "⇅ moved"));
  const measured = model.measures.map((name, place) => [name, row.scores[place]]).filter(([, score]) => score !== null);
  const isRating = ([name]) => model.measures.indexOf(name) < 2;
  box.append(...measured.filter(isRating).map(([name, score]) => rating(name, score.toFixed(1))));
  const others = measured.filter((one) => !isRating(one)).map(([name, score]) => `${name}\u00a0${score.toFixed(1)}`);
  if (others.length) box.append(make("p", { class: "measures" }, others.join(" ")));
  return box;
}

function rating(name, text) {
  const bar = make("svg", { class: "bar", "aria-hidden": "true" }, make("rect", { width: `${text}%` }));
  return make("p", { class: "rating" }, `${name} `, make("b", {}, text), bar);
}

function cell(row, side) {
  const absent = side.sentences.length ? "" : model.absent[side.role];
  const box = make("div", { class: `cell ${side.role}${absent && " absent"}` });
  if (absent) box.append(make("p", { class: "nothing" }, absent));
  const { lang } = model.documents[side.role];
  for (const pieces of side.sentences) {
    box.append(make("p", { class: "text", lang, dir: "auto" }, ...pieces.flatMap((piece) => mark(row, piece))));
  }
  if (side.findings.length) box.append(make("ol", { class: "findings" }, ...side.findings.map((one) => finding(row, one))));
  return box;
}

function mark(row, piece) {
  if (typeof piece === "string") return [piece];
  const [text, severity, family, ends] = piece;
  const links = ends.map((number) => {
    const href = link(`finding-${row.index}-${number}`);
    return make("a", { class: "number", href, "aria-label": `finding ${number}` }, String(number));
  });
  return [make("mark", { class: `${severity} ${family}` }, text || "‸"), ...links];
}

function finding(row, one) {
  const where = `${one.code} · ${one.category} · line ${one.line}, column ${one.column}`;
  const severity = make("strong", { class: "severity" }, one.severity);
  const label = make("p", { class: "label" }, severity, ` ${one.name} `, make("span", { class: "quiet" }, where));
  const reason = make("p", {}, make("bdi", {}, one.message));
  if (one.suggestion) reason.append(" ", make("strong", {}, "→ ", make("bdi", {}, one.suggestion)));
  const number = make("span", { class: "number", "aria-hidden": "true" }, String(one.number));
  const id = `finding-${row.index}-${one.number}`;
  return make("li", { id, class: `finding ${one.severity}` }, number, make("div", {}, label, reason));
}
