// The text on the screen: its turns and what stands on them.

import { afterPaint, element } from "./dom.js";
import { Places } from "./places.js";

const LANE = 9,
  MAX_LANES = 6,
  LABEL_HEIGHT = 17,
  NEAR = "600px 0px";

export class View extends Places {
  constructor(reader, labels) {
    super(
      element("div", {
        class: "kw-text",
        contenteditable: "true",
        spellcheck: "false",
        inputmode: "none",
        role: "textbox",
        "aria-multiline": "true",
        "aria-readonly": "true",
        "data-gramm": "false",
      }),
    );
    this.reader = reader;
    this.labels = labels;
    this.near = new Set();
    for (const kind of ["beforeinput", "drop", "dragstart", "paste", "cut"])
      this.box.addEventListener(kind, (event) => event.preventDefault());
  }

  // `beside` tells what is known of who answers, by pseudonym.
  open(text, title, beside = {}) {
    this.text = text;
    this.box.setAttribute("aria-label", title);
    let before = null;
    const rows = text.turns.map((turn) => {
      const says = turn.speaker === before ? "" : turn.speaker;
      before = turn.speaker;
      const who = element(
        "div",
        { class: "kw-who", contenteditable: "false" },
        says,
        ...(says && beside[says] ? [element("small", { class: "kw-beside" }, beside[says])] : []),
        element("small", { "aria-hidden": "true" }, String(turn.index + 1)),
      );
      turn.words = element("div", { class: "kw-words", dir: "auto" }, text.slice(turn.start, turn.end));
      turn.stripes = element("div", { class: "kw-stripes", contenteditable: "false", "aria-hidden": "true" });
      turn.row = element(
        "div",
        { class: turn.asks ? "kw-turn kw-asks" : "kw-turn", "data-turn": turn.index },
        who,
        turn.words,
        turn.stripes,
      );
      return turn.row;
    });
    this.box.replaceChildren(...rows);
    this.box.scrollTop = 0;
    this.#watch(rows);
  }

