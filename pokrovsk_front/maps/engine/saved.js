/* The files that a reader saves of a map: a picture of what is shown, a video of days. */
// @ts-check
import { filmSeconds, recordFilm } from "./film.js";
import { filmIso } from "./film_days.js";
import { drawSheet, layoutSheet, sheetFonts } from "./sheet.js";

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./sheet.js").SheetShape} SheetShape */
/** @typedef {import("./sheet.js").SheetContent} SheetContent */
/**
 * What files are made from: `open` gives a map of a size, in CSS pixels with `ratio` pixels of the
 * file each; `contentAt` gives the words of what is shown on a day.
 * @typedef {{ figure: string, rules: import("./sheet.js").SheetRules,
 *   film: import("./film.js").FilmLimits,
 *   open: (size: { width: number, height: number, ratio: number }) => Promise<Stage>,
 *   contentAt: (shown: Shown) => SheetContent, day: (day: number) => string,
 *   month: (day: number) => string, km: (length: number) => string }} Saving
 * @typedef {{ blob: Blob, name: string }} SavedFile
 */

/**
 * Lays a sheet out and opens a map as large as its part of it.
 * @param {Saving} saving
 * @param {SheetShape} shape
 * @param {number} scale pixels of the file for each of the sheet
 * @param {SheetContent[]} contents
 */
async function preparedSheet({ rules, open, month }, shape, scale, contents) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(shape.width * scale);
  canvas.height = Math.round(shape.height * scale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(scale, scale);
  await sheetFonts(rules, shape, contents[0]);
  const layout = layoutSheet(context, rules, shape, contents, month);
  const { width, height } = layout.map, { nameSize } = rules;
  const stage = await open({
    width: Math.round(width / nameSize), height: Math.round(height / nameSize),
    ratio: scale * nameSize,
  });
  return { canvas, context, layout, stage };
}

/** @param {(string | null)[]} parts @param {string} kind */
const savedName = (parts, kind) =>
  `${["pokrovsk_front", ...parts].filter(part => part !== null).join("_")}.${kind}`;

/**
 * Draws what is shown as a PNG.
 * @param {Saving} saving
 * @param {SheetShape} shape
 * @param {Shown} shown
 * @returns {Promise<SavedFile>}
 */
export async function pictureFile(saving, shape, shown) {
  const content = saving.contentAt(shown);
  const prepared = await preparedSheet(saving, shape, shape.scale, [content]);
  const { canvas, context, layout, stage } = prepared;
  try {
    await stage.drawnAt(shown);
    drawSheet(context, layout, content, stage, saving);
  } finally {
    stage.close();
  }
  /** @type {Blob} */
  const blob = await new Promise((done, fail) => canvas.toBlob(
    made => made ? done(made) : fail(new Error("The canvas is too large.")), "image/png"));
  const days = [shown.from, shown.day].map(day => day === null ? null : filmIso(day));
  return { blob, name: savedName([saving.figure, ...days, shape.name], "png") };
}

/**
 * Records the days as a video. Of two days that are compared the earlier is the first of the video.
 * @param {Saving} saving
 * @param {SheetShape} shape
 * @param {{ days: number[], shown: Shown, signal: AbortSignal, onStep: (at: number) => void }} film
 * @returns {Promise<SavedFile>}
 */
export async function videoFile(saving, shape, { days, shown, signal, onStep }) {
  const count = days.length, from = shown.mode === "pair" ? days[0] : null;
  const frames = days.map(day => ({ ...shown, from, day }));
  const contents = frames.map(saving.contentAt);
  const { canvas, context, layout, stage } = await preparedSheet(saving, shape, 1, contents);
  const draw = async (/** @type {number} */ at) => {
    signal.throwIfAborted();
    await stage.drawnAt(frames[at]);
    const passed = { date: saving.day(days[at]), played: at / Math.max(count - 1, 1) };
    drawSheet(context, layout, contents[at], stage, { ...saving, ...passed });
  };
  try {
    const seconds = filmSeconds(count, saving.film);
    const blob = await recordFilm(canvas, { count, draw, seconds, signal, onStep });
    const ends = [days[0], days[count - 1]].map(filmIso), kind = blob.type.split("/")[1];
    return { blob, name: savedName([saving.figure, ...ends, shape.name], kind) };
  } finally {
    stage.close();
  }
}
