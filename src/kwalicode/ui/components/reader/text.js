// A text and the places in it. The server counts code points, the browser UTF-16 units: inside the
// reader every place is a unit, and only `unit` and `point` cross the border.

const SPACE = /\s/;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export class Text {
  constructor(string, turns, language) {
    this.string = string;
    if (/[\ud800-\udbff]/.test(string)) this.#countPoints();
    this.turns = turns.map(([start, end, speaker, asks], index) => ({
      index,
      speaker,
      asks: Boolean(asks),
      start: this.unit(start),
      end: this.unit(end),
    }));
    this.segmenters = {
      word: new Intl.Segmenter(language, { granularity: "word" }),
      sentence: new Intl.Segmenter(language, { granularity: "sentence" }),
    };
    this.cut = { word: new Map(), sentence: new Map() };
  }

  #countPoints() {
    const { string } = this;
    const units = new Uint32Array(string.length + 1),
      points = new Uint32Array(string.length + 1);
    let point = 0;
    for (let unit = 0; unit < string.length; point++) {
      const width = string.codePointAt(unit) > 0xffff ? 2 : 1;
      units[point] = unit;
      points.fill(point, unit, unit + width);
      unit += width;
    }
    units[point] = string.length;
    points[string.length] = point;
    this.units = units.subarray(0, point + 1);
    this.points = points;
  }

  unit(point) {
    return this.units ? this.units[point] : point;
  }
  point(unit) {
    return this.points ? this.points[unit] : unit;
  }

  slice(start, end) {
    return this.string.slice(start, end);
  }

  turnAt(unit) {
    let low = 0,
      high = this.turns.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.turns[middle].start <= unit) low = middle;
      else high = middle - 1;
    }
    return this.turns[low];
  }

  // Words or sentences of a turn as [start, end), without the blanks around them.
  pieces(turn, kind) {
    const known = this.cut[kind];
    if (!known.has(turn.index)) {
      const found = [];
      for (const part of this.segmenters[kind].segment(this.string.slice(turn.start, turn.end))) {
        if (kind === "word" && !part.isWordLike) continue;
        const piece = this.trim(turn.start + part.index, turn.start + part.index + part.segment.length);
        if (piece) found.push(piece);
      }
      known.set(turn.index, found);
    }
    return known.get(turn.index);
  }

  // The nearest start or end of a word behind a place (forwards) or before it, over turns.
  wordEdge(unit, forwards, edge = forwards ? "end" : "start") {
    const side = edge === "end" ? 1 : 0,
      step = forwards ? 1 : -1;
    for (let i = this.turnAt(unit).index; i >= 0 && i < this.turns.length; i += step) {
      const words = this.pieces(this.turns[i], "word");
      const found = forwards
        ? words.find((word) => word[side] > unit)
        : words.findLast((word) => word[side] < unit);
      if (found) return found[side];
    }
    return unit;
  }

  // The sentence that holds a place or, where it stands at an end, the one behind it.
  sentenceAt(unit) {
    for (let i = this.turnAt(unit).index; i < this.turns.length; i++) {
      const found = this.pieces(this.turns[i], "sentence").find(([, end]) => end > unit);
      if (found) return found;
    }
    return null;
  }

  trim(start, end) {
    while (start < end && SPACE.test(this.string[start])) start++;
    while (end > start && SPACE.test(this.string[end - 1])) end--;
    return start < end ? [start, end] : null;
  }

  // A selection without blanks at its edges, widened so that no visible character is cut.
  whole(start, end) {
    const trimmed = this.trim(start, end);
    return trimmed && [this.#edge(trimmed[0], false), this.#edge(trimmed[1], true)];
  }

  #edge(unit, isEnd) {
    const turn = this.turnAt(unit);
    let from = Math.max(turn.start, unit - 64);
    while (from > turn.start && !/[\x20-\x7e]/.test(this.string[from])) from--;
    const around = graphemes.segment(this.string.slice(from, Math.min(turn.end, unit + 64)));
    const cluster = around.containing(unit - from);
    if (!cluster || cluster.index === unit - from) return unit;
    return from + cluster.index + (isEnd ? cluster.segment.length : 0);
  }
}
