/* Charts of a page without a server. A still of a chart stays until the reader asks for its values:
   then the library comes, draws the chart in its place, and points answer. A chart without a still
   is drawn when it comes near. Its data lies beside it or in a script of its own, in the light
   colours: each has its counterpart in the dark ones. */
(function () {
  "use strict";
  const said = JSON.parse(document.getElementById("chart-settings").textContent);
  const isDark = globalThis.darkScheme ?? matchMedia("(prefers-color-scheme: dark)");
  let isOnPaper = false;
  const PAPER_PX = 680; // a page of A4 within its margins
  const pairs = Object.entries(said.dark);
  // A text of a chart may colour a part of itself.
  const dark = (_, value) => typeof value === "string" && value.includes("#")
    ? pairs.reduce((text, [from, to]) => text.replaceAll(from, to), value) : value;
  const scheme = () => isDark.matches && !isOnPaper ? "dark" : "light";

  const asked = new Map();
  const load = address => {
    if (!asked.has(address)) {
      asked.set(address, new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = address;
        script.addEventListener("load", done);
        script.addEventListener("error", () => {
          asked.delete(address);
          script.remove();
          fail(new Error(`${address} did not load.`));
        });
        document.head.append(script);
      }));
    }
    return asked.get(address);
  };
  const library = () => globalThis.Plotly ?? load(said.library);
  const textOf = async plot => {
    const { chart, figure } = plot.dataset;
    if (!chart) return plot.nextElementSibling.textContent;
    await load(chart);
    return globalThis.chartData[figure];
  };

  const camera = { width: 24, height: 24,
    path: "M9 4 7.6 6H4a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-3.6L15 4zm3 5a4 4 0 1 1 0 8 4 4 0 0 1 0-8z" };
  /* A finished picture, with headline and source. */
  const save = async (section, wanted) => {
    const plot = section.querySelector(".plot");
    if (!globalThis.sheet) await load(said.sheet);
    const pictured = { ...said.pictured, library: said.library, scheme: scheme(),
      said: JSON.parse(section.querySelector(".picture-words").textContent) };
    const chart = JSON.parse(await textOf(plot));
    await globalThis.sheet.savePicture(pictured, wanted, section.querySelector(".told"), chart);
  };
  const saving = { name: said.save, title: said.save, icon: camera,
    click: plot => save(plot.closest("section"), {}) };

  const draw = async plot => {
    const text = await textOf(plot);
    await library();
    const { data, layout } = JSON.parse(text, scheme() === "dark" ? dark : undefined);
    if (isOnPaper) layout.width = PAPER_PX;
    let drawn = plot.querySelector(".live");
    if (!drawn) {
      drawn = document.createElement("div");
      drawn.className = "live";
      plot.append(drawn);
    }
    await globalThis.Plotly.react(drawn, data, layout, {
      displaylogo: false, responsive: true, scrollZoom: false,
      locale: said.locale, locales: said.locales, modeBarButtons: [[saving]],
    });
    plot.role = "group";
    plot.classList.add("is-live");
    plot.dataset.drawn = isDark.matches ? "dark" : "light";
  };

  const drawnAlready = () => document.querySelectorAll(".plot[data-drawn]");
  isDark.addEventListener("change", () => drawnAlready().forEach(draw));
  // On paper a still stands for its chart.
  const follow = event => {
    isOnPaper = event.type === "beforeprint";
    document.querySelectorAll(".plot:not(:has(.still))").forEach(draw);
  };
  addEventListener("beforeprint", follow);
  addEventListener("afterprint", follow);

  const near = new IntersectionObserver(entries => entries.forEach(({ isIntersecting, target }) => {
    if (!isIntersecting) return;
    near.unobserve(target);
    draw(target);
  }), { rootMargin: "600px" });
  const offer = plot => {
    const section = plot.closest("section"), told = section.querySelector(".told");
    const button = section.querySelector(".show-values");
    const start = () => {
      if (plot.classList.contains("is-live") || button.disabled) return;
      button.disabled = true;
      told.textContent = said.coming;
      draw(plot).then(() => {
        told.textContent = said.live;
        button.hidden = true;
      }, fault => {
        console.warn(fault);
        button.disabled = false;
        told.textContent = said.missing;
      });
    };
    button.hidden = false;
    button.addEventListener("click", start);
    plot.addEventListener("click", start);
  };
  for (const plot of document.querySelectorAll(".plot")) {
    if (plot.querySelector(".still")) offer(plot);
    else near.observe(plot);
    const section = plot.closest("section");
    for (const button of section.querySelectorAll("[data-kind]")) {
      button.hidden = false;
      button.addEventListener("click", () => save(section, { ...button.dataset }));
    }
  }
})();
