window.pokrovskFront ??= addEventListener("message", ({ data, origin, source }) => { for (const frame of document.querySelectorAll("iframe.pokrovsk-front"))
  if (frame.contentWindow === source && new URL(frame.src).origin === origin && data?.pokrovskFrontHeight > 0) frame.style.height = `${Math.min(data.pokrovskFrontHeight, 9999)}px`;
}) ?? true;
