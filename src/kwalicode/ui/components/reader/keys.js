// The key map. Single letters work while the text has the focus and no box is open.

import { applyRecent, codeAsBefore, codeInVivo, codeParagraph, codeTurn, makeQuote } from "./applying.js";
import { placeHere } from "./barred.js";
import { decide, goBack, nextSame } from "./deciding.js";
import { moveByWord, nextTurn, nextUnmarked, sayHere, selectSentence, selectTurn, step } from "./moving.js";

const PAGES = {
  o: "overview",
  s: "sources",
  u: "surveys",
  k: "member-check",
  d: "deidentify",
  n: "names",
  l: "rules",
  v: "privacy",
  c: "coding",
  b: "codebook",
  a: "axial",
  t: "themes",
  m: "memos",
  f: "search",
  p: "passes",
  q: "quotes",
  g: "suggestions",
};

const SIGN_OFF = ".st-key-sign_off button:not(:disabled)";

// [key, what it does, in which mode, name of its label]; the help shows them in this order.
const KEYS = [
  ["Enter", (r) => r.openBox(), "both", "key_box"],
  ["v", codeInVivo, "code", "key_in_vivo"],
  ["T", codeTurn, "code", "key_code_turn"],
  ["P", codeParagraph, "code", "key_code_paragraph"],
  ["h", (r) => r.applyCode(null), "code", "key_mark"],
  ["c", (r) => r.proposals.ask(), "code", "key_propose"],
  ["a", (r) => r.withFocused((mark) => decide(r, "accept", mark, false)), "review", "key_accept"],
  ["r", (r) => r.withFocused((mark) => decide(r, "refuse", mark, false)), "review", "key_refuse"],
  ["A", (r) => r.withFocused((mark) => decide(r, "accept", mark, true)), "review", "key_accept_all"],
  ["R", (r) => r.withFocused((mark) => decide(r, "refuse", mark, true)), "review", "key_refuse_all"],
  ["e", (r) => r.withFocused((mark) => nextSame(r, mark)), "review", "key_same"],
  ["o", (r) => r.side.nextOrder(), "review", "key_order"],
  ["f", (r) => r.side.toggle.click(), "review", "key_only_open"],
  ["S", () => document.querySelector(SIGN_OFF)?.click(), "review", "key_sign_off"],
  ["s", selectSentence, "both", "key_sentence"],
  ["t", selectTurn, "both", "key_turn"],
  ["j", (r) => nextTurn(r, true), "both", "key_next_turn"],
  ["k", (r) => nextTurn(r, false), "both", "key_previous_turn"],
  ["=", codeAsBefore, "code", "key_as_before"],
  ["n", (r) => step(r, true), "both", "key_next"],
  ["p", (r) => step(r, false), "both", "key_previous"],
  ["u", nextUnmarked, "code", "key_uncoded"],
  ["m", (r) => r.withFocused((mark) => r.card.open([mark], { focus: true })), "review", "key_comment"],
  ["e", (r) => r.withFocused((mark) => r.card.open([mark], { focus: true })), "code", "key_comment"],
  ["m", (r) => r.withFocused((mark) => r.about.write(mark)), "code", "key_memo"],
  ["f", (r) => r.filter.open(), "code", "key_show"],
  ["F", (r) => r.filter.showAll(), "code", "key_show_all"],
  ["x", (r) => r.withFocused((mark) => r.remove(mark)), "code", "key_remove"],
  ["Delete", (r) => r.withFocused((mark) => r.remove(mark)), "code", null],
  ["[", (r) => r.withFocused((mark) => r.resize(mark, true, false)), "code", "key_shrink"],
  ["]", (r) => r.withFocused((mark) => r.resize(mark, true, true)), "code", "key_grow"],
  ["{", (r) => r.withFocused((mark) => r.resize(mark, false, false)), "code", "key_start_earlier"],
  ["}", (r) => r.withFocused((mark) => r.resize(mark, false, true)), "code", "key_start_later"],
  ["b", (r) => r.barred.toggle("analysis"), "code", "key_bar"],
  ["B", (r) => r.barred.toggle("quotes"), "code", "key_bar_quotes"],
  ["q", (r) => makeQuote(r), "code", "key_quote"],
  ["w", placeHere, "code", "key_place"],
  ["i", sayHere, "both", "key_here"],
  ["/", (r) => r.side.filter.focus(), "code", "key_filter"],
  ["?", (r) => r.help.toggle(), "both", "key_help"],
  ["Escape", (r) => r.closeBoxes(), "both", null],
];

export function keyHelp(mode) {
  const shown = [["← → ⇧", "key_words"]];
  if (mode === "code") shown.push(["1 – 9", "key_recent"]);
  for (const [key, , where, label] of KEYS)
    if (label && (where === "both" || where === mode)) shown.push([key, label]);
  const go = ["g", ...Object.keys(PAGES)].join(" ");
  return [...shown, ["Ctrl Z", "key_undo"], ["Ctrl ⇧ Z", "key_redo"], [go, "key_go"]];
}

export function onKey(event, reader) {
  // A key may come before the browser says where a click put the caret, and before the offer of a
  // code for what was selected with the mouse; that would then lie over what the key selects.
  clearTimeout(reader.offering);
  reader.selectionMoved();
  if (reader.proposals?.onKey(event)) return undefined;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && "zZyY".includes(event.key)) {
    event.preventDefault();
    return goBack(reader, event.shiftKey || event.key.toLowerCase() === "y" ? "redo" : "undo");
  }
  if (event.key === "ArrowLeft" || event.key === "ArrowRight")
    return arrow(event, reader, isCommand || event.altKey);
  if (isCommand || event.altKey) return undefined;
  if (reader.isGoing) return goToPage(event, reader);
  const found = KEYS.find(
    ([key, , where]) => key === event.key && (where === "both" || where === reader.mode),
  );
  if (found) {
    event.preventDefault();
    return found[1](reader);
  }
  if (event.key === "g") {
    event.preventDefault();
    reader.isGoing = true;
    return undefined;
  }
  if (/^[1-9]$/.test(event.key)) {
    event.preventDefault();
    return applyRecent(reader, Number(event.key));
  }
  return undefined;
}

function arrow(event, reader, byCharacter) {
  event.preventDefault();
  const forwards = event.key === "ArrowRight";
  if (byCharacter)
    getSelection().modify(event.shiftKey ? "extend" : "move", forwards ? "forward" : "backward", "character");
  else moveByWord(reader, forwards, event.shiftKey);
  reader.selectionMoved();
}

function goToPage(event, reader) {
  reader.isGoing = false;
  event.preventDefault();
  if (PAGES[event.key]) openPage(PAGES[event.key]);
}

export function openPage(page) {
  document
    .querySelector(
      `[data-testid="stSidebarNav"] a[href$="/${page}"], [data-testid="stSidebarNav"] a[href$="${page === "overview" ? "/" : page}"]`,
    )
    ?.click();
}
