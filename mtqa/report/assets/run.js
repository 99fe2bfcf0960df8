// The index of a run: opens the document that the address asks for, or else sorts and filters the table of all.

const files = find("#files");
const bodies = [...files.querySelectorAll("tbody tr")];

// `#document-3` is the link that also works without this script, `#document=3&at=pair-7` what a page makes of it.
function asked() {
  const hash = location.hash.slice(1);
  return /^document-(\d+)$/.exec(hash)?.[1] ?? /^(\d+)$/.exec(new URLSearchParams(hash).get("document") ?? "")?.[1];
}

function openDocument(number) {
  const template = number && find(`template[data-document="${number}"]`);
  if (!template) return false;
  document.documentElement.dataset.home = `document=${number}`;
  document.title = template.dataset.title;
  find("#index").replaceWith(template.content.cloneNode(true));
  return true;
}

// What a column sorts by: the number in it, or else its words; what is absent comes last either way.
function valueOf(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.value ?? cell.textContent.trim();
  return text === "" || Number.isNaN(Number(text)) ? text : Number(text);
}

function compare(one, other) {
  const absent = (value) => value === "" || value === "–";
  if (absent(one) || absent(other)) return absent(one) - absent(other);
  return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other));
}

function sortBy(head, column) {
  const isCount = column > 4; // most findings first; lowest scores, worst results and first names first
  const order = head.ariaSort ? (head.ariaSort === "ascending" ? -1 : 1) : isCount ? -1 : 1;
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", order > 0 ? "ascending" : "descending");
  const keyed = bodies.map((row) => [valueOf(row, column), row]);
  const isAbsent = (value) => value === "" || value === "–";
  keyed.sort(([one], [other]) => (isAbsent(one) || isAbsent(other) ? compare(one, other) : order * compare(one, other)));
  files.tBodies[0].append(...keyed.map(([, row]) => row));
}

function pick() {
  const form = find("#pick");
  const sought = form.elements.search.value.toLowerCase();
  for (const row of bodies) {
    const isFailing = !row.classList.contains("pass");
    row.hidden = (form.elements.failing.checked && !isFailing) || !row.textContent.toLowerCase().includes(sought);
  }
  const shown = bodies.filter((row) => !row.hidden).length;
  find("#picked").textContent = shown === bodies.length ? `${shown} documents` : `${shown} of ${bodies.length} documents`;
}

function startIndex() {
  [...files.tHead.rows[0].cells].forEach((head, column) => {
    const button = make("button", { type: "button" }, head.textContent);
    button.addEventListener("click", () => sortBy(head, column));
    head.replaceChildren(button);
  });
  find("#pick").hidden = false;
  find("#pick").addEventListener("input", pick);
  find("#pick").addEventListener("submit", (event) => event.preventDefault());
  pick();
}

const opened = asked();
history.scrollRestoration = "manual"; // another document is another place
if (!openDocument(opened)) startIndex();
addEventListener("hashchange", () => { if (asked() !== opened) location.reload(); });
