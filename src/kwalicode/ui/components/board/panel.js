// Beside the board: what has the focus, with all that can be done to it, as plain controls.

import { button, element, fill } from "../kwalicode.reader/dom.js";

export class Panel {
  constructor(board) {
    this.board = board;
    this.box = element("aside", { class: "kwb-panel", "aria-label": board.labels.details });
    this.box.addEventListener("keydown", (event) => event.key === "Escape" && board.focusView());
  }

  show() {
    const { board } = this,
      node = board.state.nodes.get(board.focused);
    const controls = () => [...this.box.querySelectorAll("button, select, input")];
    const ghost = board.ghosts.of(board.instance);
    const at = controls().indexOf(document.activeElement);
    // A list that someone chooses in must not vanish under the hands.
    if (document.activeElement.tagName === "SELECT" && at >= 0 && !this.isOurs) return;
    const one = ghost ? board.ghosts.parts(ghost) : node ? this.#one(node) : this.#all();
    const parts = board.selected.size > 1 ? this.#many() : one;
    this.box.replaceChildren(...parts.filter(Boolean));
    if (at >= 0) (controls()[at] ?? controls().at(-1))?.focus();
  }

  #all() {
    const { labels, state } = this.board;
    const codes = state.codes();
    const facts = {
      codes: codes.length,
      n: codes.reduce((sum, { n }) => sum + n, 0),
      categories: state.categories().length,
      loose: codes.filter((node) => !state.homes(node).length).length,
      relations: state.relations.size,
    };
    return [element("h2", {}, labels.details), element("p", {}, fill(labels.facts, facts)), element("p", { class: "kwb-hint" }, labels.is_diagram ? labels.hint_diagram : labels.hint)];
  }

  #many() {
    const { board } = this,
      { labels } = board;
    const keys = [...board.selected];
    return [
      element("h2", {}, fill(labels.n_selected, { n: keys.length })),
      element("ul", {}, ...keys.map((key) => element("li", {}, board.name(key)))),
      this.#category(keys, null),
      button(labels.group, () => board.group()),
      button(labels.link, () => board.linkTo()),
      button(labels.merge, () => board.merge()),
      button(labels.unselect, () => board.choose([])),
    ];
  }

  #one(node) {
    return node.kind === "code" ? this.#code(node) : this.#categoryNode(node);
  }

  #head(node, facts) {
    const { board } = this;
    const title = element("h2", {}, element("i", { class: "kw-dot" }), element("span", {}, node.name));
    title.style.setProperty("--kw-a", `var(--kw-c${node.colour})`);
    return [
      title,
      element("p", { class: "kwb-facts" }, facts),
      node.description ? element("p", {}, node.description) : null,
      button(board.labels.rename_short, () => board.rename(node.key)),
    ];
  }

  #code(node) {
    const { board } = this,
      { labels, state } = board;
    const further = node.also.filter((id) => state.nodes.has(`category:${id}`));
    return [
      ...this.#head(node, fill(labels.n_codings, { n: node.n })),
      node.example ? element("q", {}, node.example) : null,
      this.#category([node.key], node.category_id),
      further.length ? element("h3", {}, labels.also_under) : null,
      ...further.map((id) =>
        this.#row(board.name(`category:${id}`), labels.take_out, () =>
          board.perform({ op: "unlink", code_ids: [node.id], category_id: id }),
        ),
      ),
      button(labels.link, () => board.linkTo([node.key])),
      button(labels.merge, () => board.merge([node.key])),
      ...this.#relations(node.key),
    ];
  }

  #categoryNode(node) {
    const { board } = this,
      { labels, state } = board;
    const inside = state.codes().filter((code) => state.homes(code).includes(node.id));
    const below = state.within(node.id);
    const others = state.categories().filter(({ id }) => !below.has(id));
    const counts = { codes: inside.length, n: inside.reduce((sum, { n }) => sum + n, 0) };
    const parent = this.#select(labels.parent, others, node.parent_id, labels.no_parent, (id) =>
      board.perform({ op: "nest", category_id: node.id, parent_id: id }),
    );
    return [...this.#head(node, fill(labels.area_counts, counts)), parent, ...this.#relations(node.key)];
  }

  #category(keys, chosen) {
    const { board } = this;
    const categories = board.state.categories();
    return this.#select(board.labels.category, categories, chosen, board.labels.no_category, (id) => board.file(keys, id));
  }

  #select(name, categories, chosen, none, act) {
    const option = (value, text) => element("option", { value, selected: value === (chosen ?? "") }, text);
    const change = (event) => {
      this.isOurs = true;
      act(event.target.value || null);
      this.isOurs = false;
    };
    const select = element("select", { onchange: change }, option("", none), ...categories.map(({ id, name }) => option(id, name)));
    return element("label", {}, element("span", {}, name), select);
  }

  #row(text, label, act) {
    const take = button("×", act, { "aria-label": `${label}: ${text}`, title: label });
    return element("p", { class: "kwb-row" }, element("span", {}, text), take);
  }

  #relations(key) {
    const { board } = this,
      { labels } = board;
    const near = board.state.relationsOf(key);
    const sentence = ({ from, to, type, strength }) => {
      const words = labels.types[type] ?? type;
      const ends = from === key ? `→ ${words}: ${board.name(to)}` : `← ${board.name(from)}: ${words}`;
      return [ends, element("small", {}, labels.strengths[strength])];
    };
    return [
      element("h3", {}, labels.relations),
      ...near.map((one) => {
        const made = button("", () => board.edit(one), { class: "kwb-relation-row" });
        made.replaceChildren(...sentence(one));
        return made;
      }),
      button(labels.new_relation, () => board.relate(key)),
    ];
  }
}
