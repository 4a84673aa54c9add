/* The elements of a map: canvases on each other, and over them buttons, a hint and what went wrong;
   below them the answer on a chosen place. */

import { createAnswer } from "./answer.js";

const HINT_MS = 1600;
let framesMade = 0;
const SVG = "http://www.w3.org/2000/svg";
/* Signs of the buttons as paths in a square of 16, since a font may lack them. */
/** @type {Record<string, string>} */
const SIGNS = {
  zoomIn: "M8 3V13M3 8H13", zoomOut: "M3 8H13",
  fit: "M3.5 3V6.5H7M3.8 6.2A5 5 0 1 1 3.2 9.5",
  fullScreen: "M6 2.5H2.5V6M10 2.5H13.5V6M6 13.5H2.5V10M10 13.5H13.5V10",
};

/** @param {string} path */
function sign(path) {
  const picture = document.createElementNS(SVG, "svg"), line = document.createElementNS(SVG, "path");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  picture.append(line);
  return picture;
}

/** @param {string} name @param {string} className @param {Record<string, string>} [attributes] */
export function element(name, className, attributes = {}) {
  const made = document.createElement(name);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** Make the elements in a box.
 * @param {HTMLElement} box
 * @param {{ zoomBy: (by: number) => void, fit: () => void, retry: () => void }} acts */
export function createFrame(box, acts) {
  const root = element("div", "front-map");
  const head = element("div", "map-head"), below = element("div", "map-below");
  const area = element("div", "map-window");
  const canvas = element("div", "map-canvas", { tabindex: "0", role: "application" });
  // deck.gl would have the keyboard stop at its canvas too.
  const base = element("div", "map-base", { inert: "" });
  const cells = /** @type {HTMLCanvasElement} */ (element("canvas", "map-cells"));
  const names = /** @type {HTMLCanvasElement} */ (element("canvas", "map-names"));
  const print = /** @type {HTMLImageElement} */ (element("img", "map-in-print", { alt: "" }));
  const over = element("div", "map-over");
  const buttons = element("div", "map-buttons");
  const hint = element("p", "map-hint", { "aria-hidden": "true" });
  const keys = element("p", "map-keys", { id: `map-keys-${++framesMade}` });
  const trouble = element("div", "map-trouble", { role: "alert", hidden: "" });
  const said = element("p", ""), again = element("button", "", { type: "button" });
  let hinting = 0, pixelRatio = 0;
  /** @type {Record<string, string>} */
  let texts = {};

  const full = () => {
    if (document.fullscreenElement === root) return document.exitFullscreen();
    if (root.requestFullscreen) return root.requestFullscreen();
    // A telephone may have no full screen: the map then lies over the page.
    root.classList.toggle("is-full");
    return dispatchEvent(new Event("resize"));
  };
  const named = {
    zoomIn: () => acts.zoomBy(1), zoomOut: () => acts.zoomBy(-1), fit: acts.fit, fullScreen: full,
  };
  for (const [name, act] of Object.entries(named)) {
    const button = element("button", "map-button", { type: "button", "data-act": name });
    button.append(sign(SIGNS[name]));
    button.addEventListener("click", act);
    buttons.append(button);
  }
  again.addEventListener("click", () => {
    trouble.hidden = true;
    canvas.focus({ preventScroll: true });
    acts.retry();
  });
  trouble.append(said, again);
  canvas.append(base, cells, names, print);
  canvas.setAttribute("aria-describedby", keys.id);
  over.append(buttons, hint, keys, trouble);
  area.append(canvas, over);
  root.append(head, area, below);
  box.replaceChildren(root);
  const answer = createAnswer(area);

  return {
    root, head, answer, below, canvas, over, base, cells, names, print,
    isFull: () => document.fullscreenElement === root || root.classList.contains("is-full"),

    /** @param {Description} description @param {string} alt */
    update: (description, alt) => {
      texts = description.texts;
      pixelRatio = description.pixelRatio ?? 0;
      root.classList.toggle("is-still", description.isStill ?? false);
      root.dataset.scheme = description.scheme;
      // A longer legend takes its room from the map, known before the legend is made.
      root.dataset.mode = description.scrubber ? description.shown.mode : "";
      canvas.setAttribute("aria-label", alt);
      for (const button of buttons.querySelectorAll("button")) {
        const label = texts[button.dataset.act ?? ""] ?? "";
        button.setAttribute("aria-label", label);
        button.title = label;
      }
      keys.textContent = [texts.mapKeys, texts.crosshair].filter(Boolean).join(" ");
      said.textContent = texts.trouble ?? "";
      again.textContent = texts.again ?? "";
      answer.show(description);
      for (const [name, colour] of Object.entries(description.palette)) {
        const [red, green, blue, opacity] = colour;
        root.style.setProperty(`--map-${name.replace(/[A-Z]/g, each => `-${each.toLowerCase()}`)}`,
          `rgb(${red} ${green} ${blue} / ${opacity / 255})`);
      }
    },

    /** Say for a moment how the map is moved. @param {"touch" | "wheel"} kind */
    hint: kind => {
      hint.textContent = texts[kind === "touch" ? "twoFingers" : "ctrlWheel"] ?? "";
      hint.classList.add("is-shown");
      clearTimeout(hinting);
      hinting = window.setTimeout(() => hint.classList.remove("is-shown"), HINT_MS);
    },

    /** Give the boxes of the controls on the map, which no name may cover.
     * @returns {[number, number, number, number][]} */
    controls: () => {
      const { left, top } = over.getBoundingClientRect();
      return [...over.querySelectorAll(".map-buttons, .map-record > button")].map(each => {
        const box = each.getBoundingClientRect();
        return [box.left - left, box.top - top, box.right - left, box.bottom - top];
      });
    },

    /** Say that data did not come, or that it has. @param {boolean} isMissing */
    trouble: isMissing => { trouble.hidden = !isMissing; },

    /** Size the canvases to the box; tells whether that changed anything. */
    resize: () => {
      const density = pixelRatio || Math.min(window.devicePixelRatio || 1, 2);
      const width = Math.round(canvas.clientWidth * density);
      const height = Math.round(canvas.clientHeight * density);
      if (!width || (cells.width === width && cells.height === height)) return false;
      for (const each of [cells, names]) [each.width, each.height] = [width, height];
      return true;
    },

    destroy: () => {
      clearTimeout(hinting);
      root.remove();
    },
  };
}
