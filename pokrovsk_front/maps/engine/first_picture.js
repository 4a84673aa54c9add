/* The first picture: land and cells on a 2D canvas, drawn by the processor while the script of deck.gl
   is on its way and the graphics card is not ready. It goes once they have drawn the same. */

import { areasByFill } from "./areas.js";
import { featuresOf } from "./base.js";
import { shownRows } from "./cells.js";
import { rgba } from "./marks.js";
import { areaPath, drawInWorld } from "./paths.js";

/** Give the colour of a row.
 * @param {Layer} layer @param {number} day the first of its days */
function colourOf({ ramp, getFillColor }, day) {
  if (!ramp) return rgba(getFillColor);
  const { first, last, firstDay, lastDay } = ramp;
  const share = Math.min(Math.max((day - firstDay) / (lastDay - firstDay), 0), 1);
  return rgba(first.map((part, at) => Math.round(part + (last[at] - part) * share)));
}

/** Group the cells that are shown by colour.
 * @param {Layer} layer @param {any} mesh @param {Shown} shown @returns {Map<string, Path2D>} */
function cellPaths(layer, mesh, shown) {
  /** @type {Map<string, Path2D>} */
  const paths = new Map();
  const { places, firsts, days } = mesh;
  for (const row of shownRows(mesh, shown)) {
    const colour = colourOf(layer, days[4 * firsts[row] + 2]);
    const path = paths.get(colour) ?? new Path2D();
    paths.set(colour, path);
    for (let at = firsts[row]; at < firsts[row + 1]; at++) {
      if (at === firsts[row]) path.moveTo(places[2 * at], places[2 * at + 1]);
      else path.lineTo(places[2 * at], places[2 * at + 1]);
    }
    // Not closed: a fill closes each ring, and Chromium copies the whole path to close one.
  }
  return paths;
}

/** Draw on a canvas of its own over another one.
 * @param {HTMLCanvasElement} under whose size it takes */
export function createFirstPicture(under) {
  const canvas = document.createElement("canvas");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  canvas.className = "map-first";
  under.after(canvas);
  let drawn = "";
  return {
    /** @param {Viewport} viewport
     * @param {{ style: any, files: { get: (address: string) => any }, shown: Shown,
     *   outlines: { layer: Layer, data: any }[], cells: { layer: Layer, mesh: any }[] }} seen
     *   `style` is that of the base map, the lowest of each list first */
    draw: (viewport, { style, files, shown, outlines, cells }) => {
      const layers = style?.layers ?? [];
      const { width, height, zoom, longitude, latitude } = viewport;
      const here = layers.filter((/** @type {any} */ { source }) => source && files.get(style.sources[source].data));
      const key = JSON.stringify([under.width, under.height, width, height, zoom, longitude, latitude,
        shown, style, here.map((/** @type {any} */ { id }) => id), [...outlines, ...cells].map(({ layer }) => layer)]);
      // What is on the screen stays there.
      if (key === drawn) return;
      drawn = key;
      [canvas.width, canvas.height] = [under.width, under.height];
      context.fillStyle = layers.find((/** @type {any} */ each) => each.type === "background")?.paint["background-color"];
      context.fillRect(0, 0, canvas.width, canvas.height);
      drawInWorld(context, viewport);
      for (const { type, source, filter, paint, minzoom = 0 } of layers) {
        const found = source && files.get(style.sources[source].data);
        if (type === "fill" && found && viewport.zoom >= minzoom) {
          context.fillStyle = paint["fill-color"];
          context.fill(areaPath(featuresOf(found, filter)), "evenodd");
        }
      }
      for (const { layer, data } of outlines) {
        for (const [colour, areas] of areasByFill(layer, data)) {
          context.fillStyle = rgba(layer.getFillPatternBackgroundColor ?? colour);
          context.fill(areaPath(areas), "evenodd");
        }
      }
      for (const { layer, mesh } of cells) {
        for (const [colour, path] of cellPaths(layer, mesh, shown)) {
          context.fillStyle = colour;
          context.fill(path);
        }
      }
    },
    destroy: () => canvas.remove(),
  };
}
