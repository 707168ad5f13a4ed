// The axial board: Streamlit calls the default function for two mounts. One shows the board or the
// diagram; a hidden one (`sync`) carries what changes.

import { takeTheme, whenGone } from "../kwalicode.reader/dom.js";
import { Board } from "./board.js";

const boards = new Map(); // by key; all mounts of a page share this module
const early = new Map(); // answers that came before their board

export default function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".kw");
  if (!root || !data) return undefined;
  return data.kind === "sync" ? mountSync(root, data, setStateValue) : mountBoard(root, data);
}

function mountBoard(root, data) {
  if (root.board && root.board.key !== data.key) {
    root.board.close();
    root.board = null;
  }
  if (!root.board) {
    performance.mark("kw-opened");
    root.board = new Board(root, data);
    boards.set(data.key, root.board);
    if (early.has(data.key)) root.board.sync(...early.get(data.key));
    early.delete(data.key);
  }
  takeTheme(root);
  return whenGone(root, () => {
    root.board?.close();
    if (boards.get(data.key) === root.board) boards.delete(data.key);
    root.board = null;
  });
}

function mountSync(root, data, setStateValue) {
  root.dataset.kind = "sync";
  const send = (outbox) => setStateValue("outbox", outbox);
  const board = boards.get(data.key);
  if (board) board.sync(data, send);
  else early.set(data.key, [data, send]);
  return () => boards.get(data.key)?.outbox.disconnect(send);
}
