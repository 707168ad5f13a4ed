// A small box beside a place in the text. One at a time; Escape closes it and gives the focus back.

import { element } from "./dom.js";

const GAP = 8,
  NEEDED = 330;

export class Popover {
  constructor(reader, name, label) {
    this.reader = reader;
    this.box = element("div", {
      class: `kw-popover kw-${name}`,
      role: "dialog",
      "aria-label": label,
      hidden: true,
    });
    this.box.addEventListener("keydown", (event) => {
      event.stopPropagation(); // no single-letter keys while someone types
      if (event.key === "Escape") {
        event.preventDefault();
        this.close();
      }
    });
  }

  get isOpen() {
    return !this.box.hidden;
  }

  // Place the box below the range or, where there is more room, above it.
  show(range, ...children) {
    this.box.replaceChildren(...children.filter(Boolean));
    this.box.hidden = false;
    const root = this.reader.root.getBoundingClientRect(),
      at = range.getBoundingClientRect();
    const frame = this.reader.view.box.getBoundingClientRect();
    const from = Math.max(at.top, frame.top),
      to = Math.min(at.bottom, frame.bottom);
    const below = Math.max(frame.bottom, innerHeight) - to - GAP,
      above = from - Math.max(0, root.top) - GAP;
    const isBelow = below >= NEEDED || below >= above;
    const left = Math.min(Math.max(at.left, root.left), root.right - this.box.offsetWidth - GAP);
    Object.assign(this.box.style, {
      left: `${left - root.left}px`,
      maxHeight: `${Math.max(160, isBelow ? below - GAP : above)}px`,
      top: isBelow ? `${to - root.top + GAP}px` : "auto",
      bottom: isBelow ? "auto" : `${root.bottom - from + GAP}px`,
    });
  }

  close() {
    if (!this.isOpen) return;
    const hadFocus = this.box.contains(document.activeElement);
    this.box.hidden = true;
    this.box.replaceChildren();
    if (hadFocus) this.reader.focusText();
  }
}
