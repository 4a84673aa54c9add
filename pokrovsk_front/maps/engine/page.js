// @ts-check
/**
 * A page without a server: mounts each of its maps when it comes near the screen, or when the reader
 * asks for it, where the box says `data-waits`.
 *
 * A map stands in a box `.map`, its description beside it as JSON in both schemes. What the
 * description names lies in blocks of the page, or in scripts beside it, since a page opened from
 * a file system may load nothing else. Without WebGL the picture in the box stays.
 *
 */
import { loadLibrary } from "./deck.js";
import { mountMap } from "./map.js";
import { followAddress } from "./moving_page.js";
import { tellOfPicture } from "./picture_told.js";

const NEAR_THE_SCREEN = "100px";
/** A tile beside its index, as `tiles.js` asks for it. */
const TILE_ADDRESS = /\/(\w+)\.json\?v=(\w+)$/;
/** What a page asks for (`export/templates/scheme.js`), else the reader's own scheme.
 * @type {MediaQueryList} */
const darkScheme = /** @type {any} */ (globalThis).darkScheme
  ?? matchMedia("(prefers-color-scheme: dark)");
const calmMotion = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Takes what differs between the schemes, which is stored as `{light, dark}`, in one of them.
 * @param {any} value
 * @param {"light" | "dark"} scheme
 * @returns {any}
 */
export function inScheme(value, scheme) {
  if (Array.isArray(value)) return value.map(each => inScheme(each, scheme));
  if (value === null || typeof value !== "object") return value;
  if ("light" in value && "dark" in value) return value[scheme];
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, inScheme(each, scheme)]));
}

/**
 * Unpacks rows that are stored as columns, each cell without the head and tail that all have.
 * @param {any} stored
 * @returns {any}
 */
export function unpacked(stored) {
  if (stored === null || typeof stored !== "object" || !("columns" in stored)) return stored;
  const { columns, head, tail } = stored;
  const keys = Object.keys(columns).filter(key => key !== "h");
  return columns.h.map((/** @type {string} */ digits, /** @type {number} */ at) => {
    /** @type {Record<string, any>} */
    const row = { h: head + digits + tail };
    for (const key of keys) row[key] = columns[key][at];
    return row;
  });
}

/**
 * Keeps what a function promises for a key; what failed is tried again.
 * @template Value
 * @param {(key: string) => Promise<Value>} make
 * @returns {(key: string) => Promise<Value>}
 */
function kept(make) {
  const promised = new Map();
  return key => {
    if (!promised.has(key)) {
      const made = make(key);
      promised.set(key, made);
      made.catch(() => promised.delete(key));
    }
    return promised.get(key);
  };
}

const loadScript = kept(address => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = address;
  script.addEventListener("load", () => resolve(undefined));
  script.addEventListener("error", () => {
    script.remove();
    reject(new Error(`${address} did not load.`));
  });
  document.head.append(script);
}));

/**
 * Finds where data lies and under which name: a tile is not named by the page but by its index.
 * @param {string} asked
 * @param {Record<string, string>} files
 */
function storedAt(asked, files) {
  const [, tile, version] = TILE_ADDRESS.exec(asked) ?? [];
  if (!tile) return { name: asked, address: files[asked] };
  const name = `${tile}-${version}`;
  return { name, address: `${files.tiles}${name}.js` };
}

/**
 * Makes what carries the maps of a page: its data and its deck.gl.
 * @returns {{read: (name: string) => Promise<any>, library: () => Promise<any>}}
 */
function pageStore() {
  const files = JSON.parse(document.getElementById("map-files")?.textContent || "{}");
  const page = /** @type {any} */ (globalThis);
  const read = kept(async asked => {
    const block = document.querySelector(`script[data-map="${asked}"]`);
    const { name, address } = storedAt(asked, files);
    if (block === null) await loadScript(address);
    return unpacked(JSON.parse(block === null ? page.mapData[name] : block.textContent || ""));
  });
  // A map that is one file has the library in it.
  const library = async () => (page.createDeck ? page : loadLibrary(files.deck));
  return { read, library };
}

