// What the server says, put into the marks and codes of a reader.

// Take all, or what changed since; gives the turns that look different.
export function take(data, reader) {
  return data.full && data.revision >= reader.revision
    ? takeAll(data.full, reader)
    : takeChanges(data, reader);
}

function takeAll(full, reader) {
  const { codebook, marks, outbox, side } = reader;
  codebook.set(full);
  codebook.counts = new Map(Object.entries(full.counts));
  if (!codebook.used.length) codebook.setRecent(full.recent);
  side.take?.(full);
  const touched = marks.replaceAll(full.marks, (id) => outbox.owns(id));
  if (reader.isReview) return touched;
  reader.filter.take(full);
  reader.about.take(full);
  reader.barred.take(full.barred);
  reader.barred.turnsOf(reader.barred.rows).forEach((i) => touched.add(i));
  if (reader.revision >= 0) reader.text.turns.forEach((turn) => touched.add(turn.index));
  return touched;
}

function takeChanges({ changes, counts }, reader) {
  const { about, codebook, marks, outbox, revision: shown, text } = reader;
  const touched = new Set();
  for (const [revision, , kind, content] of changes) {
    if (revision <= shown) continue;
    if (kind === "codes") {
      codebook.set(content);
      text.turns.forEach((turn) => touched.add(turn.index));
      continue;
    }
    if (kind === "memos") {
      about.takeMemos(content).forEach((i) => touched.add(i));
      continue;
    }
    const id = kind === "mark" ? content[0] : content;
    if (outbox.owns(id)) continue; // what was done here since is newer
    const turns = kind === "mark" ? marks.putIfNew(content) : marks.drop(id);
    turns.forEach((i) => touched.add(i));
  }
  for (const [id, n] of Object.entries(counts)) codebook.counts.set(id, n);
  return touched;
}
