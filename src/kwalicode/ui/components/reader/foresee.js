// What an operation will have done once it is stored, shown before the server answers.

import { concerned } from "./deciding.js";

// Do it to the marks; gives the ids of those that changed and the turns that look different.
export function foresee(op, reader) {
  const { codebook, isReview, steps } = reader;
  if (op.new_code) codebook.add({ id: op.code_id, ...op.new_code });
  if (op.op === "undo" || op.op === "redo") return isReview ? stepped(op.op, reader) : [[], new Set()];
  const ids = isReview ? concerned(op, reader) : [op.mark_id];
  const before = rowsOf(ids, reader);
  const kind = reader.marks.byId.get(op.mark_id)?.codeId;
  const touched = union(ids.map((id) => changed({ ...op, mark_id: id }, kind, reader)));
  steps.done.push(before);
  steps.undone.length = 0;
  return [ids, touched];
}

function changed(op, kind, reader) {
  const { about, codebook, marks, isReview, coder, passId } = reader;
  if (op.op === "bar" || op.op === "lift") return reader.barred.foresee(op);
  if (op.op === "add") {
    codebook.count(op.code_id, 1);
    const row = [op.mark_id, op.code_id, op.start, op.end, isReview ? "accepted" : "", "", coder];
    return marks.put(isReview ? row : [...row, [passId, "", "", ""]]);
  }
  const mark = marks.byId.get(op.mark_id);
  if (!mark) return new Set();
  const row = marks.row(mark);
  switch (op.op) {
    case "remove":
      codebook.count(mark.codeId, -1);
      return marks.drop(op.mark_id);
    case "recode":
      codebook.count(mark.codeId, -1);
      codebook.count(op.code_id, 1);
      return marks.put(row.with(1, op.code_id));
    case "resize":
    case "place":
      return marks.put(row.with(2, op.start).with(3, op.end));
    case "note":
      return marks.put(row.with(5, op.note));
    case "details":
      return marks.put([...row.slice(0, 7), [mark.about[0], op.actor, op.target, op.perspective]]);
    case "memo":
    case "change_memo":
    case "mark_memo":
    case "delete_memo":
      about.foresee(op, coder);
      return marks.put(row); // nothing of the mark changes, but it looks different
    case "accept":
      return marks.put(mark.state === "accepted" ? row : row.with(1, kind).with(4, "accepted"));
    case "accept_all":
    case "assign":
      return marks.put(row.with(4, "accepted"));
    case "refuse":
      return marks.put(row.with(4, "refused"));
    default:
      return new Set();
  }
}

// Put the marks of the last step back as they were, or do an undone step again.
function stepped(op, reader) {
  const { marks, steps } = reader;
  const [from, to] = op === "undo" ? [steps.done, steps.undone] : [steps.undone, steps.done];
  const rows = from.pop() ?? [];
  const ids = rows.map(([id]) => id);
  to.push(rowsOf(ids, reader));
  return [ids, union(rows.map(([id, row]) => (row ? marks.put(row) : marks.drop(id))))];
}

const rowsOf = (ids, { marks }) =>
  ids.map((id) => [id, marks.byId.has(id) ? marks.row(marks.byId.get(id)) : null]);

const union = (sets) => new Set(sets.flatMap((set) => [...set]));
