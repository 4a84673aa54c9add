// @ts-check
/**
 * Pointing at a map by mouse, finger or keyboard: it asks what lies there and shows the card.
 *
 * The key "c" toggles a crosshair in the middle of the map. The arrow keys go on moving the map
 * under it; Enter opens the card of what it lies on and, on a city, chooses it the second time;
 * Escape closes the card and then the crosshair.
 *
 * The map flies to a city that is chosen on it. Its card goes along, until the reader takes hold of
 * the map again: on a touch screen it would be seen for no longer than a blink.
 */

/** @typedef {import("./card.js").Subject} Subject */
/** @typedef {ReturnType<typeof import("./card.js").createCard>} Card */

const HOVER_MS = 80;
const CLICKED_WITHIN_PX = 6; // a pointer that moved farther dragged the map

/**
 * @param {HTMLElement} surface the focusable element of the map's canvases
 * @param {object} options
 * @param {HTMLElement} options.over the layer over it, which carries the crosshair
 * @param {Card} options.card
 * @param {(point: [number, number]) => Subject | null | Promise<Subject | null>} options.subjectAt
 * @param {((placeId: string) => void) | null} options.onChoose null where no place can be chosen
 * @param {(point: [number, number]) => () => [number, number]} options.follow what gives where the
 *   place under a point lies once the camera has moved
 */
export function createPointing(surface, { over, card, subjectAt, onChoose, follow }) {
  const listening = new AbortController();
  const crosshair = over.appendChild(document.createElement("div"));
  crosshair.className = "map-crosshair";
  crosshair.hidden = true;
  crosshair.setAttribute("aria-hidden", "true");
  /** @type {number | undefined} */
  let hovering;
  /** @type {[number, number] | null} */
  let pressed = null;
  /** The city that the map flies to. @type {{ by: "mouse" | "touch", at: () => [number, number] } | null} */
  let chosen = null;
  let asked = 0;

  /**
   * @param {[number, number]} point
   * @param {"mouse" | "touch" | "keyboard"} by
   */
  async function ask(point, by) {
    const turn = ++asked;
    chosen = null;
    const subject = await subjectAt(point);
    if (turn !== asked) return null;
    if (subject) card.pointAt(point, subject, by);
    else card.hideSoon();
    surface.style.cursor = onChoose && subject?.kind === "city" && by === "mouse" ? "pointer" : "";
    return subject;
  }

  /** @param {string} placeId */
  function choose(placeId) {
    card.offerNoChoice();
    onChoose?.(placeId);
  }

  function forget() {
    window.clearTimeout(hovering);
    asked += 1;
  }

  /** @param {PointerEvent | MouseEvent} event @returns {[number, number]} */
  function pointOf(event) {
    const { left, top } = surface.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  /** @param {[number, number]} point */
  const isSeen = ([x, y]) =>
    x >= 0 && y >= 0 && x <= surface.clientWidth && y <= surface.clientHeight;

  /** @type {() => [number, number]} */
  const middle = () => [surface.clientWidth / 2, surface.clientHeight / 2];

  /**
   * @param {string} type
   * @param {(event: any) => void} does
   */
  const on = (type, does) => surface.addEventListener(type, does, { signal: listening.signal });

  on("pointermove", (/** @type {PointerEvent} */ event) => {
    if (event.pointerType !== "mouse") return;
    forget();
    if (event.buttons) return card.hide();
    const point = pointOf(event);
    hovering = window.setTimeout(() => ask(point, "mouse"), HOVER_MS);
  });
  on("pointerleave", (/** @type {PointerEvent} */ event) => {
    if (event.pointerType !== "mouse") return;
    forget();
    card.hideSoon();
  });
  on("pointerdown", (/** @type {PointerEvent} */ event) => {
    pressed = event.isPrimary ? pointOf(event) : null;
    chosen = null;
  });
  on("pointerup", async (/** @type {PointerEvent} */ event) => {
    const point = pointOf(event);
    const from = pressed;
    pressed = null;
    if (!from || event.button > 0) return;
    if (Math.hypot(point[0] - from[0], point[1] - from[1]) > CLICKED_WITHIN_PX) return;
    forget();
    const by = event.pointerType === "touch" ? "touch" : "mouse";
    const at = follow(point);
    const subject = await ask(point, by);
    if (!onChoose || subject?.kind !== "city") return;
    chosen = { by, at };
    choose(subject.place.id);
  });
  on("wheel", () => {
    forget();
    card.hide();
  });
  on("keydown", async (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "c" || event.key === "C") {
      crosshair.hidden = !crosshair.hidden;
      if (crosshair.hidden) card.hide();
    } else if (event.key === "Escape" && !crosshair.hidden) {
      crosshair.hidden = true;
    } else if (event.key === "Enter" && !crosshair.hidden) {
      const shown = card.subject();
      const subject = await ask(middle(), "keyboard");
      const isAgain = subject?.kind === "city" && shown?.kind === "city";
      if (isAgain && subject.place.id === shown.place.id) choose(subject.place.id);
    }
  });

  return {
    /** Follow the camera: the card of a crosshair speaks of what lies under it now. */
    draw() {
      if (card.subject() === null) return;
      if (chosen && isSeen(chosen.at())) card.moveTo(chosen.at(), chosen.by);
      else if (crosshair.hidden) card.hide();
      else ask(middle(), "keyboard");
    },
    isCrosshairOn: () => !crosshair.hidden,
    destroy() {
      forget();
      listening.abort();
      crosshair.remove();
    },
  };
}
