/* What a page of the dashboard does in the browser beside Streamlit, once a visit.
   A date that is typed is taken when Enter is pressed: Streamlit takes it only when the field is
   left. A part of the page that the address names after its # and that is not there is said. The
   navigation is named in the reader's language, and the menu that holds the page is marked; on a
   telephone the list of pages closes behind the one chosen. */
(() => {
  if (window.hasPageScript) return;
  window.hasPageScript = true;

  document.addEventListener("keydown", event => {
    const segment = event.target.closest?.('[data-testid="stDateInput"] [role="spinbutton"]');
    if (event.key !== "Enter" || !segment) return;
    event.preventDefault();
    if (document.querySelector('[data-testid="stDateInputCalendar"]')) {
      // With its calendar open the field is left by a press elsewhere; the keyboard stays in it.
      document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
      return;
    }
    const field = segment.closest('[data-testid="stDateInput"]');
    segment.blur();
    // Of all that is in the field only its button opens no calendar when it is reached.
    requestAnimationFrame(() => field.querySelector("button")?.focus());
  }, true);

  // Buttons under a figure save its picture, and so does the camera of a chart.
  const pictureAsked = target => {
    const form = target.closest?.(".picture-form");
    const asked = target.closest?.("[data-picture], [data-of-map], [data-kind], .modebar-btn");
    if (!asked) return null;
    const chart = asked.closest('[data-testid="stPlotlyChart"]')?.closest('[class*="st-key-"]');
    const name = form?.dataset.figure
      ?? chart?.className.match(/st-key-(\S+)/)?.[1];
    const button = name
      ? document.querySelector(`[class*="st-key-picture_of_${name}_"] [data-picture]`) : asked;
    const wanted = form && Object.fromEntries([
      ["kind", asked.dataset.kind],
      ...["shape", "scheme"].map(each => [each, form.querySelector(`[data-${each}]`).value]),
    ]);
    return button && { button, wanted: wanted ?? {}, told: (form ?? button.closest('[class*="st-key-take_"]'))
      .querySelector(".picture-told") };
  };
  document.addEventListener("click", event => {
    const asked = pictureAsked(event.target);
    if (!asked) return;
    const { button, wanted, told } = asked;
    const { ofMap, picture, sheet } = button.dataset;
    if (ofMap) {
      document.querySelector(`.st-key-${ofMap} .map-record [data-shape="wide"]`)?.click();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    import(new URL(sheet, document.baseURI).href)
      .then(({ savePicture }) => savePicture(JSON.parse(picture), wanted, told));
  }, true);

  // A text to copy; where the browser keeps its clipboard to itself, the text is selected.
  document.addEventListener("click", async event => {
    const button = event.target.closest?.(".to-copy button");
    if (!button) return;
    const text = button.previousElementSibling, told = button.nextElementSibling;
    try {
      await navigator.clipboard.writeText(text.textContent);
      told.textContent = button.dataset.copied;
    } catch {
      getSelection().selectAllChildren(text);
      told.textContent = button.dataset.selected;
    }
  });

  // On paper a chart is as wide as the page, and turned light where it is dark (page.css).
  const PAPER_PX = 680;
  addEventListener("beforeprint", () => {
    const app = document.querySelector(".stApp");
    document.documentElement.dataset.paper = app ? getComputedStyle(app).colorScheme : "";
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
      plot.style.zoom = `${Math.min(1, PAPER_PX / plot.offsetWidth)}`;
    }
  });
  addEventListener("afterprint", () => {
    for (const plot of document.querySelectorAll(".js-plotly-plot")) plot.style.zoom = "";
  });

  // Where the browser has no WebGL, a button that is not seen tells the server.
  let hasWebGL, told;
  const tellNoWebGL = () => {
    const button = document.querySelector('[class*="st-key-no_webgl"] button');
    if (!button || button === told) return;
    if (hasWebGL === undefined) {
      const context = document.createElement("canvas").getContext("webgl2");
      hasWebGL = context !== null;
      context?.getExtension("WEBGL_lose_context")?.loseContext();
    }
    told = button;
    if (!hasWebGL) button.click();
  };

  // Streamlit gives the navigation no name. It marks the link to the open page, which is not there
  // while its menu is closed.
  const nameNavigation = () => {
    const said = document.querySelector("[data-pages]")?.dataset;
    if (!said) return;
    const named = 'nav[data-testid="stTopNav"], nav[data-testid="stSidebarNav"]';
    for (const each of document.querySelectorAll(named)) {
      if (each.ariaLabel !== said.pages) each.ariaLabel = said.pages;
    }
    // An open menu hangs outside of the navigation that it belongs to.
    const hanging = document.querySelector('[data-testid="stTopNavPopoverBody"]');
    if (hanging && hanging.role !== "navigation") {
      const opener = document.getElementById(
        hanging.querySelector("[aria-labelledby]")?.getAttribute("aria-labelledby"));
      [hanging.role, hanging.ariaLabel] = ["navigation", opener?.textContent ?? said.pages];
    }
    for (const menu of document.querySelectorAll('[data-testid="stTopNavSection"]')) {
      const current = menu.firstElementChild.textContent === said.menu ? "true" : null;
      if (menu.ariaCurrent !== current) menu.ariaCurrent = current;
    }
    groupNavigation();
    // What scrolls is reached by the keyboard, and so has a name.
    const main = document.querySelector('[data-testid="stMain"]');
    const title = main?.querySelector("h1")?.textContent;
    if (title && main.ariaLabel !== title) main.ariaLabel = title;
  };

  // On a telephone Streamlit puts groups of pages into a list whose items they are not: the list
  // is none, and a group has its name.
  const groupNavigation = () => {
    const list = document.querySelector('[data-testid="stSidebarNavItems"]');
    if (!list) return;
    for (const each of [list, ...list.querySelectorAll("li")]) {
      if (each.role !== "none") each.role = "none";
    }
    for (const head of list.querySelectorAll('[data-testid="stNavSectionHeader"]')) {
      const [group, name] = [head.parentElement, head.firstElementChild.textContent];
      if (group.role !== "group") group.role = "group";
      if (group.ariaLabel !== name) group.ariaLabel = name;
    }
  };

  // It leaves that list over the page which was chosen from it, and over the next visit.
  document.addEventListener("click", event => {
    if (!event.target.closest?.('[data-testid="stSidebarNavLink"]')) return;
    const close = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    requestAnimationFrame(() => close?.click());
  });

  // Streamlit drops what follows the # when it writes the address anew: the first address has it.
  const opened = new URL(performance.getEntriesByType("navigation")[0].name);
  let asked = opened.pathname === location.pathname ? opened.hash : "";
  let isFollowed = false;

  // A map has its headline on itself: the button of its picture says which figure it is.
  const partNamed = name => {
    const button = document.querySelector(`[data-of-map][data-figure="${CSS.escape(name)}"]`);
    return document.getElementById(name)
      ?? (button && document.querySelector(`.st-key-${button.dataset.ofMap}`));
  };

  const follow = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    const note = document.querySelector(".no-section");
    if (!note || app?.getAttribute("data-test-script-state") !== "notRunning") return;
    if (opened.pathname !== location.pathname) asked = "";
    let name = (location.hash || asked).slice(1);
    try { name = decodeURIComponent(name); } catch { /* as it is written */ }
    const part = name === "" ? null : partNamed(name);
    if (part && !isFollowed && !location.hash) part.scrollIntoView();
    isFollowed = true;
    const isMissing = name !== "" && part === null;
    if (note.hidden === isMissing) note.hidden = !isMissing;
  };
  addEventListener("hashchange", () => { asked = ""; follow(); });
  // What is said of a link goes with the next thing that the reader does.
  addEventListener("pointerdown", () => {
    const note = document.querySelector(".no-section");
    if (note && !note.hidden) [asked, note.hidden] = ["", true];
  });
  new MutationObserver(() => { tellNoWebGL(); nameNavigation(); follow(); }).observe(document.body, {
    attributeFilter: ["data-test-script-state"], childList: true, subtree: true,
  });
  tellNoWebGL();
  nameNavigation();
  follow();
})();
