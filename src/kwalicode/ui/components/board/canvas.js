// A surface that is panned and zoomed, and dragging on it.

import { element } from "../kwalicode.reader/dom.js";

const LEAST = 0.12,
  MOST = 2.5,
  FAR = 4, // pixels before a press is a drag
  MARGIN = 24;
const left = new Map(); // how each view was panned and zoomed when it was left

export class Canvas {
  constructor(key, attributes, { onRubber = null, onResize }) {
    this.key = key;
    this.layer = element("div", { class: "kwb-layer" });
    this.box = element("div", { class: "kwb-canvas", ...attributes }, this.layer);
    [this.x, this.y, this.zoom] = left.get(key) ?? [0, 0, 1];
    this.isFresh = !left.has(key);
    this.box.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.box.addEventListener("pointerdown", (event) => this.#press(event, onRubber));
    this.#show();
    // Until someone moves it, it shows what fits, also when the page settles.
    this.sizes = new ResizeObserver(() => this.isFresh && onResize());
    this.sizes.observe(this.box);
  }

  close() {
    this.sizes.disconnect();
  }

  // What a point of the screen is on the surface; the box is measured anew unless it was just now.
  point({ clientX, clientY }, box = this.box.getBoundingClientRect()) {
    return [(clientX - box.left - this.x) / this.zoom, (clientY - box.top - this.y) / this.zoom];
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.#keep();
  }

  zoomBy(factor, at = null) {
    const { clientWidth, clientHeight } = this.box;
    const [px, py] = at ?? [clientWidth / 2, clientHeight / 2];
    const zoom = Math.min(MOST, Math.max(LEAST, this.zoom * factor));
    this.x = px - ((px - this.x) / this.zoom) * zoom;
    this.y = py - ((py - this.y) / this.zoom) * zoom;
    this.zoom = zoom;
    this.#keep();
  }

  // Show all of a rectangle; no smaller than `least`, then its left top.
  fit({ x, y, w, h }, least = LEAST) {
    const { clientWidth, clientHeight } = this.box;
    const whole = Math.min((clientWidth - 2 * MARGIN) / w, (clientHeight - 2 * MARGIN) / h, 1);
    this.zoom = Math.max(whole, least);
    const room = (size, used) => Math.max(MARGIN, (size - used * this.zoom) / 2);
    this.x = (whole < least ? MARGIN : room(clientWidth, w)) - x * this.zoom;
    this.y = MARGIN - y * this.zoom;
    this.#show();
  }

  // Bring a rectangle of the surface into view.
  reveal({ x, y, w, h }) {
    const { clientWidth, clientHeight } = this.box;
    const [left, top] = [x * this.zoom + this.x, y * this.zoom + this.y];
    const [right, bottom] = [left + w * this.zoom, top + h * this.zoom];
    const shift = (from, to, size) => (from < MARGIN ? MARGIN - from : to > size - MARGIN ? size - MARGIN - to : 0);
    const [dx, dy] = [shift(left, right, clientWidth), shift(top, bottom, clientHeight)];
    if (dx || dy) this.pan(dx, dy);
  }

  #show() {
    this.layer.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.zoom})`;
  }

  #keep() {
    this.isFresh = false;
    left.set(this.key, [this.x, this.y, this.zoom]);
    this.#show();
  }

  #wheel(event) {
    event.preventDefault();
    if (!event.ctrlKey && !event.metaKey) {
      const [dx, dy] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
      this.pan(-dx, -dy);
      return;
    }
    const box = this.box.getBoundingClientRect();
    this.zoomBy(Math.exp(-event.deltaY / 400), [event.clientX - box.left, event.clientY - box.top]);
  }

  #press(event, onRubber) {
    if (event.button !== 0 || event.target.closest("[data-node]")) return;
    if (event.shiftKey && onRubber) {
      this.#rubber(event, onRubber);
      return;
    }
    let last = event;
    drag(event, {
      begin: () => this.box.classList.add("kwb-panning"),
      move: (now) => {
        this.pan(now.clientX - last.clientX, now.clientY - last.clientY);
        last = now;
      },
      end: () => this.box.classList.remove("kwb-panning"),
    });
  }

  #rubber(event, onRubber) {
    const band = element("div", { class: "kwb-rubber" }),
      box = this.box.getBoundingClientRect(),
      [x0, y0] = this.point(event, box);
    const rect = (now) => {
      const [x1, y1] = this.point(now, box);
      return { x: Math.min(x0, x1), y: Math.min(y0, y1), w: Math.abs(x1 - x0), h: Math.abs(y1 - y0) };
    };
    drag(event, {
      begin: () => this.layer.append(band),
      move: (now) => {
        const { x, y, w, h } = rect(now);
        Object.assign(band.style, { left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px` });
      },
      drop: (now) => onRubber(rect(now)),
      end: () => band.remove(),
    });
  }
}

// Follow the pointer from a press on; one call of `move` a frame. `end` comes after drop and cancel.
export function drag(press, { begin, move, drop = () => {}, end = () => {} }) {
  const stop = new AbortController();
  let isMoving = false,
    last = press,
    frame = 0;
  const on = (kind, act) => addEventListener(kind, act, { signal: stop.signal, capture: true });
  const finish = (dropped) => {
    stop.abort();
    cancelAnimationFrame(frame);
    if (!isMoving) return;
    // The click that follows belongs to the drag.
    addEventListener("click", (event) => event.stopPropagation(), { capture: true, once: true });
    setTimeout(() => dispatchEvent(new Event("click")));
    if (dropped) drop(dropped);
    end();
  };
  on("pointermove", (event) => {
    if (event.pointerId !== press.pointerId) return;
    last = event;
    const far = Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY);
    if (!isMoving && far < FAR) return;
    if (!isMoving) begin(event);
    isMoving = true;
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      move(last);
    });
  });
  on("pointerup", (event) => event.pointerId === press.pointerId && finish(event));
  on("pointercancel", () => finish(null));
  on("keydown", (event) => {
    if (event.key !== "Escape" || !isMoving) return;
    event.stopPropagation();
    finish(null);
  });
}

// Of things with a rectangle `{x, y, w, h}`, the nearest one in the direction of an arrow key.
export function nearest(from, things, key) {
  const centre = ({ x, y, w, h }) => [x + w / 2, y + h / 2];
  const [fx, fy] = centre(from);
  const along = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = null,
    least = Infinity;
  for (const thing of things) {
    const [x, y] = centre(thing),
      ahead = (x - fx) * along[0] + (y - fy) * along[1],
      aside = Math.abs((x - fx) * along[1]) + Math.abs((y - fy) * along[0]);
    if (thing === from || ahead <= 1 || ahead + 2.5 * aside >= least) continue;
    [best, least] = [thing, ahead + 2.5 * aside];
  }
  return best;
}
