// @ts-check
/**
 * Cells of resolution 9, loaded by tile of a coarser cell when the reader looks near to.
 *
 * Land that the recent era did not leave alone is drawn near to by these cells alone, and all
 * other land by the outline that is cut along their edges (`always_occupied_near.geojson`): the
 * two meet without a gap and without an overlap. So the picture is either of one resolution or of
 * the other, and it is of resolution 9 once every tile in sight has come.
 */

/** Zoom from which on cells of resolution 9 are larger than five pixels across. */
export const TILES_FROM_ZOOM = 9.5;

/** How far beyond the edges of the map tiles are loaded, in parts of its width and height. */
const MARGIN_OF_SIGHT = 0.25;

/** Day number of an end that is open; negative at the beginning. */
const OPEN_END_OF_TILES = 99999;

/**
 * @typedef {{ h: string, f: number, t: number }} Stretch A cell from the day `f` to before `t`.
 * @typedef {{ h: string, a: number, b: number, c: number, d: number }} Pair A stretch of a cell
 *   from `a` to before `b` in one state, and a later one from `c` to before `d` in the other.
 * @typedef {[number, number, number, number]} Box West, south, east, north in degrees.
 * @typedef {{ tile: string, version: string, box: Box }} TileEntry
 * @typedef {{ first: number, tiles: TileEntry[] }} TileIndex `first` is the day that opens them.
 * @typedef {Record<string, number[]>} DaysByCell By cell the days on which it came in and went, in turn.
 * @typedef {{ rows: Stretch[], grey: Stretch[] }} TileRows Occupied land and grey zone.
 */

/**
 * Bounds of what a viewport shows, in degrees.
 *
 * @param {{ width: number, height: number, unproject: (at: Pixels) => Degrees }} viewport
 * @param {number} margin How much more than it shows, in parts of its width and height.
 * @returns {Box}
 */
export function boxInSight(viewport, margin = 0) {
  const { width, height } = viewport;
  const [west, north] = viewport.unproject([-margin * width, -margin * height]);
  const [east, south] = viewport.unproject([(1 + margin) * width, (1 + margin) * height]);
  return [west, south, east, north];
}

/**
 * Tiles that share some land with a box.
 *
 * @param {TileEntry[]} tiles
 * @param {Box} sight
 * @returns {TileEntry[]}
 */
export function tilesWithin(tiles, sight) {
  const [west, south, east, north] = sight;
  return tiles.filter(
    ({ box }) => box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south,
  );
}

/**
 * Rows of cells from the days on which each came in and went.
 *
 * @param {DaysByCell} daysByCell
 * @returns {Stretch[]}
 */
export function stretchesOf(daysByCell) {
  /** @type {Stretch[]} */
  const rows = [];
  for (const [h, days] of Object.entries(daysByCell)) {
    for (let at = 0; at < days.length; at += 2) {
      rows.push({ h, f: days[at], t: days[at + 1] });
    }
  }
  return rows;
}

/**
 * Pairs of stretches between which a cell changed hands, as `gained_recent.json` has them of
 * resolution 8: of two days `A < D` a cell was gained if one of its pairs has `a <= A < b` and
 * `c <= D < d`.
 *
 * @param {Stretch[]} rows The stretches of each cell one after the other, in order of time.
 * @returns {{ gained: Pair[], regained: Pair[] }}
 */
export function pairsOf(rows) {
  /** @type {Map<string, Stretch[]>} */
  const byCell = new Map();
  for (const row of rows) {
    const own = byCell.get(row.h);
    if (own) own.push(row);
    else byCell.set(row.h, [row]);
  }
  /** @type {{ gained: Pair[], regained: Pair[] }} */
  const pairs = { gained: [], regained: [] };
  for (const [h, occupied] of byCell) {
    const free = stretchesBetween(h, occupied);
    pairs.gained.push(...laterPairs(h, free, occupied));
    pairs.regained.push(...laterPairs(h, occupied, free));
  }
  return pairs;
}

