// What the server says, put into the marks and codes of a reader.

// Take all, or what changed since; gives the turns that look different.
export function take(data, reader) {
  return data.full && data.revision >= reader.revision
    ? takeAll(data.full, reader)
    : takeChanges(data, reader);
}

function takeAll(full, { codebook, marks, outbox, side }) {
  codebook.set(full);
  codebook.counts = new Map(Object.entries(full.counts));
  if (!codebook.used.length) codebook.setRecent(full.recent);
  side.take?.(full);
  return marks.replaceAll(full.marks, (id) => outbox.owns(id));
}

function takeChanges({ changes, counts }, { codebook, marks, outbox, revision: shown, text }) {
  const touched = new Set();
  for (const [revision, , kind, content] of changes) {
    if (revision <= shown) continue;
    if (kind === "codes") {
      codebook.set(content);
      text.turns.forEach((turn) => touched.add(turn.index));
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
