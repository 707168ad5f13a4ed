// The page: bar, tree and detail; what is done goes to the server, which answers with all of it.

import { button, element, fill, newId, takeTheme } from "../kwalicode.reader/dom.js";
import { outboxOf } from "../kwalicode.reader/outbox.js";
import { acts } from "./acts.js";
import { Detail } from "./detail.js";
import { Picker } from "./picker.js";
import { Split } from "./split.js";
import { State } from "./state.js";
import { Tree } from "./tree.js";

const MIN_HEIGHT = 420,
  BELOW = 20;

export class Book {
  constructor(root, { key, labels }) {
    Object.assign(this, { root, key, labels, revision: -1, detailOf: null, wanted: null });
    this.state = new State();
    this.outbox = outboxOf(key, () => this.#showWaiting());
    this.tree = new Tree(this);
    this.detail = new Detail(this);
    this.split = new Split(this);
    this.picker = new Picker(this);
    this.#build();
    this.stop = new AbortController();
    addEventListener("resize", () => this.fit(), { signal: this.stop.signal });
    this.fit();
  }

  #build() {
    const { labels, root } = this;
    const tool = (text, label, act) => button(text, act, { "aria-label": label, title: label });
    this.undo = tool("↶", `${labels.undo} (Ctrl+Z)`, () => this.perform({ op: "undo" }));
    this.redo = tool("↷", `${labels.redo} (Ctrl+Shift+Z)`, () => this.perform({ op: "redo" }));
    this.stored = element("span", { class: "kw-stored" }, labels.stored);
    this.message = element("span", { class: "kw-message", role: "status", "aria-live": "polite" });
    this.error = element("span", { class: "kw-alarm", role: "alert" });
    this.buttons = acts(this).map(([key, label, act, allowed]) => {
      const made = button(label, act, { title: `${label} (${key})`, "aria-keyshortcuts": key });
      return { made, allowed };
    });
    const first = [this.undo, this.redo, ...this.buttons.map(({ made }) => made)];
    this.bar = element(
      "div",
      { class: "kw-bar kwc-bar", role: "toolbar", "aria-label": labels.tools },
      ...first,
      tool("?", labels.keys, () => this.help.showModal()),
      this.stored,
    );
    this.says = element("div", { class: "kwc-says" }, this.message, this.error);
    this.side = element("section", { class: "kwc-detail", "aria-label": labels.detail });
    this.help = this.#help();
    root.classList.add("kw-codebook");
    root.replaceChildren(
      this.bar,
      this.says,
      element("div", { class: "kwc-columns" }, this.tree.side, this.side),
      this.picker.dialog,
      this.help,
    );
    this.showSteps(false, false);
  }

  #help() {
    const { labels } = this;
    const rows = [
      ["↑ ↓ ← →", labels.key_arrows],
      [labels.space, labels.key_choose],
      ["⇧ ↑ ↓", labels.key_extend],
      ["Alt ↑ ↓", labels.key_order],
      ...acts(this).map(([key, label]) => [key, label]),
      ["/", labels.key_search],
      ["Ctrl Z", labels.undo],
      ["Ctrl ⇧ Z", labels.redo],
    ];
    const dialog = element(
      "dialog",
      { class: "kw-help", "aria-label": labels.keys },
      element("h2", {}, labels.keys),
      element(
        "dl",
        {},
        ...rows.map(([key, what]) =>
          element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, what)),
        ),
      ),
      button(labels.close, () => dialog.close()),
    );
    return dialog;
  }

  fit() {
    const top = this.root.getBoundingClientRect().top + scrollY;
    this.root.style.setProperty("--kw-height", `${Math.max(MIN_HEIGHT, innerHeight - top - BELOW)}px`);
  }

  close() {
    this.detail.store();
    this.stop.abort();
    this.outbox.disconnect(this.send);
    this.outbox.close();
  }

  // ---------- what the server says

  sync(data, setStateValue) {
    takeTheme(this.root);
    this.setStateValue = setStateValue;
    this.send = (outbox) => setStateValue("outbox", { ...outbox, wanted: this.wanted, skip: this.split.skip });
    this.outbox.connect(this.send);
    this.outbox.acknowledge(data.ack);
    for (const [id, why] of data.refused) {
      this.outbox.refuse(id);
      this.alarm(why);
    }
    this.showSteps(data.undo, data.redo);
    const isNew = data.full && data.revision >= this.revision;
    if (isNew) {
      this.state.set(data.full);
      this.revision = this.outbox.revision = data.revision;
      this.tree.draw();
      performance.mark("kw-painted");
    }
    if (data.detail) {
      this.detailOf = data.detail;
      if (!this.outbox.waiting.size) this.split.dealt?.clear();
    }
    if (data.detail || isNew || data.refused.length) this.showDetail(data.refused.length > 0);
    if (isNew) this.outbox.flush(); // tell which one is shown
    this.#showWaiting();
    this.showActs();
  }

  showSteps(undo, redo) {
    [this.undo.disabled, this.redo.disabled] = [!undo, !redo];
  }

  #showWaiting() {
    this.stored.textContent = this.outbox.waiting.size ? this.labels.storing : this.labels.stored;
  }

  // ---------- what the user does

  perform(operation) {
    this.say("");
    this.outbox.add({ id: newId(), ...operation }, []);
  }

  say(text, values = {}) {
    this.error.textContent = "";
    this.message.textContent = fill(text, values);
  }

  alarm(text) {
    this.message.textContent = "";
    this.error.textContent = text;
  }

  // Ask the server for all of one code; what is known of it is shown at once.
  choose(id) {
    if (this.wanted === id) return;
    this.detail.store();
    this.wanted = id;
    this.split.close();
    if (this.state.codes.has(id)) this.outbox.flush();
    this.showDetail();
    this.showActs();
  }

  showDetail(isRefused = false) {
    if (this.split.isOpen) this.split.show();
    else this.detail.show(isRefused);
  }

  showActs() {
    for (const { made, allowed } of this.buttons) made.disabled = !allowed();
  }
}
