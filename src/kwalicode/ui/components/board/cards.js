// The board: areas with cards. A code under several categories lies in each of them.

import { element, fill } from "../kwalicode.reader/dom.js";
import { Areas, CARD, LOOSE, TRAY } from "./areas.js";
import { curve, svg } from "./arrows.js";
import { Canvas, nearest } from "./canvas.js";
import { Mouse, drop as dropIn } from "./mouse.js";

const AROUND = 300;

export class Cards {
  constructor(board) {
    Object.assign(this, { board, labels: board.labels, areas: [], found: new Map(), grabbed: null });
    [this.layout, this.mouse] = [new Areas(), new Mouse(this)];
    this.made = new Map(); // elements of areas
    const attributes = { role: "group", "aria-label": this.labels.board };
    this.canvas = new Canvas(`${board.key}-board`, attributes, {
      onRubber: (rect) => this.mouse.select(rect),
      onResize: () => this.fit(0.62),
    });
    this.box = this.canvas.box;
    this.lines = svg("svg", { class: "kwb-lines", "aria-hidden": "true" });
    this.holder = element("div");
    this.canvas.layer.append(this.holder, this.lines);
    this.box.addEventListener("pointerdown", (event) => this.mouse.press(event));
    this.box.addEventListener("click", (event) => this.mouse.click(event));
    this.box.addEventListener("focusin", (event) => {
      const one = this.things.find(({ instance }) => instance === event.target.dataset.instance);
      if (one) board.focus(one.instance, one.node?.key ?? null);
    });
  }

  get things() {
    return this.areas.flatMap((area) => [...(area.head ? [area.head] : []), ...area.cards]);
  }

  show() {
    const { state, filter } = this.board;
    this.areas = this.layout.lay(state, (node) => filter.shows(node), this.board.ghosts.live(state));
    const before = this.found,
      had = this.box.contains(document.activeElement) && document.activeElement.dataset.instance;
    this.found = new Map();
    const parts = this.areas.map((area) => this.#area(area, before));
    // An area that comes back, as by redo, is made anew: its cards are kept by what was shown last.
    const keys = new Set(this.areas.map(({ key }) => key));
    for (const key of this.made.keys()) if (!keys.has(key)) this.made.delete(key);
    inOrder(this.holder, parts);
    // A card that went elsewhere takes the focus along.
    if (had && !this.box.contains(document.activeElement)) (this.found.get(had) ?? this.found.get(this.#instanceOf(this.board.focused)))?.focus({ preventScroll: true });
    this.mark();
    if (this.canvas.isFresh) this.fit(0.62);
  }

  fit(least) {
    const shown = this.areas.filter(({ cards, node }) => cards.length || node);
    const rects = shown.flatMap((area) => (area.key === LOOSE ? area.cards : [area]));
    if (rects.length) this.canvas.fit(around(rects), least);
  }

  // The element of an area; one that looks as it did stays as it is.
  #area(area, before) {
    const { state } = this.board;
    const looks = ({ instance, node, x, y }) => [instance, node, x, y, state.homes(node).length, this.board.relationCount(node.key)];
    const rect = [area.x, area.y, area.w, area.h, area.node, this.#parent(area)?.name];
    const signature = JSON.stringify([rect, area.cards.map(looks)]);
    let made = this.made.get(area.key);
    if (made?.signature === signature) {
      for (const { instance } of area.cards) this.found.set(instance, before.get(instance));
    } else {
      made = this.#newArea(area, before);
      made.signature = signature;
      this.made.set(area.key, made);
    }
    area.element = made.frame;
    if (area.head) this.found.set(area.key, made.head);
    return made;
  }

  #newArea(area, before) {
    const role = area.cards.length ? { role: "listbox", "aria-multiselectable": "true" } : { role: "group" };
    const attributes = { class: "kwb-list", "aria-label": this.areaName(area), ...role };
    const list = element("div", attributes, ...area.cards.map((card) => this.#card(card, before)));
    if (area.key === LOOSE) return list;
    const look = area.key === TRAY ? "kwb-tray" : area.ghost ? "kwb-proposed" : "";
    const frame = element("div", { class: `kwb-area ${look}` });
    frame.style.cssText = `transform: translate(${area.x}px, ${area.y}px); width: ${area.w}px; height: ${area.h}px;`;
    frame.style.setProperty("--kw-a", area.node ? `var(--kw-c${area.node.colour})` : "var(--kw-no-code)");
    const head = this.#head(area);
    frame.append(head);
    if (!area.cards.length) frame.append(element("p", {}, this.labels.empty_area));
    return Object.assign(element("div", {}, frame, list), { frame, head });
  }

  #parent(area) {
    return area.node && this.board.state.nodes.get(`category:${area.node.parent_id}`);
  }

  areaName(area) {
    if (area.key === LOOSE) return this.labels.loose;
    if (area.ghost) return fill(this.labels.proposed, { words: area.ghost.words || this.labels.no_words });
    return area.node?.name ?? this.labels.no_category;
  }

  #head(area) {
    const parent = this.#parent(area);
    const n = area.cards.reduce((sum, { node }) => sum + node.n, 0);
    const counts = area.ghost?.reasons ?? fill(this.labels.area_counts, { codes: area.cards.length, n });
    const name = `${parent ? `${parent.name} › ` : ""}${this.areaName(area)}`;
    const attributes = {
      type: "button",
      class: "kwb-head",
      tabindex: -1,
      title: name,
      "data-instance": area.key,
      "data-node": area.node?.key ?? TRAY,
      "aria-label": `${name}, ${counts}`,
    };
    return element("button", attributes, element("b", {}, name), element("small", {}, counts));
  }

  #card(card, before) {
    const { node, area } = card;
    const homes = this.board.state.homes(node).length,
      also = homes > 1 ? homes : 0;
    const n = this.board.relationCount(node.key);
    const signature = JSON.stringify([node, also, n]);
    let made = before.get(card.instance);
    if (made?.signature !== signature) made = this.#newCard(card, also, n);
    made.signature = signature;
    made.style.transform = `translate(${card.x}px, ${card.y}px)`;
    made.classList.toggle("kwb-loose", area.key === LOOSE);
    this.found.set(card.instance, made);
    return made;
  }

  #newCard({ node, instance }, also, n) {
    const { labels } = this;
    const foot = [node.isRetired && labels.retired, also && fill(labels.n_homes, { n: also }), n && fill(labels.n_relations, { n })].filter(Boolean).join(" · ");
    const label = fill(labels.card, { name: node.name, n: node.n }) + (foot && `, ${foot}`);
    const made = element(
      "div",
      {
        class: "kwb-card",
        role: "option",
        tabindex: -1,
        "data-node": node.key,
        "data-instance": instance,
        "aria-selected": "false",
        "aria-label": label,
        title: node.name,
      },
      element("b", {}, node.name),
      element("span", { class: "kwb-n" }, String(node.n)),
      element("q", {}, node.example || labels.no_example),
      element("small", {}, foot),
    );
    made.style.setProperty("--kw-a", `var(--kw-c${node.colour})`);
    return made;
  }

