// Keeps a half-written reply over a reload or a lost connection, in this tab only.
// It may speak of health: sessionStorage ends with the tab, and nothing leaves the browser.

const form = document.querySelector("form[data-keep]");
const text = form?.elements.namedItem("text");

function attempt(action) {
  try {
    action();
  } catch {
    // Storage can be switched off. The form works without it.
  }
}

if (text) {
  // An answer to one person is no answer to another, nor a reply to the page.
  const key = `reply:${form.dataset.keep}:${form.elements.namedItem("parent")?.value ?? ""}`;

  attempt(() => {
    text.value ||= sessionStorage.getItem(key) ?? "";
  });
  text.addEventListener("input", () => attempt(() => sessionStorage.setItem(key, text.value)));
}

// The receipt proves that the reply arrived. Until then a lost connection must not cost the text.
const receipt = document.querySelector("[data-received]");
if (receipt) {
  attempt(() => sessionStorage.removeItem(`reply:${receipt.dataset.received}`));
}
