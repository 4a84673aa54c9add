/* What a page without a server, or one that a build opens, draws pictures with: `window.sheet`. */
// @ts-check
import { addressOf, pngOf } from "./raster.js";
import { savePicture } from "./saving.js";
import { sheetSvg } from "./sheet.js";
import { stillSvg } from "./still.js";

/** @type {any} */ (globalThis).sheet = {
  addressOf, pngOf, savePicture, sheetSvg, stillSvg,
};