/**
 * Watches a map from afar and tells when it is on the screen for the first time.
 * @param {HTMLElement} box
 * @param {() => void} onDrawn
 */
function awaitDrawing(box, onDrawn) {
  const watcher = new MutationObserver(() => {
    if (!box.querySelector("[data-drawn]")) return;
    watcher.disconnect();
    onDrawn();
  });
  watcher.observe(box, { subtree: true, childList: true, attributeFilter: ["data-drawn"] });
}

/**
 * Prepares the map of a box: one that moves opens in the state of the address.
 * @param {HTMLElement} box
 * @param {ReturnType<typeof pageStore>} store
 * @returns {() => void} Mounts it, over its picture until it is drawn.
 */
function preparedMap(box, store) {
  const stored = JSON.parse(box.nextElementSibling?.textContent || "");
  const alt = box.getAttribute("aria-label") || "";
  /** @type {any} */
  let map;
  const redraw = () => map?.update(described(), moving?.alt() || alt);
  const moving = followAddress(box, stored, { read: store.read, redraw });
  const described = () => {
    const drawn = inScheme(stored, darkScheme.matches ? "dark" : "light");
    return moving ? moving.describe(drawn) : drawn;
  };
  const headline = document.createElement("div");
  const host = {
    alt: "", onRelease: () => {}, onPlace: () => {}, onCamera: () => {}, hasCamera: () => false,
    ...store, ...moving, headline, hasPoster: true, isCalm: () => calmMotion.matches,
  };
  moving?.open();
  darkScheme.addEventListener("change", redraw);
  return () => {
    const inner = document.createElement("div");
    box.append(inner);
    box.removeAttribute("role");
    box.removeAttribute("aria-label");
    box.closest(".map-frame")?.before(headline);
    awaitDrawing(box, () => box.classList.add("is-drawn"));
    map = mountMap(inner, described(), { ...host, alt: moving?.alt() || alt });
    moving?.mounted(map);
  };
}

/**
 * Leaves the picture of a map until the reader asks for the map itself.
 * @param {HTMLElement} box
 * @param {() => void} mount
 */
function awaitReader(box, mount) {
  const button = /** @type {HTMLElement | null} */ (
    box.closest("section")?.querySelector(".show-map"));
  let isAsked = false;
  const start = () => {
    if (isAsked) return;
    isAsked = true;
    delete box.dataset.waits;
    mount();
    if (button) button.hidden = true;
  };
  if (button) button.hidden = false;
  button?.addEventListener("click", () => {
    start();
    // Who pressed it by the keyboard goes on from the map.
    box.tabIndex = -1;
    box.focus({ preventScroll: true });
  });
  box.addEventListener("click", start);
  // A link of the page asks for another day.
  addEventListener("hashchange", () => { if (location.hash.includes("=")) start(); });
}

/** Starts the maps of the page, and tells its own script that they have come. */
function startMaps() {
  document.documentElement.dataset.maps = "here";
  const canDraw = document.createElement("canvas").getContext("webgl2") !== null;
  const boxes = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".map"))];
  if (!canDraw) {
    for (const box of boxes) {
      box.parentElement?.classList.add("is-picture");
      box.closest("section")?.querySelector(".map-choices form")?.remove();
      tellOfPicture(box);
    }
    return;
  }
  const store = pageStore();
  const mounts = new Map(boxes.map(box => [/** @type {Element} */ (box), preparedMap(box, store)]));
  const near = new IntersectionObserver(entries => entries.forEach(({ isIntersecting, target }) => {
    if (!isIntersecting) return;
    near.unobserve(target);
    mounts.get(target)?.();
  }), { rootMargin: NEAR_THE_SCREEN });
  // An address with a choice asks for the map that follows it.
  const isAsked = location.hash.includes("=");
  for (const box of boxes) {
    if (isAsked) delete box.dataset.waits;
    if ("waits" in box.dataset) awaitReader(box, () => mounts.get(box)?.());
    else near.observe(box);
  }
}

startMaps();
