// What a reviewer decides, by key or by click, and where the reader goes afterwards.

import { isOpen } from "./order.js";

// Mask or leave a finding; where the list is by name, all places of that name, everywhere.
export function decide(reader, kind, mark, everywhere) {
  const following = reader.side.following(mark);
  reader.focused = mark.id;
  const isEverywhere = everywhere || reader.side.order === "name";
  reader.perform({ op: kind, mark_id: mark.id, ...(isEverywhere && { everywhere: true }) });
  const next = following();
  if (next) reader.go(next);
  else reader.focusText();
}

export function acceptAll(reader) {
  reader.perform({ op: "accept_all" });
  reader.focusText();
}

export function assign(reader, mark, pseudonymId) {
  reader.perform({ op: "assign", mark_id: mark.id, pseudonym_id: pseudonymId });
  reader.focusText();
}

// Take the last step back or do it again; a review goes to the place where that was.
export function goBack(reader, op) {
  const mark = reader.perform({ op }).map((id) => reader.marks.byId.get(id))[0];
  if (mark) reader.go(mark);
}

// The next place with the words of a finding.
export function nextSame(reader, mark) {
  const words = wordsOf(reader, mark);
  const next = reader.marks.next(mark, true, (other) => wordsOf(reader, other) === words);
  if (next.id === mark.id) reader.toolbar.say(reader.labels.nothing_more);
  else reader.go(next);
}

export const wordsOf = ({ text }, mark) => text.slice(mark.start, mark.end);

// The marks that an operation of a review changes.
export function concerned(op, reader) {
  const { marks } = reader;
  if (op.op === "accept_all")
    return marks.inOrder((mark) => isOpen(mark) && mark.codeId !== "sensitive").map((mark) => mark.id);
  const mark = marks.byId.get(op.mark_id);
  if (!mark || !op.everywhere) return op.mark_id ? [op.mark_id] : [];
  const words = wordsOf(reader, mark);
  return [mark.id, ...marks.inOrder((m) => m !== mark && wordsOf(reader, m) === words).map((m) => m.id)];
}
