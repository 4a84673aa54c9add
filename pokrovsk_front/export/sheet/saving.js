/* Hands the finished picture of a chart to a reader as a file. */
// @ts-check
import { sheetPng, sheetSvg } from "./sheet.js";

/** @typedef {import("./sheet.js").Chart} Chart */
/** @typedef {import("./sheet.js").Said} Said */
/** @typedef {{ kind: "png" | "svg", shape: string, scheme: string }} Wanted */

/**
 * Draws a picture and has the browser save it.
 * @param {Chart} chart in the colours of the scheme
 * @param {Said} said
 * @param {Wanted} wanted
 */
export async function saveSheet(chart, said, { kind, shape, scheme }) {
  const svg = await sheetSvg(chart, said, shape, scheme);
  const blob = kind === "png"
    ? await sheetPng(svg, shape) : new Blob([svg], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `pokrovsk_front_${said.figure}_${shape}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
