/* Tells the page that embeds this one how high it is, whenever that changes. Any page may know
   that; nothing is taken from it. */
(function () {
  "use strict";
  if (window.parent === window) return;
  document.documentElement.classList.add("is-framed");
  const shown = document.querySelector("main");
  const tell = () => {
    const height = Math.ceil(shown.getBoundingClientRect().height);
    window.parent.postMessage({ pokrovskFrontHeight: height }, "*");
  };
  new ResizeObserver(tell).observe(shown);
  addEventListener("load", tell);
})();
