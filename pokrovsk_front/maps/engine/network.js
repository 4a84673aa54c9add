/* Roads, railways and the edges of settlements over the cells: near to, a reader sees which place this
   is, and why it matters, through the darkest fill. */

import { featuresOf, rgbOf, widthAt } from "./base.js";
import { dashed, linesIn, patternBox, patternZoom } from "./patterns.js";
import { worldOf } from "./projection.js";

const FROM_ZOOM = 9;
const SOURCES = new Set(["settlements", "roads", "railways"]);
const EDGE_PX = 0.8, CASING_PX = 1.4;
const EDGE_OPACITY = 0.5, CASING_OPACITY = 0.55;

/** @param {number[]} colour @param {number} opacity */
const inkOf = ([red, green, blue], opacity) => `rgb(${red} ${green} ${blue} / ${opacity})`;

/** Put a line into the world at zoom 0, with the box round it. @param {Degrees[]} line */
function placed(line) {
  const points = line.map(worldOf), [xs, ys] = [0, 1].map(axis => points.map(each => each[axis]));
  return { points, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
}

/** Keep the lines of the base map that are drawn over the cells. */
export function createNetwork() {
  /** @type {Map<string, { key: string, lines: ReturnType<typeof placed>[] }>} */
  const made = new Map();

  /** @param {any} layer of the style @param {string} address @param {any} data
   * @param {Viewport} viewport */
  const linesOf = (layer, address, data, viewport) => {
    const { filter, paint } = layer, isDashed = Boolean(paint["line-dasharray"]);
    const level = patternZoom(viewport.zoom), seen = patternBox(viewport);
    const source = `${address} ${JSON.stringify(filter ?? "")}`;
    const key = isDashed ? `${level} ${seen}` : "", known = made.get(source);
    if (known?.key === key) return known.lines;
    const lines = linesIn(featuresOf(data, filter));
    const width = widthAt(paint["line-width"], level);
    const cut = isDashed ? dashed(lines,
      paint["line-dasharray"].map((/** @type {number} */ part) => part * width), level, seen) : lines;
    const lying = cut.map(placed);
    made.set(source, { key, lines: lying });
    return lying;
  };

  return {
    /** @param {CanvasRenderingContext2D} context in CSS pixels
     * @param {any} style of the base map @param {{ get: (address: string) => any }} files
     * @param {Viewport} viewport @param {Record<string, number[]>} palette */
    draw: (context, style, files, viewport, palette) => {
      const { width, height, zoom, longitude, latitude } = viewport;
      if (zoom < FROM_ZOOM) return;
      const scale = 2 ** zoom, [x, y] = worldOf([longitude, latitude]);
      const [left, top] = [x - width / 2 / scale, y - height / 2 / scale];
      const [right, bottom] = [x + width / 2 / scale, y + height / 2 / scale];
      const isSeen = (/** @type {{ box: number[] }} */ { box }) =>
        box[0] < right && box[2] > left && box[1] < bottom && box[3] > top;
      const strokes = style.layers.flatMap((/** @type {any} */ layer) => {
        const address = style.sources[layer.source]?.data, data = files.get(address);
        if (!SOURCES.has(layer.source) || !data) return [];
        const path = new Path2D();
        for (const { points } of linesOf(layer, address, data, viewport).filter(isSeen)) {
          points.forEach((point, at) => path[at ? "lineTo" : "moveTo"](
            (point[0] - left) * scale, (point[1] - top) * scale));
        }
        const isEdge = layer.type === "fill";
        const ink = isEdge ? inkOf(palette.labelText, EDGE_OPACITY)
          : inkOf(rgbOf(layer.paint["line-color"]), 1);
        return [{ path, ink, px: isEdge ? EDGE_PX : widthAt(layer.paint["line-width"], zoom) }];
      });
      context.lineJoin = "round";
      context.strokeStyle = inkOf(palette.labelHalo, CASING_OPACITY);
      for (const { path, px } of strokes) {
        context.lineWidth = px + CASING_PX;
        context.stroke(path);
      }
      for (const { path, ink, px } of strokes) {
        context.strokeStyle = ink;
        context.lineWidth = px;
        context.stroke(path);
      }
    },
  };
}
