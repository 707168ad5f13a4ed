// The card of what stands at a place: see it, change it, comment on it, take it away.

import { makeQuote } from "./applying.js";
import { assign, decide } from "./deciding.js";
import { button, element, fill } from "./dom.js";
import { openPage } from "./keys.js";
import { Popover } from "./popover.js";

export class Card extends Popover {
  constructor(reader) {
    super(reader, "card", reader.labels.card);
  }

  open(marks, { focus = false } = {}) {
    const { reader } = this;
    const chosen = marks.find((mark) => mark.id === reader.focused) ?? marks[0];
    this.marks = marks.map((mark) => mark.id);
    reader.focusMark(chosen);
    const rows = marks.map((mark) => this.#row(mark, mark === chosen));
    const range = reader.view.rangeOf(chosen.start, chosen.end);
    const body = () => [...rows, ...(reader.isReview ? this.#finding(chosen) : this.#coding(chosen))];
    this.show(range, ...body());
    if (focus)
      (this.box.querySelector("textarea") ?? this.box.querySelector("button"))?.focus({
        preventScroll: true,
      });
  }

  close() {
    this.reader.about.dropEmpty();
    super.close();
  }

  // Draw the card again after something changed, once it is clear where the focus goes.
  refresh() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.#redraw());
  }

  // Whoever works in the card goes on; it closes where its marks are gone.
  #redraw() {
    if (!this.isOpen || this.box.contains(document.activeElement)) return;
    const marks = this.marks.map((id) => this.reader.marks.byId.get(id)).filter(Boolean);
    if (marks.length) this.open(marks);
    else this.close();
  }

  #row(mark, isChosen) {
    const { reader } = this;
    return element(
      "button",
      {
        type: "button",
        class: "kw-card-row",
        "aria-pressed": String(isChosen),
        onclick: () => {
          reader.focused = mark.id;
          this.open(this.marks.map((id) => reader.marks.byId.get(id)).filter(Boolean));
        },
      },
      element("i", { class: "kw-dot", style: `--kw-a:${reader.colourOf(mark)}` }),
      element("span", {}, reader.nameOf(mark)),
      element("small", {}, reader.about.whose(mark)),
    );
  }

  #coding(mark) {
    const { reader } = this,
      { labels } = reader;
    const note = element("textarea", {
      rows: 2,
      "aria-label": labels.comment,
      placeholder: labels.comment,
      onchange: () => {
        reader.note(mark, note.value, was);
        was = note.value.trim();
      },
    });
    let was = mark.note;
    note.value = was;
    const edge = (label, isEnd, forwards) =>
      button(forwards ? "›" : "‹", () => reader.resize(mark, isEnd, forwards), {
        "aria-label": label,
        title: label,
        class: "kw-edge",
      });
    return reader.about.fields(mark, [
      note,
      element(
        "div",
        { class: "kw-buttons" },
        element(
          "span",
          { class: "kw-edges" },
          edge(labels.start_earlier, false, false),
          labels.start,
          edge(labels.start_later, false, true),
        ),
        element(
          "span",
          { class: "kw-edges" },
          edge(labels.end_earlier, true, false),
          labels.end,
          edge(labels.end_later, true, true),
        ),
      ),
      element(
        "div",
        { class: "kw-buttons" },
        button(labels.recode, () => reader.openBox(mark)),
        button(labels.memo, () => reader.about.write(mark), { title: "m" }),
        button(labels.quote, () => makeQuote(reader, mark), { title: "q" }),
        button(
          labels.remove,
          () => {
            this.close();
            reader.remove(mark);
          },
          { title: "x" },
        ),
      ),
    ]);
  }

  #finding(mark) {
    const { reader } = this,
      { labels } = reader;
    const decided = {
      accepted: mark.note && fill(labels.becomes, { text: mark.note }),
      refused: labels.stays,
    }[mark.state];
    const act = (label, key, kind, everywhere) =>
      button(
        label,
        () => {
          this.close();
          decide(reader, kind, mark, everywhere);
        },
        { title: key },
      );
    return [
      decided && element("p", { class: "kw-about" }, decided),
      element("p", { class: "kw-about kw-why" }, reader.side.why(mark)),
      ...this.#link(mark),
      element(
        "div",
        { class: "kw-buttons" },
        act(labels.accept, "a", "accept", false),
        act(labels.refuse, "r", "refuse", false),
        button(labels.relabel, () => reader.openBox(mark), { title: "Enter" }),
      ),
      element(
        "div",
        { class: "kw-buttons" },
        act(labels.accept_everywhere, "A", "accept", true),
        act(labels.refuse_everywhere, "R", "refuse", true),
      ),
      this.#who(mark),
    ];
  }

  // Why a name was taken for somebody, and the way to the page where that is confirmed.
  #link(mark) {
    const { side, labels } = this.reader,
      why = side.link(mark);
    if (!why) return [];
    const doubt = side.isDoubtful(mark) && element("strong", { class: "kw-doubt" }, labels.to_confirm);
    return [
      element("p", { class: "kw-about kw-why" }, why, doubt || null),
      doubt && button(labels.to_names, () => openPage("names"), { title: "g n" }),
    ];
  }

  // Who is meant: the pseudonyms of this kind, or a new one.
  #who(mark) {
    const { reader } = this,
      { labels } = reader;
    const series = reader.people.filter((person) => person.kinds.includes(mark.codeId));
    if (!reader.numbered.includes(mark.codeId)) return null;
    const choice = element(
      "select",
      {
        "aria-label": labels.who,
        onchange: () => {
          this.close();
          assign(reader, mark, choice.value === "new" ? null : Number(choice.value));
        },
      },
      element("option", { value: "", selected: true, disabled: true }, labels.who),
      element("option", { value: "new" }, labels.someone_else),
      ...series.map((person) => element("option", { value: person.id }, `${person.label} (${person.names})`)),
    );
    return choice;
  }
}
