/* Names for controls that Django's own scripts make without one. Every page of the desk. */
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
  document.addEventListener("DOMContentLoaded", () => {
    name(document);
    new MutationObserver(() => name(document)).observe(document.body, { childList: true, subtree: true });
  });
})();
