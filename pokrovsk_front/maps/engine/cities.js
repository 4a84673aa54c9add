// @ts-check
/**
 * What the card of a city says: its distance to occupied land on a day, and the people left.
 *
 * The two files behind it are read at the first pointing, and then kept.
 */

/**
 * @typedef {object} PeopleLeft the last count of people of `static/cities.json`
 * @property {number} people the number; the lower end of a range
 * @property {number | null} high the upper end of a range
 * @property {"exact" | "about" | "more_than" | "less_than" | "range"} qualifier
 * @property {number} day the day it speaks of
 * @property {"day" | "month" | "year"} precision
 * @property {"city" | "hromada" | "right_bank" | "not_stated"} area
 */

/**
 * @typedef {object} CitySubject
 * @property {"city"} kind
 * @property {number} day
 * @property {{ id: string, name: string, mapDay: number | null, km: number | null,
 *   people: PeopleLeft | null }} place `km` is 0 inside occupied land, null where no map tells it;
 *   `mapDay` is the day of the map that stands for the day
 */

/**
 * @typedef {object} CityDistances the content of `static/city_distances.json`
 * @property {number[]} days the first day, then the days from each map to the next
 * @property {Record<string, number[]>} hm by place: the first distance in 100 m, then each change
 */

/** Sums of steps up to each of them. @param {number[]} steps */
export function runningSums(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/**
 * Decode the distances: for each place one for each map day.
 *
 * @param {CityDistances} file
 */
export function readCityDistances({ days, hm }) {
  const mapDays = runningSums(days);
  /** @type {Map<string, number[]>} */
  const decoded = new Map();
  return {
    /**
     * @param {string} placeId
     * @param {number} day the last map at or before it counts
     * @returns {{ mapDay: number, km: number } | null}
     */
    on(placeId, day) {
      const at = mapDays.findLastIndex((each) => each <= day);
      if (at < 0 || !(placeId in hm)) return null;
      const all = decoded.get(placeId) ?? runningSums(hm[placeId]);
      decoded.set(placeId, all);
      return { mapDay: mapDays[at], km: all[at] / 10 };
    },
  };
}

/**
 * Give subjects for the cards of cities.
 *
 * @param {(address: string) => Promise<any>} read
 * @param {{ people: string, distances: string }} addresses
 */
export function createCities(read, { people, distances }) {
  /** @type {Promise<[Record<string, PeopleLeft>, ReturnType<typeof readCityDistances>]> | null} */
  let reading = null;
  const readOnce = () =>
    (reading ??= Promise.all([read(people), read(distances).then(readCityDistances)]).catch(
      (error) => {
        reading = null; // the next pointing tries again
        throw error;
      },
    ));
  return {
    /**
     * @param {{ i: string, n: string }} row the name that was pointed at
     * @param {number} day
     * @returns {Promise<CitySubject>} without figures where the files cannot be read
     */
    async subject({ i, n }, day) {
      const files = await readOnce().catch(() => null);
      const { mapDay, km } = files?.[1].on(i, day) ?? { mapDay: null, km: null };
      const place = { id: i, name: n.replace("\n", " "), mapDay, km, people: files?.[0][i] ?? null };
      return { kind: "city", day, place };
    },
  };
}