  // Show what has the focus, what is selected, what is picked up, and the relations of the focus.
  mark() {
    const { board } = this;
    const focus = this.found.has(board.instance) ? board.instance : this.things[0]?.instance;
    for (const [instance, made] of this.found) {
      const key = made.dataset.node;
      made.tabIndex = instance === focus ? 0 : -1;
      if (made.role === "option") made.setAttribute("aria-selected", String(board.selected.has(key)));
      made.classList.toggle("kwb-focused", key === board.focused);
      made.classList.toggle("kwb-grabbed", Boolean(this.grabbed?.keys.includes(key)));
    }
    for (const area of this.areas) area.element?.classList.toggle("kwb-target", this.grabbed?.area === area.key);
    this.#draw();
  }

  // The relations of what has the focus; what lies in the same column is reached around the outside.
  #draw() {
    const { board } = this;
    const near = board.focused ? board.state.relationsOf(board.focused) : [];
    const drawn = near.map((relation) => {
      const [a, b] = [relation.from, relation.to].map((key) => this.#centre(key));
      if (!a || !b) return null;
      const around = Math.abs(a.x - b.x) < CARD.w ? AROUND * Math.sign(b.y - a.y) : 0;
      return curve(relation, a, b, { bend: around }, board).group;
    });
    this.lines.replaceChildren(...drawn.filter(Boolean));
  }

  #centre(key) {
    const all = this.things.filter(({ node }) => node?.key === key);
    const one = all.find(({ instance }) => instance === this.board.instance) ?? all[0];
    return one && { x: one.x + one.w / 2, y: one.y + one.h / 2, w: one.w, h: one.h };
  }

  // ---------- keys

  move(key, extend) {
    if (this.grabbed) {
      this.#carry(key);
      return;
    }
    const from = this.things.find(({ instance }) => instance === this.board.instance) ?? this.things[0];
    const to = from && nearest(from, this.things, key);
    if (!to) return;
    if (extend) for (const one of [from, to]) if (one.node?.kind === "code") this.board.selected.add(one.node.key);
    this.go(to.instance);
  }

  go(instance) {
    const to = this.things.find((one) => one.instance === instance);
    if (!to) return;
    this.canvas.reveal(to);
    this.found.get(instance).focus({ preventScroll: true });
  }

  goTo(key) {
    const instance = this.#instanceOf(key);
    if (instance) this.go(instance);
    return Boolean(instance);
  }

  #instanceOf(key) {
    return this.things.find(({ node }) => node?.key === key)?.instance;
  }

  #carry(key) {
    const heads = this.areas.filter(({ head }) => head);
    const to = nearest(heads.find((area) => area.key === this.grabbed.area) ?? heads[0], heads, key);
    if (!to) return;
    this.grabbed.area = to.key;
    this.canvas.reveal({ ...to, h: Math.min(to.h, 240) });
    this.board.say(this.areaName(to));
    this.mark();
  }

  // Pick up the selected cards, or the one that has the focus.
  grab() {
    const card = this.things.find(({ instance }) => instance === this.board.instance);
    const keys = this.board.chosenCodes();
    if (!keys.length) return;
    this.grabbed = { keys, area: card?.area.key === LOOSE ? TRAY : card?.area.key, from: card?.area.node?.id };
    this.board.say(this.labels.picked_up);
    this.mark();
  }

  letGo({ drop = false, also = false } = {}) {
    const { keys, area, from } = this.grabbed ?? {};
    this.grabbed = null;
    if (drop) dropIn(this, keys, this.areas.find(({ key }) => key === area), { also, from });
    this.mark();
  }
}

// Let an element hold these children, moving as few as possible: what moves loses the focus.
function inOrder(parent, children) {
  children.forEach((child, i) => {
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
  });
  while (parent.children.length > children.length) parent.lastChild.remove();
}

const around = (rects) => {
  const [x, y] = [Math.min(...rects.map((r) => r.x)), Math.min(...rects.map((r) => r.y))];
  const right = Math.max(...rects.map((r) => r.x + r.w)),
    bottom = Math.max(...rects.map((r) => r.y + r.h));
  return { x, y, w: right - x, h: bottom - y };
};
