/* Lettering of a sheet on a 2D canvas: words in lines that fit, as even as they can be. */
// @ts-check
import { brokenEvenly, wordsOf } from "./even_lines.js";

/**
 * A style of type; sizes are in pixels of the sheet.
 * @typedef {{ size: number, leading: number, family: string, colour: string, weight?: number }}
 *   SheetType
 */

const SHEET_CAP_SHARE = 0.72;

/**
 * Writes a colour as CSS.
 * @param {number[]} colour red, green, blue and opacity, 0 to 255
 */
export const sheetColour = ([red, green, blue, opacity = 255]) =>
  `rgb(${red} ${green} ${blue} / ${opacity / 255})`;

/** @param {SheetType} type */
export const lineHeightOf = type => type.size * type.leading;

/** @param {SheetType} type @returns {string} the font as CSS writes it */
const fontOf = ({ weight = 400, size, family }) => `${weight} ${size}px ${family}`;

/**
 * Waits for the fonts of some types, which a page may not have asked for yet: else the first
 * picture is set in others.
 * @param {SheetType[]} types
 * @param {string} text that the fonts must have the letters of
 */
export const loadSheetFonts = (types, text) =>
  Promise.all(types.map(type => document.fonts.load(fontOf(type), text)));

/**
 * Takes a type into use.
 * @param {CanvasRenderingContext2D} context
 * @param {SheetType} type
 */
export function setSheetType(context, type) {
  context.font = fontOf(type);
  context.fillStyle = type.colour;
  context.textBaseline = "alphabetic";
}

/**
 * Breaks a text into the fewest lines that fit a width, and of those the most even.
 * @param {CanvasRenderingContext2D} context
 * @param {SheetType} type
 * @param {string} text
 * @param {number} width
 * @returns {string[]}
 */
export function evenLines(context, type, text, width) {
  setSheetType(context, type);
  return brokenEvenly(wordsOf(text), width, line => context.measureText(line).width);
}

/**
 * Measures the longest of some lines.
 * @param {CanvasRenderingContext2D} context
 * @param {SheetType} type
 * @param {string[]} lines
 */
export function widestLine(context, type, lines) {
  setSheetType(context, type);
  return Math.max(0, ...lines.map(line => context.measureText(line).width));
}

/**
 * Writes lines, the first of which begins at a top edge.
 * @param {CanvasRenderingContext2D} context
 * @param {SheetType} type
 * @param {string[]} lines
 * @param {number} x
 * @param {number} y
 * @param {CanvasTextAlign} align
 */
export function drawSheetLines(context, type, lines, x, y, align = "left") {
  setSheetType(context, type);
  context.textAlign = align;
  const baseline = y + type.size * (type.leading + SHEET_CAP_SHARE) / 2;
  lines.forEach((line, at) => context.fillText(line, x, baseline + at * lineHeightOf(type)));
}

/**
 * Writes one line with a halo; `y` is its baseline.
 * @param {CanvasRenderingContext2D} context
 * @param {SheetType} type
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {string} halo
 */
export function drawSheetName(context, type, text, x, y, halo) {
  setSheetType(context, type);
  context.textAlign = "left";
  context.lineJoin = "round";
  context.lineWidth = type.size / 3.5;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}
