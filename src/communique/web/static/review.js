// The keys of the review. Without this script the same is done with the buttons.
"use strict";

const dialog = document.getElementById("keys");
const on = document.getElementById("keys-on");
const STORED = "communique-keys";

function stored() {
  try { return localStorage.getItem(STORED); } catch { return null; }
}

if (dialog) {
  on.checked = stored() !== "off";
  on.addEventListener("change", () => {
    try { localStorage.setItem(STORED, on.checked ? "on" : "off"); } catch { /* a browser that keeps nothing */ }
  });
  const hint = document.querySelector("[data-keys-hint]");
  hint.hidden = false;
  hint.querySelector("button").addEventListener("click", () => dialog.showModal());

  let done = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || dialog.open || done) return;
    const place = event.target;
    if (place.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === " " && place.closest("button, a, summary")) return;
    if (event.key === "?") { dialog.showModal(); event.preventDefault(); return; }
    if (!on.checked) return;
    const aim = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!aim) { if (event.key === " " && document.querySelector(".verdict")) event.preventDefault(); return; }
    event.preventDefault();
    done = true;
    aim.click();
  });
  window.addEventListener("pageshow", () => { done = false; });
}

// While the findings are made again, look from time to time whether that is done.
if (document.querySelector("[data-waits]")) {
  const again = async () => {
    try {
      const answer = await fetch("/review.json", { headers: { accept: "application/json" } });
      if (answer.ok && !(await answer.json()).settling) { location.reload(); return; }
    } catch { /* the desk was stopped; the page stays as it is */ }
    setTimeout(again, 1500);
  };
  setTimeout(again, 1500);
}
