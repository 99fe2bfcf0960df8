// Two names for what every part does: find an element, make one. Text becomes text nodes, never markup.

const find = (selector, root = document) => root.querySelector(selector);

const SVG = new Set(["svg", "rect"]);

function make(tag, attributes = {}, ...children) {
  const space = SVG.has(tag) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
  const node = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// Tells eyes and screen readers alike what a key or a button did.
function say(text) {
  const said = find("#said");
  said.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.textContent = ""; }, 4000);
}
