// The tree: an ARIA tree in which several can be chosen, moved with the mouse or by key.

import { button, element, fill, folded } from "../kwalicode.reader/dom.js";
import { draggable } from "./dragging.js";
import { onKey } from "./keys.js";

const MANY = 300; // codes from which the tree opens folded

export class Tree {
  constructor(book) {
    this.book = book;
    const { labels } = book;
    this.folded = new Set();
    this.selected = new Set(); // ids of codes and categories
    this.toFocus = null; // a row that will be there once it is stored
    this.here = null; // the row with the focus
    this.filter = element("input", {
      type: "search",
      "aria-label": labels.search,
      placeholder: labels.search,
      oninput: () => this.draw(),
      onkeydown: (event) => this.#filterKey(event),
    });
    this.retired = element("input", { type: "checkbox", onchange: () => this.draw() });
    this.count = element("p", { class: "kwc-count", "aria-live": "polite" });
    this.list = element("ul", {
      role: "tree",
      "aria-multiselectable": "true",
      "aria-label": labels.codebook,
      onkeydown: (event) => onKey(event, this),
      onclick: (event) => this.#click(event),
      ...draggable(this),
    });
    this.side = element(
      "aside",
      { class: "kw-side kwc-side", "aria-label": labels.codebook },
      element("div", { class: "kw-side-head" }, this.filter),
      element(
        "div",
        { class: "kwc-line" },
        this.count,
        element("label", { class: "kwc-check" }, this.retired, labels.show_retired),
        button("±", () => this.#foldAll(), { "aria-label": labels.fold_all, title: labels.fold_all, class: "kwc-fold" }),
      ),
      this.list,
    );
  }

  // ---------- what is chosen

  focused() {
    return this.book.state.get(this.here?.split("/").at(-1));
  }

  chosen() {
    const { state } = this.book;
    const nodes = [...this.selected].map((id) => state.get(id)).filter(Boolean);
    if (nodes.length) return nodes;
    return this.focused() ? [this.focused()] : [];
  }

  // ---------- drawing

  draw() {
    const { state, labels } = this.book;
    if (!this.isDrawn && state.codes.size > MANY) this.folded = new Set(state.categories.keys());
    this.isDrawn = true;
    this.#unfoldTo(this.toFocus);
    this.wanted = folded(this.filter.value.trim());
    this.shown = this.wanted ? this.#found() : null;
    for (const id of this.selected) if (!state.get(id)) this.selected.delete(id);
    const rows = this.#rows("", 1);
    if (!rows.length)
      rows.push(element("li", { class: "kw-empty", role: "none" }, this.wanted ? labels.nothing_found : labels.empty));
    const hadFocus = this.list.contains(document.activeElement);
    const top = this.list.scrollTop;
    this.list.replaceChildren(...rows);
    this.list.scrollTop = top;
    this.#showCount();
    this.#restore(hadFocus);
  }

  #unfoldTo(id) {
    const node = this.book.state.get(id);
    for (let above = node?.home ?? node?.parent; above; above = this.book.state.categories.get(above)?.parent)
      this.folded.delete(above);
  }

