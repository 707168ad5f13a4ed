// What stands on a text: codings, or findings in a review. Each keeps a lane for its stripe.

export class Marks {
  constructor(text) {
    this.text = text;
    this.byId = new Map();
    this.onTurn = text.turns.map(() => new Set());
    this.isShown = () => true; // a filter lets some be hidden
    this.barredOn = () => []; // what of a turn may not be coded
  }

  // The marks on a turn that are shown.
  on(index) {
    return [...this.onTurn[index]].filter(this.isShown);
  }

  // Put or replace a mark as the server writes it; gives the turns that look different now.
  put([id, codeId, startPoint, endPoint, state, note, coder, about = null]) {
    const start = this.text.unit(startPoint),
      end = this.text.unit(endPoint);
    const old = this.byId.get(id);
    const touched = old ? this.drop(id) : new Set();
    const first = this.text.turnAt(start).index,
      last = this.text.turnAt(end - 1).index;
    const mark = { id, codeId, start, end, state, note, coder, about, first, last };
    mark.lane = this.#freeLane(mark);
    this.byId.set(id, mark);
    for (let i = first; i <= last; i++) {
      this.onTurn[i].add(mark);
      touched.add(i);
    }
    return touched;
  }

  putIfNew(row) {
    const old = this.byId.get(row[0]);
    const isNew = !old || JSON.stringify(this.row(old)) !== JSON.stringify(row);
    return isNew ? this.put(row) : new Set();
  }

  // Let just these marks stand, but leave alone what `isOurs` says was changed here since.
  replaceAll(rows, isOurs) {
    const present = new Set(rows.map(([id]) => id));
    const gone = [...this.byId.keys()].filter((id) => !present.has(id) && !isOurs(id));
    const touched = new Set();
    for (const id of gone) this.drop(id).forEach((i) => touched.add(i));
    for (const row of rows) if (!isOurs(row[0])) this.putIfNew(row).forEach((i) => touched.add(i));
    return touched;
  }

  drop(id) {
    const touched = new Set(),
      mark = this.byId.get(id);
    if (!mark) return touched;
    this.byId.delete(id);
    for (let i = mark.first; i <= mark.last; i++) {
      this.onTurn[i].delete(mark);
      touched.add(i);
    }
    return touched;
  }

  row(mark) {
    const { text } = this;
    return [
      mark.id,
      mark.codeId,
      text.point(mark.start),
      text.point(mark.end),
      mark.state,
      mark.note,
      mark.coder,
      ...(mark.about ? [mark.about] : []),
    ];
  }

  #freeLane(mark) {
    const taken = new Set();
    for (let i = mark.first; i <= mark.last; i++)
      for (const other of this.onTurn[i])
        if (other.start < mark.end && mark.start < other.end) taken.add(other.lane);
    let lane = 0;
    while (taken.has(lane)) lane++;
    return lane;
  }

  at(unit) {
    return this.on(this.text.turnAt(unit).index)
      .filter((mark) => mark.start <= unit && unit < mark.end)
      .sort((a, b) => a.end - a.start - (b.end - b.start));
  }

  inOrder(filter = () => true) {
    const shown = [...this.byId.values()].filter((mark) => this.isShown(mark) && filter(mark));
    return shown.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  // The first mark behind a place or mark (forwards) or before it; goes round at the ends.
  next(from, forwards, filter) {
    const all = this.inOrder(filter);
    if (!all.length) return null;
    const here = all.findIndex((mark) => mark.id === from.id);
    if (here >= 0) return all[(here + (forwards ? 1 : all.length - 1)) % all.length];
    return forwards
      ? (all.find((m) => m.start >= from.unit) ?? all[0])
      : (all.findLast((m) => m.start < from.unit) ?? all.at(-1));
  }

  // The longest stretch without marks that begins behind a place, inside one turn of an answer.
  nextUnmarked(unit) {
    const { turns } = this.text;
    for (let i = this.text.turnAt(unit).index; i < turns.length; i++) {
      const turn = turns[i];
      if (turn.asks) continue;
      let free = Math.max(turn.start, i === this.text.turnAt(unit).index ? unit : 0);
      const marks = [...this.on(i), ...this.barredOn(turn)];
      for (const mark of marks.sort((a, b) => a.start - b.start)) {
        if (mark.start > free && this.text.trim(free, mark.start)) break;
        free = Math.max(free, mark.end);
      }
      const until = marks.reduce((end, m) => (m.start > free ? Math.min(end, m.start) : end), turn.end);
      const stretch = free < turn.end ? this.text.trim(free, until) : null;
      if (stretch) return stretch;
    }
    return null;
  }
}
