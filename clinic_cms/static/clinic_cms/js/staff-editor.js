// CKEditor in the article's form: pictures go through the clinic's own upload, dialogs ask only for what
// a page may hold, and unsaved words are not left behind unasked.
const form = document.querySelector("#article_form");
const token = form?.querySelector("[name=csrfmiddlewaretoken]")?.value;
const { CKEDITOR } = window;
// Parts of CKEditor's dialogs that would set styles, which the server takes out again.
const LEFT_OUT = {
  link: ["advanced", "target"],
  table: ["advanced"],
  tableProperties: ["advanced"],
  image2: ["Upload"], // its frame runs a javascript: address; ours is below
};
const FIELDS_LEFT_OUT = {
  image2: ["align", "hasCaption"],
  table: ["txtWidth", "txtHeight", "txtCellSpace", "txtCellPad", "txtBorder", "cmbAlign", "txtSummary"],
};
FIELDS_LEFT_OUT.tableProperties = FIELDS_LEFT_OUT.table;

async function send(file, address) {
  const body = new FormData();
  body.append("upload", file);
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } });
    return await answer.json();
  } catch {
    return { error: { message: "The picture did not arrive. Check your connection, and sign in again if need be." } };
  }
}

function chooseFile(editor) {
  return {
    type: "html",
    html: '<label class="choose-picture">Picture from your computer <input type="file" accept="image/jpeg,image/png,image/gif,image/webp"></label>',
    onLoad() {
      const dialog = this.getDialog();
      const input = this.getElement().$.querySelector("input") ?? this.getElement().$;
      input.addEventListener("change", async () => {
        if (!input.files.length) return;
        const answer = await send(input.files[0], editor.config.imageUploadUrl);
        input.value = "";
        if (answer.uploaded) dialog.setValueOf("info", "src", answer.url);
        else window.alert(answer.error.message);
      });
    },
  };
}

if (CKEDITOR && token) {
  CKEDITOR.config.fileTools_requestHeaders = { "X-CSRFToken": token };
  CKEDITOR.on("dialogDefinition", ({ data, editor }) => {
    for (const tab of LEFT_OUT[data.name] ?? []) data.definition.removeContents(tab);
    const info = data.definition.getContents("info");
    for (const id of FIELDS_LEFT_OUT[data.name] ?? []) info.remove(id);
    if (data.name === "image2") {
      info.elements.unshift(chooseFile(editor));
      info.get("alt").validate = CKEDITOR.dialog.validate.notEmpty(
        "Say in the alternative text what the picture shows, for people who cannot see it.",
      );
    }
  });
  CKEDITOR.on("instanceReady", ({ editor }) => {
    // A page has one heading 1, its title: a pasted one becomes a heading 2.
    editor.filter.addElementCallback((element) => {
      if (element.name === "h1") element.name = "h2";
    });
    editor.resetDirty(); // pictures are wrapped on loading, which is no change of the text
  });
}

if (form) {
  let changed = false;
  let saving = false;
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => { changed = true; });
  form.addEventListener("submit", () => { saving = true; });
  window.addEventListener("pageshow", () => { saving = false; });
  window.addEventListener("beforeunload", (event) => {
    const written = Object.values(CKEDITOR?.instances ?? {}).some((one) => one.checkDirty());
    if (!saving && (changed || written)) event.preventDefault();
  });
}
