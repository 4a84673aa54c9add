/* What the address of a page asks for behind its ?, read before anything is drawn. The scheme that
   the page is shown in (`?scheme=dark`) is the wish of the page that embeds it, else the reader's
   own. A choice that is written as in an address of the dashboard is taken behind the #. */
(function () {
  "use strict";
  const CHOICES = ["show", "day", "against", "view", "place", "camera", "verdict", "topic"];
  const takeChoices = () => {
    const query = new URLSearchParams(location.search), { hash } = location;
    const choices = new URLSearchParams(hash.includes("=") ? hash.slice(1) : "");
    const asked = CHOICES.filter(key => query.has(key));
    if (asked.length === 0) return;
    for (const key of asked) {
      if (!choices.has(key)) choices.set(key, query.getAll(key).at(-1));
      query.delete(key);
    }
    const rest = query.toString();
    history.replaceState(null, "", `${location.pathname}${rest && `?${rest}`}#${choices}`);
  };
  takeChoices();

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
