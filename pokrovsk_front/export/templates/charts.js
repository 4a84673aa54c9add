/* Draws every chart of the page from the figure beside it, in the colours of the reader's scheme.
   A figure is stored once, in the light colours: each has its counterpart in the dark ones. */
(function () {
  "use strict";
  const colours = JSON.parse(document.getElementById("chart-colours").textContent);
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const light = Object.keys(colours);
  const found = new RegExp(light.join("|"), "g");
  const inScheme = text =>
    JSON.parse(isDark.matches ? text.replace(found, each => colours[each]) : text);
  const draw = plot => {
    const figure = inScheme(plot.nextElementSibling.textContent);
    return Plotly.react(plot, figure.data, figure.layout, {
      displaylogo: false, responsive: true, scrollZoom: false,
      modeBarButtonsToRemove: ["select2d", "lasso2d"],
      toImageButtonOptions: { format: "png", scale: 2, filename: plot.dataset.figure },
    }).then(() => { plot.dataset.drawn = isDark.matches ? "dark" : "light"; });
  };
  const all = () => document.querySelectorAll(".plot").forEach(draw);
  isDark.addEventListener("change", all);
  addEventListener("beforeprint", all);
  const seen = new IntersectionObserver((entries, watcher) => entries.forEach(entry => {
    if (!entry.isIntersecting) return;
    watcher.unobserve(entry.target);
    draw(entry.target);
  }), { rootMargin: "600px" });
  document.querySelectorAll(".plot").forEach(plot => seen.observe(plot));
})();
