// The box to find or make a code for what is selected, or another code for a coding.

import { codeInVivo } from "./applying.js";
import { button, element, fill, newId } from "./dom.js";
import { Popover } from "./popover.js";

const N_SHOWN = 9;

export class CodeBox extends Popover {
  constructor(reader) {
    super(reader, "codebox", reader.labels.code_box);
  }

  // Show the box at a selection; the text keeps the focus until Enter or a click into the box.
  offer(segment) {
    this.#build(this.reader.view.rangeOf(...segment), null);
  }

  open(segment, mark = null) {
    this.#build(this.reader.view.rangeOf(...segment), mark);
    this.input.focus({ preventScroll: true });
  }

  #build(range, mark) {
    const { labels, isReview } = this.reader;
    this.mark = mark;
    this.input = element("input", {
      type: "text",
      role: "combobox",
      "aria-expanded": "true",
      "aria-controls": "kw-options",
      "aria-autocomplete": "list",
      "aria-label": labels.find_code,
      placeholder: mark ? labels.recode_to : labels.find_code,
      autocomplete: "off",
      maxlength: 120,
      oninput: () => this.#fill(),
      onkeydown: (event) => this.#key(event),
    });
    this.options = element("ul", { id: "kw-options", role: "listbox", "aria-label": labels.codes });
    const extras = mark ? null : isReview ? this.#everywhere() : this.#extras();
    this.show(range, this.input, this.options, extras);
    this.#fill();
  }

  #extras() {
    const { reader } = this,
      { labels } = reader;
    return element(
      "div",
      { class: "kw-extras" },
      button(labels.in_vivo, () => codeInVivo(reader), { title: "v" }),
      element("kbd", {}, "v"),
      button(labels.only_mark, () => reader.applyCode(null), { title: "h" }),
      element("kbd", {}, "h"),
      ...(reader.proposals.when === "on demand"
        ? [button(labels.propose, () => reader.proposals.ask(), { title: "c" }), element("kbd", {}, "c")]
        : []),
    );
  }

  #everywhere() {
    this.everywhere = element("input", { type: "checkbox" });
    return element("label", { class: "kw-extras" }, this.everywhere, this.reader.labels.everywhere);
  }

  #fill() {
    const { codebook, labels, isReview } = this.reader,
      query = this.input.value.trim();
    const choices = codebook
      .find(query)
      .slice(0, N_SHOWN)
      .map((code) => ({ code }));
    if (query && !isReview && !codebook.named(query, null)) choices.push({ name: query });
    this.choices = choices;
    this.active = 0;
    this.options.replaceChildren(
      ...choices.map((choice, i) =>
        element(
          "li",
          {
            id: `kw-option-${i}`,
            role: "option",
            onmousedown: (event) => event.preventDefault(),
            onclick: () => this.#choose(choice),
          },
          ...(choice.code ? this.#option(choice.code) : [fill(labels.make_code, choice)]),
        ),
      ),
    );
    this.#mark();
  }

  #option(code) {
    const { codebook } = this.reader,
      key = this.input.value ? "" : codebook.key(code.id);
    const category = codebook.categories.find((other) => other.id === code.category_id)?.name;
    const old = codebook.oldName(code, this.input.value);
    return [
      element("i", { class: "kw-dot", style: `--kw-a:${codebook.colour(code.id)}` }),
      element("span", {}, code.name),
      old && element("small", {}, fill(this.reader.labels.once, { name: old })),
      category && element("small", {}, category),
      key && element("kbd", {}, key),
    ];
  }

  #mark() {
    [...this.options.children].forEach((option, i) =>
      option.setAttribute("aria-selected", String(i === this.active)),
    );
    this.input.setAttribute("aria-activedescendant", this.choices.length ? `kw-option-${this.active}` : "");
    this.options.children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.active = (this.active + step + this.choices.length) % Math.max(1, this.choices.length);
      this.#mark();
    } else if (event.key === "Enter" && this.choices[this.active]) {
      event.preventDefault();
      this.#choose(this.choices[this.active]);
    }
  }

  #choose({ code, name }) {
    const { reader, mark } = this,
      everywhere = Boolean(this.everywhere?.checked);
    const id = code?.id ?? newId(),
      fresh = code ? null : { name, category_id: null, in_vivo: false };
    this.close();
    if (mark) reader.recode(mark, id, fresh);
    else reader.applyCode(id, { fresh, everywhere });
  }
}
