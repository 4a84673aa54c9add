/* What lies under a point: cells and outlines, told from their own shapes. */

import { partsOf } from "./patterns.js";

const STEPS_A_DEGREE = 40;

/** Tell whether a point lies within rings, holes left out. @param {Degrees} point
 * @param {ArrayLike<number>[]} rings longitudes and latitudes in turn */
function isWithin([x, y], rings) {
  let isInside = false;
  for (const ring of rings) {
    for (let at = 2; at < ring.length; at += 2) {
      const x1 = ring[at - 2], y1 = ring[at - 1], x2 = ring[at], y2 = ring[at + 1];
      if (y1 > y !== y2 > y && x < x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) isInside = !isInside;
    }
  }
  return isInside;
}

const square = (x, y) => `${Math.floor(x * STEPS_A_DEGREE)} ${Math.floor(y * STEPS_A_DEGREE)}`;

/** @param {any[]} rows of cells @param {(cell: string) => ArrayLike<number>} cornersOf */
function indexCells(rows, cornersOf) {
  /** @type {Map<string, { row: any, ring: ArrayLike<number> }[]>} */
  const squares = new Map();
  for (const row of rows) {
    const ring = cornersOf(row.h), names = new Set();
    for (let at = 0; at < ring.length; at += 2) names.add(square(ring[at], ring[at + 1]));
    for (const name of names) {
      if (!squares.has(name)) squares.set(name, []);
      squares.get(name)?.push({ row, ring });
    }
  }
  return squares;
}

/** Find what is under points; each file is put in order at the first question. */
export function createPointing() {
  const cells = new Map(), areas = new Map();
  const once = (store, key, make) => {
    if (!store.has(key)) store.set(key, make());
    return store.get(key);
  };
  return {
    /** List the rows of cells under a point. @param {any[]} rows @param {Degrees} point
     * @param {(cell: string) => ArrayLike<number>} cornersOf @returns {any[]} */
    cellsAt: (rows, point, cornersOf) => {
      const found = once(cells, rows, () => indexCells(rows, cornersOf)).get(square(...point)) ?? [];
      return found.filter(({ ring }) => isWithin(point, [ring])).map(({ row }) => row);
    },

    /** Tell whether an outline covers a point. @param {any} collection @param {Degrees} point */
    isCovered: (collection, point) =>
      once(areas, collection, () => partsOf(collection, "Polygon").map(
        rings => rings.map(ring => ring.flat()))).some(rings => isWithin(point, rings)),
  };
}
