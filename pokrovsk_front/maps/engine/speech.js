// @ts-check
/* When a map says what it shows: after a choice of the reader, once what follows from it is here. */

/** A choice is answered in parts, such as first about and then exactly: the last one is said. */
const ANSWER_MS = 500;

/** Path of the page where the reader last did something: as a page opens, nothing is said. */
let touchedPath = "";
/** @param {Event} event */
const touch = event => {
  // Who reads on by Tab or by the arrows has chosen nothing.
  const isReading = event instanceof KeyboardEvent
    && (event.key === "Tab" || event.target === document.body);
  if (!isReading) touchedPath = location.pathname;
};
for (const kind of ["click", "pointerdown", "keydown", "change", "popstate"]) {
  addEventListener(kind, touch, true);
}

/** Whether the reader has done something on the page that is open. */
export const hasActed = () => touchedPath === location.pathname;

/**
 * Say what is shown, once, when it has changed and come to rest.
 * @param {object} options
 * @param {() => string} options.read What is shown now, as one sentence.
 * @param {() => boolean} options.isMoving Whether what is shown is still on its way: who lets go
 *     of it asks again.
 * @param {(sentence: string) => void} options.say
 */
export function createSpeech({ read, isMoving, say }) {
  let said = "", timer = 0;
  const speak = () => {
    timer = 0;
    if (isMoving()) return;
    const sentence = read();
    if (sentence === said) return;
    said = sentence;
    if (hasActed()) say(sentence);
  };
  return {
    later() {
      clearTimeout(timer);
      timer = setTimeout(speak, ANSWER_MS);
    },
    /** Leave out what waits to be said of what is shown now, for a sentence that says more. */
    hush() {
      clearTimeout(timer);
      said = read();
    },
    destroy: () => clearTimeout(timer),
  };
}
