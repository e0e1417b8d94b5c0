// Words that are selected in a reply become a ticked place of the form that takes words out.
// Places are counted in code points, as the server counts them.

const said = document.querySelector(".said");
const places = document.querySelector(".redact .places");

// The explanations inside the marks are not part of the text; a line break is one character of it.
function plain(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeName === "BR") return "\n";
  if (node.nodeType === Node.ELEMENT_NODE && node.classList.contains("vh")) return "";
  return [...node.childNodes].map(plain).join("");
}

const points = (text) => [...text].length;

function selected() {
  const selection = document.getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(said)) return null;
  if (!said.contains(range.startContainer)) range.setStart(said, 0);
  if (!said.contains(range.endContainer)) range.setEnd(said, said.childNodes.length);
  const before = document.createRange();
  before.selectNodeContents(said);
  before.setEnd(range.startContainer, range.startOffset);
  const text = plain(range.cloneContents());
  const words = text.trim();
  const start = points(plain(before.cloneContents())) + points(text) - points(text.trimStart());
  return words ? { words, value: `${start}:${start + points(words)}` } : null;
}

function offer({ words, value }) {
  let box = [...places.querySelectorAll("[name=place]")].find((known) => known.value === value);
  if (!box) {
    places.querySelector(".selected")?.remove();
    const label = document.createElement("label");
    label.className = "selected";
    box = Object.assign(document.createElement("input"), { type: "checkbox", name: "place", value });
    const shown = document.createElement("bdi");
    shown.textContent = `“${points(words) > 80 ? `${[...words].slice(0, 80).join("")}…` : words}”`;
    label.append(box, shown);
    places.querySelector("legend").after(label);
    places.hidden = false;
  }
  // What was ticked for the moderator gives way to what the moderator selects.
  for (const other of places.querySelectorAll("[name=place]")) other.checked = other === box;
}

if (said && places) {
  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (found) offer(found);
  });
}
