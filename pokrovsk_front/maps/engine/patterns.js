/* Lines on the ground for the land that is seen: those of the base map, and hatching and dashes, which
   deck.gl's build in pydeck cannot draw itself. */

import { degreesOf, worldOf } from "./projection.js";

const FINEST_ZOOM = 10;

/** Give the zoom that a pattern is made for: whole, so that it is made seldom.
 * @param {number} zoom */
export function patternZoom(zoom) {
  return Math.min(Math.round(zoom), FINEST_ZOOM);
}

/** A box of the world at zoom 0: left, top, right and bottom.
 * @typedef {[number, number, number, number]} WorldBox */

const GRID_PX = 512;

/** Give the land that lines are made for: what is seen, up to the next lines of a coarse grid, so that
 * it is made seldom, and near to it does not cover a country.
 * @param {Viewport} viewport @returns {WorldBox} */
export function patternBox({ longitude, latitude, zoom, width, height }) {
  const step = GRID_PX / 2 ** Math.round(zoom), scale = 2 ** zoom;
  const [x, y] = worldOf([longitude, latitude]);
  const before = (/** @type {number} */ at) => Math.floor(at / step) * step;
  const after = (/** @type {number} */ at) => Math.ceil(at / step) * step;
  const [halfWidth, halfHeight] = [width / 2 / scale, height / 2 / scale];
  return [before(x - halfWidth), before(y - halfHeight), after(x + halfWidth), after(y + halfHeight)];
}

/** List the parts of one kind of a collection.
 * @param {{ features: any[] }} collection
 * @param {"Polygon" | "LineString"} kind
 * @returns {any[]} coordinates of each part */
export function partsOf(collection, kind) {
  return collection.features
    .filter(({ geometry }) => geometry.type.endsWith(kind))
    .flatMap(({ geometry: { type, coordinates } }) =>
      type.startsWith("Multi") ? coordinates : [coordinates]);
}

/** List the lines of a collection, and the rings of its areas as lines.
 * @param {{ features: any[] }} collection @returns {Degrees[][]} */
export function linesIn(collection) {
  return [...partsOf(collection, "LineString"), ...partsOf(collection, "Polygon").flat()];
}

const LEAST_STEP_PX = 1;

/** Cut lines to the land that is seen, without the bends that are too small to see.
 * @param {Degrees[][]} lines @param {number} zoom at which they are drawn
 * @param {WorldBox} box where they are wanted
 * @returns {Degrees[][]} stretches: each may end outside the box, none lies wholly beside it */
export function seenLines(lines, zoom, [left, top, right, bottom]) {
  const least = LEAST_STEP_PX / 2 ** zoom;
  /** @type {Degrees[][]} */
  const found = [];
  for (const line of lines) {
    /** @type {Degrees[]} */
    let stretch = [];
    let start = line[0], [x, y] = worldOf(start);
    for (let at = 1; at < line.length; at++) {
      const point = line[at], [endX, endY] = worldOf(point);
      if (at < line.length - 1 && Math.hypot(endX - x, endY - y) < least) continue;
      const isBeside = Math.max(x, endX) < left || Math.min(x, endX) > right
        || Math.max(y, endY) < top || Math.min(y, endY) > bottom;
      if (!isBeside && !stretch.length) found.push(stretch = [start]);
      if (isBeside) stretch = [];
      else stretch.push(point);
      [start, x, y] = [point, endX, endY];
    }
  }
  return found;
}

/** Draw lines at 45 degrees inside polygons.
 * @param {Degrees[][][]} polygons @param {number} gap pixels between two lines
 * @param {number} zoom at which the gap is measured @param {WorldBox} box where they are wanted
 * @returns {Degrees[][]} stretches of two points */
export function hatched(polygons, gap, zoom, [left, top, right, bottom]) {
  const scale = 2 ** zoom / gap;
  const firstLine = Math.ceil((left + top) * scale), lastLine = Math.floor((right + bottom) * scale);
  /** @type {Map<number, number[]>} */
  const crossings = new Map();
  for (const ring of polygons.flat()) {
    const points = ring.map(worldOf);
    for (let at = 1; at < points.length; at++) {
      const [x1, y1] = points[at - 1], [x2, y2] = points[at];
      const from = (x1 + y1) * scale, to = (x2 + y2) * scale;
      const last = Math.min(Math.ceil(Math.max(from, to)) - 1, lastLine);
      const first = Math.max(Math.ceil(Math.min(from, to)), firstLine);
      for (let line = first; line <= last; line++) {
        const places = crossings.get(line) ?? [];
        if (!places.length) crossings.set(line, places);
        places.push(x1 + ((x2 - x1) * (line - from)) / (to - from));
      }
    }
  }
  const found = [];
  for (const [line, places] of crossings) {
    places.sort((one, other) => one - other);
    const least = Math.max(left, line / scale - bottom), most = Math.min(right, line / scale - top);
    for (let at = 1; at < places.length; at += 2) {
      const ends = [Math.max(places[at - 1], least), Math.min(places[at], most)];
      if (ends[0] < ends[1]) found.push(ends.map(x => degreesOf([x, line / scale - x])));
    }
  }
  return found;
}

/** Cut paths into dashes.
 * @param {Degrees[][]} paths @param {[number, number]} pattern pixels of a dash and of a gap
 * @param {number} zoom at which they are measured @param {WorldBox} box where they are wanted
 * @returns {Degrees[][]} a path for each dash */
export function dashed(paths, [on, off], zoom, [leftmost, top, right, bottom]) {
  const scale = 2 ** zoom, period = on + off;
  /** @type {Degrees[][]} */
  const found = [];
  for (const path of paths) {
    let isOn = true, left = on, dash = [path[0]], [x, y] = worldOf(path[0]);
    for (const point of path.slice(1)) {
      const [endX, endY] = worldOf(point);
      let length = Math.hypot(endX - x, endY - y) * scale;
      const isOutside = Math.max(x, endX) < leftmost || Math.min(x, endX) > right
        || Math.max(y, endY) < top || Math.min(y, endY) > bottom;
      if (isOutside) {
        /** @type {number} */
        const along = ((isOn ? on : period) - left + length) % period;
        isOn = along < on;
        left = (isOn ? on : period) - along;
        [x, y] = [endX, endY];
        dash = [point];
        continue;
      }
      while (length > left) {
        x += ((endX - x) * left) / length;
        y += ((endY - y) * left) / length;
        length -= left;
        if (isOn) found.push([...dash, degreesOf([x, y])]);
        isOn = !isOn;
        left = isOn ? on : off;
        dash = [degreesOf([x, y])];
      }
      left -= length;
      [x, y] = [endX, endY];
      dash.push(point);
    }
    if (isOn && dash.length > 1) found.push(dash);
  }
  return found;
}
