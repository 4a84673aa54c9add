/* What a page of the dashboard does in the browser beside Streamlit, once a visit.
   A date that is typed is taken when Enter is pressed: Streamlit takes it only when the field is
   left. A part of the page that the address names after its # and that is not there is said. The
   button that opens the navigation is named in the reader's language. */
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

  // Streamlit names the button that opens the navigation on a telephone in English, unseen.
  const nameNavigation = () => {
    const button = document.querySelector('[data-testid="stExpandSidebarButton"]');
    const name = document.querySelector("[data-pages]")?.dataset.pages;
    if (button && name && button.ariaLabel !== name) button.ariaLabel = name;
  };

  // Streamlit drops what follows the # when it writes the address anew: the first address has it.
  const opened = new URL(performance.getEntriesByType("navigation")[0].name);
  let asked = opened.pathname === location.pathname ? opened.hash : "";
  let isFollowed = false;

  const follow = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    const note = document.querySelector(".no-section");
    if (!note || app?.getAttribute("data-test-script-state") !== "notRunning") return;
    if (opened.pathname !== location.pathname) asked = "";
    let name = (location.hash || asked).slice(1);
    try { name = decodeURIComponent(name); } catch { /* as it is written */ }
    const part = name === "" ? null : document.getElementById(name);
    if (part && !isFollowed && !location.hash) part.scrollIntoView();
    isFollowed = true;
    const isMissing = name !== "" && part === null;
    if (note.hidden === isMissing) note.hidden = !isMissing;
  };
  addEventListener("hashchange", () => { asked = ""; follow(); });
  new MutationObserver(() => { tellNoWebGL(); nameNavigation(); follow(); }).observe(document.body, {
    attributeFilter: ["data-test-script-state"], childList: true, subtree: true,
  });
  tellNoWebGL();
  nameNavigation();
  follow();
})();
