// What can be done with cards that were dropped on another card.

import { button, element, fill } from "../kwalicode.reader/dom.js";

const EDGE = 8;

export class Menu {
  constructor(board) {
    this.board = board;
    this.box = element("div", { class: "kwb-menu", role: "menu", hidden: true });
    this.box.addEventListener("keydown", (event) => this.#key(event));
  }

  closeUnless(target) {
    if (!this.box.contains(target)) this.box.hidden = true;
  }

  open({ clientX, clientY }, keys, target, area) {
    const { board } = this,
      { labels } = board,
      { name } = target;
    const acts = [
      [fill(labels.drop_merge, { name }), () => board.merge(keys, target.key)],
      [fill(labels.drop_relate, { name }), () => board.relate(keys[0], target.key)],
      [labels.drop_group, () => board.group([...keys, target.key])],
      ...(area.node ? [[fill(labels.drop_file, { name: area.node.name }), () => board.file(keys, area.node.id)]] : []),
      [labels.cancel, () => board.focusView()],
    ];
    this.box.replaceChildren(...acts.map(([label, act]) => this.#item(label, act)));
    this.box.hidden = false;
    const frame = board.root.getBoundingClientRect();
    const place = (at, room, size) => `${Math.min(at, room - size - EDGE)}px`;
    this.box.style.left = place(clientX - frame.left, frame.width, this.box.offsetWidth);
    this.box.style.top = place(clientY - frame.top, frame.height, this.box.offsetHeight);
    this.box.firstChild.focus();
  }

  #item(label, act) {
    const done = () => {
      this.box.hidden = true;
      act();
    };
    return button(label, done, { role: "menuitem" });
  }

  #key(event) {
    const items = [...this.box.children],
      at = items.indexOf(document.activeElement),
      step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") items.at(-1).click();
    if (step) items[(at + step + items.length) % items.length].focus();
  }
}
