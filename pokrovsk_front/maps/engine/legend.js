// @ts-check
/* The legend: swatches, and over days of change a ramp of months on which the day moves. */

import { mapReadingOn } from "./readings.js";
import { HAND_REST_MS, followPointer } from "./gesture.js";
import { createHandle, dayOfKey, flagPlaces } from "./handle.js";
import { sinceFirstDay } from "./headline.js";
import { dateOf, dayNumberOf, fillText, makeFormat } from "./words.js";

/** @typedef {import("./readings.js").Days} Days */
/** @typedef {import("./headline.js").DaysDescription} DaysDescription */

/** @typedef {import("./headline.js").Rgba} Rgba */

/**
 * A fill and its meaning; `text` may hold `{day}`, the day of the map that `follows` names, and
 * `{since}`, the first day from which changes are told.
 * @typedef {object} LegendEntry
 * @property {Rgba} fill
 * @property {string} text
 * @property {Rgba | null} edge
 * @property {Rgba | null} hatch
 * @property {boolean} isDashed
 * @property {boolean} isApart
 * @property {boolean} isDot
 * @property {"day" | "from" | ""} follows Of a grey zone: the day it is of.
 */

const MIN_PX_PER_MONTH_LABEL = 58;
const MONTH_LABEL_PX = 40;

/**
 * The opaque colour that is seen where one lies on another.
 * @param {Rgba} over
 * @param {Rgba} under
 */
function seenColour(over, under) {
  const opacity = over[3] / 255;
  const parts = [0, 1, 2].map(at => Math.round(opacity * over[at] + (1 - opacity) * under[at]));
  return `rgb(${parts.join(" ")})`;
}

/**
 * The list of swatches, as Python's legend has it.
 * @param {LegendEntry[]} entries
 * @param {Rgba} land
 */
function swatchList(entries, land) {
  const list = document.createElement("ul");
  list.className = "swatches";
  list.style.setProperty("--l", seenColour(land, land));
  for (const entry of entries) {
    const item = document.createElement("li");
    const looks = {
      dashed: entry.isDashed, apart: entry.isApart, dot: entry.isDot, hatched: entry.hatch !== null,
    };
    item.className = Object.entries(looks).filter(([, isSo]) => isSo).map(([name]) => name).join(" ");
    item.style.setProperty("--f", seenColour(entry.fill, land));
    const edge = entry.edge ?? entry.fill;
    item.style.setProperty("--e", seenColour([edge[0], edge[1], edge[2], 255], land));
    if (entry.hatch) {
      const [red, green, blue] = entry.hatch;
      item.style.setProperty("--h", `rgb(${red} ${green} ${blue})`);
    }
    list.append(item);
  }
  return list;
}

/**
 * The ramp of the layer that colours land by the day since which it has been occupied.
 * @param {Pick<DaysDescription, "layers">} description
 * @param {number} day
 */
export function rampOn(description, day) {
  const layers = description.layers.filter(layer => layer.ramp);
  const ofDay = layers.find(({ days: [first, last] = [day, day] }) => first <= day && day <= last);
  return (ofDay ?? layers[0])?.ramp ?? null;
}

/**
 * Create the legend of a map.
 * @param {HTMLElement} root
 * @param {object} options
 * @param {Days} options.days
 * @param {DaysDescription} options.description
 * @param {(shown: Shown) => void} options.onMove
 * @param {(shown: Shown) => void} options.onRelease
 */
