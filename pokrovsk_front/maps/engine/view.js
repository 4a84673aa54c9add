/* The camera under the reader's hand: mouse, wheel, touch and keys.

   A page scrolls past its map: one finger and the bare wheel belong to the page, two fingers and
   the wheel with Ctrl (or a pinch on a touchpad) to the map. In full screen all belong to the map. */

import { flightBetween } from "./flight.js";
import { degreesOf, makeViewport, worldOf } from "./projection.js";

const STEP_PX = 80;
const CLICK_PX = 5;
const WHEEL_A_ZOOM = 300;
const REST_MS = 350;

/** @param {HTMLElement} box takes the gestures
 * @param {NamedView} home
 * @param {{ isCalm: () => boolean, isFull: () => boolean, onMove: () => void,
 *   onRest: (camera: Camera) => void,
 *   onHint: (kind: "touch" | "wheel") => void }} options */
export function createView(box, home, options) {
  let view = home, camera = pick(home), end = camera, frame = 0, rest = 0;
  /** @type {{ points: Pixels[], camera: Camera, moved: boolean } | null} */
  let held = null;

  const within = (/** @type {number} */ zoom) => Math.min(Math.max(zoom, view.minZoom), view.maxZoom);
  /** @param {MouseEvent | Touch} event */
  const place = event => {
    const { left, top } = box.getBoundingClientRect();
    return /** @type {Pixels} */ ([event.clientX - left, event.clientY - top]);
  };
  /** @type {{ of: Camera, viewport: Viewport } | undefined} */
  let seen;
  /** Give what is seen, made once for a camera and a size: a drawing asks for it many times. */
  const viewport = () => {
    const width = box.clientWidth || 1, height = box.clientHeight || 1;
    const isSame = seen?.of === camera && seen.viewport.width === width && seen.viewport.height === height;
    if (!seen || !isSame) seen = { of: camera, viewport: makeViewport(camera, width, height) };
    return seen.viewport;
  };

  /** @param {Camera} next @param {boolean} [isReported] whether the reader moved it */
  const set = (next, isReported = true) => {
    camera = { ...pick(next), zoom: within(next.zoom) };
    options.onMove();
    clearTimeout(rest);
    if (isReported) rest = window.setTimeout(() => options.onRest(camera), REST_MS);
  };

  /** Put a place of the map under a point of the window.
   * @param {Degrees} point @param {Pixels} at @param {number} zoom */
  const pin = (point, [x, y], zoom) => {
    const scale = 2 ** within(zoom), [worldX, worldY] = worldOf(point);
    const { clientWidth: width, clientHeight: height } = box;
    const [longitude, latitude] = degreesOf(
      [worldX - (x - width / 2) / scale, worldY - (y - height / 2) / scale]);
    return { longitude, latitude, zoom };
  };

  /** @param {Camera} to @param {boolean} [isReported] */
  const fly = (to, isReported = true) => {
    cancelAnimationFrame(frame);
    end = { ...pick(to), zoom: within(to.zoom) };
    const flight = flightBetween(camera, end, box.clientWidth || 1);
    if (options.isCalm() || flight.ms < 20) {
      frame = 0;
      return set(end, isReported);
    }
    const began = performance.now();
    const step = (/** @type {number} */ now) => {
      const share = Math.min((now - began) / flight.ms, 1);
      const eased = share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) ** 2;
      if (share === 1) {
        frame = 0;
        return set(end, isReported);
      }
      set(flight.at(eased), false);
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  };

  /** @param {number} by @param {Pixels} [at] the middle where left out */
  const zoomBy = (by, at) => {
    const now = viewport(), point = at ?? /** @type {Pixels} */ ([now.width / 2, now.height / 2]);
    const zoom = within(Math.round((camera.zoom + by) * 100) / 100);
    fly(pin(now.unproject(point), point, zoom));
  };
  /** @param {number} right @param {number} down */
  const pan = (right, down) => {
    const now = viewport();
    const [longitude, latitude] = now.unproject([now.width / 2 + right, now.height / 2 + down]);
    fly({ longitude, latitude, zoom: camera.zoom });
  };

  /* One hold: the points that a mouse or fingers have on the map, and the camera when it began. */
  const hold = (/** @type {Pixels[]} */ points) => {
    cancelAnimationFrame(frame);
    // A flight that is held up is over, and where it ends is told.
    if (frame) set(camera);
    frame = 0;
    held = { points, camera, moved: false };
  };
  const drag = (/** @type {Pixels[]} */ points) => {
    if (!held) return;
    const before = makeViewport(held.camera, box.clientWidth, box.clientHeight);
    const middle = (/** @type {Pixels[]} */ each) => /** @type {Pixels} */ ([0, 1].map(
      axis => each.reduce((sum, point) => sum + point[axis], 0) / each.length));
    const span = (/** @type {Pixels[]} */ each) => each.length < 2 ? 1
      : Math.hypot(each[0][0] - each[1][0], each[0][1] - each[1][1]);
    const from = middle(held.points), to = middle(points);
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) > CLICK_PX || points.length > 1) {
      held.moved = true;
    }
    if (!held.moved) return;
    const zoom = within(held.camera.zoom + Math.log2(span(points) / span(held.points)));
    set(pin(before.unproject(from), to, zoom));
  };
  const release = () => {
    held = null;
  };

  const fingers = (/** @type {TouchEvent} */ event) => [...event.touches].map(place);
  const isOurs = (/** @type {TouchEvent} */ event) => event.touches.length > 1 || options.isFull();
  /** @type {Record<string, (event: any) => void>} */
  const listeners = {
    pointerdown: event => {
      if (event.pointerType === "touch" || event.button !== 0) return;
      hold([place(event)]);
      box.setPointerCapture(event.pointerId);
    },
    pointermove: event => { if (event.pointerType !== "touch") drag([place(event)]); },
    pointerup: event => { if (event.pointerType !== "touch") release(); },
    pointercancel: event => { if (event.pointerType !== "touch") release(); },
    touchstart: event => {
      if (!isOurs(event)) return;
      event.preventDefault();
      hold(fingers(event));
    },
    touchmove: event => {
      if (!isOurs(event)) return options.onHint("touch");
      event.preventDefault();
      const points = fingers(event);
      if (!held || held.points.length !== points.length) hold(points);
      drag(points);
    },
    touchend: event => {
      release();
      if (event.touches.length && isOurs(event)) hold(fingers(event));
    },
    dblclick: event => zoomBy(event.shiftKey ? -1 : 1, place(event)),
    wheel: event => {
      if (!event.ctrlKey && !event.metaKey && !options.isFull()) return options.onHint("wheel");
      event.preventDefault();
      cancelAnimationFrame(frame);
      frame = 0;
      const pixels = event.deltaY * (event.deltaMode === 1 ? 20 : 1) * (event.ctrlKey ? 3 : 1);
      const zoom = within(camera.zoom - pixels / WHEEL_A_ZOOM);
      set(pin(viewport().unproject(place(event)), place(event), zoom));
    },
    keydown: event => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    },
  };
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowLeft: () => pan(-STEP_PX, 0), ArrowRight: () => pan(STEP_PX, 0),
    ArrowUp: () => pan(0, -STEP_PX), ArrowDown: () => pan(0, STEP_PX),
    "+": () => zoomBy(1), "=": () => zoomBy(1), "-": () => zoomBy(-1), 0: () => fly(view),
  };
  for (const [name, listener] of Object.entries(listeners)) {
    box.addEventListener(name, listener, { passive: false });
  }

  return {
    viewport, zoomBy,
    /** Give what is seen once a flight is over. */
    aim: () => (frame ? makeViewport(end, box.clientWidth || 1, box.clientHeight || 1) : viewport()),
    /** Be somewhere at once, as a map that opens there; no one is told. @param {Camera} to */
    jumpTo: to => {
      cancelAnimationFrame(frame);
      frame = 0;
      set(to, false);
    },
    /** @param {Camera} to @param {boolean} [isReported] */
    flyTo: fly,
    /** Go back to the view that was chosen. */
    fit: () => fly(view),
    /** Take another named view; the camera flies there. @param {NamedView} next */
    setHome: next => {
      view = next;
      fly(next, false);
    },
    destroy: () => {
      cancelAnimationFrame(frame);
      clearTimeout(rest);
      for (const [name, listener] of Object.entries(listeners)) {
        box.removeEventListener(name, listener);
      }
    },
  };
}

/** @param {Camera} from @returns {Camera} */
function pick({ longitude, latitude, zoom }) {
  return { longitude, latitude, zoom };
}
