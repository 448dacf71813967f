// The desk's only script for every page. Without it each page works; with it filters apply when they are changed.
"use strict";

for (const place of document.querySelectorAll("[data-prints]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => window.print());
}

for (const form of document.querySelectorAll("form[data-applies]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });
}
