/* Layout of a sheet: where headline, measure, chart and source stand, so that all of them fit.

   A chart is drawn at a size of its own and scaled: small enough to have the height that its
   labels were placed for, large enough to be read. In a wide sheet a high chart has its words
   beside it. */
// @ts-check
import { linePx, linesOf } from "./lettering.js";

/** @typedef {import("./lettering.js").TextType} TextType */
/**
 * A shape of sheet; sizes are in pixels, of which its PNG has two each.
 * @typedef {{ name: string, width: number, height: number, edge: number, gap: number,
 *   headline: number, measure: number, foot: number, scale: number, columns: number[] }} SheetShape
 * @typedef {{ headline: string, subtitle: string, foot: string, key: string }} SheetWords
 * @typedef {{ paper: string, ink: string, muted: string, sans: string, serif: string }} SheetLook
 * @typedef {{ x: number, y: number, width: number, height: number, scale: number }} ChartArea
 * @typedef {{ width: number, height: number }} Size
 * @typedef {{ type: TextType, lines: string[], x: number, y: number }} Block
 * @typedef {{ blocks: Block[], chart: ChartArea }} SheetLayout
 */

const SHRINKING = [1, 0.92, 0.84, 0.76, 0.68];
const MAX_HEAD_SHARE = 0.3;
const HEAD_GAPS = 0.9;
const BESIDE_GAIN = 1.2;
const MAX_COLUMN_SHARE = 0.55;

/** @type {SheetShape[]} */
export const SHEET_SHAPES = [
  { name: "wide", width: 1200, height: 675, edge: 36, gap: 10, headline: 34, measure: 19,
    foot: 14, scale: 1.3, columns: [330, 410, 480] },
  { name: "square", width: 1080, height: 1080, edge: 40, gap: 12, headline: 46, measure: 25,
    foot: 18, scale: 1.6, columns: [] },
  { name: "upright", width: 1080, height: 1350, edge: 40, gap: 14, headline: 50, measure: 27,
    foot: 18, scale: 1.6, columns: [] },
];

/** @param {SheetShape} shape @param {SheetLook} look @param {number} size */
function typesOf(shape, look, size) {
  return {
    headline: { size: shape.headline * size, leading: 1.16, family: look.serif, weight: 700,
      colour: look.ink },
    subtitle: { size: shape.measure * size, leading: 1.32, family: look.sans, weight: 400,
      colour: look.muted },
    foot: { size: shape.foot, leading: 1.34, family: look.sans, weight: 400, colour: look.muted },
    key: { size: shape.foot, leading: 1.34, family: look.sans, weight: 400, colour: look.ink },
  };
}

/** @param {TextType} type @param {string[]} lines */
const heightOf = (type, lines) => linePx(type) * lines.length;

/**
 * @param {SheetWords} words @param {SheetShape} shape @param {SheetLook} look
 * @param {number} width @param {number} maxHeight
 */
function setHead(words, shape, look, width, maxHeight) {
  let head;
  for (const size of SHRINKING) {
    const types = typesOf(shape, look, size);
    const headline = linesOf(types.headline, words.headline, width);
    const subtitle = linesOf(types.subtitle, words.subtitle, width);
    const below = heightOf(types.headline, headline) + shape.gap * HEAD_GAPS;
    const height = below + heightOf(types.subtitle, subtitle);
    head = { types, headline, subtitle, below, height };
    if (height <= maxHeight) break;
  }
  return /** @type {NonNullable<typeof head>} */ (head);
}

/**
 * @param {number} width @param {number} height @param {SheetShape} shape
 * @param {Size} natural the size that the chart was made for
 */
function scaleOf(width, height, shape, natural) {
  return Math.min(shape.scale, height / natural.height, width / natural.width);
}

/**
 * Sets what stands under the chart, or under the words beside it: what its numbers mean, and the
 * source.
 * @param {SheetWords} words @param {SheetShape} shape @param {SheetLook} look
 * @param {number} width
 */
function setFoot(words, shape, look, width) {
  const types = typesOf(shape, look, 1);
  const [key, foot] = [linesOf(types.key, words.key, width), linesOf(types.foot, words.foot, width)];
  const apart = key.length ? shape.gap * 0.6 : 0;
  const [keyHeight, footHeight] = [heightOf(types.key, key), heightOf(types.foot, foot)];
  return { types, key, foot, keyHeight, apart, height: keyHeight + apart + footHeight };
}

/**
 * @param {ReturnType<typeof setHead>} head @param {ReturnType<typeof setFoot>} foot
 * @param {SheetShape} shape
 * @param {ChartArea} chart
 * @returns {SheetLayout}
 */
function placed(head, foot, shape, chart) {
  const { edge, height } = shape, { types } = head;
  const keyTop = height - edge * 0.75 - foot.height;
  return {
    chart,
    blocks: [
      { type: types.headline, lines: head.headline, x: edge, y: edge * 0.85 },
      { type: types.subtitle, lines: head.subtitle, x: edge, y: edge * 0.85 + head.below },
      { type: types.key, lines: foot.key, x: edge, y: keyTop },
      { type: types.foot, lines: foot.foot, x: edge, y: keyTop + foot.keyHeight + foot.apart },
    ],
  };
}

/**
 * Lays a sheet out.
 * @param {SheetShape} shape
 * @param {SheetWords} words
 * @param {SheetLook} look
 * @param {Size} natural the size that the chart was made for, at least
 * @returns {SheetLayout}
 */
export function layoutSheet(shape, words, look, natural) {
  const { width, height, edge, gap, columns } = shape;
  const across = width - 2 * edge;
  const above = setHead(words, shape, look, across, MAX_HEAD_SHARE * height);
  const foot = setFoot(words, shape, look, across);
  const top = edge * 0.85 + above.height + gap;
  const low = height - edge * 0.75 - foot.height - gap;
  const scale = scaleOf(across, low - top, shape, natural);
  const whole = placed(above, foot, shape, {
    x: edge, y: top, width: across, height: low - top, scale,
  });
  // A wider column for long words, where the narrow one does not hold them.
  for (const column of columns) {
    const narrowFoot = setFoot(words, shape, look, column);
    const beside = setHead(words, shape, look, column, MAX_COLUMN_SHARE * height);
    const left = edge + column + gap * 2.4;
    const [wide, high] = [width - edge * 0.6 - left, height - 1.4 * edge];
    const besideScale = scaleOf(wide, high, shape, natural);
    const isTooLong = beside.height + narrowFoot.height + 2 * edge > height;
    if (isTooLong || besideScale < scale * BESIDE_GAIN) continue;
    return placed(beside, narrowFoot, shape, {
      x: left, y: 0.7 * edge, width: wide, height: high, scale: besideScale,
    });
  }
  return whole;
}
