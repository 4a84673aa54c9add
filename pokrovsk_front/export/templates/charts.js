/* Draws every chart of the page from the figure beside it, in the colours of the reader's scheme.
   A figure is stored once, in the light colours: each has its counterpart in the dark ones. */
(function () {
  "use strict";
  const said = JSON.parse(document.getElementById("chart-settings").textContent);
  const colours = said.dark;
  const isDark = globalThis.darkScheme ?? matchMedia("(prefers-color-scheme: dark)");
  let isOnPaper = false;
  const PAPER_PX = 680; // a page of A4 within its margins
  const pairs = Object.entries(colours);
  // A text of a chart may colour a part of itself.
  const dark = (_, value) => typeof value === "string" && value.includes("#")
    ? pairs.reduce((text, [from, to]) => text.replaceAll(from, to), value) : value;
  const inScheme = text => JSON.parse(text, isDark.matches && !isOnPaper ? dark : undefined);
  const camera = { width: 24, height: 24,
    path: "M9 4 7.6 6H4a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-3.6L15 4zm3 5a4 4 0 1 1 0 8 4 4 0 0 1 0-8z" };
  const save = (title, options) => ({
    name: title, title, icon: camera,
    click: plot => Plotly.downloadImage(plot, { filename: plot.dataset.figure, ...options(plot) }),
  });
  const asShown = plot => ({ width: plot.clientWidth, height: plot.clientHeight });
  const buttons = [
    plot => ({ format: "png", scale: 2, ...asShown(plot) }),
    () => ({ format: "png", scale: 2, width: 1080, height: 1080 }),
    plot => ({ format: "svg", ...asShown(plot) }),
  ].map((options, at) => save(said.buttons[at], options));
  const draw = plot => {
    const figure = inScheme(plot.nextElementSibling.textContent);
    if (isOnPaper) figure.layout.width = PAPER_PX;
    return Plotly.react(plot, figure.data, figure.layout, {
      displaylogo: false, responsive: true, scrollZoom: false,
      locale: said.locale, locales: said.locales,
      modeBarButtons: [buttons],
    }).then(() => { plot.dataset.drawn = isDark.matches ? "dark" : "light"; });
  };
  const all = () => document.querySelectorAll(".plot").forEach(draw);
  isDark.addEventListener("change", all);
  const follow = event => {
    isOnPaper = event.type === "beforeprint";
    all();
  };
  addEventListener("beforeprint", follow);
  addEventListener("afterprint", follow);
  const seen = new IntersectionObserver((entries, watcher) => entries.forEach(entry => {
    if (!entry.isIntersecting) return;
    watcher.unobserve(entry.target);
    draw(entry.target);
  }), { rootMargin: "600px" });
  document.querySelectorAll(".plot").forEach(plot => seen.observe(plot));
})();
