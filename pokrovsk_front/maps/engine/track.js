// @ts-check
/* The track of the days: bars of a window of them, an overview of all, and the handles. */

import { createBars } from "./bars.js";
import { followPointer } from "./gesture.js";
import { createHandle, dayOfKey, flagPlaces } from "./handle.js";
import { heldSpan, openingSpan, spanShowing, wholeSpan, zoomedSpan } from "./span.js";

/** @typedef {import("./bars.js").BarUnit} BarUnit */
/** @typedef {import("./bars.js").DayWindow} DayWindow */
/** @typedef {import("./readings.js").DayBin} DayBin */
/** @typedef {import("./readings.js").Days} Days */
/** @typedef {import("./words.js").Format} Format */
/** @typedef {"from" | "day"} Which The earlier of two days, or the day. */
/** @typedef {{ first: number, last: number }} DayLimits */

const GRAB_PX = { mouse: 8, touch: 24 };
const EDGE_SPEED = 0.12; // of the pixels beyond the edge, a frame
const KEY_ZOOM = 1.6;
const WHEEL_ZOOM_PX = 300;
const WHEEL_STEP_PX = 50;
const WHEEL_LINE_PX = 16;
const PAPER_WIDTH = "40rem"; // what the narrowest sheet has between its margins

/**
 * @param {Element} parent
 * @param {string} className
 */
function addDrawing(parent, className) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  parent.append(svg);
  return svg;
}

/**
 * @param {Element} parent
 * @param {string} className
 */
function addBox(parent, className) {
  const box = document.createElement("div");
  box.className = className;
  parent.append(box);
  return box;
}

/**
 * Create a track.
 * @param {HTMLElement} root
 * @param {object} options
 * @param {Days} options.days
 * @param {DayLimits} options.archive
 * @param {import("./bars.js").RedrawnDay[]} options.redrawn
 * @param {Shown} options.shown
 * @param {Format} options.format
 * @param {DayWindow} [options.span] The window to open with.
 * @param {Partial<Record<Which, string>>} options.labels Of the handles there are.
 * @param {string} options.describedBy Id of how the keys work.
 * @param {(day: number) => string} options.sayDay A day for who does not see the track.
 * @param {(which: Which) => DayLimits} options.limits How far a handle may go.
 * @param {() => void} options.onGrab
 * @param {(which: Which, day: number) => void} options.onDrag
 * @param {() => void} options.onDrop
 * @param {() => void} options.onCancel
 * @param {(which: Which, day: number, isByKey: boolean) => void} options.onStep By a key or the wheel.
 * @param {(drawn: { unit: BarUnit, bins: DayBin[], mark: number }) => void} options.onDraw
 */
