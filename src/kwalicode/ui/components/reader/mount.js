// The reader: a text, what stands on it, and what the user does to it. Streamlit calls the default
// function for two mounts: one holds the text, a hidden one (`sync`) carries what changes.

import { takeTheme, whenGone } from "./dom.js";
import { Reader } from "./reader.js";

const readers = new Map(); // by document id; all mounts of a page share this module
const early = new Map(); // answers that came before their text

export default function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".kw");
  if (!root || !data) return undefined;
  return data.kind === "sync" ? mountSync(root, data, setStateValue) : mountText(root, data);
}

function mountText(root, data) {
  const { id } = data.document;
  let reader = root.reader;
  if (reader && reader.id !== id) {
    reader.close();
    reader = null;
  }
  if (!reader) {
    performance.mark("kw-opened");
    reader = root.reader = new Reader(root, data);
    readers.set(id, reader);
    if (early.has(id)) {
      reader.sync(...early.get(id));
      early.delete(id);
    }
  }
  takeTheme(root);
  return whenGone(root, () => {
    root.reader?.close();
    if (readers.get(id) === root.reader) readers.delete(id);
    root.reader = null;
  });
}

function mountSync(root, data, setStateValue) {
  root.dataset.kind = "sync";
  const send = (outbox) => setStateValue("outbox", outbox);
  const reader = readers.get(data.document_id);
  if (reader) reader.sync(data, send);
  else early.set(data.document_id, [data, send]);
  return () => readers.get(data.document_id)?.outbox.disconnect(send);
}
