// Shows whom somebody met: what does not touch the node under the pointer or focus steps back.
"use strict";

for (const figure of document.querySelectorAll(".network")) {
  const lines = [...figure.querySelectorAll("line")];
  const nodes = [...figure.querySelectorAll(".node")];
  const only = (key) => {
    const near = new Set([key]);
    for (const line of lines) {
      const touches = line.dataset.one === key || line.dataset.other === key;
      line.classList.toggle("back", key !== null && !touches);
      line.classList.toggle("fore", key !== null && touches);
      if (touches) near.add(line.dataset.one).add(line.dataset.other);
    }
    for (const node of nodes) node.classList.toggle("back", key !== null && !near.has(node.dataset.key));
  };
  for (const node of nodes) {
    for (const [begin, end] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) {
      node.addEventListener(begin, () => only(node.dataset.key));
      node.addEventListener(end, () => only(null));
    }
  }
}
