// The code tree: an ARIA tree of categories and codes with counts, beside the text.

import { button, element, fill, folded, newId } from "./dom.js";

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
      (sum, code) => sum + (code.category_id === categoryId ? (counts.get(code.id) ?? 0) : 0),
      0,
    );
  }

  draw() {
    this.version = this.reader.codebook.version;
    const { codebook } = this.reader,
      wanted = folded(this.filter.value.trim());
    const fits = (code) => !wanted || folded(code.name).includes(wanted);
    const codes = [...codebook.codes.values()].filter(fits);
    const known = new Set(codebook.categories.map((category) => category.id));
    const rows = [];
    for (const category of codebook.categories) {
      const inside = codes.filter((code) => code.category_id === category.id);
      if (!inside.length && wanted) continue;
      const open = Boolean(wanted) || !this.folded.has(category.id);
      rows.push(this.#category(category, open, open ? inside : []));
    }
    rows.push(...codes.filter((code) => !known.has(code.category_id)).map((code) => this.#code(code, 1)));
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
      element("ul", { role: "group" }, ...inside.map((code) => this.#code(code, 2))),
    );
  }

  #code(code, level) {
    const { reader } = this,
      { codebook, labels } = reader,
      key = codebook.key(code.id);
    return element(
      "li",
      {
        role: "treeitem",
        "aria-level": String(level),
        "data-row": code.id,
        "data-code": code.id,
        tabindex: "-1",
        title: code.description || null,
      },
      element(
        "div",
        { class: "kw-row", onclick: () => reader.applyCode(code.id), onmousedown: keepFocus },
        element("i", { class: "kw-dot", style: `--kw-a:${codebook.colour(code.id)}` }),
        element("span", {}, code.name),
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

  // A small form: a new code, or the name, category and end of an existing one.
  #edit(code) {
    const { reader } = this,
      { labels, codebook } = reader;
    const name = element("input", {
      type: "text",
      "aria-label": labels.name,
      placeholder: labels.name,
      maxlength: 120,
    });
    name.value = code?.name ?? "";
    const category = element(
      "select",
      { "aria-label": labels.category },
      element("option", { value: "" }, labels.no_category),
      ...codebook.categories.map((c) =>
        element("option", { value: c.id, selected: c.id === code?.category_id }, c.name),
      ),
    );
    const done = () => {
      form.remove();
      this.list.querySelector("[tabindex='0']")?.focus({ preventScroll: true });
    };
    const save = (event) => {
      event.preventDefault();
      const wanted = name.value.trim(),
        category_id = category.value || null;
      if (!wanted) return name.focus();
      done();
      if (!code) return reader.perform({ op: "new_code", code_id: newId(), name: wanted, category_id });
      if (wanted !== code.name) reader.perform({ op: "rename_code", code_id: code.id, name: wanted });
      if (category_id !== code.category_id)
        reader.perform({ op: "move_code", code_id: code.id, category_id });
    };
    const remove =
      code &&
      button(labels.delete_code, () => {
        if (remove.dataset.sure) {
          done();
          reader.perform({ op: "delete_code", code_id: code.id });
          return;
        }
        remove.dataset.sure = "1";
        remove.textContent = fill(labels.delete_sure, { n: codebook.counts.get(code.id) ?? 0 });
      });
    const form = element(
      "form",
      {
        class: "kw-edit",
        onsubmit: save,
        onkeydown: (event) => {
          event.stopPropagation();
          if (event.key === "Escape") {
            event.preventDefault();
            done();
          }
        },
      },
      name,
      category,
      element(
        "div",
        { class: "kw-buttons" },
        element("button", { type: "submit" }, labels.save),
        button(labels.cancel, done),
        remove,
      ),
    );
    this.side.querySelector(".kw-edit")?.remove();
    this.side.querySelector(".kw-side-head").after(form);
    name.select();
    name.focus();
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
