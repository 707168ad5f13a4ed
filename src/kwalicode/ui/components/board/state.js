// Codes, categories, relations and places. What the server said is kept apart from what is shown:
// the latter also holds what was done here and is not stored yet.

export const keyOf = (kind, id) => `${kind}:${id}`;

export function nodeOf(key) {
  const at = key.indexOf(":");
  return [key.slice(0, at), key.slice(at + 1)];
}

export class State {
  constructor(from = null) {
    this.nodes = new Map(from?.nodes);
    this.relations = new Map(from?.relations);
    this.boxes = from?.boxes ?? new Map();
    this.places = { board: new Map(from?.places.board), diagram: new Map(from?.places.diagram) };
  }

  // Take up an answer of the server: rows by id, null for what is gone.
  take({ full, codes, categories, relations, places, boxes }) {
    if (full) for (const kept of [this.nodes, this.relations]) kept.clear();
    for (const [id, row] of categories) put(this.nodes, keyOf("category", id), row && category(id, row));
    for (const [id, row] of codes) put(this.nodes, keyOf("code", id), row && code(id, row));
    for (const [id, row] of relations) put(this.relations, id, row && relation(id, row));
    if (places)
      for (const board of ["board", "diagram"])
        this.places[board] = new Map(places[board].map(([key, x, y]) => [key, [x, y]]));
    if (boxes) this.boxes = new Map(boxes.map(([key, x, y, w, h, lines, note]) => [key, { x, y, w, h, lines, note }]));
  }

  codes() {
    return [...this.nodes.values()].filter((node) => node.kind === "code");
  }

  // Categories, each before those that stand under it.
  categories() {
    const all = [...this.nodes.values()].filter((node) => node.kind === "category");
    const below = new Map();
    for (const one of all) {
      const parent = this.nodes.has(keyOf("category", one.parent_id)) ? one.parent_id : null;
      below.set(parent, [...(below.get(parent) ?? []), one]);
    }
    const under = (id) => (below.get(id) ?? []).flatMap((one) => [one, ...under(one.id)]);
    return under(null);
  }

  // A category and all that stand under it, by id.
  within(categoryId) {
    const ids = new Set([categoryId]);
    for (const one of this.categories()) if (ids.has(one.parent_id)) ids.add(one.id);
    return ids;
  }

  homes(node) {
    return [node.category_id, ...node.also].filter((id) => id && this.nodes.has(keyOf("category", id)));
  }

  relationsOf(key) {
    return [...this.relations.values()].filter(({ from, to }) => from === key || to === key);
  }
}

const put = (map, key, value) => (value ? map.set(key, value) : map.delete(key));

const code = (id, [name, category_id, colour, n, example, also, description, isRetired]) => ({
  key: keyOf("code", id),
  kind: "code",
  ...{ id, name, category_id, colour, n, example, also, description, isRetired },
});

const category = (id, [name, parent_id, colour, description]) => ({
  key: keyOf("category", id),
  kind: "category",
  ...{ id, name, parent_id, colour, description },
});

const relation = (id, [from, to, type, strength, note, supports, contradicts]) => ({
  ...{ id, from: keyOf(...from), to: keyOf(...to), type, strength, note, supports, contradicts },
});
