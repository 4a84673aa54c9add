// @ts-check
/* What is said over the picture of a moving map that cannot be drawn, where a link asks for more. */

import { isStateHash, openingState, readFragment, writtenFragment } from "./fragment.js";
import { makeFormat } from "./words.js";

/**
 * Follow the address over the picture in a box: it is of the latest day, whatever a link asks for.
 * @param {HTMLElement} box A map that moves, or one that stands still, of which nothing is said.
 */
export function tellOfPicture(box) {
  const panel = document.querySelector(`.days[data-map="${box.id}"]`);
  const note = /** @type {HTMLElement | null | undefined} */ (
    box.closest("section")?.querySelector(".day-said"));
  if (!panel || !note) return;
  const { texts } = JSON.parse(box.nextElementSibling?.textContent || "");
  const spec = JSON.parse(panel.querySelector("script")?.textContent || "");
  const format = makeFormat(texts), opening = openingState(spec);
  const tell = () => {
    if (!isStateHash(location.hash)) return;
    const { state, problems } = readFragment(location.hash, spec, opening, format);
    const isOther = writtenFragment(state, spec, format) !== "";
    note.textContent = (isOther ? note.dataset.picture : problems.join(" ")) ?? "";
  };
  addEventListener("hashchange", tell);
  tell();
}
