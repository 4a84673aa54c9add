/* The sheet of a saved picture or of the frame of a video: headline, measure, map, legend, scale
   bar and foot in one of three shapes, as `maps/picture/sheet.py` sets them. */
// @ts-check
import { setKey } from "./sheet_key.js";
import { drawSheetLines, drawSheetName, evenLines, lineHeightOf } from "./sheet_type.js";
import { loadSheetFonts, sheetColour, widestLine } from "./sheet_type.js";

/** @typedef {import("./sheet_key.js").SheetFill} SheetFill */
/** @typedef {import("./sheet_key.js").SheetRamp} SheetRamp */
/** @typedef {import("./stage.js").Stage} Stage */
/**
 * A shape of picture; sizes are in pixels of the sheet, of which its PNG has `scale` each.
 * @typedef {{ name: string, width: number, height: number, column: number, headline: number,
 *   measure: number, key: number, foot: number, scale: number }} SheetShape
 * @typedef {{ edge: number, gap: number, shrinking: number[], minMapShare: number,
 *   nameSize: number, sans: string, serif: string }} SheetRules
 * @typedef {{ headline: string, measure: string, foot: string,
 *   entries: (SheetFill | SheetRamp)[],
 *   colours: { paper: number[], ink: number[], muted: number[], halo: number[] } }} SheetContent
 * @typedef {{ x: number, y: number, width: number, height: number }} Area
 * @typedef {{ shape: SheetShape, rules: SheetRules, scale: number, column: Area, map: Area,
 *   measureTop: number, keyTop: number, footTop: number }} SheetLayout
 */

const SHEET_BAR = { share: 0.2, edge: 18, height: 5, type: 13 };
const SHEET_DATE_SIZE = 30;
const SHEET_MEASURED_TEXTS = 12;

/** @param {SheetContent} content @param {SheetRules} rules @param {SheetShape} shape */
function sheetTypes({ colours }, rules, shape, scale = 1) {
  const [ink, muted] = [sheetColour(colours.ink), sheetColour(colours.muted)];
  const { sans: family, serif } = rules;
  return {
    headline: {
      size: shape.headline * scale, leading: 1.18, family: serif, colour: ink, weight: 700,
    },
    measure: { size: shape.measure * scale, leading: 1.4, family, colour: muted },
    key: { size: shape.key * scale, leading: 1.35, family, colour: ink },
    foot: { size: shape.foot, leading: 1.35, family, colour: muted },
  };
}

/**
 * Waits until the page has the fonts of a sheet.
 * @param {SheetRules} rules @param {SheetShape} shape @param {SheetContent} content
 */
export function sheetFonts(rules, shape, content) {
  const types = sheetTypes(content, rules, shape), bold = { ...types.measure, weight: 600 };
  return loadSheetFonts([types.headline, types.measure, bold], content.headline);
}

/** @param {string[]} texts @returns {string[]} those that may take the most lines */
const longestTexts = texts => [...new Set(texts)]
  .sort((one, other) => other.length - one.length).slice(0, SHEET_MEASURED_TEXTS);

/**
 * Finds where map and words stand, so that the words of all contents fit: frames of one video have
 * one layout. Long words are set smaller until they leave the map its room.
 * @param {CanvasRenderingContext2D} context
 * @param {SheetRules} rules
 * @param {SheetShape} shape
 * @param {SheetContent[]} contents
 * @param {(day: number) => string} month
 * @returns {SheetLayout}
 */
export function layoutSheet(context, rules, shape, contents, month) {
  const { edge, gap } = rules, isBeside = shape.column > 0;
  const width = (isBeside ? shape.column : shape.width) - 2 * edge;
  const low = shape.height - (isBeside ? edge : edge * 0.7);
  let layout;
  for (const scale of rules.shrinking) {
    const types = sheetTypes(contents[0], rules, shape, scale);
    const most = (/** @type {"headline" | "measure" | "foot"} */ part) => Math.max(
      ...longestTexts(contents.map(each => each[part])).map(
        text => evenLines(context, types[part], text, width).length),
    ) * lineHeightOf(types[part]);
    const key = setKey(context, contents[0].entries, {
      type: types.key, x: 0, y: 0, width, month, isDrawn: false,
    });
    const measureTop = edge + most("headline") + gap;
    const headEnd = measureTop + most("measure");
    const footTop = low - most("foot");
    const keyTop = isBeside ? headEnd + 1.5 * gap : footTop - gap - key;
    /* On whole pixels, or a hair of paper shows at the edge of the map. */
    const [top, end] = [headEnd + gap, keyTop - 1.2 * gap].map(Math.round);
    const map = isBeside
      ? { x: shape.column, y: 0, width: shape.width - shape.column, height: shape.height }
      : { x: 0, y: top, width: shape.width, height: end - top };
    const column = { x: edge, y: edge, width, height: low - edge };
    layout = { shape, rules, scale, column, map, measureTop, keyTop, footTop };
    const fits = isBeside
      ? keyTop + key + 2 * gap <= footTop
      : map.height >= rules.minMapShare * shape.height;
    if (fits) break;
  }
  return /** @type {SheetLayout} */ (layout);
}

