// How much of what participants say is coded, as far as it is shown.

import { element, fill } from "./dom.js";

export class Progress {
  constructor(reader) {
    this.reader = reader;
    this.said = element("span", { class: "kw-share" });
    this.coded = new Map(); // length that is coded, by turn of a participant
    for (const turn of reader.text.turns) if (!turn.asks) this.coded.set(turn.index, 0);
    const length = ({ start, end }) => end - start;
    this.all = reader.text.turns.reduce((sum, turn) => sum + (turn.asks ? 0 : length(turn)), 0);
  }

  // Count some turns anew and say what comes of it.
  refresh(indexes) {
    for (const index of indexes) if (this.coded.has(index)) this.coded.set(index, this.#codedIn(index));
    const { barred, labels, filter, text } = this.reader;
    const lengths = [...this.coded.values()];
    const coded = lengths.reduce((sum, length) => sum + length, 0);
    const said = text.turns.filter((turn) => !turn.asks);
    const kept = said.reduce((sum, turn) => sum + covered(turn, barred.kept(turn)), 0);
    const all = this.all - kept;
    const n = all ? Math.floor((100 * coded) / all) : 0;
    const turns = { n: lengths.filter(Boolean).length, all: lengths.length };
    this.said.textContent = fill(filter.isActive ? labels.progress_shown : labels.progress, { n });
    this.said.title = fill(labels.progress_long, turns);
  }

  #codedIn(index) {
    const { marks, text } = this.reader;
    return covered(
      text.turns[index],
      marks.on(index).sort((a, b) => a.start - b.start),
    );
  }
}

// How much of a turn lies under any of some pieces, which come by start.
function covered(turn, pieces) {
  let sum = 0,
    until = turn.start;
  for (const piece of pieces) {
    const end = Math.min(piece.end, turn.end);
    if (end <= until) continue;
    sum += end - Math.max(piece.start, until);
    until = end;
  }
  return sum;
}
