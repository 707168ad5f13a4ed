// The list of findings beside the text in a review.

import { acceptAll, decide, wordsOf } from "./deciding.js";
import { afterPaint, button, element, fill } from "./dom.js";
import { grouped, isOpen, ORDERS } from "./order.js";

const SURE = 0.8,
  LIKELY = 0.5;
let kept = ORDERS[0]; // the order chosen last, also for the next document

export class Findings {
  constructor(reader) {
    this.reader = reader;
    const { labels } = reader;
    this.onlyOpen = true;
    [this.order, this.entries] = [kept, []];
    [this.rules, this.links, this.same] = [{}, {}, {}];
    this.items = new Map(); // what stands in the list, by entry, with what it shows
    this.count = element("p", { class: "kw-count", role: "status" });
    this.orders = ORDERS.map((order) =>
      button(labels[`order_${order}`], () => this.#choose(order), {
        title: `${labels[`order_${order}_long`]} (o)`,
        "aria-pressed": String(order === this.order),
      }),
    );
    this.toggle = element("input", {
      type: "checkbox",
      checked: true,
      onchange: () => {
        this.onlyOpen = this.toggle.checked;
        this.refresh();
      },
    });
    this.all = button(labels.accept_all, () => this.#acceptAll());
    this.list = element("ol", { class: "kw-findings", tabindex: 0, "aria-label": labels.findings });
    this.list.addEventListener("click", (event) => this.#click(event));
    this.side = element(
      "aside",
      { class: "kw-side", "aria-label": labels.findings },
      this.count,
      element("div", { class: "kw-orders", role: "group", "aria-label": labels.orders }, ...this.orders),
      element("label", { class: "kw-check", title: "f" }, this.toggle, labels.only_open),
      this.list,
      this.all,
    );
  }

  // What the server says beside the marks: rules and reasons in words, and how often words stand
  // in the whole study, as [places, documents].
  take({ rules, links, same }) {
    Object.assign(this, { rules, links, same });
  }

  refresh() {
    const { reader } = this,
      { labels, marks } = reader;
    if (!marks) return;
    const all = marks.inOrder(),
      open = all.filter(isOpen);
    this.count.textContent = all.length
      ? fill(open.length ? labels.open_of : labels.all_decided, { open: open.length, n: all.length })
      : labels.no_findings;
    const maskable = open.filter((mark) => mark.codeId !== "sensitive");
    this.all.hidden = !maskable.length;
    delete this.all.dataset.sure;
    this.all.textContent = labels.accept_all;
    this.here = Map.groupBy(all, (mark) => wordsOf(reader, mark));
    const groups = grouped(this.order, all, reader).map(({ heading, entries }) => ({
      heading,
      entries: this.onlyOpen ? entries.filter((entry) => entry.marks.some(isOpen)) : entries,
    }));
    this.entries = groups.flatMap((group) => group.entries);
    this.#show(groups.filter((group) => group.entries.length));
    this.follow();
  }

  #show(groups) {
    const shown = groups.flatMap(({ heading, entries }) => [
      ...(heading ? [this.#heading(heading, entries.length)] : []),
      ...entries.map((entry) => this.#known(entry)),
    ]);
    const wanted = new Set(shown);
    for (const item of [...this.list.children]) if (!wanted.has(item)) item.remove();
    let place = this.list.firstChild;
    for (const item of shown)
      if (item === place) place = place.nextSibling;
      else this.list.insertBefore(item, place);
  }

  #heading(words, n) {
    return this.#kept(`heading ${words}`, String(n), () =>
      element("li", { class: "kw-group" }, words, element("b", {}, String(n))),
    );
  }

  #known(entry) {
    const mark = first(entry),
      { about, codeId, state, note } = mark;
    const times = entry.words ? this.same[entry.words] : this.here.get(wordsOf(this.reader, mark)).length;
    const shows = [codeId, state, note, about, times, entry.marks.length].join("|");
    return this.#kept(entry.key, shows, () => this.#item(entry, mark, times));
  }

