/* Names of a map from its description: those of a file of all names, or of rows that it has itself,
   and the lengths of its rings. */

import { field } from "./marks.js";

const REGION_KINDS = new Set(["oblast", "country", "sea"]);
/** @type {Record<number, number>} */
const RANK_BY_RADIUS = { 3.5: 1, 2.75: 2, 2.25: 3 };
const LOWEST_RANK = 3;

/** A row as Python places it for one zoom, as a row that is placed by zoom here.
 * @param {any} row @param {any[]} rings rows of circles in pixels */
function namedRow(row, rings) {
  const ring = rings.find(each => String(each.p) === String(row.p));
  return {
    i: row.i, n: row.n, k: "place", p: row.p, z: 0, r: RANK_BY_RADIUS[row.r] ?? LOWEST_RANK,
    b: ring?.r ?? 0,
  };
}

/** List what a map may name.
 * @param {Layer[]} layers @param {any[] | undefined} all the file of all names */
export function namesOf(layers, all) {
  const own = layers.find(each => each.id === "place-labels" && Array.isArray(each.data));
  const rows = all ?? [];
  if (!own) return rows;
  const rings = layers.find(each => each.radiusUnits === "pixels" && each.id !== "place-dots");
  const places = own.data.filter((/** @type {any} */ row) => !row.q);
  const named = places.map((/** @type {any} */ row) => namedRow(row, rings?.data ?? []));
  return [...named, ...rows.filter(row => REGION_KINDS.has(row.k))];
}

/** List the lengths of rings round a place. @param {Layer[]} layers */
export function lengthsOf(layers) {
  const layer = layers.find(each => each.id === "focus-ring-names");
  if (!layer) return [];
  return layer.data.map((/** @type {any} */ row) => ({
    n: field(row, layer.getText), k: "note", p: field(row, layer.getPosition), r: 0, z: 0,
  }));
}
