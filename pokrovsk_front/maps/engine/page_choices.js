// @ts-check
/* The choices above a moving map of a page without a server: mode, view, place. */

import { fillText } from "./words.js";
import { LONGEST_REPEATED, placeNamed } from "./fragment.js";

/** @typedef {import("./fragment.js").PageState} PageState */
/** @typedef {import("./fragment.js").PageSpec} PageSpec */

/** @param {ParentNode} form @param {string} name @returns {any} */
const fieldOf = (form, name) => form.querySelector(`[name=${name}]`);

/**
 * Follow the form over a map, if it has one, and show in it what is chosen.
 * @param {HTMLElement | null} box It holds the form and the place of what is said of a link.
 * @param {PageSpec} spec
 * @param {{ onChoose: (chosen: Partial<PageState>, problem?: string) => void }} options
 *   `problem` is a sentence on what was typed.
 */
export function createPageChoices(box, spec, { onChoose }) {
  const form = box?.querySelector("form"), note = box?.querySelector(".day-said");
  const labels = spec.place ?? {};
  /** @param {string[]} problems */
  const tell = problems => { if (note) note.textContent = problems.join(" "); };
  if (!box || !form) return { tell, show: () => {} };

  const place = fieldOf(form, "place"), view = fieldOf(form, "view");
  const list = document.createElement("datalist");
  list.id = "places-of-the-map";
  list.append(...Object.values(labels).map(label => new Option("", label)));
  form.append(list);
  place.setAttribute("list", list.id);
  let shown = "";
  /** @param {boolean} isDone Whether the reader has finished typing. */
  const takePlace = isDone => {
    const text = place.value, found = placeNamed(text, labels);
    // A spelling may be the start of another: only one of the list is taken while typing.
    const isListed = found !== "" && text === labels[found];
    if (!isDone && !isListed && text) return;
    if (found === shown && (found || !text)) return;
    const asked = text.slice(0, LONGEST_REPEATED), label = spec.labels?.place ?? "";
    const problem = fillText(spec.texts.noOptionOfNone, { label, asked });
    onChoose({ place: found }, text && !found ? problem : undefined);
  };
  form.addEventListener("submit", event => event.preventDefault());
  place.addEventListener("input", () => takePlace(false));
  place.addEventListener("change", () => takePlace(true));
  view.addEventListener("change", () => onChoose({ view: view.value, camera: null }));
  for (const mode of form.querySelectorAll("[name=show]")) {
    mode.addEventListener("change", () =>
      onChoose({ show: /** @type {HTMLInputElement} */ (mode).value }));
  }
  box.classList.add("is-on");

  return {
    tell,
    /** @param {PageState} state */
    show: state => {
      const mode = form.querySelector(`[name=show][value=${state.show}]`);
      if (mode) /** @type {HTMLInputElement} */ (mode).checked = true;
      view.value = state.view;
      // What is being typed, or was refused, stays to be mended.
      if (state.place !== shown || state.place) place.value = labels[state.place] ?? "";
      shown = state.place;
    },
  };
}
