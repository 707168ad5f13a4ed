// A small window to find a code or category by typing, or to give a name.

import { button, element, folded } from "../kwalicode.reader/dom.js";

const MOST = 60;

export class Picker {
  constructor(board) {
    this.board = board;
    const { labels } = board;
    this.title = element("h2", { id: "kwb-pick" });
    this.input = element("input", { type: "text", "aria-labelledby": "kwb-pick", role: "combobox", autocomplete: "off" });
    this.list = element("ul", { role: "listbox", id: "kwb-found", "aria-labelledby": "kwb-pick" });
    this.save = button(labels.save, () => this.#done());
    const cancel = button(labels.cancel, () => this.dialog.close());
    this.dialog = element(
      "dialog",
      { class: "kwb-dialog kwb-picker", "aria-labelledby": "kwb-pick" },
      ...[this.title, this.input, this.list, element("div", { class: "kwb-buttons" }, this.save, cancel)],
    );
    this.input.addEventListener("input", () => this.#show());
    this.dialog.addEventListener("keydown", (event) => this.#key(event));
    this.dialog.addEventListener("close", () => board.focusView());
  }

  // Choose a node among those that are allowed.
  ask(title, allowed, act) {
    const nodes = [...this.board.state.nodes.values()].filter(allowed);
    this.nodes = nodes.sort((a, b) => a.kind.localeCompare(b.kind) || (b.n ?? 0) - (a.n ?? 0));
    this.#open(title, "", act);
  }

  askName(title, name, act) {
    this.nodes = null;
    this.#open(title, name, act);
  }

  #open(title, value, act) {
    [this.act, this.title.textContent, this.input.value] = [act, title, value];
    this.list.hidden = !this.nodes;
    this.input.setAttribute("role", this.nodes ? "combobox" : "textbox");
    for (const [name, of] of [["aria-controls", "kwb-found"], ["aria-expanded", "true"]])
      if (this.nodes) this.input.setAttribute(name, of);
      else this.input.removeAttribute(name);
    this.save.textContent = this.nodes ? this.board.labels.choose : this.board.labels.save;
    this.#show();
    this.dialog.showModal();
    this.input.select();
  }

  #show() {
    if (!this.nodes) return;
    const { board } = this,
      words = folded(this.input.value.trim());
    const found = this.nodes.filter(({ name }) => folded(name).includes(words)).slice(0, MOST);
    this.list.replaceChildren(
      ...found.map((node, i) => {
        const home = node.kind === "code" ? board.name(`category:${node.category_id}`) : board.labels.category;
        const attributes = { role: "option", id: `kwb-found-${i}`, "data-key": node.key, onclick: () => this.#choose(node.key) };
        const made = element("li", attributes, element("i", { class: "kw-dot" }), element("span", {}, node.name), element("small", {}, home));
        made.style.setProperty("--kw-a", `var(--kw-c${node.colour})`);
        return made;
      }),
    );
    if (!found.length) this.list.append(element("li", { class: "kw-empty", role: "option", "aria-disabled": "true" }, board.labels.nothing_found));
    this.#mark(0);
  }

  #mark(at) {
    const items = [...this.list.querySelectorAll("[data-key]")];
    this.at = Math.max(0, Math.min(items.length - 1, at));
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === this.at)));
    items[this.at]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", items.length ? `kwb-found-${this.at}` : "");
  }

  #key(event) {
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.nodes) {
      event.preventDefault();
      this.#mark(this.at + step);
    }
    if (event.key === "Enter" && event.target === this.input) {
      event.preventDefault();
      this.#done();
    }
  }

  #done() {
    if (this.nodes) this.#choose(this.list.querySelector('[aria-selected="true"]')?.dataset.key);
    else this.#choose(this.input.value.trim());
  }

  #choose(value) {
    if (!value) return;
    this.dialog.close();
    this.act(value);
  }
}
