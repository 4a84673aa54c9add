/* pydeck's own script: loaded once, and what is reached through it.

   It puts two functions on the page. `updateDeck` turns the JSON of layers into layers and hands
   them to whatever it is given as a deck, so layers can be had without one. */

/** @type {Map<string, Promise<Library>>} */
const loading = new Map();

/** Load the script, once for all maps of a page.
 * @param {string} address
 * @returns {Promise<Library>} rejected where the script does not come; the next call asks again
 */
export function loadLibrary(address) {
  const known = loading.get(address);
  if (known) return known;
  const asked = new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(globalThis);
    script.onerror = () => {
      loading.delete(address);
      script.remove();
      reject(new Error(`${address} did not come`));
    };
    document.head.append(script);
  });
  loading.set(address, asked);
  return asked;
}

/** Make layers of deck.gl from their JSON.
 * @param {Library} library
 * @param {Record<string, any>[]} layers without data: the library would copy it
 * @returns {any[]} layers, whose `clone` takes data and functions
 */
export function makeLayers(library, layers) {
  /** @type {any[]} */
  let made = [];
  library.updateDeck({ layers }, { setProps: props => { made = props.layers; } });
  return made;
}
