// Connection monitor: tells the reader in words when the page has no connection to its server.
//
// Streamlit shows a skeleton for as long as its WebSocket cannot be opened, and a dialog for
// programmers when the server is gone. The notice, in the reader's language, stands hidden in the
// page (pokrovsk_front/server/app_shell.py); here is only when to show which part of it.
"use strict";

// Read by Streamlit's script, which runs after this one. Left to itself it asks for the server's
// health and settings before it connects, and under the address of the page before that of the
// site: two or four answers to wait for before the first text. This tells it both.
window.__streamlit = {
  BACKEND_BASE_URL: location.origin,
  HOST_CONFIG: {
    blockErrorDialogs: true,
    allowedOrigins: [location.origin],
    useExternalAuthToken: false,
  },
};

{
  const LOOK_MS = 500;
  const PATIENCE_MS = 5000; // a reader who moves to another replica is back in two seconds
  const PATIENCE_FOR_SCRIPTS_MS = 60000; // megabytes, on a slow line
  const ASK_AGAIN_MS = 5000;

  let badSince = null;
  let askedAt = null;
  let wasThere = false;

  const isServerThere = async () => {
    try {
      const options = {cache: "no-store", signal: AbortSignal.timeout(3000)};
      return (await fetch("/_stcore/health", options)).ok;
    } catch {
      return false;
    }
  };

  const show = reason => {
    const notice = document.getElementById("connection");
    for (const part of notice.querySelectorAll("[data-reason]")) {
      part.hidden = part.dataset.reason !== reason;
    }
    notice.hidden = reason === null;
  };

  const look = async () => {
    const now = performance.now();
    const app = document.querySelector("[data-test-connection-state]");
    if (app?.dataset.testConnectionState === "CONNECTED") {
      if (badSince !== null) show(null);
      badSince = askedAt = null;
      return;
    }
    if (app && !wasThere) {
      wasThere = true;
      badSince = now;
    }
    badSince ??= now;
    const patience = wasThere ? PATIENCE_MS : PATIENCE_FOR_SCRIPTS_MS;
    if (now - badSince < patience || (askedAt !== null && now - askedAt < ASK_AGAIN_MS)) return;
    askedAt = now;
    const reason = (await isServerThere()) ? "refused" : "gone";
    if (badSince !== null) show(reason);
  };

  setInterval(look, LOOK_MS);
}
