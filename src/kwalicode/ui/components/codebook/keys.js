// Keys of the tree: go, choose, move, and what the buttons do.

import { acts, moveTo } from "./acts.js";

export function onKey(event, tree) {
  const item = event.target.closest("[role='treeitem']");
  if (!item || event.target !== item) return;
  const act = moves(event, item, tree) ?? command(event, tree.book);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function moves(event, item, tree) {
  const items = tree.items(),
    i = items.indexOf(item);
  const isOpen = item.getAttribute("aria-expanded");
  const to = (next) => () => {
    if (!next) return;
    if (event.shiftKey) tree.extendTo(next);
    else {
      tree.from = next.dataset.row;
      tree.go(next);
    }
  };
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown"))
    return () => reorder(tree, item, event.key === "ArrowUp" ? -1 : 1);
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return {
    ArrowDown: to(items[i + 1]),
    ArrowUp: to(items[i - 1]),
    Home: to(items[0]),
    End: to(items.at(-1)),
    ArrowRight: isOpen === "false" ? () => tree.fold(item) : to(items[i + 1]),
    ArrowLeft: isOpen === "true" ? () => tree.fold(item) : to(item.parentElement.closest("[role='treeitem']")),
    Enter: () => tree.book.detail.focusName(),
    " ": () => tree.toggle(item),
    "/": () => tree.filter.focus(),
    "?": () => tree.book.help.showModal(),
    Escape: () => tree.select([item.dataset.id]),
  }[event.key];
}

function command(event, book) {
  if ((event.ctrlKey || event.metaKey) && "zZyY".includes(event.key)) {
    const isRedo = event.shiftKey || event.key.toLowerCase() === "y";
    return () => book.perform({ op: isRedo ? "redo" : "undo" });
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const found = acts(book).find(([key]) => key.toLowerCase() === event.key.toLowerCase());
  return found?.[3]() ? found[2] : undefined;
}

function reorder(tree, item, step) {
  const { state } = tree.book,
    node = state.get(item.dataset.id);
  const beside = node.kind === "code" ? state.under.get(node.home) : state.inside.get(node.parent);
  const own = beside.filter((one) => one.kind === "category" || one.home === node.home);
  const i = own.indexOf(node);
  tree.toFocus = node.id;
  if (step < 0 && i > 0) moveTo(tree.book, [node], node.home ?? node.parent, own[i - 1].id);
  if (step > 0 && i < own.length - 1) moveTo(tree.book, [own[i + 1]], node.home ?? node.parent, node.id);
}
