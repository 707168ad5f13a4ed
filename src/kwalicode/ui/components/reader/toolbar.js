// Above the text: undo and redo, what was stored, and how the text looks.

import { goBack } from "./deciding.js";
import { button, element } from "./dom.js";

const SIZES = [15, 16, 18, 20, 22, 25],
  KEPT = "kwalicode-reader";

export class Toolbar {
  constructor(reader) {
    this.reader = reader;
    const { labels } = reader;
    this.looks = { size: 2, serif: false, ...this.#read() };
    const tool = (text, label, act) => button(text, act, { "aria-label": label, title: label });
    this.undo = tool("↶", `${labels.undo} (Ctrl+Z)`, () => goBack(reader, "undo"));
    this.redo = tool("↷", `${labels.redo} (Ctrl+Shift+Z)`, () => goBack(reader, "redo"));
    this.stored = element("span", { class: "kw-stored" }, labels.stored);
    this.message = element("span", { class: "kw-message", role: "status", "aria-live": "polite" });
    this.error = element("span", { class: "kw-alarm", role: "alert" });
    this.blind = element("span", { class: "kw-blind", title: labels.blind_long, hidden: true }, labels.blind);
    this.bar = element(
      "div",
      { class: "kw-bar", role: "toolbar", "aria-label": labels.tools },
      this.undo,
      this.redo,
      this.stored,
      reader.progress?.said,
      this.blind,
      this.message,
      this.error,
      element("span", { class: "kw-space" }),
      reader.filter?.toggle,
      tool("A−", labels.smaller, () => this.#look({ size: Math.max(0, this.looks.size - 1) })),
      tool("A+", labels.larger, () => this.#look({ size: Math.min(SIZES.length - 1, this.looks.size + 1) })),
      tool("Aa", labels.serif, () => this.#look({ serif: !this.looks.serif })),
      tool("?", labels.keys, () => reader.help.toggle()),
    );
    this.showSteps(false, false);
    this.#look({});
  }

  showSteps(undo, redo) {
    [this.undo.disabled, this.redo.disabled] = [!undo, !redo];
  }
  showPass(pass) {
    this.blind.hidden = !pass?.blind;
  }
  showWaiting(n) {
    this.stored.textContent = n ? this.reader.labels.storing : this.reader.labels.stored;
  }
  say(text) {
    this.error.textContent = "";
    this.message.textContent = text;
  }
  alarm(text) {
    this.message.textContent = "";
    this.error.textContent = text;
  }

  #look(change) {
    Object.assign(this.looks, change);
    this.reader.root.style.setProperty("--kw-size", `${SIZES[this.looks.size]}px`);
    this.reader.root.classList.toggle("kw-serif", this.looks.serif);
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.looks));
    } catch {
      /* private window: not kept */
    }
    this.reader.view?.redrawStripes();
  }

  #read() {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) ?? {};
    } catch {
      return {};
    }
  }
}
