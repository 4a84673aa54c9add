/* Data of a map by address: asked for once, kept for as long as the map. */

/** @param {(address: string) => Promise<any>} read */
export function createFiles(read) {
  const held = new Map();
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();
  return {
    /** Give what has come, or undefined. @param {string} address */
    get: address => held.get(address),

    /** Wait for data; what did not come is asked for again by the next call.
     * @param {string} address @returns {Promise<void>} */
    load: address => {
      const known = asked.get(address);
      if (known) return known;
      const promise = read(address).then(
        data => { held.set(address, data); },
        error => { asked.delete(address); throw error; },
      );
      asked.set(address, promise);
      return promise;
    },

    /** List what has been asked for and has come. */
    names: () => [...held.keys()],
  };
}
