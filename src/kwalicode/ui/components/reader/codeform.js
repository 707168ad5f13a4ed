// A small form above the tree: a new code, or the name, category and end of an existing one.

import { button, element, fill, newId } from "./dom.js";

export class CodeForm {
  constructor(tree, code) {
    const { labels, codebook } = tree.reader;
    Object.assign(this, { tree, code, reader: tree.reader });
    this.name = element("input", {
      type: "text",
      "aria-label": labels.name,
      placeholder: labels.name,
      maxlength: 120,
    });
    this.name.value = code?.name ?? "";
    this.category = element(
      "select",
      { "aria-label": labels.category },
      element("option", { value: "" }, labels.no_category),
      ...codebook.categories.map((c) =>
        element("option", { value: c.id, selected: c.id === code?.category_id }, c.name),
      ),
    );
    this.says = element("small", { role: "status" });
    this.delete = code && button(labels.delete_code, () => this.#delete());
    this.form = element(
      "form",
      { class: "kw-edit", onsubmit: (event) => this.#save(event), onkeydown: (event) => this.#key(event) },
      this.name,
      this.category,
      this.says,
      element(
        "div",
        { class: "kw-buttons" },
        element("button", { type: "submit" }, labels.save),
        button(labels.cancel, () => this.#done()),
        this.delete,
      ),
    );
    tree.side.querySelector(".kw-side-head").after(this.form);
    this.name.select();
    this.name.focus();
  }

  remove() {
    this.form.remove();
  }

  // Someone else may change the code while the form is open: say so, and take over what was not
  // touched here.
  refresh() {
    const { code, reader } = this,
      now = reader.codebook.get(code?.id);
    if (!now || (now.name === code.name && now.category_id === code.category_id)) return;
    if (this.name.value.trim() === code.name) this.name.value = now.name;
    if (this.category.value === (code.category_id ?? "")) this.category.value = now.category_id ?? "";
    this.says.textContent = fill(reader.labels.changed_meanwhile, { name: now.name });
    this.code = now;
  }

  #key(event) {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.#done();
  }

  #done() {
    this.remove();
    this.tree.form = null;
    this.tree.list.querySelector("[tabindex='0']")?.focus({ preventScroll: true });
  }

  #save(event) {
    event.preventDefault();
    const { code, reader } = this;
    const name = this.name.value.trim(),
      category_id = this.category.value || null;
    if (!name) return this.name.focus();
    this.#done();
    if (!code) return reader.perform({ op: "new_code", code_id: newId(), name, category_id });
    if (name !== code.name) reader.perform({ op: "rename_code", code_id: code.id, name, was: code.name });
    if (category_id !== code.category_id)
      reader.perform({ op: "move_code", code_id: code.id, category_id });
    return undefined;
  }

  // A code goes with its codings: the button asks once how many that are.
  #delete() {
    const { code, reader } = this;
    if (!this.delete.dataset.sure) {
      this.delete.dataset.sure = "1";
      const n = reader.codebook.counts.get(code.id) ?? 0;
      this.delete.textContent = fill(reader.labels.delete_sure, { n });
      return;
    }
    this.#done();
    reader.perform({ op: "delete_code", code_id: code.id });
  }
}
