/* A street map from elsewhere, which the reader has to switch on: vector tiles in a style of ours.

   The tiles follow the OpenMapTiles schema. Names of places are our own, as on our base map. */

import { makeLayers } from "./deck.js";
import { WORLD_PX, degreesOf } from "./projection.js";
import { readTile } from "./vector_tile.js";

const MAX_TILE_ZOOM = 14;
/* Layers of the tiles that are drawn, in the light and the dark scheme; what is not named is not. */
const FILLS = {
  light: { water: [190, 210, 222], landcover: [232, 236, 220], landuse: [240, 236, 228], building: [218, 208, 196] },
  dark: { water: [24, 40, 54], landcover: [38, 48, 44], landuse: [40, 46, 52], building: [66, 70, 76] },
};
const LINES = {
  light: { waterway: [170, 198, 214], transportation: [206, 190, 158], boundary: [150, 140, 130] },
  dark: { waterway: [40, 66, 86], transportation: [96, 92, 84], boundary: [120, 120, 120] },
};
const DRAWN = new Set([...Object.keys(FILLS.light), ...Object.keys(LINES.light)]);
const NONE = [0, 0, 0, 0];
/** @type {Record<string, number>} */
const WIDTHS = { motorway: 3, trunk: 3, primary: 2.2, secondary: 1.6, tertiary: 1.2 };

/** Tell whether a style is that of a street map from elsewhere. @param {string} address */
export function isStreetMap(address) {
  return /^https?:/.test(address);
}

/** Give the address of the tiles, with {z}, {x} and {y}.
 * @param {any} style @param {(address: string) => Promise<any>} read @returns {Promise<string>} */
export async function tilesOf(style, read) {
  const vector = Object.values(style.sources).find(each => each.type === "vector");
  return (vector.tiles ?? (await read(vector.url)).tiles)[0];
}

/** @param {string} tiles @param {{ x: number, y: number, z: number }} index @param {AbortSignal} signal */
async function readAt(tiles, { x, y, z }, signal) {
  const address = tiles.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));
  const answer = await window.fetch(address, { signal });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const side = WORLD_PX / 2 ** z, bytes = new Uint8Array(await answer.arrayBuffer());
  return readTile(bytes, DRAWN, ([right, down]) => degreesOf([(x + right) * side, (y + down) * side]));
}

/** Describe the layer of the tiles: JSON, and the functions set on the layer made of it.
 * @param {Library} library @param {string} tiles @param {"light" | "dark"} scheme
 * @returns {[Record<string, any>, Record<string, any>]} */
export function streetLayer(library, tiles, scheme) {
  /** @param {Record<string, Record<string, number[]>>} table */
  const colour = table => (/** @type {any} */ feature) => table[scheme][feature.properties.layer] ?? NONE;
  /** @param {{ id: string, data: any }} tile */
  const renderSubLayers = ({ id, data }) => {
    const [layer] = makeLayers(library, [{ "@@type": "GeoJsonLayer", id: `${id}-${scheme}`, data: [],
      pickable: false, filled: true, stroked: true, lineWidthUnits: "pixels" }]);
    return layer.clone({ data: data ?? [], getFillColor: colour(FILLS), getLineColor: colour(LINES),
      getLineWidth: (/** @type {any} */ feature) => WIDTHS[feature.properties.class] ?? 0.7 });
  };
  return [
    { "@@type": "TileLayer", id: "street-map", tileSize: WORLD_PX, maxZoom: MAX_TILE_ZOOM },
    { data: tiles, renderSubLayers, updateTriggers: { renderSubLayers: scheme },
      getTileData: (/** @type {{ index: any, signal: AbortSignal }} */ { index, signal }) =>
        readAt(tiles, index, signal) },
  ];
}
