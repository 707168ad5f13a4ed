// Making elements. Text goes in as text, never as markup.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

export function button(label, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, label);
}

// `{name}` in a sentence of the server filled with values.
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export const newId = () =>
  crypto.randomUUID?.() ??
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

export function afterPaint(action) {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = action;
    channel.port2.postMessage(0);
  });
}

// Streamlit tells its colours, not whether they are dark.
export function takeTheme(root) {
  const paper = getComputedStyle(root).getPropertyValue("--st-background-color");
  const [r, g, b] = (paper.match(/[\da-f]{2}/gi) ?? []).map((part) => parseInt(part, 16));
  root.dataset.theme = r + g + b < 384 ? "dark" : "light";
}

// What a mount returns. Streamlit calls it as well for a run that newer data overtook, while the
// element stays on the page: nothing is closed then.
export function whenGone(root, close) {
  return () => {
    if (!root.isConnected) close();
  };
}

const MARKS = /[\u0300-\u036f]/g;
export const folded = (text) => text.normalize("NFKD").replace(MARKS, "").toLowerCase();
