// The tools over the rows: their controls are read into `state`, and the rows that fit it are shown.

const tools = find("#tools");
let visible = [];

function fits(row) {
  if (state.kind && (state.kind === "moved" ? !row.moved : row.kind !== state.kind)) return false;
  if (state.severity === "none" && row.findings.length) return false;
  if (!inRange(row.lowest)) return false;
  if (asksForFindings() && !row.findings.some(isSought)) return false;
  return !state.search || haystack(row).includes(state.search.toLowerCase());
}

// A pair without a score is in the whole range only.
function inRange(score) {
  if (state.from === "" && state.to === "") return true;
  return score !== null && score >= Number(state.from || 0) && score <= Number(state.to || 100);
}

function asksForFindings() {
  return Boolean(state.family || state.code || (state.severity && state.severity !== "none"));
}

// One finding has to answer to all that is asked of findings: a critical one of this family, not one of each.
function isSought({ severity, category, code }) {
  return (!state.severity || state.severity === "any" || state.severity === severity)
    && (!state.family || state.family === category.split("/")[0])
    && (!state.code || state.code === code);
}

// Most critical findings first, then most major ones, then the lowest score, then document order.
function badness({ findings, lowest, index }) {
  const count = (sought) => findings.filter(({ severity }) => severity === sought).length;
  return [-count("critical"), -count("major"), lowest ?? 100, index];
}

// All rows, put on the page in the order asked for; that is done anew only when another is.
function inOrder() {
  if (inOrder.sort !== state.sort) {
    inOrder.rows = state.sort ? worstFirst() : model.rows;
    if (inOrder.sort !== undefined || state.sort) list.append(...inOrder.rows.map((row) => row.article));
    inOrder.sort = state.sort;
  }
  return inOrder.rows;
}

function worstFirst() {
  const ranked = model.rows.map((row) => [badness(row), row]);
  ranked.sort(([one], [other]) => {
    const place = one.findIndex((value, at) => value !== other[at]);
    return place < 0 ? 0 : one[place] - other[place];
  });
  return ranked.map(([, row]) => row);
}

// The findings that j and k step through: of the visible rows, in their order, those that the filters ask for.
function visibleFindings() {
  return visible.flatMap((row) => row.findings.filter(isSought).map((one) => ({ row, one })));
}

function refresh() {
  visible = inOrder().filter(fits);
  showOnly(visible);
  const all = model.rows.length;
  find("#count").textContent = visible.length === all ? `${all} pairs` : `${visible.length} of ${all} pairs`;
  showBrush();
  showCursor();
  repaint();
  writeAddress();
}

// An address can ask for what is not on offer here: what a control does not take is dropped.
function showControls() {
  for (const [name, plain] of Object.entries(PLAIN)) {
    const control = tools.elements[name];
    if (!control) state[name] = plain;
    else if (name === "diff") control.checked = state.diff;
    else {
      control.value = state[name];
      if (control.selectedIndex < 0) control.selectedIndex = 0;
      state[name] = control.value;
    }
  }
}

function apply(changes) {
  Object.assign(state, changes);
  showControls();
  refresh();
}

function startTools() {
  tools.hidden = false;
  tools.addEventListener("input", ({ target }) => {
    if (!(target.name in PLAIN)) return;
    state[target.name] = target.name === "diff" ? target.checked : target.value;
    refresh();
  });
  find("[name=search]", tools).addEventListener("keydown", ({ key }) => {
    if (key === "Enter" && visible.length) go(`pair-${visible[0].index}`);
  });
  tools.addEventListener("reset", (event) => {
    event.preventDefault();
    apply(PLAIN);
  });
  if (!canPaint) find("[name=diff]", tools).closest("label").hidden = true;
}
