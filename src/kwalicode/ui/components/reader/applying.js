// Applying codes without choosing one in a box: by number, in the words themselves, to a whole piece;
// and quoting.

import { newId } from "./dom.js";
import { choose, paragraphsHere, turnsHere } from "./moving.js";

const MAX_IN_VIVO = 120;

export function applyRecent(reader, number) {
  const codeId = reader.codebook.recent[number - 1];
  if (codeId) reader.applyCode(codeId);
}

export function codeInVivo(reader) {
  const { segment, text, toolbar, labels, codebook } = reader;
  if (!segment) return toolbar.say(labels.select_first);
  const name = text
    .slice(...segment)
    .replace(/\s+/g, " ")
    .trim();
  if (name.length > MAX_IN_VIVO) return toolbar.say(labels.too_long);
  const known = codebook.named(name);
  if (known) reader.applyCode(known.id);
  else reader.applyCode(newId(), { fresh: { name, category_id: null, in_vivo: true } });
  return undefined;
}

export const codeTurn = (reader) => applyLast(reader, turnsHere(reader));
export const codeParagraph = (reader) => applyLast(reader, paragraphsHere(reader));

// Give a whole turn or answer the codes that this coder gave the last one before it that has any.
export function codeAsBefore(reader) {
  const piece = turnsHere(reader);
  if (!piece) return;
  const { marks, text, coder } = reader;
  const own = (index) => [...marks.onTurn[index]].filter((mark) => mark.codeId && mark.coder === coder);
  let before = text.turnAt(piece[0]).index - 1;
  while (before >= 0 && !own(before).length) before--;
  if (before < 0) {
    reader.toolbar.say(reader.labels.nothing_before);
    return;
  }
  const here = own(text.turnAt(piece[0]).index).filter(({ start, end }) => start === piece[0] && end === piece[1]);
  const has = new Set(here.map((mark) => mark.codeId));
  for (const codeId of new Set(own(before).map((mark) => mark.codeId))) {
    if (has.has(codeId)) continue;
    choose(reader, ...piece);
    reader.applyCode(codeId);
  }
}

// Put the selected words, or those of the coding that has the focus, into the register of quotes.
export function makeQuote(reader, mark = null) {
  const { toolbar, labels, marks } = reader;
  const chosen = mark ?? (reader.segment ? null : marks.byId.get(reader.focused));
  const span = chosen ? [chosen.start, chosen.end] : reader.segment;
  if (!span) return toolbar.say(labels.select_first);
  if (reader.barred.on({ start: span[0], end: span[1] }).length) return toolbar.say(labels.not_quotable);
  reader.perform({ op: "quote", ...reader.span(span) });
  return toolbar.say(labels.quoted);
}

// Give a piece the code applied last; where there is none yet, ask for one.
function applyLast(reader, piece) {
  if (!piece) return;
  const last = reader.codebook.last();
  choose(reader, ...piece);
  if (last) reader.applyCode(last);
  else reader.openBox();
}
