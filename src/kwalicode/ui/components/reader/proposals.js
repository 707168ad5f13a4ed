// Codes that are proposed for words, each with a segment that speaks for it. The text keeps the focus:
// 1 2 3 take one, with Shift refuse it; every other key goes on as if nothing was proposed.

import { button, element, fill, newId } from "./dom.js";
import { choose } from "./moving.js";
import { Popover } from "./popover.js";

const READ_MS = 500; // a digit that comes sooner was not meant for what just appeared

export class Proposals extends Popover {
  constructor(reader) {
    super(reader, "proposals", reader.labels.proposed_title);
    this.when = "off";
    reader.view.box.addEventListener("mousedown", () => this.close());
  }

  // After the coder's own choice; what it was made for is still selected.
  afterChoice() {
    if (this.when === "after own choice") this.#ask(this.reader.segment);
  }

  // On demand: for the selected words, or those of the coding that has the focus.
  ask() {
    const { reader } = this,
      { labels, marks, toolbar } = reader;
    const mark = reader.segment ? null : marks.byId.get(reader.focused);
    const segment = mark ? [mark.start, mark.end] : reader.segment;
    if (this.when === "off") return toolbar.say(labels.proposed_off);
    if (!segment) return toolbar.say(labels.select_first);
    if (this.when === "after own choice" && !this.#hasOwn(segment)) return toolbar.say(labels.proposed_first);
    reader.closeBoxes();
    reader.focusText();
    return this.#ask(segment);
  }

  #hasOwn([start, end]) {
    const { coder, marks } = this.reader;
    const isOwn = (one) => one.coder === coder && one.codeId && one.start < end && start < one.end;
    return [...marks.byId.values()].some(isOwn);
  }

  #ask(segment) {
    const { outbox } = this.reader,
      { start, end } = this.reader.span(segment);
    this.segment = segment;
    outbox.ask = { id: newId(), start, end };
    outbox.flush();
  }

  // What the server says: when codes are proposed at all, and which for what was asked.
  take(data) {
    const { outbox, labels, toolbar } = this.reader,
      { proposed } = data;
    if (data.codes_for) this.when = data.codes_for;
    if (!proposed || proposed.id !== outbox.ask?.id) return;
    outbox.ask = null;
    outbox.flush(); // so that it is not answered again and again
    if (proposed.error) return toolbar.alarm(proposed.error);
    this.rows = proposed.rows;
    if (this.#hasMovedOn()) return undefined;
    if (this.rows.length) return this.#open();
    return toolbar.say(proposed.n_codes ? labels.proposed_none : labels.proposed_few);
  }

  #hasMovedOn() {
    const { segment } = this.reader;
    return segment && (segment[0] !== this.segment[0] || segment[1] !== this.segment[1]);
  }

  #open() {
    const { codebook, labels, toolbar, view } = this.reader;
    const names = this.rows.map(([codeId], i) => `${i + 1} ${codebook.name(codeId)}`);
    toolbar.say(`${labels.proposed_title}: ${names.join(", ")}`);
    this.since = performance.now();
    this.show(
      view.rangeOf(...this.segment),
      element("b", {}, labels.proposed_title),
      element("ol", {}, ...this.rows.map((row, i) => this.#row(row, i))),
      element("small", {}, labels.proposed_keys),
    );
  }

  #row([codeId, , example, title, words], i) {
    const { codebook, labels } = this.reader,
      name = codebook.name(codeId) ?? "";
    return element(
      "li",
      {},
      element(
        "button",
        {
          type: "button",
          class: "kw-proposed",
          "aria-label": fill(labels.proposed_take, { name }),
          onclick: () => this.#take(i),
        },
        element("kbd", {}, String(i + 1)),
        element("i", { class: "kw-dot", style: `--kw-a:${codebook.colour(codeId)}` }),
        element("span", {}, name),
      ),
      button("×", () => this.#refuse(i), {
        "aria-label": fill(labels.proposed_refuse, { name }),
        title: fill(labels.proposed_refuse, { name }),
      }),
      element("q", {}, example.length > 160 ? `${example.slice(0, 160)} …` : example),
      element("small", {}, `${title} · ${fill(labels.proposed_common, { words })}`),
    );
  }

  // Gives whether the key was meant for what is proposed.
  onKey(event) {
    if (!this.isOpen || event.key === "Shift") return false;
    const place = Number(/^Digit([1-3])$/.exec(event.code)?.[1]) - 1; // with Shift its key is another
    const isMeant = performance.now() - this.since > READ_MS && !(event.ctrlKey || event.metaKey || event.altKey);
    if (isMeant && this.rows[place]) {
      event.preventDefault();
      if (event.shiftKey) this.#refuse(place);
      else this.#take(place);
      return true;
    }
    this.close();
    return event.key === "Escape";
  }

  #take(place) {
    const { reader } = this,
      [codeId, score] = this.rows[place];
    choose(reader, ...this.segment);
    reader.applyCode(codeId, { suggested: score });
    this.#without(place);
  }

  #refuse(place) {
    const { reader } = this,
      [codeId, score] = this.rows[place];
    reader.perform({ op: "refuse_code", code_id: codeId, suggested: score, ...reader.span(this.segment) });
    reader.focusText();
    this.#without(place);
  }

  #without(place) {
    this.rows = this.rows.filter((_, i) => i !== place);
    if (this.rows.length) this.#open();
    else this.close();
  }
}
