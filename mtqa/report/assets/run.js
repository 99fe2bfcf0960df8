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

function sortBy(column, order) {
  const heads = files.tHead.rows[0].cells;
  for (const head of heads) head.removeAttribute("aria-sort");
  heads[column].setAttribute("aria-sort", order > 0 ? "ascending" : "descending");
  const isAbsent = (value) => value === "" || value === "–";
  const keyed = bodies.map((row) => [valueOf(row, column), row]);
  keyed.sort(([one], [other]) => (isAbsent(one) || isAbsent(other) ? compare(one, other) : order * compare(one, other)));
  files.tBodies[0].append(...keyed.map(([, row]) => row));
}

// Lowest scores, worst results and first names first; of findings the most. A second time the other way.
function turn(column) {
  const was = files.tHead.rows[0].cells[column].ariaSort;
  const first = column > 4 ? -1 : 1;
  sortBy(column, was ? (was === "ascending" ? -1 : 1) : first);
  writeIndex();
}

function pick() {
  const { search, failing } = find("#pick").elements;
  for (const row of bodies) {
    const isFailing = !row.classList.contains("pass");
    row.hidden = (failing.checked && !isFailing) || !row.textContent.toLowerCase().includes(search.value.toLowerCase());
  }
  const shown = bodies.filter((row) => !row.hidden).length;
  find("#picked").textContent = shown === bodies.length ? `${shown} documents` : `${shown} of ${bodies.length} documents`;
}

// The address holds what is searched for and how it is sorted, so that it is there again when one comes back.
function writeIndex() {
  const { search, failing } = find("#pick").elements;
  const heads = [...files.tHead.rows[0].cells];
  const column = heads.findIndex((head) => head.ariaSort);
  const said = new URLSearchParams();
  if (search.value) said.set("search", search.value);
  if (failing.checked) said.set("failing", "on");
  if (column >= 0) said.set("sort", `${heads[column].ariaSort === "ascending" ? "" : "-"}${column}`);
  history.replaceState(null, "", said.size ? `#${said}` : location.pathname + location.search);
}

function readIndex() {
  const said = new URLSearchParams(location.hash.slice(1));
  const { search, failing } = find("#pick").elements;
  search.value = said.get("search") ?? "";
  failing.checked = said.get("failing") === "on";
  const [, down, column] = /^(-?)(\d+)$/.exec(said.get("sort") ?? "") ?? [];
  if (Number(column) < files.tHead.rows[0].cells.length) sortBy(Number(column), down ? -1 : 1);
  pick();
}

function startIndex() {
  [...files.tHead.rows[0].cells].forEach((head, column) => {
    const button = make("button", { type: "button" }, head.textContent);
    button.addEventListener("click", () => turn(column));
    head.replaceChildren(button);
  });
  find("#pick").hidden = false;
  find("#pick").addEventListener("input", () => { pick(); writeIndex(); });
  find("#pick").addEventListener("submit", (event) => event.preventDefault());
  files.addEventListener("click", follow);
  readIndex();
}

// A document remembers how the index was left, and its way back leads there.
function follow(event) {
  const href = event.target.closest("a")?.getAttribute("href");
  if (!href?.startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState({ index: location.hash }, "", href);
  location.reload();
}

function startBack() {
  if (history.state?.index) find(".back a").setAttribute("href", history.state.index);
}

const opened = asked();
history.scrollRestoration = "manual"; // another document is another place
if (openDocument(opened)) startBack();
else startIndex();
addEventListener("hashchange", () => { if (asked() !== opened) location.reload(); });
