/* Legend of a sheet: swatches with their words in rows, and the ramp of months. */
// @ts-check
import { drawSheetLines, evenLines, lineHeightOf, sheetColour, widestLine } from "./sheet_type.js";

/** @typedef {import("./sheet_type.js").SheetType} SheetType */
/**
 * One entry: a fill, or the ramp; colours are red, green, blue and opacity, 0 to 255.
 * @typedef {{ text: string, look: "plain" | "hatched" | "apart" | "dot", fill: number[],
 *   edge: number[], isDashed: boolean, hatch?: number[] }} SheetFill
 * @typedef {{ ramp: { first: number[], last: number[], firstDay: number, lastDay: number } }}
 *   SheetRamp
 */

const KEY_SWATCH = { width: 30, height: 18 };
const KEY_GAP = { text: 10, between: 28, row: 7 };
const KEY_RAMP = { height: 16, width: 640, between: 24, maxTicks: 5 };
const KEY_DOT_GRID = 6;
const KEY_DOT_ROW = 10.39;
const KEY_DOT_RADIUS = { apart: 2.5, dot: 1.3 };
const KEY_HATCH_GAP = 6;

/**
 * Lays a legend out in a column and draws it, or only measures it.
 * @param {CanvasRenderingContext2D} context
 * @param {(SheetFill | SheetRamp)[]} entries
 * @param {{ type: SheetType, x: number, y: number, width: number,
 *   month: (day: number) => string, isDrawn: boolean }} place
 * @returns {number} the height that it takes
 */
export function setKey(context, entries, { type, x, y, width, month, isDrawn }) {
  let top = y, across = x, height = 0;
  const line = lineHeightOf(type);
  for (const entry of entries) {
    if (!("ramp" in entry)) continue;
    const long = Math.min(width, KEY_RAMP.width);
    if (isDrawn) drawKeyRamp(context, entry.ramp, type, x, top, long, month);
    top += KEY_RAMP.height + line + KEY_GAP.row;
  }
  for (const entry of entries) {
    if ("ramp" in entry) continue;
    const room = width - KEY_SWATCH.width - KEY_GAP.text;
    const lines = evenLines(context, type, entry.text, room);
    const taken = KEY_SWATCH.width + KEY_GAP.text + widestLine(context, type, lines);
    if (across > x && across + taken > x + width) {
      [across, top, height] = [x, top + height + KEY_GAP.row, 0];
    }
    if (isDrawn) {
      drawKeySwatch(context, entry, across, top + (line - KEY_SWATCH.height) / 2);
      drawSheetLines(context, type, lines, across + KEY_SWATCH.width + KEY_GAP.text, top);
    }
    height = Math.max(height, lines.length * line, KEY_SWATCH.height);
    across += taken + KEY_GAP.between;
  }
  return top + height - y;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {SheetFill} entry
 * @param {number} x
 * @param {number} y
 */
function drawKeySwatch(context, entry, x, y) {
  const { width, height } = KEY_SWATCH;
  const box = new Path2D();
  box.rect(x + 0.75, y + 0.75, width - 1.5, height - 1.5);
  context.save();
  context.save();
  context.clip(box);
  if (entry.look === "apart" || entry.look === "dot") {
    drawKeyDots(context, sheetColour(entry.fill), KEY_DOT_RADIUS[entry.look], x, y);
  } else {
    context.fillStyle = sheetColour(entry.fill);
    context.fill(box);
    if (entry.hatch) drawKeyHatch(context, sheetColour(entry.hatch), x, y);
  }
  context.restore();
  if (entry.isDashed) context.setLineDash([5, 3]);
  context.lineWidth = 1.5;
  context.strokeStyle = sheetColour([...entry.edge.slice(0, 3), 255]);
  context.stroke(box);
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} colour
 * @param {number} radius
 * @param {number} x
 * @param {number} y
 */
function drawKeyDots(context, colour, radius, x, y) {
  context.fillStyle = colour;
  const { width, height } = KEY_SWATCH;
  for (let row = 0; row * KEY_DOT_ROW / 2 < height + KEY_DOT_ROW; row++) {
    for (let left = row % 2 ? 0 : KEY_DOT_GRID / 2; left <= width; left += KEY_DOT_GRID) {
      context.beginPath();
      context.arc(x + left, y + KEY_DOT_ROW / 4 + row * KEY_DOT_ROW / 2, radius, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} colour
 * @param {number} x
 * @param {number} y
 */
function drawKeyHatch(context, colour, x, y) {
  const { width, height } = KEY_SWATCH, step = KEY_HATCH_GAP * Math.SQRT2;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let left = step / 2; left < width + height; left += step) {
    context.moveTo(x + left, y);
    context.lineTo(x + left - height, y + height);
  }
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {SheetRamp["ramp"]} ramp
 * @param {SheetType} type
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {(day: number) => string} month
 */
function drawKeyRamp(context, ramp, type, x, y, width, month) {
  const label = widestLine(context, type, [ramp.firstDay, ramp.lastDay].map(month));
  const room = Math.floor(width / (label + KEY_RAMP.between));
  const steps = Math.min(KEY_RAMP.maxTicks, Math.max(2, room)) - 1;
  const colours = context.createLinearGradient(x, 0, x + width, 0);
  colours.addColorStop(0, sheetColour(ramp.first));
  colours.addColorStop(1, sheetColour(ramp.last));
  context.fillStyle = colours;
  context.fillRect(x, y, width, KEY_RAMP.height);
  for (let at = 0; at <= steps; at++) {
    const day = ramp.firstDay + Math.floor((ramp.lastDay - ramp.firstDay) * at / steps);
    const align = at === 0 ? "left" : at === steps ? "right" : "center";
    drawSheetLines(context, type, [month(day)], x + width * at / steps, y + KEY_RAMP.height, align);
  }
}