export function createTrack(root, options) {
  const { days, archive, format, labels, limits } = options;
  const whole = wholeSpan(archive.first, archive.last);
  let { shown } = options;
  let span = options.span ?? openingSpan(daysShown(), whole);
  /** @type {Which} */
  let active = "day";
  let size = { width: 0, height: 0 };
  let flagPx = 0;
  let wheelPx = 0;

  const track = addBox(root, "map-track");
  const drawing = addDrawing(track, "map-bars");
  const bars = createBars(drawing, { redrawn: options.redrawn });
  const between = addBox(track, "map-between");
  const whiches = /** @type {Which[]} */ (Object.keys(labels));
  const handles = whiches.map(which => createHandle(track, {
    label: labels[which] ?? "", describedBy: options.describedBy,
  }));
  const overview = addBox(root, "map-overview");
  const overviewDrawing = addDrawing(overview, "map-bars");
  const overviewBars = createBars(overviewDrawing, { isOverview: true });
  const brush = addBox(overview, "map-brush");
  const marks = whiches.map(() => addBox(overview, "map-mark-day"));

  function daysShown() {
    return shown.from === null ? [shown.day] : [shown.from, shown.day];
  }
  /** @param {Which} which */
  const dayOf = which => (which === "from" ? shown.from ?? shown.day : shown.day);
  const pxPerDay = () => size.width / (span.to - span.from);
  /** @param {number} day The middle of its column. */
  const placeOf = day => (day + 0.5 - span.from) * pxPerDay();
  /** @param {number} x */
  const dayAt = x => Math.floor(span.from + x / pxPerDay());

  const place = () => {
    if (!size.width) return;
    const places = whiches.map(which => placeOf(dayOf(which)));
    const lefts = flagPlaces(places, flagPx, size.width);
    handles.forEach((handle, at) => {
      handle.place(places[at], size.width);
      handle.placeFlag(lefts[at]);
    });
    const [first, last] = [places[0], places[places.length - 1]];
    between.style.transform = `translateX(${first}px) scaleX(${Math.max(last - first, 0)})`;
    const perDay = size.width / (whole.to - whole.from);
    marks.forEach((mark, at) => {
      mark.style.transform = `translateX(${(dayOf(whiches[at]) + 0.5 - whole.from) * perDay}px)`;
    });
    brush.style.left = `${(span.from - whole.from) * perDay}px`;
    brush.style.width = `${(span.to - span.from) * perDay}px`;
    brush.hidden = span.to - span.from >= whole.to - whole.from;
  };
  const say = () => whiches.forEach((which, at) => {
    const day = dayOf(which);
    handles[at].say(day, limits(which), format.shortDay(day), options.sayDay(day));
  });
  const draw = () => {
    if (!size.width) return;
    const drawn = bars.draw(days, span, size, format);
    place();
    options.onDraw(drawn);
  };
  /** @param {DayWindow} next */
  const showSpan = next => {
    span = heldSpan(next, whole);
    draw();
  };
  /** @param {number} factor @param {number} [day] */
  const zoom = (factor, day = dayOf(active) + 0.5) => {
    const isSeen = day >= span.from && day <= span.to;
    showSpan(zoomedSpan(span, factor, isSeen ? day : (span.from + span.to) / 2, whole));
  };
  const measure = () => {
    size = { width: track.clientWidth, height: drawing.clientHeight };
    if (!size.width) return;
    flagPx = handles[0].flag.offsetWidth;
    const overviewSize = { width: size.width, height: overview.clientHeight };
    overviewBars.draw(days, whole, overviewSize, format);
    draw();
  };

  let offset = 0;
  /** @param {number} x @param {boolean} isTouch */
  const grab = (x, isTouch) => {
    const distances = whiches.map(which => Math.abs(placeOf(dayOf(which)) - x));
    // Where both stand at one place, the side of the pointer tells which is meant.
    const isLater = distances[1] < distances[0] || (distances[1] === distances[0] && x > placeOf(shown.day));
    const at = isLater ? 1 : 0;
    active = whiches[at];
    const isTaken = distances[at] <= (isTouch ? GRAB_PX.touch : GRAB_PX.mouse);
    offset = isTaken ? placeOf(dayOf(active)) - x : 0;
    handles[at].element.focus({ preventScroll: true });
    options.onGrab();
    if (!isTaken) options.onDrag(active, dayAt(x));
  };
  /** @param {number} x */
  const move = x => {
    const beyond = Math.min(x, 0) + Math.max(x - size.width, 0);
    if (beyond) {
      const by = beyond * EDGE_SPEED / pxPerDay();
      showSpan({ from: span.from + by, to: span.to + by });
    }
    const within = Math.min(Math.max(x + (beyond ? 0 : offset), 0), size.width - 1);
    options.onDrag(active, dayAt(within));
  };
  const stopTrack = followPointer(track, {
    grab, move, drop: options.onDrop, cancel: options.onCancel,
    pinch: (factor, x) => zoom(factor, span.from + x / pxPerDay()),
  });

  let brushOffset = 0;
  /** @param {number} x Of the middle of the window. */
  const moveBrush = x => {
    const length = span.to - span.from;
    const middle = whole.from + (x + brushOffset) / size.width * (whole.to - whole.from);
    showSpan({ from: middle - length / 2, to: middle + length / 2 });
  };
  const stopOverview = followPointer(overview, {
    grab(x) {
      const perDay = size.width / (whole.to - whole.from);
      const [left, right] = [span.from, span.to].map(day => (day - whole.from) * perDay);
      brushOffset = x >= left && x <= right ? (left + right) / 2 - x : 0;
      moveBrush(x);
    },
    move: moveBrush,
    drop() {},
    cancel() {},
  });

  track.addEventListener("keydown", event => {
    const at = handles.findIndex(handle => handle.element === event.target);
    if (at < 0) return;
    active = whiches[at];
    const day = dayOfKey(event, dayOf(active), limits(active));
    if (day !== null) options.onStep(active, day, true);
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "+" || event.key === "=") zoom(KEY_ZOOM);
    else if (event.key === "-") zoom(1 / KEY_ZOOM);
    else if (event.key === "0") showSpan(whole);
    else return;
    event.preventDefault();
  });
  track.addEventListener("wheel", event => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE_PX : 1;
    const [right, down] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey) {
      const x = event.clientX - track.getBoundingClientRect().left;
      zoom(Math.exp(-down / WHEEL_ZOOM_PX), span.from + x / pxPerDay());
    } else if (Math.abs(right) > Math.abs(down)) {
      showSpan({ from: span.from + right / pxPerDay(), to: span.to + right / pxPerDay() });
    } else {
      if (!track.contains(document.activeElement)) return;
      wheelPx += down;
      const steps = Math.trunc(wheelPx / WHEEL_STEP_PX);
      const { first, last } = limits(active);
      const day = Math.min(Math.max(dayOf(active) - steps, first), last);
      wheelPx -= steps * WHEEL_STEP_PX;
      // At either end of the days the page scrolls on.
      if (steps && day === dayOf(active)) return;
      if (steps) options.onStep(active, day, false);
    }
    event.preventDefault();
  }, { passive: false });
  const resized = new ResizeObserver(measure);
  resized.observe(track);
  /* A page is laid out for paper without telling, so the bars are drawn for it beforehand. */
  const setWidth = (/** @type {string} */ width) => {
    track.style.width = width;
    measure();
  };
  const onPaper = () => setWidth(PAPER_WIDTH), onScreen = () => setWidth("");
  window.addEventListener("beforeprint", onPaper);
  window.addEventListener("afterprint", onScreen);
  say();

  return {
    /** The handle that the hand had last. */
    active: () => active,
    span: () => span,
    zoomIn: () => zoom(KEY_ZOOM),
    zoomOut: () => zoom(1 / KEY_ZOOM),
    zoomAll: () => showSpan(whole),
    /**
     * Show other days.
     * @param {Shown} next
     * @param {boolean} [isRevealed] Whether the window follows a day that leaves it.
     */
    show(next, isRevealed = true) {
      const moved = whiches.find(which => next[which] !== shown[which]);
      shown = next;
      say();
      const revealed = isRevealed && moved ? spanShowing(span, dayOf(moved), whole) : span;
      if (revealed.from !== span.from) showSpan(revealed);
      else place();
    },
    destroy() {
      resized.disconnect();
      window.removeEventListener("beforeprint", onPaper);
      window.removeEventListener("afterprint", onScreen);
      stopTrack();
      stopOverview();
      track.remove();
      overview.remove();
    },
  };
}
