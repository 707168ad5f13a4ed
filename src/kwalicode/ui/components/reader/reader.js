// One open document: holds its text, marks and codes, and does what keys and clicks ask for.

import { About } from "./about.js";
import { take } from "./answers.js";
import { Barred } from "./barred.js";
import { Card } from "./card.js";
import { CodeBox } from "./codebox.js";
import { Codebook } from "./codebook.js";
import { afterPaint, element, fill, newId } from "./dom.js";
import { foresee } from "./foresee.js";
import { Filter } from "./filter.js";
import { Findings } from "./findings.js";
import { goTo } from "./going.js";
import { Help } from "./help.js";
import { onKey } from "./keys.js";
import { Marks } from "./marks.js";
import { outboxOf } from "./outbox.js";
import { Progress } from "./progress.js";
import { Proposals } from "./proposals.js";
import { Text } from "./text.js";
import { Toolbar } from "./toolbar.js";
import { Tree } from "./tree.js";
import { View } from "./view.js";

const places = new Map(); // how far each document was scrolled when it was left
const MIN_HEIGHT = 420,
  BELOW = 20;

export class Reader {
  constructor(root, { document: doc, labels, mode }) {
    Object.assign(this, { root, labels, mode, isReview: mode === "review", id: doc.id });
    Object.assign(this, { focused: null, segment: null, coder: "", people: [], numbered: [], revision: -1 });
    this.steps = { done: [], undone: [] }; // marks as they were before each step of this review
    this.text = new Text(doc.text, doc.turns, doc.language);
    this.marks = new Marks(this.text);
    this.codebook = new Codebook();
    this.about = new About(this);
    this.barred = new Barred(this);
    this.marks.barredOn = (turn) => this.barred.kept(turn);
    if (!this.isReview) [this.filter, this.progress] = [new Filter(this), new Progress(this)];
    this.toolbar = new Toolbar(this);
    this.outbox = outboxOf(doc.id, () => this.toolbar.showWaiting(this.outbox.waiting.size));
    this.view = new View(this, labels);
    this.side = this.isReview ? new Findings(this) : new Tree(this);
    [this.box, this.card, this.help] = [new CodeBox(this), new Card(this), new Help(this)];
    if (!this.isReview) this.proposals = new Proposals(this);
    this.light = element("style");
    root.replaceChildren(
      this.light,
      this.toolbar.bar,
      ...(this.filter ? [this.filter.bar] : []),
      ...(doc.question ? [element("p", { class: "kw-question" }, doc.question)] : []),
      element("div", { class: "kw-columns" }, this.side.side, this.view.box),
      this.box.box,
      this.card.box,
      ...(this.proposals ? [this.proposals.box] : []),
      this.help.dialog,
    );
    this.#listen();
    this.fit();
    this.view.open(this.text, doc.title, doc.beside);
    this.view.box.scrollTop = places.get(this.id) ?? 0;
  }

