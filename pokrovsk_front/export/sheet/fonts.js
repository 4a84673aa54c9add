/* Fonts of a sheet: known to the page, so that text is measured in them, and held by the SVG. */
// @ts-check

/** @typedef {{ family: string, weight: string, address: string }} FontFile */

/** @type {FontFile[]} */
let fontFiles = [];
/** @type {Promise<unknown> | undefined} */
let fontsReady;

/** Takes the fonts; their addresses hold all of them. @param {FontFile[]} files */
export function useFonts(files) {
  fontFiles = files;
}

/** Lets the page know the fonts, once. */
export function loadFonts() {
  fontsReady ??= Promise.all(fontFiles.map(async ({ family, weight, address }) => {
    const face = new FontFace(family, `url(${address})`, { weight });
    document.fonts.add(await face.load());
  }));
  return fontsReady;
}

/** @returns {string} the rules that an SVG carries */
export const fontRules = () => fontFiles.map(({ family, weight, address }) =>
  `@font-face{font-family:"${family}";font-weight:${weight};src:url(${address})}`).join("");
