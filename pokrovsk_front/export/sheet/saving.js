/* Saves the picture of a figure of a page, when its button is pressed. */
// @ts-check
import { inScheme } from "./colours.js";
import { sheetPng, sheetSvg } from "./sheet.js";

/** @typedef {import("./chart.js").Chart} Chart */
/** @typedef {import("./sheet.js").Said} Said */
/**
 * What the button says of its figure, as JSON in `data-picture`; `begun`, `saved` and `failed` are
 * told to the reader.
 * @typedef {{ said: Said, scheme: string, library: string, begun: string, saved: string,
 *   failed: string }} Pictured
 * @typedef {{ kind: string, shape: string, scheme: string }} Wanted
 */

const KEPT_MS = 60_000;
let isSaving = false;

/** Loads the library of charts, unless it is here. @param {string} address */
function loadLibrary(address) {
  if ("Plotly" in globalThis) return Promise.resolve();
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = new URL(address, document.baseURI).href;
    script.addEventListener("load", () => done(undefined));
    script.addEventListener("error", () => fail(new Error(`${address} did not arrive.`)));
    document.head.append(script);
  });
}

/** Finds a chart of the dashboard, as the reader sees it.
 * @param {string} figure @returns {Chart} */
function chartOf(figure) {
  const drawn = /** @type {any} */ (document.querySelector(`.st-key-${figure} .js-plotly-plot`));
  if (!drawn) throw new Error(`There is no chart ${figure}.`);
  return { data: drawn.data, layout: drawn.layout };
}

/** @param {Blob} blob @param {string} name */
function handOver(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

/**
 * Draws a picture of a chart and has the browser save it; one at a time.
 * @param {Pictured} pictured
 * @param {Partial<Wanted>} wanted
 * @param {Element | null} status where it is told
 * @param {Chart} [given] the chart; without it that of the figure on the dashboard
 */
export async function savePicture(pictured, wanted, status, given) {
  if (isSaving) return;
  isSaving = true;
  const tell = (/** @type {string} */ text) => { if (status) status.textContent = text; };
  const { said, library } = pictured;
  const { kind = "png", shape = "wide", scheme = pictured.scheme } = wanted;
  tell(pictured.begun);
  try {
    await loadLibrary(library);
    const chart = inScheme(given ?? chartOf(said.figure), scheme);
    const svg = await sheetSvg(chart, said, shape, scheme);
    const blob = kind === "svg"
      ? new Blob([svg], { type: "image/svg+xml" }) : await sheetPng(svg, shape);
    const name = said.file.replace("{shape}", shape).replace("{kind}", kind);
    handOver(blob, name);
    tell(pictured.saved.replace("{name}", name));
  } catch (fault) {
    console.warn(fault);
    tell(pictured.failed);
  } finally {
    isSaving = false;
  }
}
