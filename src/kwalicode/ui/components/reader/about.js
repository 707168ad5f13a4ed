// What is said of a coding besides its code: who does what to whom, memos, whose it is.

import { button, element, fill, newId } from "./dom.js";

const KINDS = ["analytic", "method", "reflexive", "question"];
const PERSPECTIVES = ["", "self", "witnessed", "heard"];
// Memos that were begun, by coding; they stay when another document is opened. One that is changed
// has the row of the memo in `of`.
const drafts = new Map();

export class About {
  constructor(reader) {
    this.reader = reader;
    this.memos = new Map(); // [kind, words, writer, id, is asked] each, by coding
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

  // What an act on a memo will have done once it is stored.
  foresee({ op, mark_id, memo_id, kind, text, is_done }, coder) {
    const rows = this.memos.get(mark_id) ?? [];
    const acts = {
      memo: () => [...rows, [kind, text, coder, memo_id, false]],
      change_memo: () => rows.map((row) => (row[3] === memo_id ? [kind, text, ...row.slice(2)] : row)),
      mark_memo: () => rows.map((row) => (row[3] === memo_id ? row.with(4, is_done) : row)),
      delete_memo: () => rows.filter((row) => row[3] !== memo_id),
    };
    this.memos.set(mark_id, acts[op]());
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
    for (const [id, { words, of }] of drafts) if (!words.trim() || words === of?.[1]) drafts.delete(id);
  }

  // ---------- in the card

  // Open the card of a coding with the cursor in a new memo, or in one that is changed.
  write(mark, of = null) {
    const [kind, words] = of ?? [KINDS[0], ""];
    if (of || !drafts.has(mark.id)) drafts.set(mark.id, { kind, words, of });
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
    const changed = drafts.get(mark.id)?.of?.[3];
    const rows = (this.memos.get(mark.id) ?? [])
      .filter((row) => row[3] !== changed)
      .map((row) => this.#memo(mark, row));
    return [
      rows.length ? element("ul", { class: "kw-memos", "aria-label": labels.memos }, ...rows) : null,
      drafts.has(mark.id) ? this.#form(mark) : null,
    ];
  }

  #memo(mark, row) {
    const { labels } = this.reader,
      [kind, words, writer, memo_id, isAsked] = row;
    const act = (operation, says = "") => {
      this.reader.perform({ mark_id: mark.id, memo_id, ...operation });
      this.#leave(says);
    };
    const ask = () => act({ op: "mark_memo", is_done: !isAsked });
    const said = [labels[`memo_${kind}`], isAsked && labels.memo_asked, writer].filter(Boolean).join(", ");
    const drop = () => act({ op: "delete_memo" }, labels.memo_deleted);
    return element(
      "li",
      {},
      element("small", {}, said),
      element("p", {}, words),
      drafts.has(mark.id)
        ? null
        : element(
            "div",
            { class: "kw-buttons" },
            kind === "question" ? button(isAsked ? labels.memo_again : labels.memo_ask, ask) : null,
            button(labels.memo_change, () => this.write(mark, row)),
            button(labels.memo_delete, drop),
          ),
    );
  }

  // Back to the text, and the card shows what became of it.
  #leave(says = "") {
    this.reader.focusText();
    this.reader.card.refresh();
    if (says) this.reader.toolbar.say(says);
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
      const [, was, , memo_id] = draft.of ?? [];
      const what = memo_id ? { op: "change_memo", memo_id, was } : { op: "memo", memo_id: newId() };
      this.reader.perform({ ...what, mark_id: mark.id, kind: kind.value, text: words.value.trim() });
      return this.#leave(labels.memo_added);
    };
    const drop = () => {
      drafts.delete(mark.id);
      this.#leave();
    };
    return element(
      "form",
      { class: "kw-memo-form", onsubmit: save },
      kind,
      words,
      element(
        "div",
        { class: "kw-buttons" },
        element("button", { type: "submit", title: "Ctrl+Enter" }, draft.of ? labels.memo_save : labels.add_memo),
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
