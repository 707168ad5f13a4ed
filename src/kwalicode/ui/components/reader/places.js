// Where a place of the text lies in the page, and the other way round.

export class Places {
  constructor(box) {
    this.box = box; // holds a row a turn, each with the element `turn.words`
    this.text = null;
  }

  nodeAt(turn, unit, isEnd) {
    let left = unit - turn.start,
      last = null;
    for (const child of turn.words.childNodes) {
      const node = child.nodeType === Node.TEXT_NODE ? child : child.firstChild;
      if (!node) continue;
      last = node;
      if (left < node.length || (left === node.length && (isEnd || !child.nextSibling))) return [node, left];
      left -= node.length;
    }
    return last ? [last, last.length] : [turn.words, 0];
  }

  unitOf(node, offset) {
    const { turns } = this.text;
    const parent = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (parent === this.box) return offset < turns.length ? turns[offset].start : turns.at(-1).end;
    const row = parent?.closest(".kw-turn");
    if (!row || !this.box.contains(row)) return null;
    const turn = turns[Number(row.dataset.turn)];
    if (!turn.words.contains(node)) {
      // the speaker, the stripes, the row itself
      const before =
        node === row
          ? offset <= 1
          : turn.words.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING;
      return before ? turn.start : turn.end;
    }
    if (node.nodeType === Node.TEXT_NODE) return turn.start + offset + Number(parent.dataset.from ?? 0);
    if (node === turn.words)
      return (
        turn.start +
        [...node.childNodes].slice(0, offset).reduce((n, child) => n + child.textContent.length, 0)
      );
    return turn.start + Number(node.dataset.from) + (offset ? node.textContent.length : 0);
  }

  caret() {
    const chosen = getSelection();
    if (!chosen.rangeCount || !this.box.contains(chosen.anchorNode)) return null;
    const anchor = this.unitOf(chosen.anchorNode, chosen.anchorOffset);
    const focus = this.unitOf(chosen.focusNode, chosen.focusOffset);
    return anchor == null || focus == null ? null : { anchor, focus };
  }

  // What is selected as [start, end), whole characters without blanks at the edges, or null.
  selection() {
    const caret = this.caret();
    if (!caret || caret.anchor === caret.focus) return null;
    return this.text.whole(Math.min(caret.anchor, caret.focus), Math.max(caret.anchor, caret.focus));
  }

  select(anchor, focus, { reveal = true } = {}) {
    const place = (unit, isEnd) =>
      this.nodeAt(this.text.turnAt(isEnd && unit ? unit - 1 : unit), unit, isEnd);
    const backwards = focus < anchor,
      from = place(anchor, backwards),
      to = place(focus, !backwards && focus > anchor);
    getSelection().setBaseAndExtent(...from, ...to);
    if (reveal) this.reveal(focus);
  }

  rangeOf(start, end) {
    const range = document.createRange();
    range.setStart(...this.nodeAt(this.text.turnAt(start), start, false));
    range.setEnd(...this.nodeAt(this.text.turnAt(end - 1), end, true));
    return range;
  }

  reveal(unit) {
    const turn = this.text.turnAt(unit);
    const range = document.createRange(),
      [node, offset] = this.nodeAt(turn, unit, true);
    range.setStart(node, Math.max(0, Math.min(offset, node.length) - 1));
    range.setEnd(node, offset);
    const frame = this.box.getBoundingClientRect();
    let place = range.getBoundingClientRect();
    if (!place.height) place = turn.row.getBoundingClientRect();
    const margin = Math.min(96, frame.height / 4);
    if (place.top < frame.top + margin) this.box.scrollTop += place.top - frame.top - margin;
    else if (place.bottom > frame.bottom - margin) this.box.scrollTop += place.bottom - frame.bottom + margin;
  }

  unitAtPoint(x, y) {
    const place = document.caretPositionFromPoint?.(x, y);
    if (place) return this.unitOf(place.offsetNode, place.offset);
    const range = document.caretRangeFromPoint?.(x, y);
    return range ? this.unitOf(range.startContainer, range.startOffset) : null;
  }
}
