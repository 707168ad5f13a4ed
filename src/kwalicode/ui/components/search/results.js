// The list and the bar above it. What is chosen lives here; the server is asked once, by an id.

import { button, element, fill, newId, takeTheme } from "../kwalicode.reader/dom.js";

const MIN_HEIGHT = 380,
  BELOW = 20;

export class Results {
  constructor(root, labels) {
    Object.assign(this, { root, labels, rows: [], items: [], chosen: new Set(), place: 0 });
    this.#build();
    this.stop = new AbortController();
    addEventListener("resize", () => this.#fit(), { signal: this.stop.signal });
  }

  close() {
    this.stop.abort();
  }

  #build() {
    const { labels, root } = this;
    this.all = element("input", { type: "checkbox", id: "kws-all", onchange: () => this.#chooseAll(this.all.checked) });
    this.count = element("span", { class: "kws-count", role: "status", "aria-live": "polite" });
    this.whole = element(
      "select",
      { "aria-label": labels.segment, title: labels.segment },
      element("option", { value: "sentence" }, labels.sentence),
      element("option", { value: "turn" }, labels.turn),
    );
    this.names = element("datalist", { id: "kws-codes" });
    this.code = element("input", {
      type: "text",
      list: "kws-codes",
      maxlength: 400,
      autocomplete: "off",
      placeholder: labels.code,
      "aria-label": labels.code,
    });
    this.apply = button(labels.apply, () => this.#apply(), { class: "kws-apply" });
    this.quote = button(labels.quote, () => this.#makeQuotes());
    this.undo = button("↶", () => this.#ask({ what: "undo" }), { "aria-label": labels.undo, title: labels.undo });
    this.says = element("span", { class: "kw-message", role: "status", "aria-live": "polite" });
    this.alarm = element("span", { class: "kw-alarm", role: "alert" });
    this.bar = element(
      "div",
      { class: "kw-bar kws-bar", role: "toolbar", "aria-label": labels.tools },
      element("label", { class: "kws-all", for: "kws-all" }, this.all, labels.all),
      this.count,
      this.whole,
      this.code,
      this.names,
      this.apply,
      this.quote,
      this.undo,
    );
    this.list = element("ul", { class: "kws-list", "aria-label": labels.results });
    this.code.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#apply();
      if (event.key === "Escape") this.items[this.place]?.focus();
    });
    this.code.addEventListener("input", () => this.#count());
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("focusin", (event) => this.#focused(event.target.closest("li[data-n]")));
    root.classList.add("kw-search");
    root.replaceChildren(
      this.bar,
      element("div", { class: "kws-says" }, this.says, this.alarm, element("small", {}, labels.keys)),
      this.list,
    );
  }

  show(data, send) {
    this.send = send;
    this.undo.disabled = !data.undo;
    takeTheme(this.root);
    this.#fit();
    if (data.key !== this.key) {
      this.key = data.key;
      this.chosen.clear();
      this.place = 0;
      this.list.scrollTop = 0;
      this.#say("", "");
    }
    this.#answer(data.done);
    if (data.version !== this.version) {
      this.version = data.version;
      this.#draw(data);
    }
  }

  #answer(done) {
    if (!done || done.id !== this.asked) return;
    this.asked = null;
    this.#say(done.says, done.error);
    if (done.error) this.code.focus();
    else if (done.coded) {
      this.chosen.clear();
      this.code.value = "";
      this.#mark();
    }
  }

  #say(says, error) {
    this.says.textContent = says;
    this.alarm.textContent = error;
    this.#count();
  }

  #draw({ rows, documents, codes, names }) {
    const hadFocus = this.list.contains(document.activeElement);
    this.rows = rows;
    this.codes = codes;
    this.items = rows.map((row, n) => this.#item(row, n));
    const children = [];
    let before = null;
    for (const [n, { document_id: id }] of rows.entries()) {
      if (id !== before) {
        const number = rows.filter((row) => row.document_id === id).length;
        children.push(element("li", { class: "kws-head" }, documents[id], element("b", {}, String(number))));
        before = id;
      }
      children.push(this.items[n]);
    }
    this.list.replaceChildren(...children);
    this.names.replaceChildren(...names.map(([value, label]) => element("option", { value, label: label || null })));
    this.#mark();
    if (hadFocus) this.items[this.place]?.focus();
  }

  #item(row, n) {
    const { labels } = this;
    const id = `kws-${n}`;
    const check = element("input", {
      type: "checkbox",
      tabindex: -1,
      "aria-labelledby": id,
      onchange: () => this.#choose([n], check.checked),
    });
    const who = [row.speaker, row.role].filter(Boolean).join(" · ");
    return element(
      "li",
      { "data-n": n, tabindex: n === this.place ? 0 : -1, "aria-labelledby": id },
      check,
      element(
        "div",
        { class: "kws-body" },
        element(
          "div",
          { class: "kws-line" },
          element("small", { class: row.asks ? "kws-asks" : "" }, who),
          ...row.codes.map((code) => this.#chip(code)),
        ),
        element(
          "p",
          { id, lang: row.language },
          element("span", { class: "kws-around" }, row.before),
          ...row.pieces.map(([words, isFound]) => (isFound ? element("mark", {}, words) : words)),
          element("span", { class: "kws-around" }, row.after),
        ),
      ),
      button(labels.open, () => this.#open(n), { class: "kws-open", tabindex: -1 }),
    );
  }

  #chip(id) {
    const [name, colour] = this.codes[id] ?? ["?", 0];
    const dot = element("i", { class: "kw-dot", style: `--kw-a:var(--kw-c${colour})` });
    return element("span", { class: "kws-code" }, dot, name);
  }

  #choose(places, isChosen) {
    for (const n of places) isChosen ? this.chosen.add(n) : this.chosen.delete(n);
    this.#mark();
  }

  #chooseAll(isChosen) {
    this.#choose(this.rows.keys(), isChosen);
  }

  #mark() {
    for (const [n, item] of this.items.entries()) {
      const isChosen = this.chosen.has(n);
      item.classList.toggle("kws-chosen", isChosen);
      item.querySelector("input").checked = isChosen;
    }
    this.all.checked = this.rows.length > 0 && this.chosen.size === this.rows.length;
    this.all.indeterminate = this.chosen.size > 0 && !this.all.checked;
    this.#count();
  }

