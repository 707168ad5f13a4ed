// What can be done to the codes and categories that are chosen: key, label, act, whether it can be.

import { fill, newId } from "../kwalicode.reader/dom.js";

export function acts(book) {
  const { labels } = book;
  const chosen = () => book.tree.chosen();
  const codes = () => chosen().filter(({ kind }) => kind === "code");
  const any = () => chosen().length > 0;
  return [
    ["N", labels.new_code, () => newCode(book), () => true],
    ["C", labels.new_category, () => newCategory(book), () => true],
    ["F2", labels.rename, () => book.detail.focusName(), () => chosen().length === 1],
    ["M", labels.move, () => move(book, chosen()), any],
    ["J", labels.merge, () => merge(book, chosen()), () => isOneKind(chosen())],
    ["S", labels.split, () => book.split.open(codes()[0]), () => chosen().length === 1 && codes().length === 1],
    ["A", labels.also_under, () => alsoUnder(book, codes()), () => codes().length > 0],
    ["R", labels.retire, () => retire(book, codes()), () => codes().length > 0],
    ["Delete", labels.remove, () => remove(book, chosen()), any],
  ];
}

const isOneKind = (nodes) => nodes.length > 0 && new Set(nodes.map(({ kind }) => kind)).size === 1;
const ids = (nodes, kind) => nodes.filter((node) => node.kind === kind).map(({ id }) => id);
const names = (nodes) => nodes.map(({ name }) => `“${name}”`).join(", ");

// Where a new code or category goes: into the category that has the focus, or beside the code.
function here(book) {
  const node = book.tree.focused();
  if (!node) return null;
  return (node.kind === "category" ? node.id : node.home) || null;
}

function newCode(book) {
  const category_id = here(book);
  const where = category_id ? book.state.path(category_id) : book.labels.no_category;
  book.picker.askName(book.labels.new_code, where, (name) => {
    const code_id = newId();
    book.tree.toFocus = code_id;
    book.perform({ op: "new_code", code_id, name, category_id });
  });
}

function newCategory(book) {
  const { labels, tree } = book;
  const inside = tree.selected.size > 1 ? tree.chosen() : [];
  const about = inside.length ? fill(labels.takes_in, { n: inside.length }) : labels.on_top;
  book.picker.askName(labels.new_category, about, (name) => {
    const category_id = newId();
    tree.toFocus = category_id;
    const [code_ids, category_ids] = [ids(inside, "code"), ids(inside, "category")];
    book.perform({ op: "new_category", category_id, name, parent_id: null, code_ids, category_ids });
  });
}

export function moveTo(book, nodes, parent_id, before = null) {
  const [code_ids, category_ids] = [ids(nodes, "code"), ids(nodes, "category")];
  book.perform({ op: "move", code_ids, category_ids, parent_id: parent_id || null, before });
}

function move(book, nodes) {
  const isFree = (category) =>
    !nodes.some(({ id }) => book.state.isWithin(category.id, id)) &&
    nodes.some((node) => (node.home ?? node.parent) !== category.id);
  book.picker.ask(fill(book.labels.move_where, { names: names(nodes) }), {
    nodes: [...book.state.categories.values()].filter(isFree),
    yes: book.labels.move,
    top: book.labels.no_category,
    make: (name) => {
      const category_id = newId();
      const [code_ids, category_ids] = [ids(nodes, "code"), ids(nodes, "category")];
      book.perform({ op: "new_category", category_id, name, parent_id: null, code_ids, category_ids });
    },
    act: (id) => moveTo(book, nodes, id),
  });
}

function merge(book, nodes) {
  const { labels, state } = book;
  const isCode = nodes[0].kind === "code";
  const last = nodes.length > 1 ? book.tree.focused() : null;
  const others = isCode ? [...state.codes.values()] : [...state.categories.values()];
  const possible = nodes.length > 1 ? nodes : others.filter((node) => !nodes.includes(node));
  book.picker.ask(fill(labels.merge_into, { names: names(nodes) }), {
    nodes: possible.filter((node) => isCode || !nodes.some((n) => n !== node && state.isWithin(node.id, n.id))),
    first: last?.id,
    yes: labels.merge,
    about: (target) => {
      const gone = nodes.filter((node) => node !== target);
      const n = gone.reduce((sum, node) => sum + (isCode ? node.n : state.total(node.id)), 0);
      const says = isCode ? labels.merge_about : labels.merge_categories_about;
      return fill(says, { n, names: names(gone), target: `“${target.name}”` });
    },
    act: (target_id) => {
      const gone = nodes.map(({ id }) => id).filter((id) => id !== target_id);
      book.tree.toFocus = target_id;
      if (isCode) book.perform({ op: "merge_codes", code_ids: gone, target_id });
      else book.perform({ op: "merge_categories", category_ids: gone, target_id });
    },
  });
}

function alsoUnder(book, codes) {
  const isOther = (category) => codes.some((code) => code.home !== category.id && !code.also.includes(category.id));
  book.picker.ask(fill(book.labels.also_where, { names: names(codes) }), {
    nodes: [...book.state.categories.values()].filter(isOther),
    act: (category_id) => book.perform({ op: "link", code_ids: ids(codes, "code"), category_id }),
  });
}

function retire(book, codes) {
  const is_retired = codes.some((code) => !code.retired);
  book.perform({ op: "retire", code_ids: ids(codes, "code"), is_retired });
  book.say(is_retired ? book.labels.retired_now : book.labels.back_now);
}

function remove(book, nodes) {
  const n = nodes.reduce((sum, node) => sum + (node.kind === "code" ? node.n : 0), 0);
  const [code_ids, category_ids] = [ids(nodes, "code"), ids(nodes, "category")];
  const about = code_ids.length ? fill(book.labels.delete_about, { n }) : book.labels.delete_category_about;
  book.picker.confirm(fill(book.labels.delete_sure, { names: names(nodes) }), about, book.labels.remove, () =>
    book.perform({ op: "delete", code_ids, category_ids }),
  );
}