  #kept(key, shows, make) {
    const known = this.items.get(key);
    if (known?.shows === shows) return known.item;
    const item = make();
    this.items.set(key, { item, shows });
    return item;
  }

  #item(entry, mark, times) {
    const { codebook, labels } = this.reader;
    const words = wordsOf(this.reader, mark);
    const act = (name, state, sign, key) =>
      element(
        "button",
        {
          type: "button",
          "data-act": name,
          "aria-label": fill(labels[`${name}_this`], { text: words }),
          "aria-pressed": String(mark.state === state),
          title: `${labels[entry.words ? `${name}_everywhere` : name]} (${key})`,
          tabindex: -1,
        },
        sign,
      );
    return element(
      "li",
      { class: `kw-${mark.state}`, "data-mark": mark.id, "data-kind": mark.codeId },
      element(
        "button",
        { type: "button", class: "kw-go", tabindex: -1, title: this.why(mark) },
        element("i", { class: "kw-dot", style: `--kw-a:${codebook.colour(mark.codeId)}` }),
        element("span", {}, words),
        element("small", {}, this.#about(entry, mark, times)),
      ),
      element(
        "span",
        { class: "kw-acts" },
        act("accept", "accepted", "✓", "a"),
        act("refuse", "refused", "✕", "r"),
      ),
    );
  }

  #about(entry, mark, times) {
    const { codebook, labels } = this.reader;
    const kind = codebook.name(mark.codeId);
    const said = { accepted: mark.note || kind, refused: labels.stays_short }[mark.state];
    if (entry.words) return [said, this.#places(entry, times)].filter(Boolean).join(" · ");
    if (said) return this.isDoubtful(mark) ? `${said} · ${labels.doubtful}` : said;
    return times > 1 ? `${kind} · ${times}×` : kind;
  }

  // '14 here, 20 in 6 docs'; where all are here, '14 places'.
  #places(entry, [places, documents] = [0, 1]) {
    const { labels } = this.reader,
      here = entry.marks.length;
    const sentence = documents > 1 ? labels.places_also : here === 1 ? labels.place_here : labels.places_here;
    return fill(sentence, { here, places, documents });
  }

  // Why something was found, in words.
  why(mark) {
    const { labels } = this.reader,
      [rule, score] = mark.about ?? [];
    const [layer, words] = this.rules[rule] ?? [];
    if (!words) return "";
    if (!layer) return words;
    if (mark.codeId === "sensitive") return fill(labels.flagged_by, { rule: words });
    const sure = labels[score >= SURE ? "sure" : score >= LIKELY ? "likely" : "a_guess"];
    return fill(labels.found_by, { layer, rule: words, sure });
  }

  // Why an accepted name was taken for whom it stands.
  link(mark) {
    const reason = this.links[mark.about?.[2]];
    return mark.state === "accepted" && reason
      ? fill(this.reader.labels.taken_for, { name: mark.note, reason })
      : "";
  }

  isDoubtful(mark) {
    return mark.state === "accepted" && mark.about?.[3] === 0;
  }

  #click(event) {
    const mark = this.reader.marks.byId.get(event.target.closest("[data-mark]")?.dataset.mark);
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (!mark) return;
    if (act) decide(this.reader, act, mark, false);
    else this.reader.go(mark);
  }

  // ---------- the order

  // Another order by key: what comes first in it has the focus, but the text stays where it is.
  nextOrder() {
    const order = ORDERS[(ORDERS.indexOf(this.order) + 1) % ORDERS.length];
    this.#choose(order);
    const top = order === "text" ? null : this.entries[0];
    if (top) this.reader.go(first(top));
    this.#say();
  }

  #say() {
    this.reader.toolbar.say(this.reader.labels[`order_${this.order}_long`]);
  }

  #choose(order) {
    const since = performance.now();
    this.order = kept = order;
    this.orders.forEach((one, i) => one.setAttribute("aria-pressed", String(ORDERS[i] === order)));
    this.refresh();
    this.#say();
    afterPaint(() => performance.measure("kw-order", { start: since, end: performance.now() }));
  }

  // The mark behind another one, or before it, in the order of the list; goes round at the ends.
  next(from, forwards) {
    const { marks } = this.reader;
    if (this.order === "text") return marks.next(from, forwards, this.onlyOpen ? isOpen : undefined);
    const round = this.#behind(from.id);
    const entry = forwards ? round[0] : round.at(-1);
    return entry ? marks.byId.get(first(entry).id) : null;
  }

  // Say before a decision which mark comes next after it: the next open one in this order.
  following(mark) {
    const { marks } = this.reader;
    if (this.order === "text") return () => marks.next({ id: mark.id, unit: mark.start }, true, isOpen);
    const ids = this.#behind(mark.id).flatMap((entry) => entry.marks.map((other) => other.id));
    return () => ids.map((id) => marks.byId.get(id)).find((other) => other && isOpen(other));
  }

  // The entries behind that of a mark, and then those before it.
  #behind(id) {
    const here = this.entries.findIndex((entry) => entry.marks.some((mark) => mark.id === id));
    return here < 0 ? this.entries : [...this.entries.slice(here + 1), ...this.entries.slice(0, here)];
  }

  // Keep the finding that has the focus in sight.
  follow() {
    const { focused } = this.reader;
    const entry = this.entries.find((one) => one.marks.some((mark) => mark.id === focused));
    const item = entry && this.items.get(entry.key)?.item;
    if (item !== this.focusedItem) this.#setFocused(this.focusedItem, false);
    if (item) this.#setFocused(item, true);
    this.focusedItem = item;
    item?.scrollIntoView({ block: "nearest" });
  }

  // Only the buttons of one finding are stops of the Tab key: a list of hundreds is no detour.
  #setFocused(item, isFocused) {
    item?.classList.toggle("kw-focused", isFocused);
    item?.querySelectorAll("button").forEach((one) => (one.tabIndex = isFocused ? 0 : -1));
  }

  #acceptAll() {
    if (this.all.dataset.sure) {
      acceptAll(this.reader);
      return;
    }
    this.all.dataset.sure = "1";
    const n = this.reader.marks.inOrder((mark) => isOpen(mark) && mark.codeId !== "sensitive").length;
    this.all.textContent = fill(this.reader.labels.accept_all_sure, { n });
  }
}

// The mark that an entry shows: its first open one.
const first = (entry) => entry.marks.find(isOpen) ?? entry.marks[0];
