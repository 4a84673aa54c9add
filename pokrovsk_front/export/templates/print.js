/* What paper needs and styles cannot do: tables open, charts that are higher than a page made
   smaller, pictures of maps turned light. On the screen all is as it was. */
(function () {
  "use strict";
  const PAGE_PX = 880;
  let opened = [], dark = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open], .menu, .more)")];
    for (const each of opened) each.open = true;
    for (const each of document.querySelectorAll(".plot")) {
      const pages = each.offsetHeight / PAGE_PX;
      each.style.zoom = pages > 1 ? `${1 / pages}` : "";
    }
    dark = [...document.querySelectorAll(".map-poster source")].map(each => [each, each.media]);
    for (const [each] of dark) each.media = "not all";
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    for (const each of document.querySelectorAll(".plot")) each.style.zoom = "";
    for (const [each, media] of dark) each.media = media;
  });
})();
