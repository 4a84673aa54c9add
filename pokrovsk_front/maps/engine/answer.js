// @ts-check
/* The answer on a chosen place, right under the map: its distance to occupied land on the day shown,
   and how much of it is occupied. */

import { hasActed } from "./speech.js";
import { emphasised, unmarked } from "./words.js";

/** Put the place of the answer between a map and what stands below it.
 * @param {HTMLElement} area What it stands under. */
export function createAnswer(area) {
  const said = document.createElement("p");
  said.className = "map-answer";
  area.after(said);
  let place = "";

  return {
    /** Answer for the place and the day of a description, or for no place.
     * @param {Pick<Description, "answer" | "chosen">} description */
    show: ({ answer = "", chosen = "" }) => {
      if (said.textContent === unmarked(answer)) return;
      // A place is told of when it is chosen; of another day the headline is.
      const isChosen = chosen !== place && hasActed();
      place = chosen;
      said.setAttribute("aria-live", isChosen ? "polite" : "off");
      said.replaceChildren(...emphasised(answer));
    },
    /** Hold back what is said of another day than the hand has come to, and keep its room.
     * @param {boolean} isOfTheDay */
    follow: isOfTheDay => said.classList.toggle("is-of-another-day", !isOfTheDay),
  };
}
