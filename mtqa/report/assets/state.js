// What is shown, as the address says it: `#severity=critical&sort=worst&at=pair-3`; a place alone is `#pair-3`.

const PLAIN = { search: "", severity: "", family: "", code: "", kind: "", from: "", to: "", sort: "", diff: true };
const state = { ...PLAIN, at: "" };

function readAddress() {
  const hash = decodeURIComponentSafely(location.hash.slice(1));
  if (/^(pair|finding)-[\d-]+$/.test(hash)) return { at: hash };
  const said = new URLSearchParams(location.hash.slice(1));
  const read = { ...PLAIN, at: "" };
  for (const name of Object.keys(read)) if (said.has(name)) read[name] = said.get(name);
  read.diff = said.get("diff") !== "off";
  return read;
}

function decodeURIComponentSafely(text) {
  return new URLSearchParams(`x=${text.replaceAll("&", "%26")}`).get("x");
}

function writeAddress() {
  const said = new URLSearchParams();
  for (const [name, plain] of Object.entries(PLAIN)) {
    if (state[name] !== plain) said.set(name, name === "diff" ? "off" : state[name]);
  }
  const isFiltered = said.size > 0;
  if (isFiltered && state.at) said.set("at", state.at);
  const hash = isFiltered ? said.toString() : state.at;
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}
