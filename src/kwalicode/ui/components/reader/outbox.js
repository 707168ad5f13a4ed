// What was done and is not known to be stored. Everything unacknowledged goes with every message,
// because Streamlit may drop messages that come fast; the server stores an id only once.

const RETRY_MS = 4000;
const kept = new Map(); // outboxes of documents that were left before all was stored

export function outboxOf(documentId, onChange) {
  const outbox = kept.get(documentId) ?? new Outbox(documentId);
  kept.delete(documentId);
  outbox.onChange = onChange;
  return outbox;
}

class Outbox {
  constructor(documentId) {
    this.documentId = documentId;
    this.onChange = () => {};
    this.waiting = new Map();
    this.send = null; // of the sync mount; null while that is away
    this.revision = null; // the newest change that is shown; null asks for everything
    this.ask = null; // what the server is asked beside, until it answers
    this.number = 0;
    this.timer = setInterval(() => {
      if (this.waiting.size || this.ask) this.flush();
    }, RETRY_MS);
    this.warn = (event) => {
      if (this.waiting.size) event.preventDefault();
    };
    addEventListener("beforeunload", this.warn);
  }

  connect(send) {
    this.send = send;
  }
  disconnect(send) {
    if (this.send === send) this.send = null;
  }

  add(operation, markIds) {
    this.waiting.set(operation.id, { operation, markIds: new Set(markIds), since: performance.now() });
    this.flush();
    this.onChange();
  }

  flush() {
    const ops = [...this.waiting.values()].map((item) => item.operation);
    this.send?.({ ops, revision: this.revision, n: ++this.number, ...(this.ask && { ask: this.ask }) });
  }

  has(id) {
    return this.waiting.has(id);
  }

  acknowledge(ids) {
    for (const id of ids) {
      const item = this.waiting.get(id);
      if (!item) continue;
      this.waiting.delete(id);
      performance.measure("kw-store", { start: item.since, end: performance.now() });
    }
    if (ids.length) this.onChange();
  }

  refuse(id) {
    const item = this.waiting.get(id);
    this.waiting.delete(id);
    this.onChange();
    return item?.operation;
  }

  // Marks that belong to operations the server has not answered yet.
  owns(markId) {
    return [...this.waiting.values()].some((item) => item.markIds.has(markId));
  }

  close() {
    if (this.waiting.size) {
      kept.set(this.documentId, this);
      return;
    }
    clearInterval(this.timer);
    removeEventListener("beforeunload", this.warn);
  }
}
