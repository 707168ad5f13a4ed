// What an operation will have done once it is stored, shown before the server answers.

export function foresee(op, { codebook, marks, text, isReview, coder }) {
  if (op.new_code) codebook.add({ id: op.code_id, ...op.new_code });
  if (op.op === "add") {
    codebook.count(op.code_id, 1);
    return marks.put([op.mark_id, op.code_id, op.start, op.end, isReview ? "accepted" : "", "", coder]);
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
      return marks.put(row.with(2, op.start).with(3, op.end));
    case "note":
      return marks.put(row.with(5, op.note));
    case "accept":
    case "refuse":
      return decided(op, mark, marks, text);
    default:
      return new Set();
  }
}

function decided(op, mark, marks, text) {
  const words = text.slice(mark.start, mark.end);
  const touched = new Set();
  for (const other of op.everywhere ? marks.inOrder() : [mark]) {
    if (text.slice(other.start, other.end) !== words) continue;
    const row = marks.row(other).with(4, op.op === "accept" ? "accepted" : "refused");
    marks.put(row).forEach((i) => touched.add(i));
  }
  return touched;
}
