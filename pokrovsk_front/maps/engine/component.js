/* Entry of the component in Streamlit: fetches the engine as one script, where sixty modules would be
   asked for one after another, and lets it show the map. Where it does not come, the box says so, and
   a button asks again. */

/** Engines by address: what has come of maps is kept in one, so all maps of a page share it.
 * @type {Map<string, Promise<any>>} */
const engines = new Map();
/** How often each failed. @type {Map<string, number>} */
const failures = new Map();

/** Fetch an engine once; one that did not come is asked for again by the next call.
 * @param {string} address @returns {Promise<any>} */
function engineAt(address) {
  const known = engines.get(address);
  if (known) return known;
  const url = new URL(address, document.baseURI), failed = failures.get(address) ?? 0;
  // A browser may remember that an import failed, and asks no more for the same address.
  if (failed) url.searchParams.set("attempt", String(failed + 1));
  const asked = import(url.href);
  engines.set(address, asked);
  asked.catch(() => {
    engines.delete(address);
    failures.set(address, failed + 1);
  });
  return asked;
}

/** Say in the place of a map that it did not come, and what it shows. The button asks once: a press while
 * the engine is on its way would be lost.
 * @param {HTMLElement} box
 * @param {{ alt: string, short: { answer?: string }, missing: { said: string, again: string } }} texts
 * @param {() => void} retry */
function tellMissing(box, { alt, short, missing }, retry) {
  const hadFocus = box.contains(document.activeElement);
  const [notice, said, again, shown, answer] = ["div", "p", "button", "p", "p"].map(
    name => document.createElement(name));
  notice.className = "map-missing";
  notice.setAttribute("role", "alert");
  again.setAttribute("type", "button");
  [said.textContent, again.textContent, shown.textContent] = [missing.said, missing.again, alt];
  answer.textContent = (short.answer ?? "").replaceAll("**", "");
  again.addEventListener("click", () => {
    again.setAttribute("aria-disabled", "true");
    retry();
  }, { once: true });
  notice.append(said, again);
  box.replaceChildren(notice, shown, ...(short.answer ? [answer] : []));
  if (hadFocus) again.focus();
}

/** @param {Component} component */
export default function (component) {
  const { parentElement } = component;
  const data = JSON.parse(new TextDecoder().decode(component.data));
  const box = /** @type {HTMLElement} */ (parentElement.querySelector(".map-box"));
  let isShown = true;
  /** @type {(() => void) | undefined} */
  let takeAway;
  const show = () => engineAt(data.engine).then(
    ({ showMap }) => {
      if (!isShown) return;
      const hadFocus = box.querySelector(".map-missing")?.contains(document.activeElement);
      takeAway = showMap({ ...component, data });
      if (hadFocus) /** @type {HTMLElement | null} */ (box.querySelector(".map-canvas"))?.focus();
    },
    () => { if (isShown) tellMissing(box, data, show); },
  );
  show();
  return () => {
    isShown = false;
    takeAway?.();
  };
}
