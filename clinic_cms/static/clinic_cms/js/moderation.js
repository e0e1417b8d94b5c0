// Keys of the moderator's screen: A approve, R reason, S spam, J skip, U undo.
// Each presses a button that is on the page; without this file the buttons work as they are.

function typing(element) {
  return element instanceof HTMLElement && element.matches("input, textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) {
    return;
  }
  const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target) {
    return;
  }
  event.preventDefault();
  target.click();
  // A reason is asked: the keys that follow belong to its list.
  target.closest("details")?.querySelector("select")?.focus();
});