  #listen() {
    this.stop = new AbortController();
    const on = (target, kind, act) => target.addEventListener(kind, act, { signal: this.stop.signal });
    on(this.view.box, "keydown", (event) => onKey(event, this));
    on(this.view.box, "click", (event) => this.#click(event));
    // Pressing inside what is selected would drag it away; here it begins another selection.
    on(this.view.box, "mousedown", (event) => {
      if (!event.shiftKey) getSelection().removeAllRanges();
    });
    on(document, "mouseup", () => (this.offering = setTimeout(() => this.#offer())));
    on(document, "selectionchange", () => this.selectionMoved());
    on(window, "resize", () => this.fit());
  }

  fit() {
    const top = this.root.getBoundingClientRect().top;
    this.root.style.setProperty("--kw-height", `${Math.max(MIN_HEIGHT, innerHeight - top - BELOW)}px`);
  }

  close() {
    places.set(this.id, this.view.box.scrollTop);
    this.stop.abort();
    this.outbox.close();
    this.view.close();
    CSS.highlights?.delete("kw-chosen");
  }

  // ---------- what the server says

  sync(data, send) {
    const isFirst = this.revision < 0 && data.full;
    this.outbox.connect(send);
    if (data.people) Object.assign(this, { people: data.people, numbered: data.numbered });
    Object.assign(this, { coder: data.coder, passKind: data.pass_kind, passId: data.pass_id });
    this.outbox.acknowledge(data.ack);
    for (const [id, why] of data.refused) {
      this.outbox.refuse(id);
      this.toolbar.alarm(why);
    }
    const touched = take(data, this);
    this.revision = Math.max(this.revision, data.revision);
    this.outbox.revision = data.refused.length ? null : this.revision;
    this.toolbar.showSteps(data.undo, data.redo);
    if (touched.size || data.full || data.changes.length)
      this.#show(touched, isFirst ? () => performance.mark("kw-painted") : undefined);
    this.toolbar.showPass(this.filter?.passes.find((one) => one.id === data.pass_id));
    if (data.moving && data.moving[0] !== this.asked) [this.asked, this.moving] = data.moving;
    this.proposals?.take(data);
    if (data.goto) goTo(this, data.goto);
    if (isFirst || data.refused.length) this.outbox.flush(); // tell what is shown, or ask for all of it
    this.toolbar.showWaiting(this.outbox.waiting.size);
  }

  #show(touched, done) {
    this.view.paint(touched, done);
    this.side.refresh();
    this.card.refresh();
    afterPaint(() => this.progress?.refresh(touched));
    if (this.filter && !this.filter.bar.hidden) this.filter.refresh();
  }

  // Draw all marks anew: others are shown now, or in other colours.
  repaint() {
    this.#show(this.text.turns.map((turn) => turn.index));
  }

  // ---------- what the user does

  // Do an operation: show it at once, store it in the background; gives the marks that changed.
  perform(operation) {
    const since = performance.now();
    const sent = { id: newId(), ...operation };
    const [ids, touched] = foresee(sent, this);
    this.outbox.add(sent, ids);
    this.#show(touched, () => performance.measure("kw-paint", { start: since, end: performance.now() }));
    return ids;
  }

  span([start, end]) {
    return { start: this.text.point(start), end: this.text.point(end), text: this.text.slice(start, end) };
  }

  applyCode(codeId, { fresh = null, everywhere = false, suggested = null } = {}) {
    if (!this.segment) return this.toolbar.say(this.labels.select_first);
    if (this.codebook.get(codeId)?.retired) return this.toolbar.say(this.labels.is_retired);
    if (this.barred.refuses(...this.segment)) return this.toolbar.say(this.labels.is_barred);
    const origin = suggested != null && { suggested };
    const extra = { ...(fresh && { new_code: fresh }), ...(everywhere && { everywhere }), ...origin };
    this.box.close();
    if (codeId && !this.isReview) this.codebook.use(codeId);
    this.focused = newId();
    this.perform({
      op: "add",
      mark_id: this.focused,
      code_id: codeId,
      ...this.span(this.segment),
      ...(this.isReview ? {} : { pass_kind: this.passKind }),
      ...extra,
    });
    this.focusText();
    const isHidden = !this.marks.isShown(this.marks.byId.get(this.focused));
    const says = isHidden ? this.labels.coded_hidden : this.labels.coded;
    this.toolbar.say(fill(says, { name: this.codebook.name(codeId) || this.labels.no_code }));
    if (suggested == null) this.proposals?.afterChoice();
    return undefined;
  }

  openBox(mark = null) {
    const chosen = mark ?? (this.segment ? null : this.marks.byId.get(this.focused));
    this.card.close();
    if (chosen) this.box.open([chosen.start, chosen.end], chosen);
    else if (this.segment) this.box.open(this.segment);
    else this.toolbar.say(this.labels.select_first);
    this.#lightSegment();
  }

  recode(mark, codeId, fresh) {
    if (!this.isReview) this.codebook.use(codeId);
    this.perform({ op: "recode", mark_id: mark.id, code_id: codeId, ...(fresh && { new_code: fresh }) });
    this.focusText();
  }

  remove(mark) {
    this.focused = null;
    this.perform({ op: "remove", mark_id: mark.id });
    this.focusText();
    this.toolbar.say(this.labels.removed);
  }

  note(mark, note, was) {
    this.perform({ op: "note", mark_id: mark.id, note, was });
  }

  resize(mark, isEnd, forwards) {
    const now = this.marks.byId.get(mark.id),
      edge = isEnd ? "end" : "start";
    if (!now) return;
    const moved = this.text.wordEdge(now[edge], forwards, edge);
    const [start, end] = isEnd ? [now.start, moved] : [moved, now.end];
    if (start >= end) return;
    if (this.barred.refuses(start, end)) return this.toolbar.say(this.labels.is_barred);
    this.perform({ op: "resize", mark_id: now.id, ...this.span([start, end]) });
  }

  // Do something to the mark that has the focus, or say that none has.
  withFocused(act) {
    const mark = this.marks.byId.get(this.focused);
    return mark ? act(mark) : this.toolbar.say(this.labels.choose_first);
  }

  // ---------- marks that have the focus

  go(mark) {
    this.view.reveal(mark.start);
    this.focusMark(mark);
    this.focusText();
    this.view.select(mark.start, mark.start, { reveal: false });
    this.toolbar.say([this.nameOf(mark), this.text.slice(mark.start, mark.end).slice(0, 120)].join(": "));
  }

  focusMark(mark) {
    const old = this.marks.byId.get(this.focused),
      touched = new Set();
    this.focused = mark.id;
    for (const one of [old, mark]) if (one) for (let i = one.first; i <= one.last; i++) touched.add(i);
    this.view.paint(touched);
    this.side.follow?.();
  }

  // ---------- selection and clicks

  selectionMoved() {
    if (document.activeElement !== this.view.box) return;
    this.segment = this.view.selection();
    if (!this.segment && this.box.isOpen) this.box.close();
    this.#lightSegment();
  }

  // While a box has the focus the browser shows no selection: the reader shows it instead.
  #lightSegment() {
    if (!CSS.highlights) return;
    if (this.segment && this.box.isOpen)
      CSS.highlights.set("kw-chosen", new Highlight(this.view.rangeOf(...this.segment)));
    else CSS.highlights.delete("kw-chosen");
  }

  #offer() {
    if (document.activeElement !== this.view.box || !this.view.selection()) return;
    this.selectionMoved();
    this.card.close();
    this.box.offer(this.segment);
  }

