// Deal the segments of one code out over other codes, by key: each key stores one step.

import { button, element, fill, newId } from "../kwalicode.reader/dom.js";

const N_KEYS = 9;
const A_PART = 200; // segments the server tells at a time

export class Split {
  constructor(book) {
    this.book = book;
    this.code = null;
    this.skip = 0; // segments that lie before those shown
  }

  get isOpen() {
    return Boolean(this.code);
  }

  open(code) {
    if (!code) return;
    const { state } = this.book;
    this.code = code;
    this.dealt = new Set(); // codings given away, of which the server has not told yet
    this.marked = new Set();
    this.targets = (state.under.get(code.home) ?? [])
      .filter((one) => one !== code && !one.retired)
      .slice(0, N_KEYS)
      .map(({ id, name }) => ({ id, name }));
    this.book.wanted = code.id;
    this.show();
    this.list.firstElementChild?.focus();
  }

  close() {
    this.code = null;
    this.skip = 0;
  }

  leave() {
    this.close();
    this.book.showDetail();
    this.book.tree.list.querySelector("[tabindex='0']")?.focus();
  }

  show() {
    const { book } = this,
      { labels, state } = book;
    this.code = state.codes.get(this.code.id) ?? null;
    if (!this.code) return book.showDetail();
    const focus = document.activeElement?.dataset?.coding;
    const typed = this.input?.value ?? "",
      isTyping = document.activeElement === this.input;
    const known = book.detailOf?.id === this.code.id ? book.detailOf : { segments: [] };
    this.input = element("input", {
      type: "text",
      placeholder: labels.split_new,
      "aria-label": labels.split_new,
      maxlength: 120,
      onkeydown: (event) => this.#typed(event),
    });
    this.input.value = typed;
    this.list = element("ul", {
      class: "kwc-segments",
      "aria-label": labels.segments,
      onkeydown: (event) => this.#key(event),
    });
    const waiting = known.segments.filter(([id]) => !this.dealt.has(id));
    this.list.append(...waiting.map((segment) => this.#row(segment)));
    if (!waiting.length) this.list.append(element("li", { class: "kw-empty" }, labels.split_done));
    book.side.replaceChildren(
      element("h2", { class: "kwc-heading" }, fill(labels.split_title, { name: this.code.name })),
      element("p", { class: "kwc-quiet" }, labels.split_how),
      element("div", { class: "kwc-targets" }, ...this.targets.map((target, i) => this.#target(target, i)), this.input),
      element("p", { class: "kwc-quiet" }, fill(labels.split_left, { n: this.code.n })),
      this.list,
      ...this.#parts(known, waiting.length),
      button(labels.split_leave, () => this.leave()),
    );
    if (isTyping) this.input.focus();
    else if (focus) (this.#item(focus) ?? this.list.firstElementChild)?.focus();
  }

  // Where there are too many for one list: which are shown, and the way to the others.
  #parts({ n = 0, skip = 0 }, nShown) {
    const { labels } = this.book;
    if (n <= A_PART && !skip) return [];
    const turn = (label, by, isOn) => button(label, () => this.#turn(by), { disabled: !isOn });
    const last = skip + nShown;
    return [
      element(
        "div",
        { class: "kw-buttons" },
        turn(labels.split_before, -A_PART, skip > 0),
        element("span", { class: "kwc-quiet" }, fill(labels.split_part, { first: Math.min(skip + 1, last), last, n })),
        turn(labels.split_next, A_PART, skip + A_PART < n),
      ),
    ];
  }

  #turn(by) {
    this.skip = Math.max(0, this.skip + by);
    this.marked.clear();
    this.book.outbox.flush();
    this.list.firstElementChild?.focus();
  }

  #item(id) {
    return this.list.querySelector(`[data-coding="${CSS.escape(id)}"]`);
  }

  #target({ id, name }, i) {
    const { state } = this.book,
      node = state.codes.get(id);
    return element(
      "button",
      { type: "button", class: "kwc-target", "aria-keyshortcuts": String(i + 1), onclick: () => this.#deal(i) },
      element("kbd", {}, String(i + 1)),
      element("span", {}, node?.n ? `${name} (${node.n})` : name),
    );
  }

  #row([id, document, coder, text, comment]) {
    return element(
      "li",
      {
        tabindex: "0",
        "data-coding": id,
        class: this.marked.has(id) ? "kwc-marked" : null,
        onclick: (event) => this.#mark(id, event.currentTarget),
      },
      element("p", {}, text),
      element("small", {}, [document, coder, comment].filter(Boolean).join(" · ")),
    );
  }

  #mark(id, item) {
    if (!this.marked.delete(id)) this.marked.add(id);
    item.classList.toggle("kwc-marked", this.marked.has(id));
  }

  #typed(event) {
    event.stopPropagation();
    if (event.key === "Escape") return this.leave();
    const name = this.input.value.trim();
    if (event.key !== "Enter" || !name || this.targets.length >= N_KEYS) return undefined;
    event.preventDefault();
    this.targets.push({ id: newId(), name, isNew: true });
    this.input.value = "";
    this.show();
    return this.list.firstElementChild?.focus();
  }

  #key(event) {
    const item = event.target.closest("li");
    const acts = {
      ArrowDown: () => item.nextElementSibling?.focus(),
      ArrowUp: () => item.previousElementSibling?.focus(),
      " ": () => this.#mark(item.dataset.coding, item),
      Escape: () => this.leave(),
    };
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      this.book.perform({ op: event.shiftKey ? "redo" : "undo" });
      return;
    }
    const isDigit = /^[1-9]$/.test(event.key);
    if (!acts[event.key] && !isDigit) return;
    event.preventDefault();
    event.stopPropagation();
    if (isDigit) this.#deal(Number(event.key) - 1, item);
    else acts[event.key]();
  }

  #deal(i, item = this.list.querySelector(":focus") ?? this.list.firstElementChild) {
    const target = this.targets[i];
    const coding_ids = this.marked.size ? [...this.marked] : [item?.dataset.coding].filter(Boolean);
    if (!target || !coding_ids.length) return;
    const next = item?.nextElementSibling ?? item?.previousElementSibling;
    for (const id of coding_ids) this.dealt.add(id);
    this.marked.clear();
    const fresh = target.isNew ? { name: target.name, category_id: this.code.home || null } : {};
    target.isNew = false;
    this.book.perform({ op: "recode", coding_ids, code_id: target.id, ...fresh });
    this.show();
    (next && this.#item(next.dataset.coding) ? this.#item(next.dataset.coding) : this.list.firstElementChild)?.focus();
  }
}
