// The map of the document: a pointer or the arrow keys choose a mark, a click or Enter goes to its pair.

const strip = find("#strip");
let chosen = 0;

const marks = () => Math.ceil(model.rows.length / strip.dataset.step);

function markOf(event) {
  const { left, width } = strip.getBoundingClientRect();
  return Math.floor(((event.clientX - left) / width) * marks());
}

// Where a mark stands for several pairs, it leads to the worst of them.
function pairOf(mark) {
  const size = Number(strip.dataset.step);
  const height = ({ lowest }) => lowest ?? 101; // an omission or a pair without scores leads only where nothing else does
  return model.rows.slice(mark * size, (mark + 1) * size).reduce((found, row) => (height(row) < height(found) ? row : found));
}

function described({ index, kind, lowest, findings, severity }) {
  const score = lowest === null ? kind : `score ${lowest.toFixed(1)}`;
  const several = `, ${findings.length} findings, worst ${severity}`;
  const found = ["", `, 1 ${severity} finding`][findings.length] ?? several;
  return `pair ${index}: ${score}${found}`;
}

function choose(mark) {
  chosen = Math.min(Math.max(mark, 0), marks() - 1);
  const words = described(pairOf(chosen));
  strip.setAttribute("aria-valuenow", chosen);
  strip.setAttribute("aria-valuetext", words);
  find(".cursor", strip).setAttribute("x", chosen);
  find(".cursor", strip).setAttribute("width", 1);
  find(".place").textContent = words;
}

function showCursor() {
  if (strip && state.at) choose(Math.floor(place(state.at)[0] / strip.dataset.step));
}

const STEPS = {
  ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity,
};

function startStrip() {
  if (!strip) return;
  strip.after(make("p", { class: "place quiet", "aria-hidden": "true" }));
  const slider = { role: "slider", tabindex: "0", "aria-valuemin": 0, "aria-valuemax": marks() - 1, "aria-valuenow": 0 };
  for (const [name, value] of Object.entries(slider)) strip.setAttribute(name, value);
  strip.setAttribute("aria-valuetext", described(pairOf(0)));
  strip.addEventListener("pointermove", (event) => choose(markOf(event)));
  strip.addEventListener("click", (event) => {
    choose(markOf(event)); // a finger taps without having moved there
    go(`pair-${pairOf(chosen).index}`);
  });
  strip.addEventListener("keydown", (event) => {
    if (event.key === "Enter") go(`pair-${pairOf(chosen).index}`);
    else if (event.key in STEPS) choose(chosen + STEPS[event.key]);
    else return;
    event.preventDefault();
  });
}
