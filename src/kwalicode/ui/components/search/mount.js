// Results of a search: choose them by mouse or key, put a code on them, open them in the reader.

import { whenGone } from "../kwalicode.reader/dom.js";
import { Results } from "./results.js";

export default function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".kw");
  if (!root || !data) return undefined;
  root.results ??= new Results(root, data.labels);
  root.results.show(data, (ask) => setStateValue("ask", ask));
  return whenGone(root, () => {
    root.results?.close();
    root.results = null;
  });
}
