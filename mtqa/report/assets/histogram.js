// The histogram of scores: dragging over it sets the range of the filter, and the filter's range is drawn on it.

const chart = find("#chart");

function binOf(event) {
  const { left, width } = find("svg", chart).getBoundingClientRect();
  const bins = find("svg", chart).viewBox.baseVal.width;
  return Math.min(Math.max(Math.floor(((event.clientX - left) / width) * bins), 0), bins - 1);
}

// Scores have one decimal: a bin from 5 ends at 9.9, and only the last one holds its end.
function rangeOf(one, other) {
  const size = 100 / find("svg", chart).viewBox.baseVal.width;
  const [low, high] = one < other ? [one, other] : [other, one];
  const end = (high + 1) * size;
  return { from: low ? String(low * size) : "", to: end < 100 ? (end - 0.1).toFixed(1) : "" };
}

function showBrush() {
  if (!chart) return;
  const bins = find("svg", chart).viewBox.baseVal.width;
  const isWhole = state.from === "" && state.to === "";
  const [from, to] = [Number(state.from || 0), Number(state.to || 100)].map((score) => (score / 100) * bins);
  const brush = find(".brush", chart);
  brush.setAttribute("x", from);
  brush.setAttribute("width", isWhole ? 0 : Math.max(to - from, 0.1));
}

function startHistogram() {
  if (!chart) return;
  chart.classList.add("live");
  find(".hint", chart.parentNode).hidden = false;
  let start = null;
  chart.addEventListener("pointerdown", (event) => {
    start = binOf(event);
    chart.setPointerCapture(event.pointerId);
    apply(rangeOf(start, start));
  });
  chart.addEventListener("pointermove", (event) => {
    if (start !== null) apply(rangeOf(start, binOf(event)));
  });
  for (const end of ["pointerup", "pointercancel"]) chart.addEventListener(end, () => { start = null; });
}
