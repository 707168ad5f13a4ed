// Where areas and cards lie on the board. What stands in a column stays in it while the board is
// open: an area that grows pushes down what is below it and nothing else.

export const CARD = { w: 220, h: 94 };
const GAP = 8,
  PAD = 10,
  HEAD = 52,
  STEP = CARD.w + GAP,
  LANE = CARD.w + 2 * PAD + 20,
  ROW = CARD.h + GAP,
  TALL = 9, // cards before an area grows wider
  APART = 56;
export const TRAY = "tray",
  LOOSE = "loose";

export class Areas {
  constructor() {
    this.spans = new Map(); // columns of cards of each area
    this.lanes = new Map(); // lane where each area begins
    this.heights = null;
  }

  // Areas with their rectangles and those of their cards.
  lay(state, isShown, ghosts) {
    const filed = new Map(),
      loose = [],
      tray = [];
    const proposed = new Set(ghosts.flatMap(({ nodes }) => nodes.map(({ key }) => key)));
    for (const node of state.codes()) {
      if (!isShown(node) || proposed.has(node.key)) continue;
      const homes = state.homes(node);
      if (!node.category_id && state.places.board.has(node.key)) loose.push(node);
      else if (!homes.length) tray.push(node);
      for (const id of homes) filed.set(id, [...(filed.get(id) ?? []), node]);
    }
    const shown = state.categories().filter((one) => isShown(one) || filed.has(one.id));
    const areas = this.#categories(state, shown, filed);
    const kept = this.#tray(tray);
    return [...areas, ...this.#ghosts(ghosts, kept.x - APART), kept, this.#loose(state, loose)];
  }

  // Proposed groups: to the left of what lies in no category, in two columns.
  #ghosts(ghosts, right) {
    const heights = [0, 0],
      w = CARD.w + 2 * PAD;
    return ghosts.map((ghost) => {
      const lane = heights[1] < heights[0] ? 1 : 0;
      const h = HEAD + ghost.nodes.length * ROW + PAD,
        y = heights[lane];
      heights[lane] += h + 20;
      return cards({ key: ghost.key, node: null, ghost, x: right - (2 - lane) * LANE, y, w, h }, ghost.nodes, 1);
    });
  }

  #categories(state, categories, filed) {
    const total = categories.reduce((sum, one) => sum + HEAD + ROW * ((filed.get(one.id) ?? []).length + 1), 0);
    this.n ??= Math.max(4, Math.ceil(Math.sqrt((total / LANE) * 1.7)));
    const heights = new Array(this.n).fill(0);
    return categories.map((category) => {
      const nodes = filed.get(category.id) ?? [];
      const span = this.#span(category.key, nodes.length);
      const size = { w: span * STEP - GAP + 2 * PAD, h: HEAD + Math.max(1, Math.ceil(nodes.length / span)) * ROW + PAD };
      const kept = state.places.board.get(category.key);
      const place = kept ?? this.#place(category.key, span, size.h, heights);
      return cards({ key: category.key, node: category, x: place[0], y: place[1], ...size }, nodes, span);
    });
  }

  #span(key, n) {
    if (!this.spans.has(key)) this.spans.set(key, Math.min(4, Math.max(1, Math.ceil(n / TALL))));
    return this.spans.get(key);
  }

  #place(key, span, height, heights) {
    const wide = Math.min(span, heights.length);
    const top = (lane) => Math.max(...heights.slice(lane, lane + wide));
    if (!this.lanes.has(key)) {
      const lanes = heights.slice(wide - 1).map((_, lane) => lane);
      this.lanes.set(key, lanes.reduce((best, lane) => (top(lane) < top(best) ? lane : best), 0));
    }
    const lane = this.lanes.get(key),
      y = top(lane);
    for (let i = lane; i < lane + wide; i++) heights[i] = y + height + 20;
    return [lane * LANE, y];
  }

  // What lies in no category and was put nowhere: to the left of the categories.
  #tray(nodes) {
    this.trayWidth ??= Math.min(14, Math.max(1, Math.ceil(Math.sqrt((nodes.length * ROW) / STEP) * 1.1)));
    const w = this.trayWidth * STEP - GAP + 2 * PAD,
      h = HEAD + Math.max(1, Math.ceil(nodes.length / this.trayWidth)) * ROW + PAD;
    return cards({ key: TRAY, node: null, x: -APART - w, y: 0, w, h }, nodes, this.trayWidth);
  }

  #loose(state, nodes) {
    const area = { key: LOOSE, node: null, x: 0, y: 0, w: 0, h: 0 };
    const placed = nodes.map((node) => {
      const [x, y] = state.places.board.get(node.key);
      return { instance: `${LOOSE}|${node.key}`, node, area, x, y, ...CARD };
    });
    return Object.assign(area, { cards: placed });
  }
}

function cards(area, nodes, span) {
  area.head = { instance: area.key, node: area.node, area, x: area.x, y: area.y, w: area.w, h: HEAD };
  area.cards = nodes.map((node, i) => ({
    ...{ instance: `${area.key}|${node.key}`, node, area, ...CARD },
    x: area.x + PAD + (i % span) * STEP,
    y: area.y + HEAD + Math.floor(i / span) * ROW,
  }));
  return area;
}

export const holds = ({ x, y, w, h }, [px, py]) => px >= x && px <= x + w && py >= y && py <= y + h;
export const meets = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
