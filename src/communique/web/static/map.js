// Zoom and pan of a drawing. Without it the whole drawing stands still.
"use strict";

for (const figure of document.querySelectorAll("[data-zooms]")) {
  const svg = figure.querySelector("svg");
  const whole = svg.viewBox.baseVal;
  const frame = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const view = { ...frame };

  const show = () => {
    view.width = Math.min(frame.width, Math.max(frame.width / 24, view.width));
    view.height = (view.width * frame.height) / frame.width;
    view.x = Math.min(frame.x + frame.width - view.width, Math.max(frame.x, view.x));
    view.y = Math.min(frame.y + frame.height - view.height, Math.max(frame.y, view.y));
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    const scale = Math.pow(view.width / frame.width, 0.75);
    for (const dot of svg.querySelectorAll("[data-r]")) dot.setAttribute("r", dot.dataset.r * scale);
  };
  const zoom = (factor, x = view.x + view.width / 2, y = view.y + view.height / 2) => {
    const before = view.width;
    view.width = Math.min(frame.width, Math.max(frame.width / 24, view.width * factor));
    const ratio = view.width / before;
    view.x = x - (x - view.x) * ratio;
    view.y = y - (y - view.y) * ratio;
    show();
  };

  const buttons = document.createElement("div");
  buttons.className = "zoom";
  for (const [sign, words, factor] of [["+", "Zoom in", 0.6], ["−", "Zoom out", 1 / 0.6]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = sign;
    button.setAttribute("aria-label", words);
    button.addEventListener("click", () => zoom(factor));
    buttons.append(button);
  }
  figure.prepend(buttons);

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    const x = view.x + ((event.clientX - box.left) / box.width) * view.width;
    const y = view.y + ((event.clientY - box.top) / box.height) * view.height;
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, x, y);
  }, { passive: false });

  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    if (view.width < frame.width && event.isPrimary) held = { x: event.clientX, y: event.clientY, moved: false };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const scale = view.width / svg.getBoundingClientRect().width;
    if (Math.abs(event.clientX - held.x) + Math.abs(event.clientY - held.y) > 3) held.moved = true;
    view.x -= (event.clientX - held.x) * scale;
    view.y -= (event.clientY - held.y) * scale;
    held.x = event.clientX;
    held.y = event.clientY;
    show();
  });
  window.addEventListener("pointerup", () => setTimeout(() => { held = null; }));
  svg.addEventListener("click", (event) => { if (held && held.moved) event.preventDefault(); }, true);
}
