/* Areas as paths of a 2D canvas, in the world at zoom 0 relative to the origin of cells. */

import { partsOf } from "./patterns.js";
import { ORIGIN, worldOf } from "./projection.js";

/** @param {any} collection polygons @returns {Path2D} to be filled by the even-odd rule */
export function areaPath(collection) {
  const path = new Path2D();
  for (const ring of partsOf(collection, "Polygon").flat()) {
    ring.forEach((/** @type {Degrees} */ point, /** @type {number} */ at) => {
      const [x, y] = worldOf(point);
      if (at) path.lineTo(x - ORIGIN[0], y - ORIGIN[1]);
      else path.moveTo(x - ORIGIN[0], y - ORIGIN[1]);
    });
  }
  return path;
}

/** Tell whether a point lies in a ring, by the crossings of a line to the east.
 * @param {Degrees} point @param {Degrees[]} ring */
function isInRing([x, y], ring) {
  let isInside = false;
  ring.forEach(([x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside;
  });
  return isInside;
}

/** Tell whether a point lies in an outline. @param {Degrees} point @param {any} outline */
export function isInOutline(point, outline) {
  return partsOf(outline, "Polygon").some(
    (/** @type {Degrees[][]} */ rings) => rings.filter(ring => isInRing(point, ring)).length % 2 === 1);
}

/** Let a canvas that is as wide as a viewport draw in the world at zoom 0.
 * @param {CanvasRenderingContext2D} context @param {Viewport} viewport */
export function drawInWorld(context, { width, zoom, longitude, latitude }) {
  const { canvas } = context, scale = (2 ** zoom * canvas.width) / width;
  const [x, y] = worldOf([longitude, latitude]);
  context.setTransform(scale, 0, 0, scale, canvas.width / 2 - (x - ORIGIN[0]) * scale,
    canvas.height / 2 - (y - ORIGIN[1]) * scale);
}
