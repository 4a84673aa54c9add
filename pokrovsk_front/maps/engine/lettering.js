/* Names of a map from its description: those of a file of all names, or the places that it names by
   itself, and the lengths of its rings. */

import { field } from "./marks.js";

/** List what a map may name.
 * @param {Description} description @param {any[]} [all] the file of all names */
export function namesOf({ layers, ownNames }, all = []) {
  if (!ownNames) return all;
  const rings = layers.filter(each => each.radiusUnits === "pixels").flatMap(each => each.data);
  const radiusAt = (/** @type {Degrees} */ point) =>
    rings.find(each => String(each.p) === String(point))?.r ?? 0;
  const own = ownNames.map(row => ({ ...row, b: radiusAt(row.p) }));
  return [...own, ...all.filter(row => row.k !== "place")];
}

/** List the lengths of rings round a place. @param {Layer[]} layers */
export function lengthsOf(layers) {
  const layer = layers.find(each => each.id === "focus-ring-names");
  if (!layer) return [];
  return layer.data.map((/** @type {any} */ row) => ({
    n: field(row, layer.getText), k: "note", p: field(row, layer.getPosition), r: 0, z: 0,
  }));
}