  #watch(rows) {
    this.observer?.disconnect();
    this.near.clear();
    this.observer = new IntersectionObserver(
      (entries) => {
        const seen = [];
        for (const entry of entries) {
          const index = Number(entry.target.dataset.turn);
          if (entry.isIntersecting) {
            this.near.add(index);
            seen.push(index);
          } else this.near.delete(index);
        }
        this.#keepingSelection(() => {
          for (const index of seen) if (this.text.turns[index].stale) this.#paintTurn(this.text.turns[index]);
        });
        this.#drawStripes(seen);
      },
      { root: this.box, rootMargin: NEAR },
    );
    for (const row of rows) this.observer.observe(row);
    let width = 0;
    this.resize?.disconnect();
    this.resize = new ResizeObserver(() => {
      if (this.box.clientWidth === width) return;
      width = this.box.clientWidth;
      this.#drawStripes([...this.near]);
    });
    this.resize.observe(this.box);
  }

  // Paint turns that are near what is seen now; the others when they come near.
  paint(indexes, done = () => {}) {
    const turns = [...indexes].map((index) => this.text.turns[index]);
    const seen = turns.filter((turn) => this.near.has(turn.index) || (!this.near.size && turn.index < 40));
    for (const turn of turns) turn.stale = true;
    this.#keepingSelection(() => seen.forEach((turn) => this.#paintTurn(turn)));
    this.#drawStripes(seen.map((turn) => turn.index));
    afterPaint(done);
  }

  reveal(unit) {
    const turn = this.text.turnAt(unit);
    if (turn.stale) this.#paintTurn(turn);
    super.reveal(unit);
  }

  redrawStripes() {
    this.#drawStripes([...this.near]);
  }

  #keepingSelection(paint) {
    const kept = document.activeElement === this.box ? this.caret() : null;
    paint();
    if (kept) this.select(kept.anchor, kept.focus, { reveal: false });
  }

  #paintTurn(turn) {
    turn.stale = false;
    const marks = this.reader.marks.on(turn.index);
    const edges = new Set([turn.start, turn.end]);
    for (const mark of [...marks, ...this.reader.barred.on(turn)]) {
      edges.add(Math.max(mark.start, turn.start));
      edges.add(Math.min(mark.end, turn.end));
    }
    const sorted = [...edges].sort((a, b) => a - b);
    const spans = [];
    for (let i = 0; i + 1 < sorted.length; i++) {
      const on = marks.filter((mark) => mark.start <= sorted[i] && mark.end >= sorted[i + 1]);
      spans.push(
        this.#span(
          turn,
          sorted[i],
          sorted[i + 1],
          on.sort((a, b) => a.lane - b.lane),
        ),
      );
    }
    turn.words.replaceChildren(...spans);
  }

  #span(turn, start, end, marks) {
    const span = element("span", { "data-from": start - turn.start }, this.text.slice(start, end));
    this.#hatch(span, start, end);
    if (!marks.length) return span;
    const { reader } = this;
    const colours = marks.map((mark) => reader.colourOf(mark));
    const depth = Math.min(marks.length, 3);
    span.className += ` kw-mark kw-depth-${depth} ${marks[0].state && `kw-${marks[0].state}`}`;
    if (marks.some((mark) => mark.id === reader.focused)) span.classList.add("kw-focused");
    span.dataset.codes = marks.map((mark) => mark.codeId).join(" ");
    span.style.setProperty("--kw-a", colours[0]);
    if (marks.length > 1) span.style.setProperty("--kw-b", colours[1]);
    return span;
  }

  #hatch(span, start, end) {
    const barred = this.reader.barred.on({ start, end });
    if (!barred.length) return;
    const bars = barred.some((row) => row.bars === "analysis") ? "analysis" : "quotes";
    span.className = `kw-barred kw-barred-${bars}`;
    span.title = this.labels[`barred_${bars}`];
  }

  #drawStripes(indexes) {
    const drawn = indexes.map((index) => {
      // read
      const turn = this.text.turns[index];
      const frame = turn.stripes.getBoundingClientRect();
      const marks = this.reader.marks.on(index).sort((a, b) => a.start - b.start || b.end - a.end);
      return [turn, frame.height, marks.map((mark) => [mark, ...this.#extent(turn, mark, frame)])];
    });
    for (const [turn, height, stripes] of drawn)
      turn.stripes.replaceChildren(...this.#stripes(turn, height, stripes)); // write
  }

  #extent(turn, mark, frame) {
    const range = document.createRange();
    let top = 0,
      bottom = frame.height;
    if (mark.start > turn.start) {
      const [node, offset] = this.nodeAt(turn, mark.start, false);
      range.setStart(node, offset);
      range.setEnd(node, Math.min(node.length, offset + 1));
      top = range.getBoundingClientRect().top - frame.top;
    }
    if (mark.end < turn.end) {
      const [node, offset] = this.nodeAt(turn, mark.end, true);
      range.setStart(node, Math.max(0, offset - 1));
      range.setEnd(node, offset);
      bottom = range.getBoundingClientRect().bottom - frame.top;
    }
    return [top, Math.max(6, bottom - top)];
  }

  #stripes(turn, height, stripes) {
    const made = [];
    const lanes = Math.min(MAX_LANES, Math.max(0, ...stripes.map(([mark]) => mark.lane + 1)));
    let free = 0,
      hidden = 0;
    for (const [mark, top, length] of stripes) {
      const colour = this.reader.colourOf(mark),
        name = this.reader.nameOf(mark);
      const focused = mark.id === this.reader.focused ? " kw-focused" : "";
      if (mark.lane < MAX_LANES)
        made.push(
          element("i", {
            class: `kw-stripe${focused}`,
            "data-mark": mark.id,
            "data-codes": mark.codeId,
            title: name,
            style: `left:${mark.lane * LANE}px;top:${top}px;height:${length}px;--kw-a:${colour}`,
          }),
        );
      if (mark.start < turn.start) continue; // its name stands at an earlier turn
      const place = Math.max(top, free);
      if (place + LABEL_HEIGHT > height + 4 && made.length > 1) {
        hidden++;
        continue;
      }
      free = place + LABEL_HEIGHT;
      made.push(
        element(
          "span",
          {
            class: `kw-name${focused} ${mark.state && `kw-${mark.state}`}`,
            "data-mark": mark.id,
            "data-codes": mark.codeId,
            title: this.reader.about.inWords(mark) || name,
            style: `left:${lanes * LANE + 4}px;top:${place}px;--kw-a:${colour}`,
          },
          ...this.reader.about.named(mark, name),
        ),
      );
    }
    if (hidden)
      made.push(element("span", { class: "kw-more", title: this.labels.more_codings }, `+${hidden}`));
    return made;
  }

  close() {
    this.observer?.disconnect();
    this.resize?.disconnect();
  }
}
