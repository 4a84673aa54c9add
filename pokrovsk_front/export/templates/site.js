/* What a reader can choose on a page of the site: the day of the map, the claims that are shown.
   The choice stands behind the # of the address and goes along to the page in another language;
   nothing else of the address is put into the page. */
(function () {
  "use strict";
  const language = document.documentElement.lang;
  const DAY_MS = 86400000;

  const read = () => new URLSearchParams(location.hash.slice(1));
  const languages = document.querySelectorAll("a.language");
  const take = () => languages.forEach(link => { link.hash = location.hash; });
  const write = state => {
    history.replaceState(null, "", `#${state}`);
    take();
  };

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const startDays = panel => {
    const said = JSON.parse(panel.querySelector("script").textContent);
    const box = document.getElementById(panel.dataset.map);
    const section = panel.closest("section");
    const headline = section.querySelector("h2");
    const slider = panel.querySelector("input[type=range]");
    const field = panel.querySelector("input[type=date]");
    const note = panel.querySelector(".day-said");
    const distances = panel.querySelectorAll(".day-places strong");
    const epoch = Date.parse(said.epoch);
    const isoOf = number => new Date(epoch + number * DAY_MS).toISOString().slice(0, 10);
    const numberOf = iso => (/^\d{4}-\d{2}-\d{2}$/.test(iso) ? (Date.parse(iso) - epoch) / DAY_MS : NaN);
    const written = number => {
      const day = new Date(epoch + number * DAY_MS);
      return `${day.getUTCDate()} ${said.months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
    };
    const tenths = new Intl.NumberFormat(language,
      { minimumFractionDigits: 1, maximumFractionDigits: 1 });

    const lastUpTo = number => {
      let at = said.days.length - 1;
      while (at > 0 && said.days[at] > number) at--;
      return at;
    };
    const show = (at, asked) => {
      const values = { area: said.areas[at], day: said.texts[at] };
      headline.textContent = filled(said.headline, values);
      box.setAttribute("aria-label", filled(said.alt, values));
      slider.value = at;
      slider.setAttribute("aria-valuetext", said.texts[at]);
      field.value = isoOf(said.days[at]);
      note.textContent = asked === undefined || asked === said.days[at] ? "" : filled(said.missing, {
        asked: written(asked), used: said.texts[at] });
      distances.forEach((text, place) => {
        const tenth = said.ways[place][at];
        text.textContent = tenth === 0 ? said.inside
          : filled(said.km, { km: tenths.format(tenth / 10) });
      });
      showMapDay(box, said.days[at]);
    };
    const choose = (at, asked) => {
      show(at, asked);
      write(`day=${isoOf(said.days[at])}`);
    };
    const within = number => Math.min(Math.max(number, said.days[0]), said.days[said.days.length - 1]);
    slider.addEventListener("input", () => choose(Number(slider.value)));
    field.addEventListener("change", () => {
      const number = numberOf(field.value);
      if (!Number.isNaN(number)) choose(lastUpTo(within(number)), within(number));
    });
    panel.querySelectorAll("button[data-step]").forEach(button => {
      button.addEventListener("click", () => {
        const number = within(said.days[Number(slider.value)] + Number(button.dataset.step));
        choose(lastUpTo(number), number);
      });
    });
    const follow = isFirst => {
      const number = numberOf(read().get("day") || "");
      if (!Number.isNaN(number)) show(lastUpTo(within(number)), within(number));
      else if (isFirst) show(said.days.length - 1);
    };
    addEventListener("hashchange", () => follow(false));
    follow(true);
  };

  const startClaims = form => {
    const blocks = [...document.querySelectorAll(".claim")];
    const shown = form.querySelector("[role=status]");
    const chosen = name => [...form.querySelectorAll(`input[name=${name}]:checked`)]
      .map(input => input.value);
    const filter = () => {
      const verdicts = chosen("verdict"), topics = chosen("topic");
      let count = 0;
      for (const block of blocks) {
        const fits = (!verdicts.length || verdicts.includes(block.dataset.verdict))
          && (!topics.length || topics.includes(block.dataset.topic));
        block.hidden = !fits;
        count += fits;
      }
      shown.textContent = filled(form.dataset.said, { shown: count, count: blocks.length });
    };
    const follow = () => {
      const state = read();
      for (const name of ["verdict", "topic"]) {
        const asked = (state.get(name) || "").split(",");
        form.querySelectorAll(`input[name=${name}]`).forEach(input => {
          input.checked = asked.includes(input.value);
        });
      }
      filter();
    };
    form.hidden = false;
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("change", () => {
      filter();
      const state = ["verdict", "topic"].filter(name => chosen(name).length)
        .map(name => `${name}=${chosen(name).join(",")}`).join("&");
      write(state || "main");
    });
    addEventListener("hashchange", follow);
    follow();
  };

  take();
  addEventListener("hashchange", take);
  document.querySelectorAll(".days").forEach(startDays);
  document.querySelectorAll("form.claims").forEach(startClaims);
})();
