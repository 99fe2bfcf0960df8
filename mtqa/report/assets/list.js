// The rows on the page: up to 500 stand there as HTML; of more, empty ones do, and each is drawn when it comes near.

const NEAR = "1200px"; // a screen's height above and below: at any speed of reading, what scrolls in is there already
const list = find("#rows");
const inView = new Set();

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const row = model.rows[Number(target.id.slice(5))];
    if (isIntersecting) enter(row);
    else if (inView.delete(row)) unpaint(row);
  }
}, { rootMargin: NEAR });

function startList() {
  const articles = list.querySelectorAll("article");
  if (!articles.length) list.replaceChildren(...model.rows.map(placeholder));
  else articles.forEach((article, index) => { model.rows[index].article = article; });
  for (const row of model.rows) watcher.observe(row.article);
}

// As high as the row will be, roughly: the scroll bar is right before the rows are.
function placeholder(row) {
  const letters = Math.max(textOf(row.suspect).length, textOf(row.reference).length);
  row.article = make("article", { class: `row ${row.kind} ${row.severity}`, id: `pair-${row.index}` });
  row.article.style.minHeight = `${Math.max(8, 3 + 1.8 * Math.ceil(letters / 60)) + 4 * row.findings.length}rem`;
  return row.article;
}

function draw(row) {
  if (!row.article.hasChildNodes()) {
    row.article.append(...drawn(row));
    row.article.style.minHeight = "";
  }
  if (!row.hasCopies) addCopies(row);
}

function enter(row) {
  draw(row);
  inView.add(row);
  paint(row, state);
}

function repaint() {
  for (const row of inView) paint(row, state);
}

function showOnly(chosen) {
  const shown = new Set(chosen);
  for (const row of model.rows) row.article.hidden = !shown.has(row);
  find("#nothing").hidden = chosen.length > 0 || !model.rows.length;
}
