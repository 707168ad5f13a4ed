// The code tree: an ARIA tree of categories and codes with counts, beside the text.

import { CodeForm } from "./codeform.js";
import { button, element, fill, folded } from "./dom.js";

export class Tree {
  constructor(reader) {
    this.reader = reader;
    const { labels } = reader;
    this.folded = new Set();
    this.filter = element("input", {
      type: "search",
      "aria-label": labels.filter_codes,
      placeholder: labels.filter_codes,
      oninput: () => this.draw(),
      onkeydown: (event) => this.#filterKey(event),
    });
    this.list = element("ul", {
      role: "tree",
      "aria-label": labels.codes,
      onkeydown: (event) => this.#key(event),
    });
    this.list.addEventListener("mouseover", (event) =>
      reader.lightUp(event.target.closest("[data-code]")?.dataset.code),
    );
    this.list.addEventListener("mouseleave", () => reader.lightUp(null));
    this.side = element(
      "aside",
      { class: "kw-side", "aria-label": labels.codes },
      element(
        "div",
        { class: "kw-side-head" },
        this.filter,
        button("+", () => this.#edit(null), { "aria-label": labels.new_code, title: labels.new_code }),
      ),
      this.list,
    );
  }

  // Show new counts; draw the tree anew only where codes or keys changed.
  refresh() {
    const { codebook } = this.reader;
    if (this.version !== codebook.version) {
      this.draw();
      return;
    }
    for (const item of this.#items()) {
      const { code, category } = item.dataset,
        shown = item.querySelector(".kw-row b");
      const n = String((code ? codebook.counts.get(code) : this.#total(category)) || "");
      if (shown.textContent !== n) shown.textContent = n;
    }
  }

  #total(categoryId) {
    const { codes, counts } = this.reader.codebook;
    return [...codes.values()].reduce(
      (sum, code) => sum + (isIn(code, categoryId) ? (counts.get(code.id) ?? 0) : 0),
      0,
    );
  }

  draw() {
    this.version = this.reader.codebook.version;
    this.form?.refresh();
    const { codebook } = this.reader,
      wanted = folded(this.filter.value.trim());
    const fits = (code) =>
      !wanted || [code.name, ...(code.synonyms ?? [])].some((name) => folded(name).includes(wanted));
    const codes = [...codebook.codes.values()].filter(fits);
    const known = new Set(codebook.categories.map((category) => category.id));
    const rows = [];
    for (const category of codebook.categories) {
      const isHome = (code) => code.category_id === category.id;
      const found = codes.filter((code) => isIn(code, category.id));
      const inside = [...found.filter(isHome), ...found.filter((code) => !isHome(code))];
      if (!inside.length && wanted) continue;
      const open = Boolean(wanted) || !this.folded.has(category.id);
      rows.push(this.#category(category, open, open ? inside : []));
    }
    rows.push(...codes.filter((code) => !known.has(code.category_id)).map((code) => this.#code(code)));
    const active = this.list.querySelector("[tabindex='0']")?.dataset.row;
    const hadFocus = this.list.contains(document.activeElement);
    if (!rows.length)
      rows.push(
        element(
          "li",
          { class: "kw-empty", role: "none" },
          wanted ? this.reader.labels.no_code_found : this.reader.labels.no_codes,
        ),
      );
    this.list.replaceChildren(...rows);
    const items = this.#items(),
      chosen = items.find((item) => item.dataset.row === active) ?? items[0];
    if (chosen) {
      chosen.tabIndex = 0;
      if (hadFocus) chosen.focus({ preventScroll: true });
    }
  }

  #category(category, open, inside) {
    const toggle = () => {
      if (this.folded.has(category.id)) this.folded.delete(category.id);
      else this.folded.add(category.id);
      this.draw();
    };
    return element(
      "li",
      {
        role: "treeitem",
        "aria-expanded": String(open),
        "aria-level": "1",
        "data-row": category.id,
        "data-category": category.id,
        tabindex: "-1",
        class: "kw-category",
      },
      element(
        "div",
        { class: "kw-row", onclick: toggle, onmousedown: keepFocus },
        element("i", { class: "kw-fold", "aria-hidden": "true" }, open ? "▾" : "▸"),
        element("span", {}, category.name),
        element("b", {}, String(this.#total(category.id) || "")),
      ),
      element("ul", { role: "group" }, ...inside.map((code) => this.#code(code, category.id))),
    );
  }

  // A code stands also in categories that are not its home.
  #code(code, under = null) {
    const { reader } = this,
      { codebook, labels } = reader,
      key = codebook.key(code.id),
      isGuest = under && under !== code.category_id;
    return element(
      "li",
      {
        role: "treeitem",
        "aria-level": under ? "2" : "1",
        "data-row": isGuest ? `${under}/${code.id}` : code.id,
        "data-code": code.id,
        tabindex: "-1",
        title: code.description || null,
        class: [isGuest && "kw-guest", code.retired && "kw-retired"].filter(Boolean).join(" ") || null,
      },
      element(
        "div",
        { class: "kw-row", onclick: () => reader.applyCode(code.id), onmousedown: keepFocus },
        element("i", { class: "kw-dot", style: `--kw-a:${codebook.colour(code.id)}` }),
        element(
          "span",
          {},
          code.name,
          isGuest ? element("small", {}, ` ${labels.also_here}`) : null,
          code.retired ? element("small", {}, ` ${labels.retired}`) : null,
        ),
        key && element("kbd", { "aria-hidden": "true" }, key),
        element("b", {}, String(codebook.counts.get(code.id) || "")),
        reader.isReview
          ? null
          : button(
              "⋯",
              (event) => {
                event.stopPropagation();
                this.#edit(code);
              },
              {
                class: "kw-menu",
                tabindex: "-1",
                "aria-label": fill(labels.change_code, { name: code.name }),
              },
            ),
      ),
    );
  }

  #edit(code) {
    this.form?.remove();
    this.form = new CodeForm(this, code);
  }

  #items() {
    return [...this.list.querySelectorAll("[role='treeitem']")];
  }

  #filterKey(event) {
    event.stopPropagation();
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.#items()[0]?.focus();
    }
    if (event.key === "Escape") {
      this.filter.value = "";
      this.draw();
      this.reader.focusText();
    }
    const found = this.#items().find((item) => item.dataset.code);
    if (event.key === "Enter" && found) {
      event.preventDefault();
      this.reader.applyCode(found.dataset.code);
    }
  }

  #key(event) {
    const items = this.#items(),
      here = event.target.closest("[role='treeitem']"),
      i = items.indexOf(here);
    const go = (item) => {
      if (item) {
        here.tabIndex = -1;
        item.tabIndex = 0;
        item.focus();
      }
    };
    const { category, code } = here?.dataset ?? {};
    const isOpen = here?.getAttribute("aria-expanded") === "true";
    const acts = {
      ArrowDown: () => go(items[i + 1]),
      ArrowUp: () => go(items[i - 1]),
      Home: () => go(items[0]),
      End: () => go(items.at(-1)),
      ArrowRight: () => (category && !isOpen ? this.#fold(category, false) : go(items[i + 1])),
      ArrowLeft: () =>
        category && isOpen ? this.#fold(category, true) : go(here.parentElement.closest("[role='treeitem']")),
      Enter: () => (code ? this.reader.applyCode(code) : this.#fold(category, isOpen)),
      F2: () => code && this.#edit(this.reader.codebook.get(code)),
      Escape: () => this.reader.focusText(),
    };
    if (!here || event.target !== here || !acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  #fold(category, close) {
    if (close) this.folded.add(category);
    else this.folded.delete(category);
    this.draw();
  }
}

function keepFocus(event) {
  if (!event.target.closest("button")) event.preventDefault(); // the selection in the text stays
}

const isIn = (code, categoryId) => code.category_id === categoryId || (code.also_in ?? []).includes(categoryId);