/**
 * Stretches of a cell before, between and after others.
 *
 * @param {string} h
 * @param {Stretch[]} rows
 * @returns {Stretch[]}
 */
function stretchesBetween(h, rows) {
  const ends = [-OPEN_END_OF_TILES, ...rows.flatMap(({ f, t }) => [f, t]), OPEN_END_OF_TILES];
  /** @type {Stretch[]} */
  const between = [];
  for (let at = 0; at < ends.length; at += 2) {
    if (ends[at] < ends[at + 1]) between.push({ h, f: ends[at], t: ends[at + 1] });
  }
  return between;
}

/**
 * Each stretch of one kind with each later one of the other.
 *
 * @param {string} h
 * @param {Stretch[]} first
 * @param {Stretch[]} second
 * @returns {Pair[]}
 */
function laterPairs(h, first, second) {
  return first.flatMap(({ f: a, t: b }) =>
    second.filter(({ f }) => f >= b).map(({ f: c, t: d }) => ({ h, a, b, c, d })),
  );
}

/**
 * Address of a tile, beside its index; the version lets a browser keep it for good.
 *
 * @param {string} index Address of `tiles_9.json`.
 * @param {TileEntry} entry
 * @returns {string}
 */
function tileAddress(index, { tile, version }) {
  return `${index.split("?")[0].replace(/\.json$/, "")}/${tile}.json?v=${version}`;
}

/**
 * Loader of the tiles in sight; each is read once.
 *
 * @param {object} options
 * @param {string} options.index Address of `tiles_9.json`.
 * @param {(address: string) => Promise<any>} options.read Reads JSON.
 * @param {(tile: string, rows: TileRows) => void} options.onRows Told once of each tile.
 * @param {(first: number) => void} [options.onIndex] Told the first day that tiles can show.
 * @returns {{
 *   need: (viewport: { zoom: number, width: number, height: number,
 *     unproject: (at: Pixels) => Degrees }) => boolean,
 *   destroy: () => void,
 * }} `need` asks for the tiles in sight and says whether all of them have come, so that the map
 *   can be drawn of them; what does not come is asked for again when the camera moves.
 */
export function createTiles({ index, read, onRows, onIndex = () => {} }) {
  /** @type {TileIndex | null} */
  let known = null;
  let isAsking = false;
  let isOver = false;
  /** @type {Set<string>} */
  const asked = new Set();
  /** @type {Set<string>} */
  const here = new Set();
  /** @type {Box | null} */
  let wanted = null;

  async function askIndex() {
    isAsking = true;
    const found = await read(index).catch(() => null);
    isAsking = false;
    // Without it the map stays as it is; the next move asks again.
    if (isOver || found === null) return;
    known = found;
    onIndex(found.first);
    askTiles();
  }

  function askTiles() {
    if (known === null || wanted === null) return;
    for (const entry of tilesWithin(known.tiles, wanted)) {
      if (!asked.has(entry.tile)) askTile(entry);
    }
  }

  /** @param {TileEntry} entry */
  async function askTile(entry) {
    asked.add(entry.tile);
    const found = await read(tileAddress(index, entry)).catch(() => null);
    if (isOver) return;
    if (found === null) {
      asked.delete(entry.tile);
      return;
    }
    here.add(entry.tile);
    onRows(entry.tile, { rows: stretchesOf(found.land), grey: stretchesOf(found.grey) });
  }

  return {
    need(viewport) {
      if (viewport.zoom < TILES_FROM_ZOOM) return false;
      wanted = boxInSight(viewport, MARGIN_OF_SIGHT);
      if (known === null) {
        if (!isAsking) askIndex();
        return false;
      }
      askTiles();
      return tilesWithin(known.tiles, boxInSight(viewport)).every(({ tile }) => here.has(tile));
    },
    destroy() {
      isOver = true;
    },
  };
}
