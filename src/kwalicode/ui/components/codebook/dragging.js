// Codes and categories are dragged to another place in the tree.

import { moveTo } from "./acts.js";

// The attributes of a list whose rows are dragged.
export function draggable(tree) {
  return {
    ondragstart: (event) => start(event, tree),
    ondragover: (event) => over(event, tree),
    ondragleave: () => mark(null, tree),
    ondrop: (event) => drop(event, tree),
    ondragend: () => {
      mark(null, tree);
      tree.dragged = null;
    },
  };
}

function start(event, tree) {
  const item = event.target.closest("[role='treeitem']");
  if (!item) return;
  if (!tree.selected.has(item.dataset.id)) tree.go(item);
  tree.dragged = tree.chosen();
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", tree.dragged.map(({ name }) => name).join(", "));
  event.stopPropagation();
}

function targetOf(event, tree) {
  const { state } = tree.book;
  const item = event.target.closest("[role='treeitem']");
  if (!tree.dragged) return null;
  if (!item) return { parent: "", before: null, row: tree.list };
  const node = state.get(item.dataset.id);
  const parent = node.kind === "category" ? node.id : node.home;
  if (tree.dragged.some((one) => one.id === node.id || state.isWithin(parent, one.id))) return null;
  const isCode = node.kind === "code" && tree.dragged.some(({ kind }) => kind === "code");
  return { parent, before: isCode ? node.id : null, row: item.querySelector(".kw-row"), isCode };
}

function over(event, tree) {
  const target = targetOf(event, tree);
  mark(target, tree);
  if (target) event.preventDefault();
}

function mark(target, tree) {
  for (const row of tree.side.querySelectorAll(".kwc-drop, .kwc-drop-before"))
    row.classList.remove("kwc-drop", "kwc-drop-before");
  target?.row.classList.add(target.isCode ? "kwc-drop-before" : "kwc-drop");
}

function drop(event, tree) {
  const target = targetOf(event, tree);
  mark(null, tree);
  if (!target) return;
  event.preventDefault();
  moveTo(tree.book, tree.dragged, target.parent, target.before);
}
