// The mouse on the board: cards, areas and several cards at once are dragged, and dropped somewhere.

import { element, fill } from "../kwalicode.reader/dom.js";
import { CARD, holds, meets } from "./areas.js";
import { drag } from "./canvas.js";

const HALF = { w: CARD.w / 2, h: CARD.h / 2 };

export class Mouse {
  constructor(view) {
    this.view = view;
  }

  click(event) {
    const made = event.target.closest("[data-node]");
    if (!made) {
      this.view.board.choose([]);
      return;
    }
    const key = made.dataset.node;
    if ((event.ctrlKey || event.metaKey || event.shiftKey) && key.startsWith("code:")) this.view.board.toggle(key);
    else this.view.board.choose([]);
    made.focus({ preventScroll: true });
  }

  press(event) {
    const made = event.target.closest("[data-node]");
    if (!made || event.button !== 0) return;
    const thing = this.view.things.find(({ instance }) => instance === made.dataset.instance);
    if (thing?.node?.kind === "code") this.#dragCards(event, thing);
    else if (thing?.node) this.#dragArea(event, thing.area);
  }

  #dragCards(press, card) {
    const { board } = this.view;
    const keys = board.selected.has(card.node.key) ? [...board.selected] : [card.node.key];
    const box = this.view.box.getBoundingClientRect();
    const ghost = element("div", { class: "kwb-ghost" }, card.node.name, keys.length > 1 ? element("b", {}, ` +${keys.length - 1}`) : null);
    let over = null;
    drag(press, {
      begin: () => {
        this.view.box.append(ghost);
        this.view.grabbed = { keys, area: null };
        this.view.mark();
      },
      move: (now) => {
        ghost.style.transform = `translate(${now.clientX - box.left + 12}px, ${now.clientY - box.top + 10}px)`;
        this.#edge(now, box);
        const next = this.#under(this.view.canvas.point(now, box), keys);
        if (next?.made !== over?.made) {
          over?.made?.classList.remove("kwb-over");
          next?.made?.classList.add("kwb-over");
        }
        over = next;
      },
      drop: (now) => this.#dropped(now, box, keys, card, over),
      end: () => {
        ghost.remove();
        over?.made?.classList.remove("kwb-over");
        this.view.grabbed = null;
        this.view.mark();
      },
    });
  }

  // Move on at the edge of the view.
  #edge({ clientX, clientY }, box) {
    const pull = (at, from, to) => (at < from + 30 ? 14 : at > to - 30 ? -14 : 0);
    const [dx, dy] = [pull(clientX, box.left, box.right), pull(clientY, box.top, box.bottom)];
    if (dx || dy) this.view.canvas.pan(dx, dy);
  }

  // The card or area under a point, with what lights up.
  #under(point, keys) {
    for (const area of this.view.areas)
      for (const card of area.cards)
        if (!keys.includes(card.node.key) && holds(card, point)) return { card, area, made: this.view.found.get(card.instance) };
    const area = this.view.areas.find((one) => one.head && holds(one, point));
    return area && { area, made: area.element };
  }

  #dropped(now, box, keys, card, over) {
    if (over?.card) this.view.board.menu.open(now, keys, over.card.node, over.area);
    else if (over) drop(this.view, keys, over.area, { also: now.altKey || now.ctrlKey, from: card.area.node?.id });
    else {
      const [x, y] = this.view.canvas.point(now, box);
      const places = keys.map((key, i) => ["code", key.slice(5), x - HALF.w + i * 18, y - HALF.h + i * 26]);
      const op = { op: "file", code_ids: keys.map((key) => key.slice(5)), category_id: null, places };
      this.view.board.perform(op);
    }
  }

  #dragArea(press, area) {
    const parts = [area.element, ...area.cards.map(({ instance }) => this.view.found.get(instance))];
    const { zoom } = this.view.canvas;
    let shift = [0, 0];
    drag(press, {
      begin: () => {
        for (const part of parts) part.classList.add("kwb-carried");
        this.view.lines.replaceChildren();
      },
      move: (now) => {
        shift = [(now.clientX - press.clientX) / zoom, (now.clientY - press.clientY) / zoom];
        for (const part of parts) part.style.translate = `${shift[0]}px ${shift[1]}px`;
      },
      drop: () =>
        this.view.board.perform({
          op: "place",
          board: "board",
          places: [["category", area.node.id, area.x + shift[0], area.y + shift[1]]],
        }),
      end: () => {
        for (const part of parts) {
          part.classList.remove("kwb-carried");
          part.style.translate = "";
        }
      },
    });
  }

  select(rect) {
    const met = this.view.areas.flatMap(({ cards }) => cards).filter((card) => meets(card, rect));
    this.view.board.choose(met.map(({ node }) => node.key));
  }
}

// Put codes in an area: as their home, or `also` as a further place; `from` is the category they came from.
export function drop(view, keys, area, { also, from }) {
  const code_ids = keys.map((key) => key.slice(5)),
    category_id = area?.node?.id ?? null;
  if (!area || (keys.length === 1 && from === category_id)) return;
  const homes = new Set(keys.map((key) => view.board.state.nodes.get(key)?.category_id));
  const isFurther = from && !homes.has(from);
  if (category_id === null && isFurther) view.board.perform({ op: "unlink", code_ids, category_id: from });
  else if (category_id && (also || isFurther))
    view.board.perform({ op: "link", code_ids, category_id, instead_of: isFurther && !also ? from : null });
  else view.board.perform({ op: "file", code_ids, category_id });
  view.board.say(fill(view.labels.filed, { name: view.areaName(area) }));
}
