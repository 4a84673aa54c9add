/* An SVG as PNG. */
// @ts-check

/**
 * Draws an SVG that holds all of its parts.
 * @param {string} svg
 * @param {number} width
 * @param {number} height
 * @param {number} scale pixels of the PNG for each of the SVG
 * @returns {Promise<Blob>}
 */
export async function pngOf(svg, width, height, scale) {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * scale, height * scale];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => canvas.toBlob(
    made => made ? done(made) : fail(new Error("The canvas is too large.")), "image/png"));
}

/** @param {Blob} blob @returns {Promise<string>} an address that holds all of it */
export const addressOf = blob => new Promise((done, fail) => {
  const reader = new FileReader();
  reader.onload = () => done(String(reader.result));
  reader.onerror = () => fail(reader.error);
  reader.readAsDataURL(blob);
});
