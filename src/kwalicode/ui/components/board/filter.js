// What is shown: one category, what is in none, relations of one type or strength.

import { element } from "../kwalicode.reader/dom.js";

const NOWHERE = "-";

export class Filter {
  constructor(board) {
    Object.assign(this, { board, unrelated: false });
    const { labels } = board;
    const changed = () => this.board.show();
    this.category = element("select", { "aria-label": labels.show_category, onchange: changed });
    this.relation = element("select", { "aria-label": labels.show_relation, onchange: changed });
    const box = element("input", { type: "checkbox", onchange: () => this.#unrelated(box.checked) });
    this.toggle = element("label", { class: "kwb-check" }, box, labels.unrelated);
  }

  get controls() {
    return [this.category, this.relation, ...(this.board.labels.is_diagram ? [this.toggle] : [])];
  }

  #unrelated(isOn) {
    this.unrelated = isOn;
    this.board.show();
  }

  refresh() {
    const { labels, state, strengths } = this.board;
    const categories = state.categories().map(({ id, name }) => [id, name]);
    options(this.category, [["", labels.all_categories], [NOWHERE, labels.no_category], ...categories]);
    const types = new Set([...state.relations.values()].map(({ type }) => type));
    options(this.relation, [
      ["", labels.all_relations],
      ...[...types].map((type) => [`type:${type}`, labels.types[type] ?? type]),
      ...strengths.map((strength) => [`strength:${strength}`, labels.strengths[strength]]),
    ]);
    this.ids = this.category.value && this.category.value !== NOWHERE ? state.within(this.category.value) : null;
  }

  shows(node) {
    const { state } = this.board;
    if (this.relation.value && !state.relationsOf(node.key).some((one) => this.#matches(one))) return false;
    return this.#isIn(node);
  }

  showsRelation(relation) {
    const ends = [relation.from, relation.to].map((key) => this.board.state.nodes.get(key));
    return this.#matches(relation) && ends.some((node) => node && this.#isIn(node));
  }

  #matches({ type, strength }) {
    return ["", `type:${type}`, `strength:${strength}`].includes(this.relation.value);
  }

  #isIn(node) {
    if (!this.category.value) return true;
    const homes = node.kind === "category" ? [node.id] : this.board.state.homes(node);
    return this.ids ? homes.some((id) => this.ids.has(id)) : !homes.length;
  }
}

function options(select, rows) {
  const signature = JSON.stringify(rows),
    chosen = select.value;
  if (select.signature === signature) return;
  select.signature = signature;
  select.replaceChildren(...rows.map(([value, name]) => element("option", { value }, name)));
  if (rows.some(([value]) => value === chosen)) select.value = chosen;
}
