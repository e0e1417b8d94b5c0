// CKEditor sends pictures with the form's CSRF token, and unsaved words are not left behind unasked.
const form = document.querySelector("#article_form");
const token = form?.querySelector("[name=csrfmiddlewaretoken]")?.value;

if (window.CKEDITOR && token) {
  window.CKEDITOR.config.fileTools_requestHeaders = { "X-CSRFToken": token };
  // Links and pictures need an address and a text, and nothing else.
  window.CKEDITOR.on("dialogDefinition", ({ data }) => {
    if (data.name === "link") {
      data.definition.removeContents("advanced");
      data.definition.removeContents("target");
    }
    if (data.name === "image2") {
      const info = data.definition.getContents("info");
      for (const id of ["align", "hasCaption"]) info.remove(id);
    }
    if (data.name === "table" || data.name === "tableProperties") {
      data.definition.removeContents("advanced");
      const info = data.definition.getContents("info");
      for (const id of ["txtWidth", "txtHeight", "txtCellSpace", "txtCellPad", "txtBorder", "cmbAlign", "txtSummary"]) {
        info.remove(id);
      }
    }
  });
}

if (form) {
  let changed = false;
  let saving = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("change", () => { changed = true; });
  form.addEventListener("submit", () => { saving = true; });
  window.addEventListener("pageshow", () => { saving = false; });
  window.addEventListener("beforeunload", (event) => {
    const written = Object.values(window.CKEDITOR?.instances ?? {}).some((one) => one.checkDirty());
    if (!saving && (changed || written)) event.preventDefault();
  });
}
