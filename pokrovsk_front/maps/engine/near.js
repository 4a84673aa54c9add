/* Near to, the land of the recent era is drawn by cells of resolution 9: all of it or none, since the
   two grids would overlap. */

import { createTiles, pairsOf } from "./tiles.js";

/* What of a tile a layer shows, by the id of the layer. */
/** @type {Record<string, (tile: any) => any[]>} */
const ROWS_OF_LAYER = {
  "cells": tile => tile.rows, "cells-by-month": tile => tile.rows,
  "grey-zone": tile => tile.grey, "grey-zone-earlier": tile => tile.grey,
  "came-under-control": tile => tile.pairs.gained, "regained": tile => tile.pairs.regained,
};
const isThroughout = (/** @type {any} */ row) => row.f < 0;

/** Follow the camera with tiles of cells.
 * @param {{ index: string, outline: string }} addresses `outline` is the land that is occupied
 *   throughout and that no cell here covers
 * @param {(address: string) => Promise<any>} read
 * @param {() => void} onCome called when more can be drawn */
export function createNear({ index, outline }, read, onCome) {
  /** @type {Map<string, any>} */
  const tiles = new Map();
  let first = Infinity, isInSight = false, hasGround = false, isAsked = false;
  const loader = createTiles({
    index, read,
    onIndex: day => { first = day; },
    onRows: (tile, rows) => {
      tiles.set(tile, { ...rows, pairs: pairsOf(rows.rows) });
      onCome();
    },
  });
  const askGround = () => {
    isAsked = true;
    read(outline).then(
      () => {
        hasGround = true;
        onCome();
      },
      () => { isAsked = false; },
    );
  };

  return {
    /** Ask for what is in sight; tells whether that changed what can be drawn.
     * @param {Viewport} viewport */
    follow: viewport => {
      const before = isInSight;
      isInSight = loader.need(viewport);
      if (isInSight && !isAsked) askGround();
      return before !== isInSight;
    },

    /** Tell whether a moment is drawn by these cells now. @param {Shown} shown */
    isDrawn: shown => isInSight && hasGround && shown.day >= first
      && (shown.from === null || shown.from >= first),

    /** List what a layer shows of each tile, as layers with their rows.
     * @param {Layer} layer @param {number[] | undefined} throughoutFill the colour of land that was
     *   never left, where the layer colours by the day of change
     * @returns {{ layer: Layer, key: string, rows: any[] }[]} */
    layersOf: (layer, throughoutFill) => {
      const rowsOf = ROWS_OF_LAYER[layer.id];
      if (!rowsOf) return [];
      return [...tiles].flatMap(([tile, told]) => {
        const rows = rowsOf(told), key = `${tile} ${layer.id}`;
        if (!layer.ramp) return [{ layer, key, rows }];
        const still = { ...layer, ramp: undefined, getFillColor: throughoutFill };
        return [
          { layer, key, rows: rows.filter(row => !isThroughout(row)) },
          { layer: still, key: `${key} throughout`, rows: rows.filter(isThroughout) },
        ];
      });
    },
    destroy: loader.destroy,
  };
}
