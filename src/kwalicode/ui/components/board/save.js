// Saving the diagram as a file: the server draws it for publication, as SVG; PNG is made of that here.

const DENSITY = 3; // pixels of the PNG to a pixel of the drawing; 300 dpi at a width of 17 cm
const MOST_PIXELS = 60_000_000;

export function savePicture(board, kind) {
  const keys = board.view.things.map(({ key }) => board.split(key));
  const relation_ids = board.view.arrows.map(({ relation }) => relation.id);
  board.ask({ what: "picture", nodes: keys, relation_ids }, async ({ svg, name, says, refused }) => {
    if (refused) return board.alarm(refused);
    board.say(says);
    const drawing = new Blob([svg], { type: "image/svg+xml" });
    return save(kind === "svg" ? drawing : await png(drawing), `${name}.${kind}`);
  });
}

export async function png(drawing) {
  const image = new Image(),
    address = URL.createObjectURL(drawing);
  image.src = address;
  await image.decode();
  const scale = Math.min(DENSITY, Math.sqrt(MOST_PIXELS / (image.width * image.height)));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height].map((side) => Math.round(side * scale));
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
