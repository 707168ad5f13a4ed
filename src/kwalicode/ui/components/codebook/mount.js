// The codebook: a tree of categories and codes, and all about the one that is chosen.

import { whenGone } from "../kwalicode.reader/dom.js";
import { Book } from "./book.js";

export default function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".kw");
  if (!root || !data) return undefined;
  if (root.book && root.book.key !== data.key) {
    root.book.close();
    root.book = null;
  }
  root.book ??= new Book(root, data);
  root.book.sync(data, setStateValue);
  return whenGone(root, () => {
    root.book?.close();
    root.book = null;
  });
}
