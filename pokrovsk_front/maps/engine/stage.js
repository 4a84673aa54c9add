/* The stage of a picture or video: a second map, not seen, of the size that is saved. The reader's
   own map is not touched and goes on being used. */
// @ts-check

/* A map whose data does not come would be waited for without end. */
const STAGE_PATIENCE_MS = 60_000;

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
 * Opens a map out of sight that shows at least what the reader sees, round the same centre.
 * @param {(box: HTMLElement, description: any, host: any) => any} mount `mountMap`
 * @param {{ beside: HTMLElement, description: any, host: any, viewport: Viewport, width: number,
 *   height: number, ratio: number, patienceMs?: number }} asked it is put after the element
 *   `beside`, in the reach of the same styles; `viewport` is the reader's; the size is in CSS
 *   pixels, of which the picture has `ratio` each; a day that is not drawn within `patienceMs` is
 *   a fault
 * @returns {Promise<Stage>}
 */
export async function openStage(mount, asked) {
  const { beside, description, host, viewport, width, height, ratio } = asked;
  const { patienceMs = STAGE_PATIENCE_MS } = asked;
  const box = document.createElement("div");
  box.className = "map-stage";
  box.inert = true;
  box.style.width = `${width}px`;
  box.style.height = `${height}px`;
  box.style.setProperty("--map-height", `${height}px`);
  beside.after(box);
  const nearer = Math.log2(Math.min(width / viewport.width, height / viewport.height));
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
