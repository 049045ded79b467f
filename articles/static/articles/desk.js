/* Names for controls that Django's own scripts make without one, or in words of no language. Every page of the desk. */
"use strict";

(() => {
  const name = (root) => {
    for (const field of root.querySelectorAll(".select2-search__field:not([aria-label])")) {
      const select = field.closest(".select2-container")?.previousElementSibling;
      const label = select?.labels?.[0]?.textContent.trim().replace(/\s*:$/, "");
      field.setAttribute("aria-label", label || "Rechercher");
    }
    for (const help of root.querySelectorAll("span.help-tooltip[aria-label]:not([role])")) help.setAttribute("role", "img");
  };
  // Django's link for one more part, in our words; its own script makes it once the page is ready.
  for (const group of document.querySelectorAll('[data-one-more]:not([data-one-more=""])')) {
    const made = JSON.parse(group.dataset.inlineFormset);
    made.options.addText = group.dataset.oneMore;
    group.dataset.inlineFormset = JSON.stringify(made);
  }
  // On a telephone a row of a list is a card, and each of its values says what it is.
  const list = document.getElementById("result_list");
  if (list) {
    const heads = [...list.querySelectorAll("thead th")].map((head) => head.querySelector(".text")?.textContent.trim() || "");
    for (const row of list.tBodies[0].rows) {
      [...row.cells].forEach((cell, at) => {
        cell.classList.toggle("desk-nothing", cell.textContent.trim() === "—");
        if (cell.matches("td:not(.action-checkbox)") && heads[at]) cell.dataset.label = `${heads[at]} : `;
      });
    }
    list.classList.add("desk-cards");
  }
  document.addEventListener("DOMContentLoaded", () => {
    name(document);
    new MutationObserver(() => name(document)).observe(document.body, { childList: true, subtree: true });
  });
})();
