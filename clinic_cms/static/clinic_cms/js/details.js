// Parts that are folded away: a link into one opens it, a button opens all, and print shows all.

const parts = [...document.querySelectorAll("details.treatment")];

function openTarget() {
  const part = document.querySelector(":target")?.closest("details.treatment");
  if (part) part.open = true;
}

function openForPrint() {
  const closed = parts.filter((part) => !part.open);
  closed.forEach((part) => (part.open = true));
  addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)), { once: true });
}

function offerAll(place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.textContent = place.dataset.openAll;
  button.addEventListener("click", () => {
    parts.forEach((part) => (part.open = true));
    parts[0].querySelector("summary").focus();
    button.remove();
  });
  place.append(" ", button);
}

if (parts.length) {
  addEventListener("load", openTarget); // only then does the browser know the target of the address
  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", openForPrint);
  document.querySelectorAll("[data-open-all]").forEach(offerAll);
}
