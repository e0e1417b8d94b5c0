// select2 gives its fields no names; screen readers need them.
function name(container) {
  const select = container.previousElementSibling;
  const label = select?.labels?.[0]?.textContent.trim()
    || select?.closest("td")?.className.replace("field-", "").replaceAll("_", " ");
  if (!label) return;
  for (const part of container.querySelectorAll(".select2-selection, .select2-search__field, .select2-selection__rendered")) {
    if (part.tagName === "UL") part.setAttribute("role", "presentation");
    else part.setAttribute("aria-label", label);
    part.removeAttribute("aria-labelledby");
  }
  const chosen = container.querySelector("span.select2-selection__rendered");
  for (const word of ["role", "aria-readonly", "aria-label"]) chosen?.removeAttribute(word);
}

new MutationObserver((changes) => {
  for (const open of document.querySelectorAll("[role=combobox][aria-owns]")) {
    open.setAttribute("aria-controls", open.getAttribute("aria-owns")); // the name of today
  }
  for (const { target, addedNodes } of changes) {
    for (const node of [target, ...addedNodes]) {
      const container = node.closest?.(".select2-container") ?? node.querySelector?.(".select2-container");
      if (container) name(container);
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });
