// Going through a text by keyboard: words, sentences, turns, marks, and what is not coded yet.

import { fill } from "./dom.js";

const place = (reader) => reader.view.caret()?.focus ?? 0;
const MAX_SAID = 200;

export function step(reader, forwards) {
  const from = { id: reader.focused, unit: place(reader) };
  const mark = (reader.isReview ? reader.side : reader.marks).next(from, forwards);
  if (mark) reader.go(mark);
  else reader.toolbar.say(reader.labels.nothing_more);
}

export function nextUnmarked(reader) {
  const stretch = reader.marks.nextUnmarked(place(reader));
  if (stretch) choose(reader, ...stretch);
  else reader.toolbar.say(reader.labels.nothing_more);
}

export function sayHere(reader) {
  const names = reader.marks.at(place(reader)).map((mark) => reader.nameOf(mark));
  const { coded, nothing_here } = reader.labels;
  reader.toolbar.say(names.length ? fill(coded, { name: names.join(", ") }) : nothing_here);
}

export function moveByWord(reader, forwards, extend) {
  const { anchor, focus } = reader.view.caret() ?? { anchor: 0, focus: 0 };
  const next = reader.text.wordEdge(focus, forwards);
  reader.view.select(extend ? anchor : next, next);
}

export function selectSentence(reader) {
  selectPiece(reader, (unit) => reader.text.sentenceAt(unit));
}

export function selectTurn(reader) {
  const { text } = reader;
  selectPiece(reader, (unit) => {
    const turn = text.turnAt(unit);
    const found = unit < turn.end ? turn : text.turns[turn.index + 1];
    return found ? [found.start, found.end] : null;
  });
}

// Go to the next turn or answer, or the one before, and select all of it. Where nothing is selected
// and the caret stands before a turn, as it does at first, that one is the next.
export function nextTurn(reader, forwards) {
  const { text, view } = reader;
  const here = text.turnAt(place(reader));
  const isBefore = !reader.segment && place(reader) === here.start;
  const turn = text.turns[here.index + (!forwards ? -1 : isBefore ? 0 : 1)];
  if (!turn) return reader.toolbar.say(reader.labels.nothing_more);
  view.reveal(turn.start);
  const piece = text.trim(turn.start, turn.end);
  if (piece) choose(reader, ...piece);
  return undefined;
}

// The whole turns, or paragraphs of turns, in which the caret or the selection lies.
export function turnsHere(reader) {
  return piecesHere(reader, (unit) => {
    const { start, end } = reader.text.turnAt(unit);
    return [start, end];
  });
}

export function paragraphsHere(reader) {
  return piecesHere(reader, (unit) => {
    const { start, end } = reader.text.turnAt(unit);
    const within = reader.text.slice(start, end),
      at = unit - start;
    const next = within.indexOf("\n", at);
    return [start + (within.lastIndexOf("\n", at - 1) + 1), next < 0 ? end : start + next];
  });
}

function piecesHere(reader, pieceAt) {
  const [start, end] = reader.segment ?? Array(2).fill(place(reader));
  return reader.text.trim(pieceAt(start)[0], pieceAt(Math.max(start, end - 1))[1]);
}

// Select the piece at the caret; where whole pieces are selected already, one more.
function selectPiece(reader, pieceAt) {
  const [start, end] = reader.segment ?? Array(2).fill(place(reader));
  const first = pieceAt(start);
  const last = pieceAt(Math.max(start, end - 1));
  if (!first || !last) return;
  const isWhole = start <= first[0] && end >= last[1];
  if (isWhole) choose(reader, start, pieceAt(end)?.[1] ?? end);
  else choose(reader, first[0], last[1]);
}

export function choose(reader, start, end) {
  reader.focusText();
  reader.view.select(start, end);
  reader.selectionMoved();
  reader.toolbar.say(reader.text.slice(start, end).slice(0, MAX_SAID));
}
