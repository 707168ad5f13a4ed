// A small window: find a code or category by typing, give a name, or say yes.

import { button, element, fill, folded } from "../kwalicode.reader/dom.js";

const MOST = 80;

export class Picker {
  constructor(book) {
    this.book = book;
    const { labels } = book;
    this.title = element("h2", { id: "kwc-pick" });
    this.note = element("p", { class: "kwc-note" });
    this.input = element("input", { type: "text", autocomplete: "off", "aria-labelledby": "kwc-pick", maxlength: 120 });
    this.list = element("ul", { role: "listbox", id: "kwc-found", "aria-labelledby": "kwc-pick" });
    this.yes = button(labels.save, () => this.#done(), { class: "kwc-yes" });
    this.dialog = element(
      "dialog",
      { class: "kw-help kwc-picker", "aria-labelledby": "kwc-pick" },
      this.title,
      this.input,
      this.list,
      this.note,
      element("div", { class: "kw-buttons" }, this.yes, button(labels.cancel, () => this.dialog.close())),
    );
    this.input.addEventListener("input", () => this.#find());
    this.dialog.addEventListener("keydown", (event) => this.#key(event));
    this.dialog.addEventListener("close", () => book.tree.list.querySelector("[tabindex='0']")?.focus());
  }

  // Choose one of `nodes`; `top` names the place above all, `make` makes a new one of a name.
  ask(title, choice) {
    this.choice = choice;
    this.#open(title, "", choice.yes ?? this.book.labels.choose, true);
    this.#find();
  }

  askName(title, about, act) {
    this.choice = { act };
    this.#open(title, about, this.book.labels.save, false);
  }

  confirm(title, about, yes, act) {
    this.choice = { act, isQuestion: true };
    this.#open(title, about, yes, false);
    this.yes.focus();
  }

  #open(title, about, yes, hasList) {
    [this.title.textContent, this.note.textContent, this.yes.textContent] = [title, about, yes];
    this.input.value = "";
    this.input.hidden = Boolean(this.choice.isQuestion);
    this.list.hidden = !hasList;
    this.yes.disabled = false;
    this.dialog.showModal();
    this.input.focus();
  }

  #find() {
    if (this.list.hidden) return;
    const { labels, state } = this.book,
      { nodes, top, make, first } = this.choice;
    const typed = this.input.value.trim(),
      wanted = folded(typed);
    const fits = nodes.filter((node) => !wanted || (node.words ?? folded(state.path(node.id))).includes(wanted));
    const rank = (node) => (node.id === first ? 0 : folded(node.name).startsWith(wanted) ? 1 : 2);
    this.options = fits
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, MOST)
      .map((node) => ({ id: node.id, node, name: node.name, small: state.path(node.home ?? node.parent) }));
    if (top && (!wanted || folded(top).includes(wanted))) this.options.push({ id: "", name: top });
    const isKnown = nodes.some(({ name }) => folded(name) === wanted);
    if (make && typed && !isKnown) this.options.push({ make: typed, name: fill(labels.make, { name: typed }) });
    this.#point(0);
  }

  #point(place) {
    const { state } = this.book;
    this.place = Math.max(0, Math.min(place, this.options.length - 1));
    this.list.replaceChildren(
      ...this.options.map(({ name, node, small }, i) =>
        element(
          "li",
          { role: "option", "aria-selected": String(i === this.place), id: `kwc-o${i}`, onclick: () => this.#pick(i) },
          node && element("i", { class: "kw-dot", style: `--kw-a:${state.colourOf(node)}` }),
          element("span", {}, name),
          small && element("small", {}, small),
        ),
      ),
    );
    this.list.children[this.place]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `kwc-o${this.place}`);
    const { node } = this.options[this.place] ?? {};
    this.note.textContent = node && this.choice.about ? this.choice.about(node) : "";
    this.yes.disabled = !this.options.length;
  }

  // With a note to read a click only points; else it is done at once.
  #pick(i) {
    this.#point(i);
    if (!this.choice.about) this.#done();
  }

  #done() {
    const { act, make, isQuestion } = this.choice;
    if (!this.list.hidden) {
      const option = this.options[this.place];
      if (!option) return;
      this.dialog.close();
      if (option.make) make(option.make);
      else act(option.id);
      return;
    }
    const name = this.input.value.trim();
    if (!name && !isQuestion) return;
    this.dialog.close();
    act(name);
  }

  #key(event) {
    event.stopPropagation();
    if (event.key === "Enter" && event.target === this.input) {
      event.preventDefault();
      this.#done();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !this.list.hidden) {
      event.preventDefault();
      this.#point(this.place + step);
    }
  }
}
