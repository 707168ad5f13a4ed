// The form of a relation: its type, direction and strength, and what speaks for and against it.

import { button, element, fill, newId } from "../kwalicode.reader/dom.js";
import { nodeOf } from "./state.js";

const SEARCH_MS = 250;

export class RelationForm {
  constructor(board) {
    this.board = board;
    const { labels } = board;
    this.title = element("h2", { id: "kwb-relation" });
    this.ends = element("p", { class: "kwb-ends" });
    this.type = element("select", { onchange: () => this.#own() });
    this.own = element("input", { type: "text", maxlength: 60, "aria-label": labels.own_type, placeholder: labels.own_type });
    this.strength = element("select", {});
    this.note = element("textarea", { rows: 2, maxlength: 4000 });
    this.words = element("input", { type: "search", "aria-label": labels.find_segments, placeholder: labels.find_segments });
    this.words.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#ask(), SEARCH_MS);
    });
    this.count = element("p", { class: "kwb-count", role: "status" });
    this.list = element("ul", { class: "kwb-segments" });
    this.remove = button(labels.delete, () => this.#remove());
    const label = (text, control) => element("label", {}, element("span", {}, text), control);
    this.dialog = element(
      "dialog",
      { class: "kwb-dialog kwb-relation", "aria-labelledby": "kwb-relation" },
      this.title,
      this.ends,
      element("div", { class: "kwb-fields" }, label(labels.type, this.type), this.own, label(labels.strength, this.strength)),
      element("p", { class: "kwb-hint" }, labels.no_causes),
      label(labels.note, this.note),
      element("h3", {}, labels.evidence),
      ...[this.words, this.count, this.list],
      element(
        "div",
        { class: "kwb-buttons" },
        button(labels.save, () => this.#save(), { class: "kwb-main" }),
        button(labels.cancel, () => this.dialog.close()),
        element("span", { class: "kw-space" }),
        this.remove,
      ),
    );
    this.dialog.addEventListener("keydown", (event) => event.stopPropagation());
    this.dialog.addEventListener("close", () => board.focusView());
  }

  open(relation) {
    const { labels, strengths } = this.board;
    this.relation = { type: "contributes to", strength: "claimed", note: "", supports: [], contradicts: [], ...relation };
    this.cited = new Map();
    this.title.textContent = relation.id ? labels.change_relation : labels.new_relation;
    this.remove.hidden = !relation.id;
    const used = [...this.board.state.relations.values()].map(({ type }) => type);
    const types = [...new Set([...Object.keys(labels.types), ...used])];
    const option = (value, name) => element("option", { value }, name);
    this.type.replaceChildren(...types.map((type) => option(type, labels.types[type] ?? type)), option("", labels.own_word));
    this.strength.replaceChildren(...strengths.map((one) => option(one, labels.strengths[one])));
    [this.type.value, this.own.value] = [this.relation.type, ""];
    [this.strength.value, this.note.value, this.words.value] = [this.relation.strength, this.relation.note, ""];
    this.#own();
    this.#showEnds();
    this.list.replaceChildren();
    this.count.textContent = labels.loading;
    this.dialog.showModal();
    this.type.focus();
    this.#ask();
  }

  #own() {
    this.own.hidden = this.type.value !== "";
    if (!this.own.hidden) this.own.focus();
  }

  #showEnds() {
    const { labels } = this.board;
    const chip = (key) => {
      const made = element("b", {}, this.board.name(key));
      made.style.setProperty("--kw-a", `var(--kw-c${this.board.state.nodes.get(key)?.colour ?? 0})`);
      return made;
    };
    const swap = button("⇄", () => this.#swap(), { "aria-label": labels.swap, title: labels.swap });
    this.ends.replaceChildren(chip(this.relation.from), " → ", chip(this.relation.to), swap);
  }

  #swap() {
    [this.relation.from, this.relation.to] = [this.relation.to, this.relation.from];
    this.#showEnds();
  }

  #ask() {
    const { from, to, id } = this.relation;
    const question = { what: "segments", ends: [nodeOf(from), nodeOf(to)], relation_id: id ?? "", words: this.words.value };
    this.board.ask(question, (reply) => this.#show(reply));
  }

  #show({ segments, total }) {
    const { labels } = this.board;
    this.count.textContent = fill(total > segments.length ? labels.segments_first : labels.segments, { n: segments.length, total });
    this.list.replaceChildren(...segments.map((segment) => this.#segment(segment)));
  }

  #segment([id, code, text, document, coder]) {
    const { labels } = this.board;
    const choices = [
      [true, "+", labels.supports],
      [false, "−", labels.contradicts],
    ].map(([value, sign, name]) => {
      const made = button(sign, () => this.#cite(id, value), { title: name, "aria-label": `${name}: ${text.slice(0, 60)}` });
      made.value = value;
      return made;
    });
    const where = element("small", {}, [code, document, coder].join(" · "));
    const made = element("li", {}, element("div", {}, element("q", {}, text), where), element("span", {}, ...choices));
    made.paint = () => choices.forEach((one) => one.setAttribute("aria-pressed", String(String(this.#stands(id)) === one.value)));
    made.paint();
    made.dataset.coding = id;
    return made;
  }

  // Whether a coding speaks for the relation (true), against it (false) or neither (null).
  #stands(id) {
    if (this.cited.has(id)) return this.cited.get(id);
    if (this.relation.supports.includes(id)) return true;
    return this.relation.contradicts.includes(id) ? false : null;
  }

  #cite(id, value) {
    this.cited.set(id, this.#stands(id) === value ? null : value);
    for (const item of this.list.children) item.paint();
  }

  #save() {
    const { id, from, to } = this.relation;
    const type = this.type.value || this.own.value.trim();
    if (!type) {
      this.own.focus();
      return;
    }
    this.dialog.close();
    this.board.perform({
      op: id ? "change_relation" : "relate",
      relation_id: id ?? newId(),
      ...{ from: nodeOf(from), to: nodeOf(to), type },
      ...{ strength: this.strength.value, note: this.note.value, cited: [...this.cited] },
    });
    this.board.say(this.board.labels.relation_saved);
  }

  #remove() {
    this.dialog.close();
    this.board.perform({ op: "unrelate", relation_id: this.relation.id });
    this.board.say(this.board.labels.relation_removed);
  }
}
