/* A map in a page of Streamlit: mounts it, updates it, and reports what the reader did. */

import { loadLibrary } from "./deck.js";
import { mountMap } from "./map.js";

const CAMERA_DECIMALS = { zoom: 2, degrees: 3 };
/** @type {WeakMap<object, ReturnType<typeof mountMap>>} */
const maps = new WeakMap();
/** The view that is chosen of a map, and the camera that the reader moved from it.
 * @type {WeakMap<object, { view: string, camera: Camera | null }>} */
const cameras = new WeakMap();
/** Parts of descriptions by digest: each is sent once a visit. @type {Map<string, object>} */
const parts = new Map();

const absolute = (/** @type {string} */ address) => new URL(address, document.baseURI).href;

const read = async (/** @type {string} */ address) => {
  const answer = await window.fetch(absolute(address));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};

const rounded = (/** @type {Camera} */ { longitude, latitude, zoom }) => ({
  longitude: Number(longitude.toFixed(CAMERA_DECIMALS.degrees)),
  latitude: Number(latitude.toFixed(CAMERA_DECIMALS.degrees)),
  zoom: Number(zoom.toFixed(CAMERA_DECIMALS.zoom)),
});

/** Write the camera into the address; the server reads it there when the page is opened.
 * @param {Camera} camera */
function keepCamera({ longitude, latitude, zoom }) {
  const address = new URL(window.location.href);
  address.searchParams.set("camera", [latitude, longitude, zoom].join("_"));
  window.history.replaceState(window.history.state, "", address);
}

/** Show a map as Python describes it.
 * @param {Component} component @returns what takes it away again */
export function showMap({ data, parentElement, setTriggerValue }) {
  const box = /** @type {HTMLElement & { frontMap?: any }} */ (
    parentElement.querySelector(".map-box"));
  const { layers, named, short, alt, library } = data, known = maps.get(box);
  for (const [digest, part] of Object.entries(data.parts)) parts.set(digest, part);
  const missing = [...layers, ...Object.values(named)].find(digest => !parts.has(digest));
  if (missing) {
    setTriggerValue("missing", missing);
    return undefined;
  }
  const description = /** @type {Description} */ ({
    ...short, layers: layers.map((/** @type {string} */ digest) => parts.get(digest)),
    ...Object.fromEntries(Object.entries(named).map(([name, digest]) => [name, parts.get(digest)])),
  });
  const view = JSON.stringify(description.initialViewState), before = cameras.get(box);
  const seen = before?.view === view ? before : { view, camera: null };
  cameras.set(box, seen);
  if (known) {
    known.update(description, alt);
    // An address that Streamlit wrote with another day has the camera that it knew of.
    if (seen.camera) keepCamera(seen.camera);
  } else {
    box.frontMap = mountMap(box, description, {
      alt, read,
      library: () => loadLibrary(absolute(library)),
      onRelease: (shown, isStep = true) => {
        // The script of the page takes the address that is written for it as a step, or not.
        dispatchEvent(new CustomEvent("day-released", { detail: { isStep } }));
        setTriggerValue("shown", shown);
      },
      onPlace: place => setTriggerValue("place", place),
      onCamera: camera => {
        const moved = cameras.get(box);
        if (!description.scrubber || !moved) return;
        moved.camera = rounded(camera);
        keepCamera(moved.camera);
      },
      isCalm: () => window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      hasCamera: () => new URL(window.location.href).searchParams.has("camera"),
    });
    maps.set(box, box.frontMap);
  }
  return () => {
    maps.get(box)?.destroy();
    maps.delete(box);
  };
}
