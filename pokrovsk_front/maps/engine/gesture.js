// @ts-check
/* A pointer on a track: press, drag, release once; two fingers zoom; a vertical finger scrolls. */

export const HAND_REST_MS = 400; // after the last of several keys or clicks, the hand has come to rest

const DRAG_PX = 6;

/**
 * What a track does with a pointer; places are pixels from its left edge.
 * @typedef {object} TrackHand
 * @property {(x: number, isTouch: boolean) => void} grab Pressed: jumps there, or takes a handle.
 * @property {(x: number) => void} move At most once a frame; again each frame beyond the edge.
 * @property {() => void} drop Let go.
 * @property {() => void} cancel Taken by the browser, to scroll: nothing was meant.
 * @property {(factor: number, x: number) => void} [pinch] Two fingers moved apart by a factor.
 */

/**
 * Follow the pointers on an element.
 * @param {HTMLElement} track
 * @param {TrackHand} hand
 * @returns {() => void} Stops following.
 */
export function followPointer(track, hand) {
  /** @type {Map<number, number>} */
  const pointers = new Map();
  /** @type {{ id: number, startX: number, isTouch: boolean, isDragging: boolean } | null} */
  let press = null;
  let lastX = 0;
  let frame = 0;
  let pinchPx = 0;

  const placeOf = (/** @type {PointerEvent} */ event) =>
    event.clientX - track.getBoundingClientRect().left;
  const isBeyond = () => lastX < 0 || lastX > track.clientWidth;
  const stopFrame = () => {
    cancelAnimationFrame(frame);
    frame = 0;
  };
  const moveInFrame = () => {
    frame = 0;
    if (!press?.isDragging) return;
    hand.move(lastX);
    if (isBeyond()) frame = requestAnimationFrame(moveInFrame);
  };
  const distance = () => {
    const [first, second] = pointers.values();
    return Math.max(Math.abs(first - second), 1);
  };
  const middle = () => {
    const [first, second] = pointers.values();
    return (first + second) / 2;
  };
  const abandon = () => {
    stopFrame();
    if (press?.isDragging) hand.cancel();
    press = null;
  };

  const handlers = {
    /** @param {PointerEvent} event */
    pointerdown(event) {
      if (event.button !== 0) return;
      const x = placeOf(event);
      pointers.set(event.pointerId, x);
      if (pointers.size === 2) {
        abandon();
        pinchPx = distance();
      }
      if (pointers.size !== 1) return;
      const isTouch = event.pointerType === "touch";
      press = { id: event.pointerId, startX: x, isTouch, isDragging: !isTouch };
      lastX = x;
      if (!press.isDragging) return;
      track.setPointerCapture(event.pointerId);
      hand.grab(x, false);
    },
    /** @param {PointerEvent} event */
    pointermove(event) {
      if (!pointers.has(event.pointerId)) return;
      const x = placeOf(event);
      pointers.set(event.pointerId, x);
      if (pointers.size === 2 && hand.pinch) {
        hand.pinch(distance() / pinchPx, middle());
        pinchPx = distance();
      }
      if (press?.id !== event.pointerId) return;
      lastX = x;
      if (!press.isDragging && Math.abs(x - press.startX) >= DRAG_PX) {
        press.isDragging = true;
        hand.grab(press.startX, press.isTouch);
      }
      if (press.isDragging) frame ||= requestAnimationFrame(moveInFrame);
    },
    /** @param {PointerEvent} event */
    pointerup(event) {
      pointers.delete(event.pointerId);
      if (press?.id !== event.pointerId) return;
      const isPending = frame !== 0;
      stopFrame();
      if (!press.isDragging) hand.grab(press.startX, press.isTouch);
      else if (isPending) hand.move(lastX);
      press = null;
      hand.drop();
    },
    /** @param {PointerEvent} event */
    pointercancel(event) {
      pointers.delete(event.pointerId);
      if (press?.id === event.pointerId) abandon();
    },
  };
  const listeners = /** @type {[string, EventListener][]} */ (Object.entries(handlers));
  for (const [name, handler] of listeners) track.addEventListener(name, handler);

  return () => {
    stopFrame();
    for (const [name, handler] of listeners) track.removeEventListener(name, handler);
  };
}
