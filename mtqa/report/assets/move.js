// Going places: to a pair or a finding by its permalink, from finding to finding by key.

function go(at) {
  if (!isPlace(at)) return;
  const row = model.rows[place(at)[0]];
  if (!visible.includes(row)) apply(PLAIN); // a permalink shows its sentence, whatever is filtered
  draw(row);
  const target = document.getElementById(at) ?? row.article;
  for (const earlier of list.querySelectorAll(".here")) earlier.classList.remove("here");
  target.classList.add("here");
  state.at = at;
  target.tabIndex = -1; // focus shall follow, for whoever goes on by keys or listens
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: target === row.article ? "start" : "center" });
  showCursor();
  writeAddress();
}

function step(by) {
  const findings = visibleFindings();
  if (!findings.length) return say("No finding here");
  const { row, one } = findings[next(findings, by)];
  return go(`finding-${row.index}-${one.number}`);
}

// From the finding where one is, or else from the first row in sight; past the end it begins again.
function next(findings, by) {
  const here = findings.findIndex(({ row, one }) => state.at === `finding-${row.index}-${one.number}`);
  if (here >= 0) return (here + by + findings.length) % findings.length;
  const order = new Map(visible.map((row, at) => [row, at]));
  const top = order.get(state.at ? model.rows[place(state.at)[0]] : firstInSight()) ?? 0;
  const after = findings.findIndex(({ row }) => order.get(row) >= top);
  if (by > 0) return Math.max(after, 0);
  return ((after < 0 ? 0 : after) - 1 + findings.length) % findings.length;
}

function firstInSight() {
  const edge = find(".bench").getBoundingClientRect().bottom;
  return visible.find((row) => inView.has(row) && row.article.getBoundingClientRect().bottom > edge);
}

const KEYS = {
  Escape: () => document.activeElement.blur(), // closes what a focused question mark explains
  j: () => step(1),
  k: () => step(-1),
  "/": () => find("[name=search]", tools).focus(),
  "?": () => find("#help").showModal(),
};

function startMoving() {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, select, textarea, dialog");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !find("#keys").checked || !(event.key in KEYS)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  find("#ask").addEventListener("click", KEYS["?"]);
  document.addEventListener("click", (event) => {
    const at = event.target.closest("a")?.getAttribute("href").split(/#(?:.*&at=)?/)[1] ?? "";
    if (!isPlace(at) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(at);
  });
  addEventListener("hashchange", open);
  keepClear();
  new ResizeObserver(keepClear).observe(find(".bench"));
}

// What is gone to stands below the tools, however many lines these take; on a phone they scroll away.
function keepClear() {
  const bench = find(".bench");
  const isSticky = getComputedStyle(bench).position === "sticky";
  document.documentElement.style.scrollPaddingTop = isSticky ? `${bench.offsetHeight + 8}px` : "";
}

// Shows what the address asks for, at the start and whenever someone edits it or goes back.
function open() {
  const asked = readAddress();
  apply(asked);
  if (asked.at) go(asked.at);
}
