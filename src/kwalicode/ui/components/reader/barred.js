// Passages that may not be used: barred from all analysis, or from quotes alone.

import { newId } from "./dom.js";

const place = (reader) => reader.view.caret()?.focus ?? 0;

export class Barred {
  constructor(reader) {
    this.reader = reader;
    this.rows = []; // { id, start, end, bars } in units of the text
  }

  // Take all that is barred, as the server writes it.
  take(rows) {
    const { text } = this.reader;
    const unit = (point) => text.unit(point);
    this.rows = rows.map(([id, start, end, bars]) => ({ id, start: unit(start), end: unit(end), bars }));
  }

  // What an act will have done once it is stored; gives the turns that look different.
  foresee({ op, barred_id, start, end, bars }) {
    const { text } = this.reader;
    const gone = this.rows.filter((row) => row.id === barred_id);
    if (op === "lift") this.rows = this.rows.filter((row) => row.id !== barred_id);
    else this.rows.push({ id: barred_id, start: text.unit(start), end: text.unit(end), bars });
    return this.turnsOf(op === "lift" ? gone : this.rows.slice(-1));
  }

  turnsOf(rows) {
    const { text } = this.reader;
    const turns = new Set();
    for (const row of rows)
      for (let i = text.turnAt(row.start).index; i <= text.turnAt(row.end - 1).index; i++) turns.add(i);
    return turns;
  }

  on({ start, end }) {
    return this.rows.filter((row) => row.start < end && row.end > start);
  }

  // What of a turn is kept from analysis, by start.
  kept(turn) {
    const rows = this.on(turn).filter((row) => row.bars === "analysis");
    return rows.sort((a, b) => a.start - b.start);
  }

  refuses(start, end) {
    return this.kept({ start, end }).length > 0;
  }

  // Bar the selected words; where something of them is barred so already, lift that.
  toggle(bars) {
    const { reader } = this,
      { labels } = reader;
    const [start, end] = reader.segment ?? [place(reader), place(reader) + 1];
    const barred = this.on({ start, end }).filter((row) => row.bars === bars);
    if (!barred.length && !reader.segment) return reader.toolbar.say(labels.select_first);
    if (barred.length) for (const row of barred) reader.perform({ op: "lift", barred_id: row.id });
    else reader.perform({ op: "bar", barred_id: newId(), bars, ...reader.span([start, end]) });
    return reader.toolbar.say(labels[barred.length ? "bar_lifted" : `barred_${bars}`]);
  }
}

// Let a coding that another page asks about stand on the selected words.
export function placeHere(reader) {
  const { moving, segment, labels, toolbar } = reader;
  if (!moving) return toolbar.say(labels.nothing_to_place);
  if (!segment) return toolbar.say(labels.select_first);
  if (reader.barred.refuses(...segment)) return toolbar.say(labels.is_barred);
  reader.perform({ op: "place", mark_id: moving, ...reader.span(segment) });
  reader.focused = moving;
  reader.moving = null;
  return toolbar.say(labels.placed);
}
