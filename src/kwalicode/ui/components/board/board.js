// The axial pass in the browser: what is known, what has the focus, and what is done to it.

import { button, element, fill, newId } from "../kwalicode.reader/dom.js";
import { outboxOf } from "../kwalicode.reader/outbox.js";
import { Cards } from "./cards.js";
import { Diagram } from "./diagram.js";
import { Filter } from "./filter.js";
import { foresee } from "./foresee.js";
import { Ghosts } from "./ghosts.js";
import { Help, onCommand, onKey } from "./keys.js";
import { Menu } from "./menu.js";
import { Panel } from "./panel.js";
import { Picker } from "./picker.js";
import { RelationForm } from "./relation.js";
import { savePicture } from "./save.js";
import { State, nodeOf } from "./state.js";

const MIN_HEIGHT = 460,
  BELOW = 20;

export class Board {
  constructor(root, { key, view, labels, heads, lines, strengths, offers_groups }) {
    Object.assign(this, { root, key, labels, heads, lines, strengths, offers_groups, revision: -1 });
    Object.assign(this, { focused: null, instance: null, selected: new Set(), asking: null, waiting: null });
    [this.base, this.state] = [new State(), new State()];
    this.split = nodeOf;
    this.outbox = outboxOf(key, () => this.#stored());
    this.filter = new Filter(this);
    this.ghosts = new Ghosts(this);
    this.view = view === "diagram" ? new Diagram(this) : new Cards(this);
    [this.panel, this.picker, this.form] = [new Panel(this), new Picker(this), new RelationForm(this)];
    this.help = new Help(this, view);
    this.menu = new Menu(this);
    root.classList.add("kw-board");
    root.replaceChildren(
      this.#bar(view),
      element("div", { class: "kwb-columns" }, this.view.box, this.panel.box, element("div", { class: "kwb-said" }, this.message, this.error)),
      ...[this.menu.box, this.picker.dialog, this.form.dialog, this.help.dialog],
    );
    this.stop = new AbortController();
    const on = (target, kind, act) => target.addEventListener(kind, act, { signal: this.stop.signal });
    on(root, "keydown", (event) => onCommand(event, this));
    on(this.view.box, "keydown", (event) => onKey(event, this));
    on(window, "resize", () => this.fit());
    on(document, "pointerdown", (event) => this.menu.closeUnless(event.target));
    this.fit();
  }

  #bar(view) {
    const { labels } = this;
    const tool = (text, label, act) => button(text, act, { "aria-label": label, title: label });
    this.undo = tool("↶", `${labels.undo} (Ctrl+Z)`, () => this.goBack("undo"));
    this.redo = tool("↷", `${labels.redo} (Ctrl+Shift+Z)`, () => this.goBack("redo"));
    this.saved = element("span", { class: "kw-stored" }, labels.stored);
    this.message = element("span", { class: "kw-message", role: "status", "aria-live": "polite" });
    this.error = element("span", { class: "kw-alarm", role: "alert" });
    const own =
      view === "diagram"
        ? [
            button(labels.lay_out, () => this.perform({ op: "unplace", board: "diagram" })),
            button("SVG", () => savePicture(this, "svg"), { title: labels.save_svg, "aria-label": labels.save_svg }),
            button("PNG", () => savePicture(this, "png"), { title: labels.save_png, "aria-label": labels.save_png }),
          ]
        : [button(labels.new_category, () => this.group([...this.selected])), this.offers_groups ? this.ghosts.control : null];
    return element(
      "div",
      { class: "kw-bar", role: "toolbar", "aria-label": labels.tools },
      ...[this.undo, this.redo, this.saved, element("span", { class: "kw-space" })],
      ...this.filter.controls,
      ...own,
      tool("−", labels.zoom_out, () => this.view.canvas.zoomBy(0.8)),
      tool("+", labels.zoom_in, () => this.view.canvas.zoomBy(1.25)),
      tool("⤢", labels.zoom_fit, () => this.view.fit()),
      tool("?", labels.keys, () => this.help.toggle()),
    );
  }

  fit() {
    const top = this.root.getBoundingClientRect().top;
    this.root.style.setProperty("--kw-height", `${Math.max(MIN_HEIGHT, innerHeight - top - BELOW)}px`);
  }

  close() {
    this.stop.abort();
    this.view.canvas.close();
    this.outbox.close();
  }

  // ---------- what the server says

  sync(data, send) {
    const isFirst = this.revision < 0 && data.full;
    this.outbox.connect((outbox) => send({ ...outbox, ask: this.asking }));
    this.outbox.acknowledge(data.ack);
    for (const [id, why] of data.refused) {
      this.outbox.refuse(id);
      this.alarm(why);
    }
    this.base.take(data);
    this.revision = Math.max(this.revision, data.revision);
    this.outbox.revision = data.refused.length ? null : this.revision;
    [this.undo.disabled, this.redo.disabled] = [!data.undo, !data.redo];
    const isNews = data.full || data.codes.length || data.categories.length || data.relations.length || data.places || data.boxes;
    if (isNews || data.refused.length) this.#rebase();
    if (isFirst) requestAnimationFrame(() => performance.mark("kw-painted"));
    this.#hear(data.reply);
    if (isNews || data.refused.length) this.outbox.flush(); // tell what is shown, or ask for all of it
    this.#stored();
  }

