// What an operation will have done once it is stored, shown before the server answers.

import { keyOf } from "./state.js";

// Do it to a state; what the server will refuse is put right by its answer.
export function foresee(op, state) {
  ACTS[op.op]?.(op, state);
}

const ACTS = {
  file,
  link(op, state) {
    if (op.instead_of) ACTS.unlink({ ...op, category_id: op.instead_of }, state);
    each(op, state, (node) =>
      state.homes(node).includes(op.category_id) ? {} : { also: [...node.also, op.category_id] },
    );
  },
  unlink: (op, state) => each(op, state, (node) => ({ also: node.also.filter((id) => id !== op.category_id) })),
  group(op, state) {
    const count = state.categories().length;
    const made = { id: op.category_id, name: op.name, parent_id: op.parent_id ?? null, colour: count % 12 };
    state.nodes.set(keyOf("category", made.id), {
      ...{ key: keyOf("category", made.id), kind: "category", description: "", ...made },
    });
    file(op, state);
  },
  accept_group: (op, state) => ACTS.group(op, state),
  nest: (op, state) => change(state, keyOf("category", op.category_id), { parent_id: op.parent_id }),
  rename: (op, state) => change(state, keyOf(...op.node), { name: op.name }),
  merge_codes: merge,
  place: (op, state) => place(op, state, op.board),
  unplace: (op, state) => state.places[op.board].clear(),
  relate,
  change_relation: relate,
  unrelate: (op, state) => state.relations.delete(op.relation_id),
};

function change(state, key, fields) {
  const node = state.nodes.get(key);
  if (node) state.nodes.set(key, { ...node, ...fields });
}

function each(op, state, fields) {
  for (const id of op.code_ids) {
    const node = state.nodes.get(keyOf("code", id));
    if (node) state.nodes.set(node.key, { ...node, ...fields(node) });
  }
}

function file(op, state) {
  const home = state.nodes.get(keyOf("category", op.category_id));
  each(op, state, (node) => ({
    category_id: op.category_id,
    colour: home?.colour ?? node.colour,
    also: node.also.filter((id) => id !== op.category_id),
  }));
  for (const id of op.code_ids) state.places.board.delete(keyOf("code", id));
  place(op, state, "board");
}

function place(op, state, board) {
  for (const [kind, id, x, y] of op.places ?? []) {
    state.places[board].set(keyOf(kind, id), [x, y]);
    const box = board === "diagram" && state.boxes.get(keyOf(kind, id));
    if (box) state.boxes = new Map(state.boxes).set(keyOf(kind, id), { ...box, x, y });
  }
}

function merge(op, state) {
  const into = keyOf("code", op.target_id);
  for (const id of op.code_ids) {
    const from = keyOf("code", id),
      [gone, stays] = [state.nodes.get(from), state.nodes.get(into)];
    if (!gone || !stays || gone === stays) continue;
    state.nodes.set(into, { ...stays, n: stays.n + gone.n });
    state.nodes.delete(from);
    for (const one of [...state.relations.values()]) {
      const moved = { ...one, from: one.from === from ? into : one.from, to: one.to === from ? into : one.to };
      if (moved.from === moved.to) state.relations.delete(one.id);
      else state.relations.set(one.id, moved);
    }
  }
}

function relate(op, state) {
  const before = state.relations.get(op.relation_id) ?? { supports: [], contradicts: [] };
  const cited = new Map(op.cited);
  const kept = (ids, value) => [
    ...ids.filter((id) => !cited.has(id)),
    ...[...cited].filter(([, supports]) => supports === value).map(([id]) => id),
  ];
  state.relations.set(op.relation_id, {
    ...{ id: op.relation_id, from: keyOf(...op.from), to: keyOf(...op.to) },
    ...{ type: op.type, strength: op.strength, note: op.note },
    ...{ supports: kept(before.supports, true), contradicts: kept(before.contradicts, false) },
  });
}
