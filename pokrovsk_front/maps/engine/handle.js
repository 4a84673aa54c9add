// @ts-check
/* A handle on a track of days: an ARIA slider that carries its date. */

/** The days that each key moves by; null is the first or last day. */
const KEY_DAYS = new Map([
  ["ArrowLeft", -1], ["ArrowDown", -1], ["ArrowRight", 1], ["ArrowUp", 1],
  ["PageDown", -30], ["PageUp", 30],
]);
const SHIFT_DAYS = 7;

/**
 * The day that a key leads to; null for a key that moves nothing.
 * @param {KeyboardEvent} event
 * @param {number} day
 * @param {{ first: number, last: number }} limits
 */
export function dayOfKey(event, day, limits) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "Home") return limits.first;
  if (event.key === "End") return limits.last;
  const step = KEY_DAYS.get(event.key);
  if (step === undefined) return null;
  return day + (event.shiftKey ? Math.sign(step) * Math.max(Math.abs(step), SHIFT_DAYS) : step);
}

/**
 * Create a handle.
 * @param {HTMLElement} track
 * @param {{ label: string, describedBy?: string }} options
 */
export function createHandle(track, { label, describedBy }) {
  const element = document.createElement("div");
  element.className = "map-handle";
  element.tabIndex = 0;
  element.setAttribute("role", "slider");
  element.setAttribute("aria-label", label);
  element.setAttribute("aria-orientation", "horizontal");
  if (describedBy) element.setAttribute("aria-describedby", describedBy);
  const flag = document.createElement("div");
  flag.className = "map-flag";
  flag.setAttribute("aria-hidden", "true");
  const date = document.createElement("span");
  flag.append(date);
  track.append(element, flag);

  return {
    element,
    flag,
    /**
     * Say a day.
     * @param {number} day
     * @param {{ first: number, last: number }} limits How far it may go.
     * @param {string} dayText On the flag.
     * @param {string} text For who does not see the track.
     */
    say(day, limits, dayText, text) {
      element.setAttribute("aria-valuemin", String(limits.first));
      element.setAttribute("aria-valuemax", String(limits.last));
      element.setAttribute("aria-valuenow", String(day));
      element.setAttribute("aria-valuetext", text);
      date.textContent = dayText;
    },
    /**
     * Stand at a place.
     * @param {number} x Pixels from the track's left edge; beyond it, held at the edge.
     * @param {number} width Of the track.
     */
    place(x, width) {
      element.style.transform = `translateX(${Math.min(Math.max(x, 0), width).toFixed(1)}px)`;
      const side = x < 0 ? "before" : x > width ? "after" : "within";
      element.dataset.side = side;
      flag.dataset.side = side;
    },
    /** @param {number} left Pixels from the track's left edge. */
    placeFlag(left) {
      flag.style.transform = `translateX(${left.toFixed(1)}px)`;
    },
  };
}

/**
 * Left edges of flags over their handles, within the track and beside each other.
 * @param {number[]} places Of the handles, ascending, in pixels.
 * @param {number} flag Width of a flag.
 * @param {number} width Of the track.
 */
export function flagPlaces(places, flag, width) {
  /** @param {number} left */
  const held = left => Math.min(Math.max(left, 0), width - flag);
  if (places.length === 1) return [held(places[0] - flag / 2)];
  const isApart = places[1] - places[0] >= flag;
  const [first, second] = isApart
    ? places.map(place => held(place - flag / 2))
    : [held(places[0] - flag), held(places[1])];
  if (second - first >= flag) return [first, second];
  const left = Math.min(Math.max((first + second) / 2 - flag / 2, 0), width - 2 * flag);
  return [left, left + flag];
}
