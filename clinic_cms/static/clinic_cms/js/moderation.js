// Keys of the moderator's screen. Each presses what is on the page with that data-key; without this file
// the buttons work as they are. Where a reason is asked, a digit chooses it and sends the form.

const READABLE = 150; // ms: a second press in haste must not decide on a reply that has just come up

const loaded = performance.now();
setTimeout(() => { document.documentElement.dataset.keys = "on"; }, READABLE);

function typing(element) {
  return element instanceof HTMLElement
    && element.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
}

function chooseReason(digit) {
  const open = document.querySelector("details[data-digits][open]");
  const choice = open?.querySelector(`[data-digit="${digit}"]`);
  if (!choice) return false;
  choice.checked = true;
  const note = open.querySelector("textarea");
  if (choice.value === "other" && !note.value.trim()) note.focus();
  else choice.form.requestSubmit(choice.form.querySelector("button[type=submit]"));
  return true;
}

function press(target) {
  if (target.matches("input")) {
    target.focus();
    return;
  }
  target.click();
  const asked = target.closest("details[open]");
  if (!asked) return;
  // One question at a time, and the keyboard goes to what is asked.
  for (const other of document.querySelectorAll("details[data-digits][open]")) {
    if (other !== asked) other.open = false;
  }
  const ready = asked.querySelector("[name=place]:checked");
  const next = asked.querySelector(ready ? "button[type=submit]" : "input:not([type=hidden])");
  if (!ready) {
    next.focus();
    return;
  }
  // The button stands below all reasons: what is to be taken out is what a person has to see.
  next.focus({ preventScroll: true });
  ready.closest("fieldset").scrollIntoView({ block: "start" });
}

document.addEventListener("keydown", (event) => {
  const dialog = document.querySelector("dialog[open]");
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog || typing(event.target)) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  const digit = /^[1-9]$/.test(event.key);
  if (!target && !digit) return;
  if (event.timeStamp - loaded < READABLE) {
    event.preventDefault();
    return;
  }
  if (digit ? chooseReason(event.key) : (press(target), true)) event.preventDefault();
});

for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
}
