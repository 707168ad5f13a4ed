// A passage with marked words, which takes the focus once something else was asked: keys of the
// page then work at once, and a screen reader reads it. Streamlit calls the default function at every run.

import { element } from "../kwalicode.reader/dom.js";

let answered = 0; // the last turn: a passage that comes back does not take the focus again

export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".kwp");
  if (!root || !data) return undefined;
  const shown = JSON.stringify(data);
  if (root.shown !== shown) draw(root, data);
  root.shown = shown;
  if (data.turn && data.turn !== answered) root.focus();
  answered = data.turn;
  return undefined;
}

function draw(root, { label, pieces, language, source, says }) {
  root.setAttribute("aria-label", label);
  const quote = element("blockquote", { class: "kw-quote", lang: language });
  quote.append(...pieces.map(([text, isMarked]) => (isMarked ? element("mark", {}, text) : text)));
  quote.append(element("footer", {}, source));
  root.replaceChildren(...(pieces.length ? [quote] : []), element("p", {}, says));
}
