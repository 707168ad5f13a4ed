// The diagram: boxes and arrows. The server lays it out; once something is moved by hand, all places
// are kept.

import { element, fill } from "../kwalicode.reader/dom.js";
import { bends, curve, ports, svg } from "./arrows.js";
import { Canvas, drag, nearest } from "./canvas.js";

const STEP = 20,
  LINE = 16,
  PAD = 17;

export class Diagram {
  constructor(board) {
    Object.assign(this, { board, labels: board.labels, arrows: [], found: new Map(), things: [], grabbed: null });
    const attributes = { role: "group", "aria-label": this.labels.diagram };
    this.canvas = new Canvas(`${board.key}-diagram`, attributes, { onResize: () => this.fit(0.55) });
    this.box = this.canvas.box;
    this.lines = svg("g");
    this.boxes = svg("g");
    this.picture = svg("svg", { class: "kwb-diagram" }, this.lines, this.boxes);
    this.canvas.layer.append(this.picture);
    this.none = element("p", { class: "kwb-none", hidden: true }, this.labels.no_relations);
    this.box.append(this.none);
    this.box.addEventListener("pointerdown", (event) => this.#press(event));
    this.box.addEventListener("click", (event) => this.#click(event));
    this.box.addEventListener("focusin", (event) => {
      const key = event.target.closest("[data-node]")?.dataset.node;
      if (key) board.focus(key, key);
    });
  }

  show() {
    if (this.isDragging) return;
    const { state, filter } = this.board;
    const relations = [...state.relations.values()].filter((one) => filter.showsRelation(one));
    const linked = new Set(relations.flatMap(({ from, to }) => [from, to]));
    const keys = [...state.boxes.keys()].filter(
      (key) => state.nodes.has(key) && (linked.has(key) || (filter.unrelated && filter.shows(state.nodes.get(key)))),
    );
    this.things = keys.map((key) => ({ key, ...state.boxes.get(key) }));
    this.none.hidden = Boolean(this.things.length);
    const places = new Map(this.things.map((box) => [box.key, box]));
    const drawn = relations.filter(({ from, to }) => places.has(from) && places.has(to));
    const [bent, ported] = [bends(drawn), ports(drawn, places)];
    this.arrows = drawn.map((one) => {
      const way = { bend: bent.get(one.id), port: ported.get(one.id) };
      return curve(one, places.get(one.from), places.get(one.to), way, this.board);
    });
    for (const { route } of this.arrows) route(this.things);
    const had = this.box.contains(document.activeElement) && this.board.focused;
    this.found = new Map(this.things.map((box) => [box.key, this.#node(box)]));
    this.lines.replaceChildren(...this.arrows.map(({ group }) => group));
    this.boxes.replaceChildren(...this.found.values());
    if (had) this.found.get(had)?.focus({ preventScroll: true });
    this.mark();
    if (this.canvas.isFresh) this.fit(0.55);
  }

  fit(least) {
    if (!this.things.length) return;
    const sides = (at, size) => [
      Math.min(...this.things.map((box) => box[at] - box[size] / 2)),
      Math.max(...this.things.map((box) => box[at] + box[size] / 2)),
    ];
    const [[x, right], [y, bottom]] = [sides("x", "w"), sides("y", "h")];
    this.canvas.fit({ x, y, w: right - x, h: bottom - y }, least);
  }

  #node(box) {
    const node = this.board.state.nodes.get(box.key);
    const [left, top] = [-box.w / 2, -box.h / 2];
    const text = (words, i, name) => {
      const made = svg("text", { x: left + PAD, y: top + 20 + i * LINE, class: name });
      made.textContent = words;
      return made;
    };
    const made = svg(
      "g",
      {
        class: `kwb-node kwb-${node.kind}`,
        transform: `translate(${box.x} ${box.y})`,
        role: "button",
        tabindex: -1,
        "data-node": box.key,
        "aria-label": `${node.name}, ${fill(this.labels.n_relations, { n: this.board.relationCount(box.key) })}`,
      },
      svg("rect", { x: left, y: top, width: box.w, height: box.h, rx: 5, class: "kwb-frame" }),
      svg("rect", { x: left + 4, y: top + 4, width: 5, height: box.h - 8, rx: 2, class: "kwb-mark" }),
      ...box.lines.map((line, i) => text(line, i, "kwb-name")),
      text(box.note, box.lines.length, "kwb-note"),
    );
    made.style.setProperty("--kw-a", `var(--kw-c${node.colour})`);
    return made;
  }

  mark() {
    const { board } = this;
    const focus = this.found.has(board.focused) ? board.focused : this.things[0]?.key;
    for (const [key, made] of this.found) {
      made.setAttribute("tabindex", key === focus ? 0 : -1);
      made.classList.toggle("kwb-focused", key === board.focused);
      made.classList.toggle("kwb-grabbed", key === this.grabbed?.key);
    }
    const isLit = ({ from, to }) => from === board.focused || to === board.focused;
    for (const { group, relation } of this.arrows) group.classList.toggle("kwb-lit", isLit(relation));
  }

  // ---------- keys

  move(key, far) {
    const from = this.things.find((box) => box.key === this.board.focused) ?? this.things[0];
    if (this.grabbed) {
      const step = STEP * (far ? 5 : 1);
      const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
      this.#shift(from, dx * step, dy * step);
      this.canvas.reveal(corner(from));
      return;
    }
    const to = from && nearest(corner(from), this.things.map(corner), key);
    if (to) this.goTo(to.key);
  }

  goTo(key) {
    const box = this.things.find((one) => one.key === key);
    if (!box) return false;
    this.canvas.reveal(corner(box));
    this.found.get(key).focus({ preventScroll: true });
    return true;
  }

  grab() {
    const box = this.things.find(({ key }) => key === this.board.focused);
    if (!box) return;
    this.grabbed = { key: box.key, x: box.x, y: box.y };
    this.board.say(this.labels.picked_up_node);
    this.mark();
  }

  letGo({ drop = false } = {}) {
    const { key, x, y } = this.grabbed ?? {};
    const box = this.things.find((one) => one.key === key);
    this.grabbed = null;
    if (!box) return;
    if (drop) this.#keep(box);
    else this.#shift(box, x - box.x, y - box.y);
    this.mark();
  }

  // ---------- mouse

  #click(event) {
    const relation = event.target.closest("[data-relation]")?.dataset.relation;
    if (relation) {
      this.board.edit(this.board.state.relations.get(relation));
      return;
    }
    event.target.closest("[data-node]")?.focus({ preventScroll: true });
  }

  #press(event) {
    const made = event.target.closest("[data-node]");
    if (!made || event.button !== 0) return;
    const box = this.things.find(({ key }) => key === made.dataset.node),
      { zoom } = this.canvas,
      began = [box.x, box.y];
    drag(event, {
      begin: () => {
        this.isDragging = true;
        made.classList.add("kwb-carried");
        this.boxes.append(made);
      },
      move: (now) => {
        const [dx, dy] = [(now.clientX - event.clientX) / zoom, (now.clientY - event.clientY) / zoom];
        this.#shift(box, began[0] + dx - box.x, began[1] + dy - box.y);
      },
      drop: () => {
        this.isDragging = false;
        this.#keep(box);
      },
      end: () => {
        this.isDragging = false;
        this.show();
      },
    });
  }

  #shift(box, dx, dy) {
    box.x += dx;
    box.y += dy;
    this.found.get(box.key).setAttribute("transform", `translate(${box.x} ${box.y})`);
    for (const { relation, route } of this.arrows) if (relation.from === box.key || relation.to === box.key) route();
  }

  // From the first move on the whole diagram stays as it is.
  #keep(box) {
    const kept = this.board.state.places.diagram;
    const all = [...this.board.state.boxes].filter(([key]) => !kept.has(key) && key !== box.key);
    const row = (key, { x, y }) => [...this.board.split(key), Math.round(x), Math.round(y)];
    const places = [row(box.key, box), ...all.map(([key, other]) => row(key, other))];
    this.board.perform({ op: "place", board: "diagram", places });
  }
}

const corner = (box) => ({ ...box, x: box.x - box.w / 2, y: box.y - box.h / 2 });
