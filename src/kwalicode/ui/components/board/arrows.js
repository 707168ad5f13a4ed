// Arrows between boxes: the geometry of `report/pictures/arrows.py`, whose shapes come with the data.

const NS = "http://www.w3.org/2000/svg";
const BEND = 60,
  PORT = 15,
  SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78];

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const pair = ([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`;

// Where the way from a place in a box to another place leaves the box, 3 pixels out.
function edge({ x, y, w, h }, [sx, sy], [px, py]) {
  const [dx, dy] = [px - sx, py - sy],
    [right, bottom] = [x - sx + w / 2 + 3, y - sy + h / 2 + 3],
    across = dx ? (dx > 0 ? right : right - w - 6) / dx : 1,
    down = dy ? (dy > 0 ? bottom : bottom - h - 6) / dy : 1,
    share = Math.min(1, across, down);
  return [sx + dx * share, sy + dy * share];
}

function back([fx, fy], [x, y], length) {
  const far = Math.hypot(x - fx, y - fy) || 1;
  return [x - ((x - fx) / far) * length, y - ((y - fy) / far) * length];
}

function turn([fx, fy], tip) {
  const far = Math.hypot(tip[0] - fx, tip[1] - fy) || 1,
    [c, s] = [(tip[0] - fx) / far, (tip[1] - fy) / far].map((n) => n.toFixed(3));
  return `matrix(${c} ${s} ${-s} ${c} ${pair(tip)})`;
}

// How far each relation bends, so that those between the same two nodes do not coincide.
export function bends(relations) {
  const pairs = new Map();
  const name = ({ from, to }) => [from, to].sort().join("\n");
  for (const one of relations) pairs.set(name(one), [...(pairs.get(name(one)) ?? []), one]);
  const found = new Map();
  for (const together of pairs.values())
    together.forEach((one, i) => {
      const bend = (i - (together.length - 1) / 2) * BEND;
      found.set(one.id, one.from < one.to ? bend : -bend);
    });
  return found;
}

// How far from the middle of its boxes each relation begins and ends, downwards: those that meet on
// one side of a box stand in the order of where they come from.
export function ports(relations, boxes) {
  const sides = new Map(),
    found = new Map(relations.map(({ id }) => [id, [0, 0]]));
  const meet = (key, other, id, end) => {
    const [box, far] = [boxes.get(key), boxes.get(other)];
    const side = `${key}\n${far.x >= box.x}`;
    sides.set(side, [...(sides.get(side) ?? []), { id, end, box, y: far.y }]);
  };
  for (const { id, from, to } of relations) {
    meet(from, to, id, 0);
    meet(to, from, id, 1);
  }
  for (const ends of sides.values()) {
    const gap = Math.min(PORT, (ends[0].box.h * 0.7) / ends.length);
    ends.sort((a, b) => a.y - b.y);
    ends.forEach(({ id, end }, i) => (found.get(id)[end] = (i - (ends.length - 1) / 2) * gap));
  }
  return found;
}

// Draw a relation between two boxes `{x, y, w, h}`, given by their centres. Gives its group, and
// `route`, which draws it anew after a box has moved.
export function curve(relation, a, b, { bend = 0, port = [0, 0] }, { heads, lines, labels }) {
  const head = heads[relation.type] ?? heads[""],
    [width, dash] = lines[relation.strength];
  const line = svg("path", { class: "kwb-line", "stroke-width": width, "stroke-dasharray": dash || null });
  const wide = svg("path", { class: "kwb-grip" });
  const tip = () => svg("path", { d: head.path, class: `kwb-tip-${head.fill}`, "stroke-width": Math.max(1.4, width * 0.8) });
  const tips = head.at_both ? [tip(), tip()] : [tip()];
  const label = svg("text", { class: "kwb-label" });
  label.textContent = labels.types[relation.type] ?? relation.type;
  const half = label.textContent.length * 3.1;
  const paper = svg("rect", { class: "kwb-paper", width: 2 * half, height: 14 });
  const group = svg("g", { class: "kwb-arrow", "data-relation": relation.id }, wide, line, ...tips, paper, label);
  const route = (others = null) => {
    const far = Math.hypot(b.x - a.x, b.y - a.y) || 1,
      [first, second] = [
        [a.x, a.y + port[0]],
        [b.x, b.y + port[1]],
      ],
      control = [
        (a.x + b.x) / 2 + ((b.y - a.y) / far) * bend,
        (first[1] + second[1]) / 2 - ((b.x - a.x) / far) * bend,
      ],
      [start, end] = [edge(a, first, control), edge(b, second, control)],
      from = head.at_both ? back(control, start, head.length) : start;
    const d = `M${pair(from)}Q${pair(control)} ${pair(back(control, end, head.length))}`;
    line.setAttribute("d", d);
    wide.setAttribute("d", d);
    tips[0].setAttribute("transform", turn(control, end));
    tips[1]?.setAttribute("transform", turn(control, start));
    const [x, y] = middle(start, control, end, half, others);
    paper.setAttribute("x", (x - half).toFixed(1));
    paper.setAttribute("y", (y - 7).toFixed(1));
    label.setAttribute("x", x.toFixed(1));
    label.setAttribute("y", (y + 4).toFixed(1));
  };
  route();
  return { group, route, relation };
}

// The place on a curve, the middle first, where a label lies on none of the other boxes.
function middle(start, control, end, half, others) {
  const found = SHARES.map((t) =>
    [0, 1].map((i) => (1 - t) ** 2 * start[i] + 2 * t * (1 - t) * control[i] + t ** 2 * end[i]),
  );
  const free = ([x, y]) =>
    others.every((box) => Math.abs(x - box.x) > box.w / 2 + half || Math.abs(y - box.y) > box.h / 2 + 8);
  return (others && found.find(free)) ?? found[0];
}