export function createLegend(root, { days, description: first, onMove, onRelease }) {
  let description = first;
  let shown = first.shown;
  let released = shown;
  let format = makeFormat(first.texts);
  let isHeld = false;
  let timer = 0;
  const box = document.createElement("div");
  box.className = "map-legend";
  root.append(box);
  const ramp = document.createElement("div");
  ramp.className = "map-ramp";
  const colours = document.createElement("div");
  colours.className = "map-ramp-colours";
  const rest = document.createElement("div");
  rest.className = "map-ramp-rest";
  const months = document.createElement("div");
  months.className = "map-ramp-months";
  months.setAttribute("aria-hidden", "true");
  ramp.append(colours, rest, months);
  const handle = createHandle(ramp, { label: first.texts.rampLabel });
  /** @type {{ first: number, last: number } | null} */
  let painted = null;
  /** @type {HTMLUListElement} */
  let list = document.createElement("ul");

  const limits = () => {
    const ramped = rampOn(description, mapReadingOn(days, shown.day).day);
    return ramped && { first: ramped.firstDay, last: ramped.lastDay };
  };
  const place = () => {
    const range = limits();
    if (shown.mode !== "since" || !range) return;
    const width = ramp.clientWidth;
    const x = width * (shown.day - range.first) / (range.last - range.first);
    handle.place(x, width);
    handle.placeFlag(flagPlaces([x], handle.flag.offsetWidth, width)[0]);
    rest.style.left = `${100 * Math.min(Math.max(x / width, 0), 1)}%`;
  };
  const paint = () => {
    const range = limits();
    if (range?.first !== painted?.first) paintRamp();
    const reading = mapReadingOn(days, shown.day);
    const earlier = shown.from === null ? reading : mapReadingOn(days, shown.from);
    const since = format.day(sinceFirstDay(shown.day, days, description.scrubber.eraFirst));
    description.swatches.forEach((entry, at) => {
      const item = /** @type {HTMLElement} */ (list.children[at]);
      const of = entry.follows === "from" ? earlier : reading;
      item.textContent = fillText(entry.text, { day: format.shortDay(of.day), since });
      item.hidden = entry.follows !== "" && of.grey === null;
    });
    if (shown.mode !== "since" || !range) return;
    handle.say(shown.day, range, format.shortDay(shown.day), format.day(shown.day));
    place();
  };
  const paintRamp = () => {
    const ramped = rampOn(description, mapReadingOn(days, shown.day).day);
    painted = limits();
    ramp.hidden = shown.mode !== "since" || !ramped;
    if (ramp.hidden || !ramped) return;
    const { land } = description.palette;
    colours.style.background =
      `linear-gradient(90deg, ${seenColour(ramped.first, land)}, ${seenColour(ramped.last, land)})`;
    const length = ramped.lastDay - ramped.firstDay;
    const pxPerMonth = ramp.clientWidth / (length / 30.4);
    const step = [1, 2, 3, 6, 12].find(each => each * pxPerMonth >= MIN_PX_PER_MONTH_LABEL) ?? 12;
    const start = dateOf(ramped.firstDay);
    const labels = [];
    for (let month = Math.ceil(start.getUTCMonth() / step) * step; ; month += step) {
      const day = dayNumberOf(start.getUTCFullYear(), month);
      if (day > ramped.lastDay) break;
      const share = (day - ramped.firstDay) / length;
      if (share < 0 || share * ramp.clientWidth > ramp.clientWidth - MONTH_LABEL_PX) continue;
      const label = document.createElement("span");
      const isYear = dateOf(day).getUTCMonth() === 0;
      label.textContent = isYear ? String(dateOf(day).getUTCFullYear()) : format.shortMonth(day);
      label.className = isYear ? "map-ramp-year" : "";
      label.style.left = `${100 * share}%`;
      labels.push(label);
    }
    months.replaceChildren(...labels);
  };
  const release = () => {
    clearTimeout(timer);
    if (shown.day === released.day) return;
    released = shown;
    onRelease(shown);
  };
  /** @param {number} day */
  const moveTo = day => {
    const range = limits();
    if (!range) return;
    const held = Math.min(Math.max(Math.round(day), range.first), range.last);
    if (held === shown.day) return;
    shown = { ...shown, day: held };
    paint();
    onMove(shown);
  };
  /** @param {number} x */
  const dayAt = x => {
    const range = limits();
    return range ? range.first + (x / ramp.clientWidth) * (range.last - range.first) : shown.day;
  };
  let grabbedDay = shown.day;
  const stopPointer = followPointer(ramp, {
    grab(x) {
      isHeld = true;
      grabbedDay = shown.day;
      handle.element.focus({ preventScroll: true });
      moveTo(dayAt(x));
    },
    move: x => moveTo(dayAt(x)),
    drop() {
      isHeld = false;
      release();
    },
    cancel() {
      isHeld = false;
      moveTo(grabbedDay);
    },
  });
  handle.element.addEventListener("keydown", event => {
    const range = limits();
    const day = range && dayOfKey(event, shown.day, range);
    if (day === null) return;
    event.preventDefault();
    moveTo(day);
    clearTimeout(timer);
    timer = setTimeout(release, HAND_REST_MS);
  });
  const resized = new ResizeObserver(() => {
    paintRamp();
    place();
  });

  const build = () => {
    const made = swatchList(description.swatches, description.palette.land);
    list.replaceWith(made);
    list = made;
    paintRamp();
    paint();
  };
  box.append(ramp, list);
  build();
  resized.observe(box);

  return {
    /** @param {DaysDescription} next */
    update(next) {
      description = next;
      format = makeFormat(next.texts);
      handle.element.setAttribute("aria-label", next.texts.rampLabel);
      if (!isHeld) shown = released = next.shown;
      build();
    },
    /** @param {Shown} next */
    show(next) {
      shown = released = next;
      paint();
    },
    destroy() {
      clearTimeout(timer);
      resized.disconnect();
      stopPointer();
      box.remove();
    },
  };
}
