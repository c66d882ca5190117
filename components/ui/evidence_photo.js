// What a file is stands in its first bytes; a photo is drawn anew, so that nothing travels but what can be seen.

const SIGNATURES = {
  photo: [
    [[0, [0xff, 0xd8, 0xff]]],
    [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]],
    [[0, letters("RIFF")], [8, letters("WEBP")]],
  ],
  pdf: [[[0, letters("%PDF-")]]],
  heic: ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif"].map((brand) => [
    [4, letters("ftyp")],
    [8, letters(brand)],
  ]),
};
const QUALITIES = [0.82, 0.7, 0.55];

function letters(text) {
  return [...text].map((letter) => letter.charCodeAt(0));
}

/** "photo", "pdf", "heic", "empty" or "unknown". */
async function kindOf(file) {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (!head.length) return "empty";
  const has = ([at, bytes]) => bytes.every((byte, offset) => head[at + offset] === byte);
  const found = Object.entries(SIGNATURES).find(([, ways]) => ways.some((parts) => parts.every(has)));
  return found ? found[0] : "unknown";
}

/** What may travel, or a throw of {fault: "broken"} and the like: a photo as a small JPEG, a document as it is. */
async function prepared(file, limits) {
  const kind = await kindOf(file);
  if (kind === "empty" || kind === "unknown") throw { fault: kind };
  if (kind === "pdf") {
    if (file.size > limits.pdf) throw { fault: "too_large" };
    return file;
  }
  try {
    return await shrunk(file, limits);
  } catch {
    throw { fault: kind === "heic" ? "heic" : "broken" };
  }
}

async function shrunk(file, limits) {
  const picture = await decoded(file);
  try {
    let scale = Math.min(1, limits.side / Math.max(picture.width, picture.height));
    while (scale * Math.max(picture.width, picture.height) >= 1) {
      for (const quality of QUALITIES) {
        const blob = await drawn(picture, scale, quality);
        if (blob.size <= limits.photo) return blob;
      }
      scale *= 0.75;
    }
    throw new Error("cannot be made small enough");
  } finally {
    picture.close?.();
  }
}

/** Upright, as the camera was held. Some browsers can show more kinds of photo than they can make a bitmap of. */
async function decoded(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    const address = URL.createObjectURL(file);
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      return image;
    } finally {
      URL.revokeObjectURL(address);
    }
  }
}

async function drawn(picture, scale, quality) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
  canvas.width = canvas.height = 0; // some phones give the memory back only then
  if (!blob) throw new Error("cannot be drawn");
  return blob;
}
