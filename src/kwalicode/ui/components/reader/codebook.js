// The codes as the reader knows them; in a review these are the kinds of identifying text.

import { folded } from "./dom.js";

const SHADES = [100, 78, 58];
const N_KEYS = 9,
  N_COLOURS = 12;

export class Codebook {
  constructor() {
    this.codes = new Map();
    this.categories = [];
    this.counts = new Map();
    this.version = 0; // grows when the tree has to be drawn anew
    this.recent = []; // codes on the keys 1 to 9; a code keeps its key while it is used
    this.used = []; // newest first
  }

  set({ codes, categories }) {
    this.version++;
    this.categories = categories;
    this.codes = new Map(codes.map((code) => [code.id, code]));
    const place = new Map();
    for (const code of codes) {
      const nth = code.category_id ? (place.get(code.category_id) ?? 0) : 0;
      place.set(code.category_id, nth + 1);
      code.shade = SHADES[nth % SHADES.length];
    }
  }

  add(code) {
    this.version++;
    this.codes.set(code.id, { colour: this.codes.size % N_COLOURS, shade: 100, description: "", ...code });
  }

  get(id) {
    return this.codes.get(id);
  }
  name(id) {
    return this.codes.get(id)?.name ?? "";
  }
  count(id, change) {
    if (id) this.counts.set(id, Math.max(0, (this.counts.get(id) ?? 0) + change));
  }

  colour(id) {
    const code = this.codes.get(id);
    if (!code) return "var(--kw-no-code)";
    return code.shade === 100
      ? `var(--kw-c${code.colour})`
      : `color-mix(in oklab, var(--kw-c${code.colour}) ${code.shade}%, var(--kw-ink))`;
  }

  // Put the codes used last on the keys; the rest of the keys hold the first codes of the tree.
  setRecent(ids) {
    this.version++;
    this.used = ids;
    this.recent = [...new Set([...ids, ...this.codes.keys()])].filter((id) => this.isOffered(id)).slice(0, N_KEYS);
  }

  use(id) {
    this.used = [id, ...this.used.filter((other) => other !== id)];
    if (this.recent.includes(id)) return;
    this.version++;
    const age = (other) => (this.used.includes(other) ? this.used.indexOf(other) : Infinity);
    const oldest = this.recent.reduce((a, b) => (age(b) >= age(a) ? b : a), this.recent[0]);
    if (this.recent.length < N_KEYS) this.recent.push(id);
    else this.recent[this.recent.indexOf(oldest)] = id;
  }

  key(id) {
    const place = this.recent.indexOf(id);
    return place >= 0 && place < N_KEYS ? String(place + 1) : "";
  }

  // A retired code stays on its codings and in the tree, but is not offered any more.
  isOffered(id) {
    return Boolean(this.codes.get(id)) && !this.codes.get(id).retired;
  }

  // The code applied last that can be applied again.
  last() {
    return this.used.find((id) => this.isOffered(id));
  }

  // Codes with a name, new or old, that holds the words of a query, best first; recent ones for an
  // empty query.
  find(query) {
    const wanted = folded(query.trim());
    const offered = [...this.codes.values()].filter((code) => !code.retired);
    if (!wanted) {
      const recent = this.recent.filter((id) => this.isOffered(id)).map((id) => this.codes.get(id));
      return [...recent, ...offered.filter((code) => !this.recent.includes(code.id))];
    }
    const words = wanted.split(/\s+/);
    const fits = (name) => {
      if (name === wanted) return 0;
      if (name.startsWith(wanted)) return 1;
      return words.every((word) => name.includes(word)) ? 2 : 9;
    };
    const rank = (code) =>
      Math.min(fits(folded(code.name)), ...(code.synonyms ?? []).map((old) => fits(folded(old)) + 0.5));
    return offered
      .map((code) => [rank(code), code])
      .filter(([r]) => r < 9)
      .sort((a, b) => a[0] - b[0])
      .map(([, code]) => code);
  }

  // The other name by which a query finds a code, where its own name does not hold the words.
  oldName(code, query) {
    const words = folded(query.trim()).split(/\s+/);
    const holds = (name) => words.every((word) => folded(name).includes(word));
    return holds(code.name) ? null : (code.synonyms ?? []).find(holds);
  }

  named(name, categoryId = null) {
    const wanted = folded(name.trim());
    return [...this.codes.values()].find(
      (code) => folded(code.name) === wanted && (categoryId == null || code.category_id === categoryId),
    );
  }
}