  #click(event) {
    const marked = event.target.closest("[data-mark]");
    if (this.view.selection() && !marked) return;
    const unit = marked ? null : this.view.unitAtPoint(event.clientX, event.clientY);
    const marks = marked
      ? [this.marks.byId.get(marked.dataset.mark)]
      : unit == null
        ? []
        : this.marks.at(unit);
    if (marks[0]) this.card.open(marks);
    else this.card.close();
  }

  focusText() {
    const kept = this.segment;
    if (document.activeElement !== this.view.box) {
      this.view.box.focus({ preventScroll: true });
      if (kept) this.view.select(...kept, { reveal: false });
    }
    this.#lightSegment();
  }

  closeBoxes() {
    for (const box of [this.box, this.card, this.proposals]) box?.close();
  }

  nameOf(mark) {
    if (this.isReview && mark.state === "accepted" && mark.note) return mark.note;
    return this.codebook.name(mark.codeId) || this.labels.no_code;
  }

  colourOf(mark) {
    return this.filter?.byCoder.checked ? this.filter.colourOf(mark.coder) : this.codebook.colour(mark.codeId);
  }

  // Let the places of one code stand out from the rest.
  lightUp(codeId) {
    const one = codeId ? `[data-codes~="${CSS.escape(codeId)}"]` : "";
    this.light.textContent = one
      ? `.kw-text .kw-mark:not(${one}), .kw-stripes > :not(${one}) { opacity: .35; } .kw-text .kw-mark${one} { --kw-tint: 45%; }`
      : "";
  }
}
