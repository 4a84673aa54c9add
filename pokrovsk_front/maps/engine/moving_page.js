// @ts-check
/* A map that the reader moves on a page without a server: its state in the address, the choices above
   it, what is said below it. What another state needs is read when it is asked for. */

import { changeBetween, partsBetween } from "./exact_change.js";
import { readCityDistances } from "./cities.js";
import { onMapDays } from "./clock.js";
import { answerWords, focusLayers } from "./focus.js";
import { isStateHash, openingState, readFragment, shownIn, writtenFragment } from "./fragment.js";
import { headlineWords, sinceFirstDay } from "./headline.js";
import { rampOn } from "./legend.js";
import { createPageChoices } from "./page_choices.js";
import { createTold } from "./page_told.js";
import { mapReadingOn } from "./readings.js";
import { fillText, makeFormat, unmarked } from "./words.js";

/** @typedef {import("./fragment.js").PageState} PageState */

const KEPT_DECIMALS = { zoom: 2, degrees: 3 };
/** Told to the page's own script, which takes the state along to the page in another language. */
const STATE_WRITTEN = "state-written";
/** @type {Record<Shown["mode"], string>} */
const ALT_OF_MODE = { day: "altDay", pair: "altPair", since: "altSince" };

/** @param {Camera} camera @returns {Camera} */
const keptCamera = ({ longitude, latitude, zoom }) => ({
  longitude: Number(longitude.toFixed(KEPT_DECIMALS.degrees)),
  latitude: Number(latitude.toFixed(KEPT_DECIMALS.degrees)),
  zoom: Number(zoom.toFixed(KEPT_DECIMALS.zoom)),
});

/**
 * Name a legend after the days of what is shown, for what is saved of the map; the grey zone of a
 * map that does not tell it is left out.
 * @param {any} description @param {import("./readings.js").Days} days
 * @param {import("./words.js").Format} format
 */
function savedEntries({ sheet, swatches, shown, scrubber, layers }, days, format) {
  const since = format.day(sinceFirstDay(shown.day, days, scrubber.eraFirst));
  let at = -1;
  return sheet.entries.flatMap((/** @type {any} */ entry) => {
    if (entry.ramp) return [{ ramp: rampOn({ layers }, mapReadingOn(days, shown.day).day) }];
    const { follows, text } = swatches[++at];
    const reading = mapReadingOn(days, follows === "from" ? shown.from ?? shown.day : shown.day);
    if (follows && reading.grey === null) return [];
    return [{ ...entry, text: fillText(text, { day: format.shortDay(reading.day), since }) }];
  });
}

/**
 * Move a map by its address and by the reader's choices.
 * @param {HTMLElement} box @param {any} stored Its description, in both schemes.
 * @param {{ read: (name: string) => Promise<any>, redraw: () => void }} page
 * @returns null for a map that stands still
 */