/**
 * Draws a sheet whole; the context is scaled to pixels of the sheet. The map must have been drawn
 * in this frame: what WebGL drew before it is gone.
 * @param {CanvasRenderingContext2D} context
 * @param {SheetLayout} layout
 * @param {SheetContent} content
 * @param {Stage} stage
 * @param {{ month: (day: number) => string, km: (length: number) => string, date?: string,
 *   played?: number }} words `date` is set large over the map, `played` is how much of a video
 *   has passed, 0 to 1
 */
export function drawSheet(context, layout, content, stage, { month, km, date, played }) {
  const { shape, rules, scale, column, map, measureTop, keyTop, footTop } = layout;
  const types = sheetTypes(content, rules, shape, scale), { x, y, width } = column;
  context.fillStyle = sheetColour(content.colours.paper);
  context.fillRect(0, 0, shape.width, shape.height);
  const metres = drawSheetMap(context, stage, map);
  const set = (/** @type {"headline" | "measure" | "foot"} */ part, /** @type {number} */ top) =>
    drawSheetLines(
      context, types[part], evenLines(context, types[part], content[part], width), x, top);
  set("headline", y);
  set("measure", measureTop);
  set("foot", footTop);
  setKey(context, content.entries, {
    type: types.key, x, y: keyTop, width, month, isDrawn: true,
  });
  const [ink, halo] = [content.colours.ink, content.colours.halo].map(sheetColour);
  const named = { leading: 1, family: rules.sans, colour: ink, weight: 600 };
  if (!stage.hasScale) {
    const type = { ...named, size: SHEET_BAR.type * rules.nameSize };
    drawSheetBar(context, map, metres, { type, halo, km });
  }
  if (date) {
    const type = { ...named, size: SHEET_DATE_SIZE };
    drawSheetDate(context, map, date, { type, paper: sheetColour(content.colours.paper) });
  }
  if (played !== undefined) {
    context.fillStyle = ink;
    context.fillRect(map.x, map.y + map.height - 4, map.width * played, 4);
  }
}

/**
 * Sets the date of a frame on a plate in the upper left corner of the map.
 * @param {CanvasRenderingContext2D} context
 * @param {Area} map
 * @param {string} date
 * @param {{ type: import("./sheet_type.js").SheetType, paper: string }} look
 */
function drawSheetDate(context, map, date, { type, paper }) {
  const pad = type.size / 2, width = widestLine(context, type, [date]) + 2 * pad;
  context.fillStyle = paper;
  context.fillRect(map.x, map.y, width, type.size + 2 * pad);
  drawSheetLines(context, type, [date], map.x + pad, map.y + pad);
}

/**
 * Draws what the canvases of a map show into an area, cut to its shape round the middle.
 * @param {CanvasRenderingContext2D} context
 * @param {Stage} stage
 * @param {Area} area
 * @returns {number} metres on the ground that a pixel of the sheet shows
 */
function drawSheetMap(context, stage, area) {
  const seen = stage.viewport();
  const perPixel = Math.min(seen.width / area.width, seen.height / area.height);
  const [width, height] = [area.width * perPixel, area.height * perPixel];
  if (stage.background) {
    context.fillStyle = stage.background();
    context.fillRect(area.x, area.y, area.width, area.height);
  }
  context.imageSmoothingQuality = "high";
  for (const canvas of stage.canvases()) {
    const across = canvas.width / seen.width, down = canvas.height / seen.height;
    context.drawImage(
      canvas,
      (seen.width - width) / 2 * across, (seen.height - height) / 2 * down,
      width * across, height * down,
      area.x, area.y, area.width, area.height,
    );
  }
  return seen.metresPerPixel * perPixel;
}

/**
 * Draws the longest of 1, 2 or 5 times a power of ten kilometres that has room, in the lower left
 * corner of the map.
 * @param {CanvasRenderingContext2D} context
 * @param {Area} map
 * @param {number} metres that a pixel shows
 * @param {{ type: import("./sheet_type.js").SheetType, halo: string,
 *   km: (length: number) => string }} look
 */
function drawSheetBar(context, map, metres, { type, halo, km }) {
  const most = map.width * SHEET_BAR.share * metres / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = (/** @type {number} */ ([5, 2, 1].find(step => step * power <= most))) * power;
  const left = map.x + SHEET_BAR.edge, right = left + length * 1000 / metres;
  const low = map.y + map.height - SHEET_BAR.edge - SHEET_BAR.height;
  const bar = new Path2D(`M${left} ${low}v${SHEET_BAR.height}H${right}v${-SHEET_BAR.height}`);
  context.lineJoin = "round";
  for (const [colour, width] of [[halo, 5], [type.colour, 1.8]]) {
    context.strokeStyle = String(colour);
    context.lineWidth = Number(width);
    context.stroke(bar);
  }
  drawSheetName(context, type, km(length), left, low - 0.35 * type.size, halo);
}
