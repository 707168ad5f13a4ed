// All about the code or category with the focus; a field is stored when it is left.

import { button, element, fill } from "../kwalicode.reader/dom.js";

const N_COLOURS = 12;
const AREAS = ["description", "include_when", "exclude_when", "example"];

function rowsOf(name, value) {
  const least = name === "description" ? 2 : 1;
  return Math.min(8, Math.max(least, value.split("\n").length, Math.ceil(value.length / 60)));
}

export class Detail {
  constructor(book) {
    this.book = book;
  }

  // Store what is being typed before something else is shown.
  store() {
    const field = document.activeElement;
    if (field && this.book.side?.contains(field)) field.blur();
  }

  focusName() {
    const name = this.book.side.querySelector("[name='name']");
    name?.focus();
    name?.select();
  }

  show(isRefused = false) {
    const { book } = this,
      node = book.state.get(book.wanted);
    const isSame = this.shown === node?.id;
    const typing = isSame && !isRefused ? document.activeElement : null;
    const name = book.side.contains(typing) ? typing.name : "";
    const kept = name ? [typing.value, typing.selectionStart, typing.before] : null;
    const top = isSame ? book.side.scrollTop : 0;
    this.shown = node?.id;
    book.side.replaceChildren(...(node ? this.#parts(node) : [this.#nothing()]));
    book.side.scrollTop = top;
    if (kept) this.#goOn(name, ...kept);
  }

  // The field someone types in keeps its words, whatever others do meanwhile.
  #goOn(name, value, place, before) {
    const field = this.book.side.querySelector(`[name='${name}']`);
    if (!field) return;
    [field.value, field.before] = [value, before];
    field.focus();
    if (place != null) field.setSelectionRange?.(place, place);
  }

  #nothing() {
    const { labels, state } = this.book;
    return element("p", { class: "kwc-quiet" }, state.isEmpty ? "" : labels.choose_one);
  }

  #parts(node) {
    return node.kind === "code" ? this.#code(node) : this.#category(node);
  }

  #category(category) {
    const { labels, state } = this.book;
    const codes = state.held(category.id).size;
    return [
      this.#heading(category),
      this.#field(category, "name", category.name),
      this.#field(category, "description", category.description, { isArea: true }),
      this.#colours(category),
      element("p", { class: "kwc-quiet" }, fill(labels.category_holds, { codes, codings: state.total(category.id) })),
    ];
  }

  #heading(node) {
    const { state, labels } = this.book;
    const above = state.path(node.home ?? node.parent) || (node.kind === "code" ? labels.no_category : labels.category);
    return element(
      "h2",
      { class: "kwc-heading" },
      element("i", { class: "kw-dot", style: `--kw-a:${state.colourOf(node)}` }),
      node.name,
      element("small", {}, above),
    );
  }

  #code(code) {
    const { book } = this,
      { labels } = book;
    const known = book.detailOf?.id === code.id ? book.detailOf : null;
    const value = known?.fields ?? {};
    const text = (field) => (field in value ? value[field] : (code[field] ?? ""));
    return [
      this.#heading(code),
      code.retired && element("p", { class: "kwc-quiet" }, labels.is_retired),
      known && element("p", { class: "kwc-uses" }, known.uses),
      this.#field(code, "name", code.name),
      ...AREAS.map((field) => this.#field(code, field, text(field), { isArea: true, disabled: !known })),
      this.#field(code, "synonyms", code.synonyms.join("\n"), { isArea: true }),
      this.#field(code, "literature", text("literature"), { disabled: !known }),
      element(
        "div",
        { class: "kwc-pair" },
        this.#select(code, "origin", labels.origins, text("origin"), !known),
        this.#select(code, "valence", labels.valences, text("valence"), !known),
      ),
      this.#colours(code),
      this.#places(code),
      ...(known ? this.#rest(known) : []),
    ].filter(Boolean);
  }

  #rest(known) {
    const { labels } = this.book;
    const segments = known.segments.slice(0, 3).map(([, document, , text]) =>
      element("blockquote", {}, text, element("small", {}, document)),
    );
    return [
      segments.length > 0 && element("h3", {}, labels.segments),
      ...segments,
      element("h3", {}, labels.history),
      element("ol", { class: "kwc-history" }, ...known.history.map((line) => element("li", {}, line))),
    ];
  }

  #places(code) {
    const { book } = this,
      { labels, state } = book;
    if (!code.also.length) return null;
    const places = code.also.map((id) =>
      element(
        "span",
        { class: "kwc-place" },
        state.path(id),
        button("×", () => book.perform({ op: "unlink", code_ids: [code.id], category_id: id }), {
          "aria-label": fill(labels.not_under, { name: state.path(id) }),
          title: fill(labels.not_under, { name: state.path(id) }),
        }),
      ),
    );
    return element("div", { class: "kwc-field" }, element("span", {}, labels.also_under_these), ...places);
  }

  #field(node, name, value, { isArea = false, disabled = false } = {}) {
    const { labels } = this.book;
    const input = element(isArea ? "textarea" : "input", {
      name,
      type: isArea ? null : "text",
      rows: isArea ? rowsOf(name, value) : null,
      maxlength: name === "name" ? 120 : 10000,
      disabled,
    });
    input.value = input.before = value;
    input.addEventListener("change", () => this.#save(node, input));
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") {
        input.value = input.before;
        this.book.tree.list.querySelector("[tabindex='0']")?.focus();
      }
      if (event.key === "Enter" && !isArea) input.blur();
    });
    return element("label", { class: "kwc-field" }, element("span", {}, labels[`field_${name}`]), input);
  }

  #select(node, name, words, value, disabled) {
    const options = Object.entries(words).map(([key, word]) =>
      element("option", { value: key, selected: key === value }, word),
    );
    const select = element("select", { name, disabled }, ...options);
    select.before = value;
    select.addEventListener("change", () => this.#save(node, select));
    return element("label", { class: "kwc-field" }, element("span", {}, this.book.labels[`field_${name}`]), select);
  }

  #colours(node) {
    const { labels } = this.book;
    const dots = Array.from({ length: N_COLOURS }, (_, slot) =>
      button("", () => this.#edit(node, { colour: slot }, {}), {
        class: "kwc-colour",
        style: `--kw-a: var(--kw-c${slot})`,
        "aria-label": fill(labels.colour, { n: slot + 1 }),
        "aria-pressed": String(slot === node.colour),
      }),
    );
    return element(
      "div",
      { class: "kwc-field", role: "group", "aria-label": labels.field_colour },
      element("span", {}, labels.field_colour),
      element("div", { class: "kwc-colours" }, ...dots),
    );
  }

  #save(node, input) {
    const { name, value, before } = input;
    if (value === before) return;
    if (name === "name" && !value.trim()) {
      input.value = before;
      return;
    }
    input.before = value;
    this.#edit(node, { [name]: value }, name === "synonyms" ? {} : { [name]: before });
  }

  #edit(node, fields, before) {
    const { book } = this;
    if (node.kind === "code") book.perform({ op: "edit_code", code_id: node.id, fields, before });
    else book.perform({ op: "edit_category", category_id: node.id, fields, before });
    if (book.detailOf?.id === node.id) Object.assign(book.detailOf.fields, fields);
  }
}
