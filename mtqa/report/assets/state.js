// What is shown, as the address says it: `#severity=critical&sort=worst&at=pair-3`; a place alone is `#pair-3`.

const PLAIN = { search: "", severity: "", family: "", code: "", kind: "", from: "", to: "", sort: "", diff: true };
const state = { ...PLAIN, at: "" };

// In a page of several documents every address begins with the one that is open.
const home = document.documentElement.dataset.home ?? "";

function link(at) {
  return `#${home && `${home}&at=`}${at}`;
}

function readAddress() {
  const hash = location.hash.slice(1);
  if (isPlace(hash)) return { at: hash };
  const said = new URLSearchParams(hash);
  const read = Object.fromEntries(Object.entries(PLAIN).map(([name, plain]) => [name, said.get(name) ?? plain]));
  for (const end of ["from", "to"]) if (!Number.isFinite(Number(read[end]))) read[end] = "";
  const at = said.get("at") ?? "";
  return { ...read, diff: said.get("diff") !== "off", at: isPlace(at) ? at : "" };
}

function isPlace(text) {
  return /^(pair|finding)-\d+(-\d+)?$/.test(text) && place(text)[0] < model.rows.length;
}

// Numbers of a permalink: `finding-12-3` is the third finding of pair 12.
function place(text) {
  return text.split("-").slice(1).map(Number);
}

function writeAddress() {
  if (location.protocol === "about:") return; // a notebook's frame is made of text and has no address
  const said = new URLSearchParams(home);
  for (const [name, plain] of Object.entries(PLAIN)) {
    if (state[name] !== plain) said.set(name, name === "diff" ? "off" : state[name]);
  }
  const isFiltered = said.size > 0;
  if (isFiltered && state.at) said.set("at", state.at);
  const hash = isFiltered ? said.toString() : state.at;
  history.replaceState(history.state, "", hash ? `#${hash}` : location.pathname + location.search);
}
