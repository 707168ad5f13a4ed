// What is shown of the codings: by code, coder and pass; and whether colours tell codes or coders.

import { button, element, fill } from "./dom.js";

const N_COLOURS = 12;

export class Filter {
  constructor(reader) {
    this.reader = reader;
    const { labels } = reader;
    [this.coders, this.passes, this.wanted] = [[], [], {}];
    const choice = (name) =>
      element("select", {
        "aria-label": labels[`by_${name}`],
        title: labels[`by_${name}`],
        onchange: (event) => this.#want(name, event.target.value),
      });
    this.choices = { code: choice("code"), coder: choice("coder"), pass: choice("pass") };
    this.byCoder = element("input", { type: "checkbox", onchange: () => reader.repaint() });
    this.legend = element("span", { class: "kw-legend" });
    this.said = element("span", { class: "kw-hidden", role: "status" });
    this.all = button(labels.show_all, () => this.showAll(), { title: "F" });
    this.toggle = button(labels.show, () => (this.bar.hidden ? this.open() : this.#close()), {
      title: `${labels.show_long} (f)`,
      "aria-expanded": "false",
    });
    this.bar = element(
      "div",
      { class: "kw-filter", role: "group", "aria-label": labels.show_long, hidden: true },
      ...Object.values(this.choices),
      this.all,
      element("label", { class: "kw-check" }, this.byCoder, labels.colour_by_coder),
      this.legend,
      this.said,
    );
    this.bar.addEventListener("keydown", (event) => event.key === "Escape" && this.#close());
  }

  // What the server says: names of coders in the order in which they came, and all passes.
  take({ coders, passes }) {
    Object.assign(this, { coders, passes });
    if (!this.bar.hidden) this.#fill();
  }

  open() {
    this.#fill();
    this.bar.hidden = false;
    this.toggle.setAttribute("aria-expanded", "true");
    this.refresh();
    this.choices.code.focus();
  }

  // The bar stays while something is hidden, so that nobody takes a part for the whole.
  #close() {
    if (!this.isActive && !this.byCoder.checked) {
      this.bar.hidden = true;
      this.toggle.setAttribute("aria-expanded", "false");
    }
    this.reader.focusText();
  }

  get isActive() {
    return Object.values(this.wanted).some(Boolean);
  }

  #want(name, value) {
    this.wanted[name] = value;
    this.reader.marks.isShown = this.isActive ? this.#test() : () => true;
    this.reader.repaint();
  }

  #test() {
    const { code, coder, pass } = this.wanted;
    const { codebook } = this.reader;
    const [kind, id] = [code?.[0], code?.slice(1)]; // one code, or a category with all its codes
    const fits = {
      c: (codeId) => (codeId ?? "") === id,
      g: (codeId) => codebook.get(codeId)?.category_id === id,
    }[kind];
    return (mark) =>
      (!fits || fits(mark.codeId)) &&
      (!coder || mark.coder === coder) &&
      (!pass || mark.about?.[0] === Number(pass));
  }

  showAll() {
    for (const choice of Object.values(this.choices)) choice.value = "";
    this.wanted = {};
    this.#want("code", "");
    this.#close();
  }

  // Say how much is hidden.
  refresh() {
    const { labels, marks } = this.reader;
    const hidden = this.isActive
      ? [...marks.byId.values()].filter((mark) => !marks.isShown(mark)).length
      : 0;
    this.said.textContent = hidden
      ? fill(labels.hidden, { n: hidden, all: marks.byId.size })
      : labels.nothing_hidden;
    this.said.classList.toggle("kw-some", hidden > 0);
    this.all.hidden = !this.isActive;
    this.legend.replaceChildren(...(this.byCoder.checked ? this.#legend() : []));
  }

  // Whose codings stand here, each with their colour.
  #legend() {
    const here = new Set([...this.reader.marks.byId.values()].map((mark) => mark.coder));
    const dot = (name) => element("i", { class: "kw-dot", style: `--kw-a:${this.colourOf(name)}` });
    return this.coders.filter((name) => here.has(name)).map((name) => element("span", {}, dot(name), name));
  }

  #fill() {
    const { codebook, coder, labels } = this.reader;
    const option = (value, name) => element("option", { value }, name);
    const inside = Map.groupBy(codebook.codes.values(), (code) => code.category_id);
    const codes = (list = []) => list.map((code) => option(`c${code.id}`, code.name));
    const groups = codebook.categories
      .filter(({ id }) => inside.has(id))
      .map(({ id, name }) =>
        element(
          "optgroup",
          { label: name },
          option(`g${id}`, fill(labels.all_of, { name })),
          ...codes(inside.get(id)),
        ),
      );
    const others = this.coders.filter((name) => name !== coder);
    const mine = this.coders.includes(coder) ? [option(coder, fill(labels.only_mine, { name: coder }))] : [];
    const lists = {
      code: [...groups, ...codes(inside.get(null)), option("c", labels.no_code)],
      coder: [...mine, ...others.map((name) => option(name, name))],
      pass: this.passes.map((one) => option(String(one.id), one.name)),
    };
    for (const [name, choice] of Object.entries(this.choices)) {
      choice.replaceChildren(option("", labels[`any_${name}`]), ...lists[name]);
      choice.value = this.wanted[name] ?? "";
    }
  }

  // The colour of a coder, always the same one in a study.
  colourOf(coder) {
    if (!this.coders.includes(coder)) this.coders.push(coder);
    return `var(--kw-c${this.coders.indexOf(coder) % N_COLOURS})`;
  }
}
