// What the codebook holds, as the server sent it: categories form a tree, codes stand in it.

import { folded } from "../kwalicode.reader/dom.js";

const TOP = "";

export class State {
  constructor() {
    this.codes = new Map();
    this.categories = new Map();
    this.inside = new Map();
    this.under = new Map();
  }

  set({ codes, categories }) {
    this.codes = new Map();
    this.categories = new Map();
    this.inside = new Map([[TOP, []]]); // categories by the one above
    this.under = new Map([[TOP, []]]); // codes by category, with those that also stand there
    for (const [id, name, parent, colour, description, synonyms] of categories) {
      const category = { id, name, parent: parent ?? TOP, colour, description, synonyms, kind: "category" };
      category.called = folded([name, ...synonyms].join("\n"));
      this.categories.set(id, category);
      this.inside.set(id, []);
      this.under.set(id, []);
    }
    for (const category of this.categories.values()) this.inside.get(category.parent).push(category);
    for (const [id, name, home, colour, n, retired, synonyms, also, description] of codes) {
      const code = { id, name, home: home ?? TOP, colour, n, retired, synonyms, also, description, kind: "code" };
      code.words = folded([name, ...synonyms].join("\n"));
      code.all = folded([name, ...synonyms, description].join("\n"));
      this.codes.set(id, code);
      this.under.get(code.home).push(code);
    }
    for (const code of this.codes.values()) for (const id of code.also) this.under.get(id)?.push(code);
  }

  get(id) {
    return this.codes.get(id) ?? this.categories.get(id);
  }

  get isEmpty() {
    return !this.codes.size && !this.categories.size;
  }

  // The codes of a category and of those in it, each once.
  held(id, found = new Set()) {
    for (const code of this.under.get(id) ?? []) found.add(code);
    for (const category of this.inside.get(id) ?? []) this.held(category.id, found);
    return found;
  }

  total(id) {
    return [...this.held(id)].reduce((sum, code) => sum + code.n, 0);
  }

  path(id) {
    const above = [];
    for (let one = this.categories.get(id); one; one = this.categories.get(one.parent)) above.unshift(one.name);
    return above.join(" › ");
  }

  isWithin(id, other) {
    for (let one = this.categories.get(id); one; one = this.categories.get(one.parent))
      if (one.id === other) return true;
    return false;
  }

  colourOf(node) {
    const nth = this.under.get(node.home ?? "")?.indexOf(node) ?? 0;
    const share = node.kind === "code" && node.home ? [100, 78, 58][Math.max(0, nth) % 3] : 100;
    const plain = `var(--kw-c${node.colour})`;
    return share === 100 ? plain : `color-mix(in oklab, ${plain} ${share}%, var(--kw-ink))`;
  }
}