  #foldAll() {
    const all = [...this.book.state.categories.keys()];
    this.folded = this.folded.size ? new Set() : new Set(all);
    this.draw();
  }

  #restore(hadFocus) {
    const items = this.items();
    const wished = this.toFocus && items.find((item) => item.dataset.id === this.toFocus);
    if (wished) {
      this.toFocus = null;
      this.selected.clear();
      this.go(wished);
      wished.scrollIntoView({ block: "nearest" });
      return;
    }
    const item = items.find((one) => one.dataset.row === this.here) ?? items[0];
    if (!item) return;
    item.tabIndex = 0;
    if (hadFocus) item.focus({ preventScroll: true });
  }

  #found() {
    const { state } = this.book;
    const found = new Set();
    const above = (id) => {
      for (let one = state.categories.get(id); one; one = state.categories.get(one.parent)) found.add(one.id);
    };
    for (const category of state.categories.values())
      if (category.called.includes(this.wanted)) {
        above(category.id);
        for (const code of state.held(category.id)) found.add(code.id);
        const inside = (id) => state.inside.get(id).forEach((one) => (found.add(one.id), inside(one.id)));
        inside(category.id);
      }
    for (const code of state.codes.values())
      if (code.all.includes(this.wanted)) {
        found.add(code.id);
        for (const id of [code.home, ...code.also]) above(id);
      }
    return found;
  }

  #isShown(node) {
    if (this.shown && !this.shown.has(node.id)) return false;
    return !node.retired || this.retired.checked || Boolean(this.wanted);
  }

  #rows(id, level) {
    const { state } = this.book;
    const codes = (state.under.get(id) ?? []).filter((code) => this.#isShown(code));
    const inside = (state.inside.get(id) ?? []).filter((one) => this.#isShown(one));
    return [
      ...inside.map((category) => this.#category(category, level)),
      ...codes.map((code) => this.#code(code, id, level)),
    ];
  }

  #category(category, level) {
    const { state } = this.book;
    const open = Boolean(this.wanted) || !this.folded.has(category.id);
    return element(
      "li",
      {
        ...this.#attributes(category, category.id, level),
        "aria-expanded": String(open),
        class: "kw-category",
      },
      element(
        "div",
        { class: "kw-row" },
        element("i", { class: "kw-fold", "aria-hidden": "true" }, open ? "▾" : "▸"),
        element("i", { class: "kw-dot", style: `--kw-a:${state.colourOf(category)}` }),
        element("span", {}, category.name, this.#oldName(category)),
        element("b", {}, this.#number(state.total(category.id))),
      ),
      open ? element("ul", { role: "group" }, ...this.#rows(category.id, level + 1)) : null,
    );
  }

  #code(code, under, level) {
    const { labels, state } = this.book;
    const isGuest = under !== code.home;
    return element(
      "li",
      {
        ...this.#attributes(code, `${under}/${code.id}`, level),
        class: [isGuest && "kwc-guest", code.retired && "kwc-retired"].filter(Boolean).join(" ") || null,
        title: code.description || null,
      },
      element(
        "div",
        { class: "kw-row" },
        element("i", { class: "kw-dot", style: `--kw-a:${state.colourOf(code)}` }),
        element(
          "span",
          {},
          code.name,
          this.#oldName(code),
          isGuest ? element("small", {}, ` ${labels.also_here}`) : null,
          code.retired ? element("small", {}, ` ${labels.retired}`) : null,
        ),
        element("b", {}, this.#number(code.n)),
      ),
    );
  }

  #number(n) {
    return n ? n.toLocaleString(this.book.labels.locale) : "";
  }

  // The other name by which a code or category was found, if it was.
  #oldName(node) {
    if (!this.wanted || folded(node.name).includes(this.wanted)) return null;
    const name = node.synonyms.find((one) => folded(one).includes(this.wanted));
    return name ? element("small", {}, ` ${fill(this.book.labels.called, { name })}`) : null;
  }

  #attributes(node, row, level) {
    return {
      role: "treeitem",
      "aria-level": String(level),
      "aria-selected": String(this.selected.has(node.id)),
      "data-row": row,
      "data-id": node.id,
      tabindex: "-1",
      draggable: "true",
    };
  }

  #showCount() {
    const { labels, state } = this.book;
    const codings = [...state.codes.values()].reduce((sum, code) => sum + code.n, 0);
    this.count.textContent =
      this.selected.size > 1
        ? fill(labels.n_chosen, { n: this.selected.size })
        : fill(labels.totals, {
            codes: this.#number(state.codes.size) || "0",
            codings: this.#number(codings) || "0",
          });
  }

  // ---------- focus and selection

  items() {
    return [...this.list.querySelectorAll("[role='treeitem']")];
  }

  go(item, { keep = false } = {}) {
    if (!item) return;
    this.list.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
    item.tabIndex = 0;
    item.focus();
    this.here = item.dataset.row;
    if (!keep) this.select([item.dataset.id]);
    this.book.choose(item.dataset.id);
  }

  select(ids) {
    this.selected = new Set(ids);
    for (const item of this.items()) item.setAttribute("aria-selected", String(this.selected.has(item.dataset.id)));
    this.#showCount();
    this.book.showActs();
  }

  toggle(item) {
    const ids = new Set(this.selected);
    if (!ids.delete(item.dataset.id)) ids.add(item.dataset.id);
    this.select(ids);
  }

  extendTo(item) {
    const items = this.items();
    this.from ??= this.here;
    const [a, b] = [items.findIndex((one) => one.dataset.row === this.from), items.indexOf(item)].sort((x, y) => x - y);
    const kind = (one) => this.book.state.get(one.dataset.id).kind;
    const wanted = items.slice(Math.max(0, a), b + 1);
    const codes = wanted.filter((one) => kind(one) === "code");
    this.select((codes.length ? codes : wanted).map((one) => one.dataset.id));
    this.go(item, { keep: true });
  }

  #click(event) {
    const item = event.target.closest("[role='treeitem']");
    if (!item) return;
    if (event.target.closest(".kw-fold")) return this.fold(item);
    if (event.shiftKey) return this.extendTo(item);
    this.from = item.dataset.row;
    if (event.ctrlKey || event.metaKey) {
      this.toggle(item);
      return this.go(item, { keep: true });
    }
    return this.go(item);
  }

  fold(item) {
    const { id } = item.dataset;
    if (!this.folded.delete(id)) this.folded.add(id);
    this.draw();
  }

  #filterKey(event) {
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      const items = this.items();
      const isCode = (item) => this.book.state.codes.has(item.dataset.id);
      this.go((event.key === "Enter" && items.find(isCode)) || items[0]);
    }
    if (event.key === "Escape") {
      this.filter.value = "";
      this.draw();
    }
  }
}
