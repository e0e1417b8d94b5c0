// A second click on the same button sends nothing: the first is on its way.
for (const form of document.querySelectorAll('form[method="post"]')) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    // A person may stop it when asked about unsaved words; then the button works again.
    setTimeout(() => { sent = false; }, 3000);
  });
  // Back from the browser's own store of pages, the form can be sent again.
  window.addEventListener("pageshow", () => { sent = false; });
}
