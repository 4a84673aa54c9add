/* What a reader can choose on a page of the site: another page of a menu, the claims that are shown.
   A choice stands behind the # of the address, as that of a map does, which its engine writes there;
   it goes along to the page in another language. Nothing else of the address is put into the page. */
(function () {
  "use strict";
  const language = document.documentElement.lang;
  const DAY_MS = 86400000;
  const CLAIM_KEYS = ["verdict", "topic"];

  const read = () => new URLSearchParams(location.hash.slice(1));
  const languages = document.querySelectorAll("a.language");
  const take = () => languages.forEach(link => { link.hash = location.hash; });
  /* A choice is a step that Back takes back; a frame in another page leaves that page's alone. */
  const write = state => {
    const address = `#${state}`;
    if (window.parent === window) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    take();
    tellMissing();
  };

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

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
      for (const link of document.querySelectorAll(".jumps a")) {
        link.closest("li").hidden = !document.querySelector(`${link.hash} .claim:not([hidden])`);
      }
      shown.textContent = filled(form.dataset.said, { shown: count, count: blocks.length });
    };
    const follow = () => {
      const state = read();
      let unknown = "";
      for (const name of CLAIM_KEYS) {
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
      const state = CLAIM_KEYS.filter(name => chosen(name).length)
        .map(name => `${name}=${chosen(name).join(",")}`).join("&");
      write(state || "main");
    });
    addEventListener("hashchange", follow);
    follow();
  };

  /* A menu of pages closes by Escape, and when the reader goes on elsewhere. */
  const startMenu = menu => {
    const leave = target => { if (!menu.contains(target)) menu.open = false; };
    menu.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    menu.addEventListener("focusout", event => { if (event.relatedTarget) leave(event.relatedTarget); });
    addEventListener("click", event => leave(event.target));
  };

  /* A map that moves says itself what of a choice it cannot show. */
  const hasChoice = () => document.querySelector(".days[data-map]") !== null
    || (document.querySelector("form.claims") !== null
      && [...read().keys()].every(key => CLAIM_KEYS.includes(key)));

  /* Behind the # stands a part of the page, or a choice such as day=2024-02-25. */
  const tellMissing = () => {
    const note = document.querySelector(".no-section");
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* as it is written */ }
    const isThere = name.includes("=") ? hasChoice() : document.getElementById(name) !== null;
    if (note) note.hidden = name === "" || isThere;
  };

  /* Where the script of maps does not come, their pictures stay, and a button asks for it again. */
  const startMaps = () => {
    const notes = document.querySelectorAll(".map-missing");
    const isHere = () => "maps" in document.documentElement.dataset;
    const tell = () => {
      notes.forEach(note => { note.hidden = isHere(); });
      if (isHere() || !location.hash.includes("=")) return;
      const said = document.querySelector(".figure:has(.days) .day-said");
      if (said) said.textContent = said.dataset.picture;
    };
    const askAgain = () => {
      const lost = document.querySelector("script[src*=map_engine]");
      const script = document.createElement("script");
      script.src = lost.src;
      script.onerror = tell;
      script.onload = tell;
      lost.replaceWith(script);
      // Told again where it fails again.
      notes.forEach(note => { note.hidden = true; });
    };
    notes.forEach(note => note.querySelector("button").addEventListener("click", askAgain));
    tell();
  };

  /* What was read opens again without a network: the worker of the site keeps it. A page that came
     before the worker names what it has; pictures that were not near the screen belong to it. */
  const worker = new URL("../sw.js", document.currentScript.src);
  const keepForLater = async () => {
    if (!("serviceWorker" in navigator) || window.parent !== window) return;
    const pictures = [...document.querySelectorAll("img, source")]
      .map(each => new URL(each.getAttribute("src") ?? each.srcset, location.href).href);
    await navigator.serviceWorker.register(worker);
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    active.postMessage({ keep: [location.href.replace(/[?#].*$/, ""), ...loaded, ...pictures] });
  };
  if (location.protocol.startsWith("http")) {
    // Where a browser refuses it, such as in a private window, nothing is kept.
    addEventListener("load", () => keepForLater().catch(() => {}));
  }

  /* How old the latest map is on the day of the reader, and that later events are in no figure. */
  const tellAge = time => {
    const days = Math.floor((Date.now() - Date.parse(time.dateTime)) / DAY_MS);
    const ago = new Intl.RelativeTimeFormat(language, { numeric: "always" });
    time.textContent = days > 0 ? `, ${ago.format(-days, "day")}` : "";
    document.querySelectorAll("[data-older-than]").forEach(note => {
      note.hidden = days <= Number(note.dataset.olderThan);
    });
  };

  take();
  tellMissing();
  document.querySelectorAll("time.age").forEach(tellAge);
  startMaps();
  for (const written of ["hashchange", "state-written"]) addEventListener(written, take);
  addEventListener("hashchange", tellMissing);
  document.querySelectorAll("form.claims").forEach(startClaims);
  document.querySelectorAll(".menu").forEach(startMenu);
})();
