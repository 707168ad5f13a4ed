// The keys, shown on `?`.

import { button, element } from "./dom.js";
import { keyHelp } from "./keys.js";

export class Help {
  constructor(reader) {
    const { labels, mode } = reader;
    const rows = keyHelp(mode).map(([keys, label]) =>
      element(
        "div",
        {},
        element("dt", {}, ...keys.split(" ").map((key) => (key === "–" ? "–" : element("kbd", {}, key)))),
        element("dd", {}, labels[label]),
      ),
    );
    this.dialog = element(
      "dialog",
      {
        class: "kw-help",
        "aria-label": labels.keys,
        onclick: (event) => event.target === this.dialog && this.dialog.close(),
      },
      element("h2", {}, labels.keys),
      element("dl", {}, ...rows),
      button(labels.close, () => this.dialog.close()),
    );
    this.dialog.addEventListener("keydown", (event) => event.stopPropagation());
    this.dialog.addEventListener("close", () => reader.focusText());
  }

  toggle() {
    if (this.dialog.open) this.dialog.close();
    else this.dialog.showModal();
  }
}
