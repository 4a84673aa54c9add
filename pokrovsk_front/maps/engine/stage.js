/* The stage of a picture or video: a second map, not seen, of the size that is saved. The reader's
   own map is not touched and goes on being used. */
// @ts-check
import { chosenPoint } from "./chosen.js";

/* A map whose data does not come would be waited for without end. */
const STAGE_PATIENCE_MS = 60_000;
const SAME_ZOOM = 0.005, SAME_DEG = 0.0005;

/** Whether a reader has left a map where it opened, or where it went to a place that he chose.
 * @param {Camera} camera @param {Description} description */
function isAsOpened({ longitude, latitude, zoom }, description) {
  const home = description.initialViewState, place = chosenPoint(description);
  const isAt = (/** @type {Degrees} */ point) => Math.abs(longitude - point[0]) < SAME_DEG
    && Math.abs(latitude - point[1]) < SAME_DEG;
  return !home.isReaders && Math.abs(zoom - home.zoom) < SAME_ZOOM
    && (isAt([home.longitude, home.latitude]) || (place !== undefined && isAt(place)));
}

/**
 * What is saved of: `drawnAt` resolves in the frame that drew a day, and what WebGL drew can be
 * copied only until that frame ends. `background` is the colour under all canvases, if there is
 * any; with `hasScale` they have a scale bar already.
 * @typedef {{ canvases: () => HTMLCanvasElement[],
 *   viewport: () => { width: number, height: number, metresPerPixel: number },
 *   drawnAt: (shown: Shown) => Promise<void>, close: () => void, background?: () => string,
 *   hasScale?: boolean }} Stage
 */

/**
 * Opens a map out of sight, round the centre of the reader's. It shows at least what he sees; of a map
 * that he has not moved, what every picture shows of it, on a wide window or a telephone the same.
 * @param {(box: HTMLElement, description: any, host: any) => any} mount `mountMap`
 * @param {{ beside: HTMLElement, description: any, host: any, viewport: Viewport,
 *   frame: { width: number, height: number }, width: number, height: number, ratio: number,
 *   patienceMs?: number }} asked it is put after the element `beside`, in the reach of the same
 *   styles; `viewport` is the reader's, `frame` what is shown at least of a map as it opened, at
 *   its zoom; sizes are in CSS pixels, of which the picture has `ratio` each; a day that is not
 *   drawn within `patienceMs` is a fault
 * @returns {Promise<Stage>}
 */
export async function openStage(mount, asked) {
  const { beside, description, host, viewport, frame, width, height, ratio } = asked;
  const { patienceMs = STAGE_PATIENCE_MS } = asked;
  const box = document.createElement("div");
  box.className = "map-stage";
  box.inert = true;
  box.style.width = `${width}px`;
  box.style.height = `${height}px`;
  box.style.setProperty("--map-height", `${height}px`);
  beside.after(box);
  const seen = isAsOpened(viewport, description) ? frame : viewport;
  const nearer = Math.log2(Math.min(width / seen.width, height / seen.height));
  const { longitude, latitude } = viewport;
  const zoom = viewport.zoom + nearer;
  const camera = { ...description.initialViewState, longitude, latitude, zoom };
  const quiet = {
    ...host, onRelease: () => {}, onPlace: () => {}, onCamera: () => {}, hasCamera: () => true, isCalm: () => true,
  };
  const described = { ...description, initialViewState: camera, pixelRatio: ratio, isStill: true };
  /** @type {any} */
  let map = null;
  const close = () => {
    map?.destroy();
    box.remove();
  };
  try {
    map = await mount(box, described, quiet);
  } catch (error) {
    close();
    throw error;
  }
  return {
    canvases: () => map.canvases(),
    viewport: () => map.viewport(),
    drawnAt: shown => {
      let timer = 0;
      const late = new Promise((_, fail) => {
        timer = window.setTimeout(() => fail(new Error("The map was not drawn.")), patienceMs);
      });
      return Promise.race([map.drawnAt(shown), late]).finally(() => clearTimeout(timer));
    },
    close,
    background: () => getComputedStyle(
      /** @type {Element} */ (box.querySelector(".map-canvas"))).backgroundColor,
    hasScale: true,
  };
}
