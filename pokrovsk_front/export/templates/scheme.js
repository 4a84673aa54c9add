/* Which scheme the page is shown in: the one that its address asks for (`?scheme=dark`), which is
   the wish of the page that embeds it, else the reader's own. It runs before anything is drawn. */
(function () {
  "use strict";
  const DARK = "(prefers-color-scheme: dark)";
  const asked = new URLSearchParams(location.search).get("scheme");
  if (asked !== "dark" && asked !== "light") return;
  document.documentElement.dataset.scheme = asked;
  // What draws asks here instead of `matchMedia`; the answer never changes.
  globalThis.darkScheme = matchMedia(asked === "dark" ? "all" : "not all");
  addEventListener("DOMContentLoaded", () => {
    for (const source of document.querySelectorAll("source")) {
      if (source.media === DARK) source.media = globalThis.darkScheme.media;
    }
  });
})();
