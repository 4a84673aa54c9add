/* Lettering of a sheet: words in lines that fit, as even as they can be, and lines as SVG text. */
// @ts-check
import { brokenEvenly, wordsOf } from "./even_lines.js";

/**
 * A style of type; sizes are in pixels of the sheet.
 * @typedef {{ size: number, leading: number, family: string, weight: number, colour: string }}
 *   TextType
 */

const CAP_SHARE = 0.72;
/** @type {CanvasRenderingContext2D | null} */
let ruler = null;

/** @param {TextType} type @param {string} text @returns {number} its width in pixels */
export function textWidth(type, text) {
  ruler ??= /** @type {CanvasRenderingContext2D} */ (
    document.createElement("canvas").getContext("2d"));
  ruler.font = `${type.weight} ${type.size}px ${type.family}`;
  return ruler.measureText(text).width;
}

/** @param {TextType} type */
export const linePx = type => type.size * type.leading;

/**
 * Breaks a text into the fewest lines that fit a width, and of those the most even.
 * @param {TextType} type
 * @param {string} text
 * @param {number} width
 * @returns {string[]}
 */
export function linesOf(type, text, width) {
  if (!text) return [];
  return brokenEvenly(wordsOf(text), width, line => textWidth(type, line));
}

/** @param {string} text */
export const escaped = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;")
  .replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/**
 * Writes lines as SVG text, the first of which begins at a top edge.
 * @param {TextType} type
 * @param {string[]} lines
 * @param {number} x
 * @param {number} y
 */
export function textSvg(type, lines, x, y) {
  const first = y + type.size * (type.leading + CAP_SHARE) / 2;
  const spans = lines.map((line, at) =>
    `<tspan x="${x}" y="${(first + at * linePx(type)).toFixed(1)}">${escaped(line)}</tspan>`);
  return `<text font-family="${escaped(type.family)}" font-size="${type.size}" `
    + `font-weight="${type.weight}" fill="${type.colour}">${spans.join("")}</text>`;
}
