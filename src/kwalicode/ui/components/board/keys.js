// The key map. Letters work while a card or box has the focus.

import { button, element } from "../kwalicode.reader/dom.js";

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

// [key, what it does, in which view, name of its label]; the help shows them in this order.
const KEYS = [
  [" ", (b) => b.view.grab(), "both", "key_grab"],
  ["s", (b) => b.focused?.startsWith("code:") && b.toggle(b.focused), "board", "key_select"],
  ["Enter", (b) => b.panel.box.querySelector("button, select")?.focus(), "both", "key_details"],
  ["c", (b) => b.group(), "board", "key_group"],
  ["a", (b) => b.linkTo(), "board", "key_link"],
  ["x", (b) => b.takeOut(), "board", "key_take_out"],
  ["m", (b) => b.merge(), "board", "key_merge"],
  ["r", (b) => b.relate(), "both", "key_relate"],
  ["e", (b) => b.state.nodes.has(b.focused) && b.rename(b.focused), "both", "key_rename"],
  ["/", (b) => b.find(), "both", "key_find"],
  ["+", (b) => b.view.canvas.zoomBy(1.25), "both", "key_zoom"],
  ["=", (b) => b.view.canvas.zoomBy(1.25), "both", null],
  ["-", (b) => b.view.canvas.zoomBy(0.8), "both", null],
  ["0", (b) => b.view.fit(), "both", "key_fit"],
  ["?", (b) => b.help.toggle(), "both", "key_help"],
  ["Escape", (b) => b.choose([]), "both", null],
];

// Undo and redo, anywhere on the page of the board but in a window of its own.
export function onCommand(event, board) {
  if (!(event.ctrlKey || event.metaKey) || !"zZyY".includes(event.key)) return;
  event.preventDefault();
  board.goBack(event.shiftKey || event.key.toLowerCase() === "y" ? "redo" : "undo");
}

export function onKey(event, board) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = ARROWS.includes(event.key)
    ? () => board.view.move(event.key, event.shiftKey)
    : board.view.grabbed
      ? carrying(event.key, board.view)
      : letter(event.key, board);
  if (!act) return;
  event.preventDefault();
  act();
}

function carrying(key, view) {
  if (key === "Enter" || key === " ") return () => view.letGo({ drop: true });
  if (key === "a") return () => view.letGo({ drop: true, also: true });
  return key === "Escape" ? () => view.letGo() : null;
}

function letter(pressed, board) {
  const view = board.labels.is_diagram ? "diagram" : "board";
  const found = KEYS.find(([key, , where]) => key === pressed && (where === "both" || where === view));
  return found && (() => found[1](board));
}

export class Help {
  constructor(board, view) {
    const { labels } = board;
    const row = ([keys, label]) =>
      element("div", {}, element("dt", {}, ...keys.split(" ").map((key) => element("kbd", {}, key))), element("dd", {}, labels[label]));
    const own = KEYS.filter(([, , where, label]) => label && (where === "both" || where === view));
    const shown = [["← → ↑ ↓", "key_arrows"], ...own.map(([key, , , label]) => [key === " " ? "␣" : key, label])];
    this.dialog = element(
      "dialog",
      { class: "kw-help", "aria-label": labels.keys },
      element("h2", {}, labels.keys),
      element("dl", {}, ...[...shown, ["Ctrl Z", "key_undo"], ["Ctrl ⇧ Z", "key_redo"]].map(row)),
      element("p", { class: "kwb-hint" }, labels.mouse),
      button(labels.close, () => this.dialog.close()),
    );
    this.dialog.addEventListener("keydown", (event) => event.stopPropagation());
    this.dialog.addEventListener("close", () => board.focusView());
  }

  toggle() {
    if (this.dialog.open) this.dialog.close();
    else this.dialog.showModal();
  }
}