  #count() {
    this.count.textContent = fill(this.labels.chosen, { n: this.chosen.size, total: this.rows.length });
    this.apply.disabled = !this.chosen.size || !this.code.value.trim() || Boolean(this.asked);
    this.quote.disabled = !this.chosen.size || Boolean(this.asked);
  }

  #apply() {
    if (this.apply.disabled) return;
    this.#ask({ what: "code", code: this.code.value.trim(), places: this.#places() });
  }

  #makeQuotes() {
    if (this.quote.disabled) return;
    this.#ask({ what: "quote", places: this.#places() });
  }

  // What was chosen, as document, start and end: sentences or the whole turns around them.
  #places() {
    const whole = this.whole.value === "turn";
    return [...this.chosen]
      .sort((a, b) => a - b)
      .map((n) => [this.rows[n].document_id, ...(whole ? this.rows[n].turn : this.rows[n].sentence)]);
  }

  #open(n) {
    const { document_id, sentence } = this.rows[n];
    this.#ask({ what: "open", document_id, start: sentence[0] });
  }

  // The same state is sent until an answer comes, so that a lost message loses nothing.
  #ask(ask) {
    if (this.asked) return;
    this.asked = newId();
    const sent = { ...ask, id: this.asked };
    this.send(sent);
    const again = setInterval(() => {
      if (this.asked !== sent.id || this.stop.signal.aborted) clearInterval(again);
      else this.send({ ...sent, n: performance.now() });
    }, 4000);
    this.#count();
  }

  #key(event) {
    if (event.target.matches("button") || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      PageDown: () => this.#move(10),
      PageUp: () => this.#move(-10),
      Home: () => this.#move(-this.rows.length),
      End: () => this.#move(this.rows.length),
      " ": () => this.#choose([this.place], !this.chosen.has(this.place)),
      a: () => this.#chooseAll(this.chosen.size < this.rows.length),
      c: () => this.code.focus(),
      q: () => this.#makeQuotes(),
      Enter: () => this.#open(this.place),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #move(step) {
    const last = this.rows.length - 1;
    this.items[Math.max(0, Math.min(last, this.place + step))]?.focus();
  }

  #focused(item) {
    if (!item) return;
    this.items[this.place]?.setAttribute("tabindex", "-1");
    this.place = Number(item.dataset.n);
    item.setAttribute("tabindex", "0");
  }

  #fit() {
    const top = this.root.getBoundingClientRect().top + scrollY;
    this.root.style.setProperty("--kw-height", `${Math.max(MIN_HEIGHT, innerHeight - top - BELOW)}px`);
  }
}
