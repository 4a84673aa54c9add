// @ts-check
/**
 * What a map says of the land at a point on the days shown, from the rows of its cells there.
 *
 * Pure: it draws nothing and reads nothing. Days are numbers since 2022-01-01.
 */

/** @typedef {{ day: number, from: number | null, mode: "day" | "pair" | "since" }} ShownDays */
/** @typedef {{ h: string, f: number, t: number }} StretchRow in one state while f <= day < t */
/** @typedef {{ h: string, a: number, b: number, c: number, d: number }} FlipRow */

/**
 * @typedef {object} RowsByLayer rows of the cells at the point, by what their layer shows
 * @property {StretchRow[]} [cells] stretches of occupation, of all days
 * @property {StretchRow[]} [grey] stretches in the grey zone
 * @property {FlipRow[]} [gained] not occupied from a to before b, occupied from c to before d
 * @property {FlipRow[]} [regained] the other way round
 * @property {"always_recent" | "always_early" | "before_2022"} [outline] the outline of land
 *   occupied on all days of an era, or before 2022, that the point lies in
 */

/**
 * @typedef {object} LandSubject
 * @property {"land"} kind
 * @property {number} day
 * @property {"before_2022" | "always_recent" | "always_early" | "occupied" | "grey" | "regained"
 *   | "free"} state
 * @property {number | null} since first day of the occupation that the day lies in
 * @property {number | null} regainedOn first day after the last occupation before the day, as far
 *   back as the rows go
 * @property {number | null} greySince first day of the stretch in the grey zone
 * @property {number | null} month a day of the month in which the cell changed, where months are
 *   shown
 */

/**
 * Tell the state of the land under a point.
 *
 * A change between two days counts from the row that is drawn for them; without one the cell had
 * the same state on both days, and the later day is told.
 *
 * @param {RowsByLayer} rowsByLayer
 * @param {ShownDays} shown
 * @returns {LandSubject | null} null where no cell ever changed and no outline lies
 */
export function landAt(rowsByLayer, { day, from, mode }) {
  const { cells = [], grey = [], gained = [], regained = [], outline } = rowsByLayer;
  if (!outline && ![cells, grey, gained, regained].some((rows) => rows.length)) return null;
  const isOn = (/** @type {StretchRow} */ row) => row.f <= day && day < row.t;
  const isFlip = (/** @type {FlipRow} */ row) =>
    from !== null && row.a <= from && from < row.b && row.c <= day && day < row.d;
  const since = cells.find(isOn)?.f ?? gained.find(isFlip)?.c ?? null;
  const ended = cells.filter((row) => row.t <= day).map((row) => row.t);
  const lastEnd = ended.length ? Math.max(...ended) : null;
  const regainedOn = since === null ? (regained.find(isFlip)?.c ?? lastEnd) : null;
  const greySince = since === null ? (grey.find(isOn)?.f ?? null) : null;
  return {
    kind: "land",
    day,
    state: stateOf({ outline, since, regainedOn, greySince }),
    since,
    regainedOn,
    greySince,
    month: mode === "since" ? since : null,
  };
}

/**
 * @param {Pick<RowsByLayer, "outline">
 *   & Pick<LandSubject, "since" | "regainedOn" | "greySince">} found
 * @returns {LandSubject["state"]}
 */
function stateOf({ outline, since, regainedOn, greySince }) {
  if (outline) return outline;
  if (since !== null) return "occupied";
  if (greySince !== null) return "grey";
  return regainedOn === null ? "free" : "regained";
}
