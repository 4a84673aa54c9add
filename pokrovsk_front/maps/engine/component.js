/* Entry of the component in Streamlit: fetches the engine as one script, where sixty modules would be
   asked for one after another, and lets it show the map. */

/** @param {Component} component */
export default function (component) {
  const { data, parentElement } = component;
  let isShown = true;
  /** @type {(() => void) | undefined} */
  let takeAway;
  import(new URL(data.engine, document.baseURI).href).then(
    ({ showMap }) => {
      if (isShown) takeAway = showMap(component);
    },
    () => {
      const box = parentElement.querySelector(".map-box");
      if (box && !box.childElementCount) box.textContent = data.alt;
    },
  );
  return () => {
    isShown = false;
    takeAway?.();
  };
}