  // What is shown: what the server knows, and on top of it what it was not told to have.
  #rebase() {
    this.state = new State(this.base);
    for (const { operation } of this.outbox.waiting.values()) foresee(operation, this.state);
    for (const key of this.selected) if (!this.state.nodes.has(key)) this.selected.delete(key);
    this.show();
  }

  show() {
    this.counts = new Map();
    for (const { from, to } of this.state.relations.values())
      for (const key of [from, to]) this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    this.filter.refresh();
    this.view.show();
    this.panel.show();
  }

  relationCount(key) {
    return this.counts?.get(key) ?? 0;
  }

  // Ask the server for something that is not sent by itself; `act` gets its answer.
  ask(question, act) {
    this.asking = { n: newId(), ...question };
    this.waiting = act;
    this.outbox.flush();
  }

  #hear(reply) {
    if (!reply || reply.n !== this.asking?.n) return;
    const act = this.waiting;
    [this.asking, this.waiting] = [null, null];
    this.outbox.flush(); // so that it is not answered again
    act(reply);
  }

  #stored() {
    this.saved.textContent = this.outbox.waiting.size ? this.labels.storing : this.labels.stored;
  }

  say(text) {
    this.error.textContent = "";
    this.message.textContent = text;
  }

  alarm(text) {
    this.message.textContent = "";
    this.error.textContent = text;
    this.error.title = text;
  }

  // ---------- what the user does

  perform(operation) {
    const since = performance.now(),
      sent = { id: newId(), ...operation };
    foresee(sent, this.state);
    this.outbox.add(sent, []);
    this.error.textContent = "";
    this.show();
    performance.measure("kw-paint", { start: since, end: performance.now() });
  }

  goBack(op) {
    this.outbox.add({ id: newId(), op }, []);
  }

  focus(instance, key) {
    if (this.instance === instance) return;
    [this.instance, this.focused] = [instance, key];
    this.view.mark();
    this.panel.show();
  }

  focusView() {
    const made = this.view.found.get(this.instance) ?? this.view.found.values().next().value;
    made?.focus({ preventScroll: true });
  }

  choose(keys) {
    this.selected = new Set(keys);
    this.view.mark();
    this.panel.show();
  }

  toggle(key) {
    if (!this.selected.delete(key)) this.selected.add(key);
    this.choose(this.selected);
  }

  // The codes that are selected, or the one that has the focus.
  chosenCodes() {
    if (this.selected.size) return [...this.selected];
    return this.focused?.startsWith("code:") ? [this.focused] : [];
  }

  name(key) {
    return this.state.nodes.get(key)?.name ?? "";
  }

  // Make a category around the chosen codes.
  group(keys = this.chosenCodes()) {
    const n = keys.length;
    this.picker.askName(n ? fill(this.labels.category_of, { n }) : this.labels.new_category, "", (name) => {
      const code_ids = keys.map((key) => nodeOf(key)[1]);
      this.perform({ op: "group", category_id: newId(), name, code_ids });
      this.choose([]);
    });
  }

  rename(key) {
    this.picker.askName(fill(this.labels.rename, { name: this.name(key) }), this.name(key), (name) =>
      this.perform({ op: "rename", node: nodeOf(key), name }),
    );
  }

  relate(from = this.focused, to = null) {
    if (!this.state.nodes.has(from)) this.say(this.labels.choose_first);
    else if (to) this.edit({ id: null, from, to });
    else
      this.picker.ask(fill(this.labels.relate_to, { name: this.name(from) }), (node) => node.key !== from, (key) =>
        this.edit({ id: null, from, to: key }),
      );
  }

  edit(relation) {
    this.form.open(relation);
  }

  merge(keys = this.chosenCodes(), into = null) {
    if (!keys.length) this.say(this.labels.choose_first);
    else if (into) this.#mergeSure(keys, into);
    else {
      const allowed = (node) => node.kind === "code" && !keys.includes(node.key);
      this.picker.ask(fill(this.labels.merge_into, { name: keys.map((key) => this.name(key)).join(", ") }), allowed, (key) =>
        this.#mergeSure(keys, key),
      );
    }
  }

  #mergeSure(keys, into) {
    const code_ids = keys.filter((key) => key !== into).map((key) => nodeOf(key)[1]);
    this.perform({ op: "merge_codes", code_ids, target_id: nodeOf(into)[1] });
    this.choose([]);
    this.say(fill(this.labels.merged, { name: this.name(into) }));
    this.view.goTo(into);
  }

  file(keys, categoryId) {
    this.perform({ op: "file", code_ids: keys.map((key) => nodeOf(key)[1]), category_id: categoryId });
  }

  takeOut() {
    const keys = this.chosenCodes();
    const area = this.instance?.split("|")[0] ?? "",
      [kind, id] = nodeOf(area);
    const isFurther = kind === "category" && keys.every((key) => this.state.nodes.get(key)?.category_id !== id);
    if (!keys.length) this.say(this.labels.choose_first);
    else if (isFurther) this.perform({ op: "unlink", code_ids: keys.map((key) => nodeOf(key)[1]), category_id: id });
    else this.file(keys, null);
  }

  linkTo(keys = this.chosenCodes()) {
    if (!keys.length) this.say(this.labels.choose_first);
    else
      this.picker.ask(this.labels.also_under, (node) => node.kind === "category", (key) =>
        this.perform({ op: "link", code_ids: keys.map((one) => nodeOf(one)[1]), category_id: nodeOf(key)[1] }),
      );
  }

  find() {
    this.picker.ask(this.labels.find, () => true, (key) => {
      if (!this.view.goTo(key)) this.say(this.labels.not_shown);
    });
  }
}
