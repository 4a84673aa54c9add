/* Areas of a layer that has a fill for each: the colour of one, and what the map tells of it. */

import { isInOutline } from "./paths.js";

const NOT_FILLED = [0, 0, 0, 0];

/**
 * @typedef {object} AreaSubject
 * @property {"area"} kind
 * @property {string[]} told the name of the area, then sentences
 */

/** Give the fill of an area. @param {Layer} layer @param {any} area a feature of its outlines */
export function fillOf({ fills = {}, namedBy = "" }, area) {
  return fills[area.properties[namedBy]] ?? NOT_FILLED;
}

/** Group the outlines of a layer by fill; those without one are left out.
 * @param {Layer} layer @param {{ features: any[] }} outlines
 * @returns {[number[], { features: any[] }][]} */
export function areasByFill(layer, outlines) {
  if (!layer.fills) return [[layer.getFillColor, outlines]];
  /** @type {Map<string, { fill: number[], features: any[] }>} */
  const groups = new Map();
  for (const area of outlines.features) {
    const fill = fillOf(layer, area), key = String(fill);
    if (fill === NOT_FILLED) continue;
    const group = groups.get(key) ?? { fill, features: [] };
    group.features.push(area);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ fill, features }) => [fill, { features }]);
}

/** Tell whether a map says anything of what is pointed at.
 * @param {Description} description */
export function isToldOf({ cities, layers, ownNames = [] }) {
  return Boolean(cities) || [...layers, ...ownNames].some(each => each.told ?? each.t);
}

/** Find the area that a point lies in and what is told of it.
 * @param {{ layer: Layer, data: any }[]} outlines @param {Degrees} point
 * @returns {AreaSubject | null} null where nothing is told of the point */
export function toldOf(outlines, point) {
  for (const { layer: { told, namedBy = "" }, data } of outlines) {
    const area = told && data.features.find(
      (/** @type {any} */ each) => isInOutline(point, { features: [each] }));
    const lines = area && told?.[area.properties[namedBy]];
    if (lines) return { kind: "area", told: lines };
  }
  return null;
}
