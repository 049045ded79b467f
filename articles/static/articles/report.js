// An enhancement only: the form opens with the passage that the reader has selected.
"use strict";

const line = document.querySelector("[data-report]");
const link = line.querySelector("a");
const bare = link.getAttribute("href");

function placeOf(node, story) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  for (const [selector, key] of [["h1", "headline"], [".lead", "lead"], [".stamp", "dateline"]]) {
    if (element.closest(selector)) return key;
  }
  for (const [selector, key] of [["p, h2", "paragraph"], ["figure", "photo"]]) {
    const parts = [...story.querySelectorAll(".body > *")].filter((part) => part.matches(selector));
    const index = parts.findIndex((part) => part.contains(element));
    if (index >= 0) return `${key}-${index + 1}`;
  }
  return "";
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const story = line.closest(".story");
  const passage = selection.toString().trim();
  // a click on the link empties the selection: what was chosen last stands
  if (!passage || !story.contains(selection.anchorNode) || line.contains(selection.anchorNode)) return;
  const place = placeOf(selection.getRangeAt(0).startContainer, story);
  link.href = `${bare}?${new URLSearchParams({ passage: passage.slice(0, 500), place })}`;
  line.classList.add("chosen");
  line.querySelector("[data-chosen]").hidden = false;
});
