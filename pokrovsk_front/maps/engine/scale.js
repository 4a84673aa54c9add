// @ts-check
/** Scale bar of a map: a round number of kilometres, bottom left. */

/** @typedef {import("./placing.js").Box} Box */

const BAR_SHARE = 0.2;
const BAR_EDGE_PX = 12;
const BAR_HEIGHT_PX = 5;
const BAR_LETTER_PX = 12;
const BAR_PLATE_OPACITY = 0.72;

/**
 * Choose the longest of 1, 2 or 5 times a power of ten kilometres that takes at most a fifth of
 * the width, as `maps/picture/names.ScaleBar` does.
 *
 * @param {{ width: number, height: number, metresPerPixel: number }} viewport
 * @returns {{ km: number, left: number, low: number, width: number, box: Box }} lengths in pixels
 */
export function scaleBar({ width, height, metresPerPixel }) {
  const kmPerPixel = metresPerPixel / 1000;
  const most = width * BAR_SHARE * kmPerPixel;
  const power = 10 ** Math.floor(Math.log10(most));
  const km = (([5, 2, 1].find((step) => step * power <= most)) ?? 1) * power;
  const long = km / kmPerPixel;
  const low = height - BAR_EDGE_PX - BAR_HEIGHT_PX;
  const right = BAR_EDGE_PX + Math.max(long, 5 * BAR_LETTER_PX) + 8;
  return {
    km,
    left: BAR_EDGE_PX,
    low,
    width: long,
    box: [0, low - 1.6 * BAR_LETTER_PX, right, height],
  };
}

/**
 * Draw the bar and its length over it.
 *
 * @param {CanvasRenderingContext2D} context in CSS pixels
 * @param {ReturnType<typeof scaleBar>} bar
 * @param {{ text: string, font: string, ink: string, halo: string }} look
 */
export function drawScaleBar(context, bar, { text, font, ink, halo }) {
  context.font = `600 ${BAR_LETTER_PX}px ${font}`;
  // A plate of the halo: on hatched land the letters have no edge of their own.
  const [, top] = bar.box, wide = Math.max(bar.width, context.measureText(text).width);
  context.fillStyle = halo;
  context.globalAlpha = BAR_PLATE_OPACITY;
  context.beginPath();
  context.roundRect(bar.left - 5, top + 1, wide + 10, bar.low + BAR_HEIGHT_PX + 4 - top, 3);
  context.fill();
  context.globalAlpha = 1;
  context.beginPath();
  context.moveTo(bar.left, bar.low);
  context.lineTo(bar.left, bar.low + BAR_HEIGHT_PX);
  context.lineTo(bar.left + bar.width, bar.low + BAR_HEIGHT_PX);
  context.lineTo(bar.left + bar.width, bar.low);
  for (const [colour, width] of /** @type {[string, number][]} */ ([[halo, 5], [ink, 1.6]])) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
  context.textAlign = "left";
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.fillStyle = ink;
  const baseline = bar.low - 0.35 * BAR_LETTER_PX;
  context.strokeText(text, bar.left, baseline);
  context.fillText(text, bar.left, baseline);
}
