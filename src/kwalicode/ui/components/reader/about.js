// What is said of a coding besides its code: who does what to whom, memos, whose it is.

import { button, element, fill, newId } from "./dom.js";

const KINDS = ["analytic", "method", "reflexive", "question"];
const PERSPECTIVES = ["", "self", "witnessed", "heard"];
const drafts = new Map(); // memos that were begun, by coding; they stay when another document is opened

export class About {
  constructor(reader) {
    this.reader = reader;
    this.memos = new Map(); // [kind, words, writer] each, by coding
    this.groups = [];
  }

  take({ memos, groups }) {
    this.groups = groups;
    this.takeMemos(memos);
  }

  // Take all memos of the document, but keep what was written here and is not stored yet; gives the
  // turns that look different.
  takeMemos(memos) {
    const { marks, outbox } = this.reader,
      touched = new Set();
    const now = new Map(Object.entries(memos));
    for (const id of new Set([...this.memos.keys(), ...now.keys()])) {
      if (outbox.owns(id) && this.memos.has(id)) now.set(id, this.memos.get(id));
      if (JSON.stringify(now.get(id)) === JSON.stringify(this.memos.get(id))) continue;
      const mark = marks.byId.get(id);
      for (let i = mark?.first ?? 0; i <= (mark?.last ?? -1); i++) touched.add(i);
    }
    this.memos = now;
    return touched;
  }

  // What the margin says of a mark: whose it is where that is another coder, its name, its first memo.
  named(mark, name) {
    const { coder, isReview } = this.reader;
    const [memo] = this.memos.get(mark.id) ?? [];
    return [
      isReview || mark.coder === coder ? "" : element("small", {}, initials(mark.coder)),
      memo ? `✎ ${name}` : name,
      memo ? element("em", {}, memo[1]) : "",
    ];
  }

  // Who made it and, where there are several, in which pass.
  whose(mark) {
    const { passes = [] } = this.reader.filter ?? {};
    const name = passes.length > 1 && passes.find((one) => one.id === mark.about?.[0])?.name;
    return [mark.coder, name].filter(Boolean).join(" · ");
  }

  inWords(mark) {
    const { isReview, labels } = this.reader;
    if (isReview) return "";
    const [, actor, target, perspective] = mark.about ?? [];
    const who = [actor, target].filter(Boolean).join(" → ");
    const memos = (this.memos.get(mark.id) ?? []).map(
      ([kind, words, writer]) => `✎ ${words} (${labels[`memo_${kind}`]}, ${writer})`,
    );
    const first = `${this.reader.nameOf(mark)} (${this.whose(mark)})`;
    const how = perspective && labels[`perspective_${perspective}`];
    return [first, [who, how].filter(Boolean).join(", "), mark.note, ...memos].filter(Boolean).join("\n");
  }

  // A memo that was begun and left empty is none.
  dropEmpty() {
    for (const [id, { words }] of drafts) if (!words.trim()) drafts.delete(id);
  }

  // ---------- in the card

  // Open the card of a coding with the cursor in a new memo.
  write(mark) {
    if (!drafts.has(mark.id)) drafts.set(mark.id, { kind: KINDS[0], words: "" });
    this.reader.card.open([mark]);
    this.reader.card.box.querySelector(".kw-memo-form textarea").focus({ preventScroll: true });
  }

  // While a memo is written nothing else asks for attention.
  fields(mark, others) {
    const writing = drafts.has(mark.id);
    return [...(writing ? [] : [others[0], this.#who(mark)]), ...this.#memos(mark), ...(writing ? [] : others.slice(1))];
  }

  #who(mark) {
    const { labels } = this.reader;
    const [, actor = "", target = "", perspective = ""] = mark.about ?? [];
    const save = () => {
      const said = { actor: from.value.trim(), target: to.value.trim(), perspective: how.value };
      this.groups = [...new Set([...this.groups, said.actor, said.target])].filter(Boolean);
      this.reader.perform({ op: "details", mark_id: mark.id, ...said });
    };
    const group = (label, value) => {
      const input = element("input", {
        type: "text",
        list: "kw-groups",
        maxlength: 80,
        autocomplete: "off",
        "aria-label": label,
        placeholder: label,
        onchange: save,
      });
      input.value = value;
      return input;
    };
    const [from, to] = [group(labels.actor, actor), group(labels.target, target)];
    const how = element(
      "select",
      { "aria-label": labels.perspective, onchange: save },
      ...PERSPECTIVES.map((one) =>
        element(
          "option",
          { value: one, selected: one === perspective },
          one ? labels[`perspective_${one}`] : labels.perspective,
        ),
      ),
    );
    return element(
      "details",
      { open: Boolean(actor || target || perspective) },
      element("summary", {}, labels.who_to_whom),
      element("div", { class: "kw-who-to-whom" }, from, element("span", {}, "→"), to),
      how,
      element("datalist", { id: "kw-groups" }, ...this.groups.map((name) => element("option", { value: name }))),
    );
  }

  #memos(mark) {
    const { labels } = this.reader;
    const rows = (this.memos.get(mark.id) ?? []).map(([kind, words, writer]) =>
      element("li", {}, element("small", {}, `${labels[`memo_${kind}`]}, ${writer}`), element("p", {}, words)),
    );
    return [
      rows.length ? element("ul", { class: "kw-memos", "aria-label": labels.memos }, ...rows) : null,
      drafts.has(mark.id) ? this.#form(mark) : null,
    ];
  }

  #form(mark) {
    const { labels } = this.reader,
      draft = drafts.get(mark.id);
    const kind = element(
      "select",
      { "aria-label": labels.memo_kind, onchange: () => (draft.kind = kind.value) },
      ...KINDS.map((one) =>
        element("option", { value: one, selected: one === draft.kind }, labels[`memo_${one}`]),
      ),
    );
    const words = element("textarea", {
      rows: 3,
      maxlength: 20000,
      "aria-label": labels.memo,
      placeholder: labels.memo,
      oninput: () => (draft.words = words.value),
      onkeydown: (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && save(event),
    });
    words.value = draft.words;
    const save = (event) => {
      event.preventDefault();
      if (!words.value.trim()) return words.focus();
      drafts.delete(mark.id);
      this.reader.perform({
        op: "memo",
        memo_id: newId(),
        mark_id: mark.id,
        kind: kind.value,
        text: words.value.trim(),
      });
      this.reader.focusText();
      this.reader.card.refresh();
      return this.reader.toolbar.say(labels.memo_added);
    };
    const drop = () => {
      drafts.delete(mark.id);
      this.reader.focusText();
      this.reader.card.refresh();
    };
    return element(
      "form",
      { class: "kw-memo-form", onsubmit: save },
      kind,
      words,
      element(
        "div",
        { class: "kw-buttons" },
        element("button", { type: "submit", title: "Ctrl+Enter" }, labels.add_memo),
        button(labels.cancel, drop),
      ),
    );
  }
}

export const initials = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => [...part][0] ?? "")
    .join("")
    .toUpperCase();
