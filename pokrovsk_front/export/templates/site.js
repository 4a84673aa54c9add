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
    const greyZone = panel.querySelector(".day-grey");
    const distances = panel.querySelectorAll(".day-places strong");
    const epoch = Date.parse(said.epoch);
    const isoOf = number => new Date(epoch + number * DAY_MS).toISOString().slice(0, 10);
    const worded = (year, month, day) => `${day} ${said.months[month - 1]} ${year}`;
    const written = number => {
      const day = new Date(epoch + number * DAY_MS);
      return worded(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
    };
    /* A day of an address: which number it has, the nearest one of a day that there is not, and
       what is to be said of it. */
    const readDay = text => {
      const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
      const [year, month, day] = (parts || []).slice(1).map(Number);
      if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) {
        return { number: NaN, problem: said.unreadable, asked: text.slice(0, 40) };
      }
      const last = new Date(Date.UTC(2000, month, 0));
      last.setUTCFullYear(year, month, 0);
      const inMonth = new Date(last);
      inMonth.setUTCDate(Math.min(day, last.getUTCDate()));
      const number = (inMonth.getTime() - epoch) / DAY_MS;
      const asked = worded(year, month, day);
      if (day > last.getUTCDate()) return { number, problem: said.impossible, asked };
      return { number, problem: within(number) === number ? "" : said.outside, asked };
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
      const grey = said.greys[at];
      greyZone.textContent = filled(grey === null ? said.noGrey : said.grey,
        { area: grey, day: said.texts[at] });
      showMapDay(box, said.days[at], grey === null ? [said.greyLayer] : []);
    };
    const choose = (at, asked) => {
      show(at, asked);
      write(`day=${isoOf(said.days[at])}`);
    };
    const within = number => Math.min(Math.max(number, said.days[0]), said.days[said.days.length - 1]);
    slider.addEventListener("input", () => choose(Number(slider.value)));
    const tell = ({ problem, asked }) => {
      if (problem) note.textContent = filled(problem, { asked, shown: said.texts[Number(slider.value)] });
    };
    field.addEventListener("change", () => {
      const day = readDay(field.value);
      if (Number.isNaN(day.number)) return;
      choose(lastUpTo(within(day.number)), within(day.number));
      tell(day);
    });
    panel.querySelectorAll("button[data-step]").forEach(button => {
      button.addEventListener("click", () => {
        const number = within(said.days[Number(slider.value)] + Number(button.dataset.step));
        choose(lastUpTo(number), number);
      });
    });
    const follow = isFirst => {
      const text = read().get("day") || "";
      if (text === "") {
        if (isFirst) show(said.days.length - 1);
        return;
      }
      const day = readDay(text);
      if (!Number.isNaN(day.number)) show(lastUpTo(within(day.number)), within(day.number));
      else if (isFirst) show(said.days.length - 1);
      tell(day);
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
      let unknown = "";
      for (const name of ["verdict", "topic"]) {
        const asked = (state.get(name) || "").split(",").filter(value => value !== "");
        const inputs = [...form.querySelectorAll(`input[name=${name}]`)];
        for (const input of inputs) input.checked = asked.includes(input.value);
        unknown ||= asked.find(value => !inputs.some(input => input.value === value)) || "";
      }
      filter();
      if (unknown) {
        const told = filled(form.dataset.unknown, { asked: unknown.slice(0, 40) });
        shown.textContent = `${told} ${shown.textContent}`;
      }
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

  /* Behind the # stands a part of the page, unless it is a choice such as day=2024-02-25. */
  const tellMissing = () => {
    const note = document.querySelector(".no-section");
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* as it is written */ }
    const isPart = name !== "" && !name.includes("=");
    if (note) note.hidden = !isPart || document.getElementById(name) !== null;
  };

  take();
  tellMissing();
  addEventListener("hashchange", take);
  addEventListener("hashchange", tellMissing);
  // A map that cannot be drawn is a picture of one day: nothing moves it.
  document.querySelectorAll(".days").forEach(panel => {
    panel.hidden = !globalThis.showMapDay;
    if (!panel.hidden) startDays(panel);
  });
  document.querySelectorAll("form.claims").forEach(startClaims);
})();
