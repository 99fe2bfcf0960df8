// Word differences and search hits, painted over the rows in view by the browser's highlights: the text stays as it is.

const MOST_WORDS = 600; // a side; the comparison is quadratic, and nobody reads the differences of two pages in a row
const MOST_LETTERS = 12000; // a side, some twenty a word: where there are more, the words are not even counted
const canPaint = Boolean(globalThis.Highlight && Intl.Segmenter); // browsers before 2025 may lack one of them
const painted = canPaint ? { differs: new Highlight(), found: new Highlight() } : {};
const words = canPaint ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;
for (const [name, highlight] of Object.entries(painted)) CSS.highlights.set(name, highlight);

function paint(row, state) {
  unpaint(row);
  if (!canPaint) return;
  const sides = ["suspect", "reference"].map((role) => written(find(`.${role}`, row.article)));
  row.painted = { differs: state.diff ? differences(sides) : [], found: state.search ? hits(sides, state.search) : [] };
  for (const [name, ranges] of Object.entries(row.painted)) for (const range of ranges) painted[name].add(range);
}

function unpaint(row) {
  for (const [name, ranges] of Object.entries(row.painted ?? {})) for (const range of ranges) painted[name].delete(range);
  row.painted = null;
}

// A side's text with the nodes that hold it: the numbers of the findings stand between but are no part of it.
function written(box) {
  const nodes = [];
  let text = "";
  for (const sentence of box.querySelectorAll(".text")) {
    const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentNode.className === "number") continue;
      nodes.push({ node, start: text.length });
      text += node.data;
    }
    text += " ";
  }
  return { nodes, text };
}

// What is flagged keeps the colours of its flag: differences are painted around it.
const isPlain = ({ parentNode }) => parentNode.localName !== "mark";

function* ranges({ nodes }, spans, wanted = () => true) {
  let at = 0;
  for (const [start, end] of spans) {
    while (at + 1 < nodes.length && nodes[at + 1].start <= start) at += 1;
    for (let to = at; to < nodes.length && nodes[to].start < end; to += 1) {
      const { node, start: base } = nodes[to];
      const from = Math.max(start - base, 0);
      const until = Math.min(end - base, node.length);
      if (from < until && wanted(node)) yield rangeIn(node, from, until);
    }
  }
}

function rangeIn(node, from, until) {
  return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: until });
}

function hits(sides, sought) {
  const needle = sought.toLowerCase();
  return sides.flatMap((side) => {
    const spans = [];
    const text = side.text.toLowerCase();
    if (text.length !== side.text.length) return []; // a letter that lower case makes two: places would be wrong
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      spans.push([at, at + needle.length]);
    }
    return [...ranges(side, spans)];
  });
}

function differences(sides) {
  if (Math.max(...sides.map(({ text }) => text.length)) > MOST_LETTERS) return [];
  const [suspect, reference] = sides.map(({ text }) => wordsOf(text));
  if (!suspect.length || !reference.length || Math.max(suspect.length, reference.length) > MOST_WORDS) return [];
  const kept = common(suspect.map(({ word }) => word), reference.map(({ word }) => word));
  return [suspect, reference].flatMap((list, side) => [...ranges(sides[side], runs(list, kept[side]), isPlain)]);
}

function wordsOf(text) {
  const found = Array.from(words.segment(text)).filter((one) => one.isWordLike);
  return found.map(({ segment, index }) => ({ word: segment.toLowerCase(), start: index, end: index + segment.length }));
}

// The longest common subsequence of words, by the textbook's table: which words of each side belong to it.
function common(one, other) {
  const width = other.length + 1;
  const length = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const below = length[(i + 1) * width + j];
      const right = length[i * width + j + 1];
      length[i * width + j] = one[i] === other[j] ? length[(i + 1) * width + j + 1] + 1 : Math.max(below, right);
    }
  }
  const kept = [new Set(), new Set()];
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] === other[j]) { kept[0].add(i); kept[1].add(j); i += 1; j += 1; }
    else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return kept;
}

// Neighbouring words that differ are one run, so that a rewritten phrase is one patch and not many.
function runs(list, kept) {
  const spans = [];
  list.forEach(({ start, end }, at) => {
    if (kept.has(at)) return;
    if (at && !kept.has(at - 1)) spans.at(-1)[1] = end;
    else spans.push([start, end]);
  });
  return spans;
}
