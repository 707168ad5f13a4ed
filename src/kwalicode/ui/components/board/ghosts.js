// Groups of codes that are proposed: they lie on the board with a dashed edge until somebody makes a
// category of one, of some of its codes, or refuses it. Nothing of them is stored before.

import { button, element, fill, newId } from "../kwalicode.reader/dom.js";

const LOOK_MS = 700;

export class Ghosts {
  constructor(board) {
    Object.assign(this, { board, groups: [], unticked: new Set() });
    this.control = button(board.labels.propose, () => this.#toggle());
  }

  #toggle() {
    const { board } = this;
    if (this.groups.length) {
      this.#keep([]);
      return;
    }
    board.say(board.labels.proposing);
    this.#ask();
  }

  // In a very large codebook they are made while one goes on: the board looks again until they are there.
  #ask() {
    const { board } = this,
      later = () => setTimeout(() => this.#ask(), LOOK_MS);
    if (board.asking) {
      later(); // one question at a time
      return;
    }
    board.ask({ what: "groups" }, ({ groups }) => {
      if (!groups) {
        later();
        return;
      }
      this.unticked.clear();
      board.say(groups.length ? "" : board.labels.no_proposals);
      const told = ([id, words, reasons, code_ids, score]) => {
        return { key: `ghost:${id}`, words, reasons, code_ids, score };
      };
      this.#keep(groups.map(told));
      board.view.fit(0.62);
    });
  }

  #keep(groups) {
    const { labels } = this.board;
    this.groups = groups;
    this.control.textContent = groups.length ? labels.hide_proposals : labels.propose;
    this.board.show();
  }

  // Groups of which two codes or more still lie in no category, each with these codes.
  live(state) {
    return this.groups
      .map((group) => {
        const nodes = group.code_ids.map((id) => state.nodes.get(`code:${id}`));
        return { ...group, nodes: nodes.filter((node) => node && !state.homes(node).length) };
      })
      .filter(({ nodes }) => nodes.length > 1);
  }

  of(instance) {
    return this.live(this.board.state).find(({ key }) => key === instance);
  }

  // What the panel shows of a group.
  parts(group) {
    const { labels } = this.board;
    return [
      element("h2", {}, labels.proposed_group),
      element("p", {}, group.words || labels.no_words),
      element("p", { class: "kwb-facts" }, group.reasons),
      element("p", { class: "kwb-hint" }, labels.words_no_name),
      ...group.nodes.map((node) => this.#box(group, node)),
      button(labels.group, () => this.#accept(group), { class: "kwb-main" }),
      button(labels.refuse, () => this.#refuse(group)),
    ];
  }

  #box(group, node) {
    const mark = `${group.key}|${node.key}`;
    const change = ({ target }) => (target.checked ? this.unticked.delete(mark) : this.unticked.add(mark));
    const box = element("input", { type: "checkbox", checked: !this.unticked.has(mark), onchange: change });
    return element("label", { class: "kwb-check" }, box, node.name);
  }

  #accept(group) {
    const { board } = this,
      { labels } = board;
    const nodes = group.nodes.filter((node) => !this.unticked.has(`${group.key}|${node.key}`));
    if (!nodes.length) {
      board.say(labels.choose_first);
      return;
    }
    board.picker.askName(fill(labels.category_of, { n: nodes.length }), "", (name) => {
      const made = { category_id: newId(), name, code_ids: nodes.map(({ id }) => id), score: group.score };
      board.perform({ op: "accept_group", ...made });
      this.#without(group);
    });
  }

  #refuse(group) {
    this.board.perform({ op: "refuse_group", code_ids: group.code_ids, score: group.score });
    this.#without(group);
    this.board.say(this.board.labels.refused_group);
  }

  #without({ key }) {
    this.#keep(this.groups.filter((group) => group.key !== key));
  }
}
