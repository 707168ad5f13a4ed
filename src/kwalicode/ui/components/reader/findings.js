// The list of findings beside the text in a review.

import { button, element, fill } from "./dom.js";

export class Findings {
  constructor(reader) {
    this.reader = reader;
    const { labels } = reader;
    this.onlyOpen = true;
    this.items = new Map(); // what stands in the list, by finding, with what it shows
    this.count = element("p", { class: "kw-count", role: "status" });
    this.toggle = element("input", {
      type: "checkbox",
      checked: true,
      onchange: () => {
        this.onlyOpen = this.toggle.checked;
        this.refresh();
      },
    });
    this.all = button(labels.accept_all, () => this.#acceptAll());
    this.list = element("ol", { class: "kw-findings", "aria-label": labels.findings });
    this.list.addEventListener("click", (event) => this.#click(event));
    this.side = element(
      "aside",
      { class: "kw-side", "aria-label": labels.findings },
      this.count,
      element("label", { class: "kw-check" }, this.toggle, labels.only_open),
      this.list,
      this.all,
    );
  }

  refresh() {
    const { reader } = this,
      { labels, marks, text } = reader;
    if (!marks) return;
    const all = marks.inOrder(),
      open = all.filter((mark) => mark.state === "proposed");
    const same = new Map();
    for (const mark of all) {
      const words = surface(text, mark);
      same.set(words, (same.get(words) ?? 0) + 1);
    }
    this.count.textContent = all.length
      ? fill(open.length ? labels.open_of : labels.all_decided, { open: open.length, n: all.length })
      : labels.no_findings;
    this.all.hidden = !open.length;
    delete this.all.dataset.sure;
    this.all.textContent = labels.accept_all;
    const shown = (this.onlyOpen ? open : all).map((mark) =>
      this.#known(mark, same.get(surface(text, mark))),
    );
    const wanted = new Set(shown);
    for (const item of [...this.list.children]) if (!wanted.has(item)) item.remove();
    shown.forEach((item, i) => {
      if (this.list.children[i] !== item) this.list.insertBefore(item, this.list.children[i] ?? null);
    });
    this.follow();
  }

  #known(mark, times) {
    const shows = [mark.codeId, mark.state, mark.note, times].join("|"),
      known = this.items.get(mark.id);
    if (known?.shows === shows) return known.item;
    const item = this.#item(mark, times);
    this.items.set(mark.id, { item, shows });
    return item;
  }

  #item(mark, times) {
    const { codebook, labels, text } = this.reader;
    const words = surface(text, mark);
    const kind = codebook.name(mark.codeId);
    const about = { accepted: mark.note || kind, refused: labels.stays_short }[mark.state];
    const button = (act, state, sign, key) =>
      element(
        "button",
        {
          type: "button",
          "data-act": act,
          "aria-label": fill(labels[`${act}_this`], { text: words }),
          "aria-pressed": String(mark.state === state),
          title: `${labels[act]} (${key})`,
        },
        sign,
      );
    return element(
      "li",
      { class: `kw-${mark.state}`, "data-mark": mark.id },
      element(
        "button",
        { type: "button", class: "kw-go" },
        element("i", { class: "kw-dot", style: `--kw-a:${codebook.colour(mark.codeId)}` }),
        element("span", {}, words),
        element("small", {}, about ?? (times > 1 ? `${kind} · ${times}×` : kind)),
      ),
      element(
        "span",
        { class: "kw-acts" },
        button("accept", "accepted", "✓", "a"),
        button("refuse", "refused", "✕", "r"),
      ),
    );
  }

  #click(event) {
    const mark = this.reader.marks.byId.get(event.target.closest("[data-mark]")?.dataset.mark);
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (!mark) return;
    if (act) this.reader.decide(act, mark, false);
    else {
      this.reader.go(mark);
      this.reader.focusText();
    }
  }

  // Keep the finding that has the focus in sight.
  follow() {
    for (const item of this.list.children) {
      const isHere = item.dataset.mark === this.reader.focused;
      item.classList.toggle("kw-focused", isHere);
      if (isHere) item.scrollIntoView({ block: "nearest" });
    }
  }

  #acceptAll() {
    if (this.all.dataset.sure) {
      this.reader.acceptAll();
      return;
    }
    this.all.dataset.sure = "1";
    const n = this.reader.marks.inOrder((mark) => mark.state === "proposed").length;
    this.all.textContent = fill(this.reader.labels.accept_all_sure, { n });
  }
}

function surface(text, mark) {
  return text.slice(mark.start, mark.end);
}