export function followAddress(box, stored, { read, redraw }) {
  const panel = /** @type {HTMLElement | null} */ (
    document.querySelector(`.days[data-map="${box.id}"]`));
  if (!panel) return null;
  const section = box.closest("section"), format = makeFormat(stored.texts);
  const spec = JSON.parse(panel.querySelector("script")?.textContent || "");
  const { modes = {}, focus, changes, cities, scrubber } = stored;
  const texts = { ...stored.texts, ...spec.texts };
  const told = createTold(panel, {
    texts, format,
    subtitle: section?.querySelector(".subtitle") ?? null,
  });
  const choices = createPageChoices(section?.querySelector(".map-choices") ?? null, spec, {
    onChoose: (chosen, problem) => choose({ ...state, ...chosen }, { problem }),
  });
  /** @type {PageState} */
  let state = openingState(spec);
  /** The view that the map goes back to. @type {Camera & { isReaders?: boolean }} */
  let home = stored.initialViewState;
  /** @param {string} view @param {Camera | null} [camera] */
  const homeOf = (view, camera) =>
    camera ? { ...camera, isReaders: true } : spec.views?.[view] ?? home;
  /** What has come of what a state needs. @type {{ days: any, distances: any, places: any }} */
  const here = { days: null, distances: null, places: null };
  /** @type {{ from: number, day: number, gained: number, regained: number } | null} */
  let change = null;
  /** @type {any} */
  let map = null;
  let isOpening = true, isLost = false;
  /** Sentences on a link that cannot be shown as it is. @type {string[]} */
  let problems = [];
  const tell = () => choices.tell([...problems, ...(isLost ? [stored.texts.trouble] : [])]);

  const isKnown = (/** @type {Shown} */ { from, day }) => change?.from === from && change.day === day;
  const focusHere = () => here.places && state.place && here.places[state.place];
  const nameOfPlace = () => spec.place[state.place].split(", ")[0];
  /** @param {Shown} shown */
  const toldOf = shown => {
    const place = focusHere(), { days, distances } = here;
    const isRecent = days && sinceFirstDay(shown.day, days, scrubber.eraFirst) === scrubber.eraFirst;
    return {
      shown, days, distances, change: isKnown(shown) ? change : null,
      focus: place ? { place } : null,
      sinceFirst: isRecent ? scrubber.eraFirst : scrubber.first,
      sinceLast: isRecent ? scrubber.last : scrubber.eraFirst,
    };
  };

  /** @param {keyof typeof here} name @param {string | undefined} from
   * @param {(data: any) => any} [make] */
  const need = async (name, from, make = data => data) => {
    if (!from || here[name]) return;
    const data = await read(from).catch(lose);
    if (data) here[name] = make(data);
  };
  /** What does not come is asked for again by the next choice. */
  const lose = () => {
    isLost = true;
    return null;
  };
  /** Read what the state needs, and show it again once it is here. */
  const fetchNeeded = async () => {
    isOpening = isLost = false;
    const shown = shownIn(state), { from, day } = shown, before = [...Object.values(here), change];
    await Promise.all([
      need("days", scrubber.days), need("distances", cities?.distances, readCityDistances),
      state.place ? need("places", focus?.places) : null,
    ]);
    if (from !== null && changes && !isKnown(shown)) {
      const days = here.days ? onMapDays(shown, here.days) : shown;
      const [first, last] = [days.from ?? from, days.day];
      const parts = await Promise.all(partsBetween(first, last, changes).map(read)).catch(lose);
      if (parts) change = { from, day, ...changeBetween(parts, first, last) };
    }
    tell();
    told.show(toldOf(shownIn(state)));
    if ([...Object.values(here), change].some((each, at) => each !== before[at])) redraw();
  };
  const show = () => {
    choices.show(state);
    redraw();
    fetchNeeded();
  };

  /** Write the state; a frame in another page leaves that page's way back alone.
   * @param {boolean} isStep Whether the way back leads to the state before it. */
  const write = isStep => {
    const text = writtenFragment(state, spec, format), bare = location.href.split("#")[0];
    const address = text ? `${bare}#${text}` : bare;
    if (address === location.href) return;
    if (isStep && window.parent === window) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    dispatchEvent(new Event(STATE_WRITTEN));
  };
  /** @param {PageState} next
   * @param {{ problem?: string, isStep?: boolean }} [options] What is wrong with what was typed;
   *   whether Back leads to what was. */
  const choose = (next, { problem = "", isStep = true } = {}) => {
    const { view } = state;
    state = next;
    problems = problem ? [problem] : [];
    tell();
    if (next.view !== view) home = homeOf(next.view);
    write(isStep);
    show();
  };

  const followHash = () => {
    if (!isStateHash(location.hash)) return;
    const before = state, read = readFragment(location.hash, spec, state, format);
    const { camera, view } = (state = read.state);
    // Another view would fly there; a camera beside it says where the reader was.
    if (view !== before.view) home = homeOf(view, camera);
    problems = read.problems;
    tell();
    // A camera that the address does not name stays where it is.
    if (!map) home = homeOf(view, camera);
    else if (camera && JSON.stringify(camera) !== JSON.stringify(before.camera)) {
      map.flyTo(camera, false);
    }
    choices.show(state);
    redraw();
    const opening = openingState(spec);
    // The page is written as of the latest day: as it opens, nothing more is needed.
    if (map || JSON.stringify({ ...state, camera: null }) !== JSON.stringify(opening)) fetchNeeded();
  };
  addEventListener("hashchange", followHash);

  return {
    /** Read the address; called once, before the map is described. */
    open: followHash,
    /** @param {any} mounted */
    mounted: mounted => { map = mounted; },
    /** What the map is a picture of; nothing where it has one mode. @returns {string} */
    alt: () => spec.texts[ALT_OF_MODE[shownIn(state).mode]] ?? "",

    /** Describe the map in this state. @param {any} described The map in the reader's scheme. */
    describe: described => {
      const shown = shownIn(state), place = focusHere(), { days } = here;
      const mode = { ...described, ...(modes[shown.mode] && described.modes[shown.mode]), shown };
      mode.initialViewState = { ...described.initialViewState, ...home };
      if (isKnown(shown)) mode.scrubber = { ...described.scrubber, change };
      if (place && days) {
        const mapDay = onMapDays(shown, days).day;
        mode.layers = [...mode.layers, ...focusLayers(described.focus.layers, place, mapDay)];
        mode.chosen = state.place;
        mode.answer = answerWords(place, nameOfPlace(), shown.day, days, texts, format);
      }
      if (days) {
        const areas = isKnown(shown) && change ? { ...change, isExact: true } : null;
        const { headline, line } = headlineWords(shown, days, mode, format, areas);
        const answer = unmarked(mode.answer ?? "");
        mode.sheet = {
          ...mode.sheet, headline, line: `${line} ${answer}`.trim(),
          asOf: onMapDays(shown, days).day, entries: savedEntries(mode, days, format),
        };
      }
      return mode;
    },

    /** Follow a step of the hand. @param {Shown} shown */
    onMove: shown => {
      told.list(toldOf(shown));
      if (isOpening) fetchNeeded();
    },
    /** @param {Shown} shown @param {boolean} [isStep] */
    onRelease: ({ day, from }, isStep) => choose(
      { ...state, day, against: from ?? state.against }, { isStep },
    ),
    /** @param {string} place */
    onPlace: place => { if (spec.place) choose({ ...state, place }); },
    /** @param {Camera} camera */
    onCamera: camera => {
      state = { ...state, camera: keptCamera(camera) };
      write(false);
    },
    hasCamera: () => state.camera !== null,
  };
}
