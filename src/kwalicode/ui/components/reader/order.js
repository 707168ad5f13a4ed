// The orders in which a review lists its findings: groups of entries, each with the marks it stands for.

export const ORDERS = ["text", "risk", "name"];

// What points at one person by itself; a number is that of a case, a file or a member of staff.
const DIRECT = new Set("person address postcode phone email bsn iban plate url handle number".split(" "));
const RISKS = ["direct", "perhaps", "other", "sensitive", "decided"];

export const isOpen = (mark) => mark.state === "proposed";

export function grouped(order, marks, { text, codebook, labels }) {
  if (order === "risk") return byRisk(marks, labels);
  if (order === "name") return byName(marks, text, codebook);
  return [{ heading: "", entries: marks.map(alone) }];
}

const alone = (mark) => ({ key: mark.id, marks: [mark] });

// Open before decided, what points at one person before what does so only with something else, and
// the least sure first.
function byRisk(marks, labels) {
  const found = Map.groupBy(marks, riskOf);
  return RISKS.filter((risk) => found.has(risk)).map((risk) => ({
    heading: labels[`risk_${risk}`],
    entries: found.get(risk).sort(leastSure).map(alone),
  }));
}

function riskOf(mark) {
  if (!isOpen(mark)) return "decided";
  if (mark.codeId === "sensitive") return "sensitive";
  if (mark.codeId === "name-like") return "perhaps";
  return DIRECT.has(mark.codeId) ? "direct" : "other";
}

const score = (mark) => mark.about?.[1] ?? 1;
const leastSure = (a, b) => score(a) - score(b) || a.start - b.start;

// One entry for all places with the same words, under the kind of the first that is open.
function byName(marks, text, codebook) {
  const entries = [...Map.groupBy(marks, (mark) => text.slice(mark.start, mark.end))].map(
    ([words, places]) => ({
      key: `name ${words}`,
      words,
      marks: places,
      kind: (places.find(isOpen) ?? places[0]).codeId,
    }),
  );
  entries.sort((a, b) => b.marks.length - a.marks.length || a.words.localeCompare(b.words));
  const found = Map.groupBy(entries, (entry) => entry.kind);
  const kinds = [...codebook.codes.keys()].filter((kind) => found.has(kind));
  return kinds.map((kind) => ({ heading: codebook.name(kind), entries: found.get(kind) }));
}
