// Going to a place that another page asked for.

import { afterPaint } from "./dom.js";
import { choose } from "./moving.js";

const visited = new Set(); // each request is followed once, also where its answer comes again

// Scroll to a place and let it stand out: the coding that begins there, or the sentence.
export function goTo(reader, [request, point]) {
  const { marks, text, view } = reader;
  if (visited.has(request)) return;
  visited.add(request);
  const unit = text.unit(Math.min(point, text.points?.at(-1) ?? text.string.length));
  const mark = marks.inOrder((one) => one.start === unit)[0];
  const place = mark ? [mark.start, mark.end] : text.sentenceAt(unit);
  if (!place) return;
  view.reveal(place[0]);
  if (mark) reader.focusMark(mark);
  choose(reader, ...place);
  // Turns nearby are drawn when they come near, and may turn out longer than they were taken for.
  afterPaint(() => view.reveal(place[0]));
}
