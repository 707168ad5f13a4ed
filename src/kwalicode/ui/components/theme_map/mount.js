// The theme map: the picture the server drew, to be looked at and saved. Streamlit calls the default
// function at every run.

import { png, save } from "../kwalicode.board/save.js";
import { button, element, takeTheme } from "../kwalicode.reader/dom.js";

export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".kw");
  if (!root || !data) return undefined;
  takeTheme(root);
  const shown = JSON.stringify(data);
  if (root.shown !== shown) draw(root, data);
  root.shown = shown;
  return undefined;
}

function draw(root, { svg, name, labels, may_save }) {
  const picture = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const box = element("div", { class: "kwm-box", tabindex: 0, role: "region", "aria-label": labels.map });
  box.append(document.importNode(picture, true));
  const drawing = new Blob([svg], { type: "image/svg+xml" });
  const size = button(labels.full, () => {
    const isFull = box.classList.toggle("kwm-full");
    size.textContent = isFull ? labels.fit : labels.full;
  });
  const bar = element(
    "div",
    { class: "kw-bar kwm-bar" },
    size,
    may_save ? button(labels.save_svg, () => save(drawing, `${name}.svg`)) : null,
    may_save ? button(labels.save_png, async () => save(await png(drawing), `${name}.png`)) : null,
  );
  root.replaceChildren(bar, box);
}
