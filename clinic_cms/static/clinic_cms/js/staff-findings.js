// "Show me" beside the article's form selects the words that it is about, where the editor still holds them.
// Otherwise it stays what it is without this: a link to the field.
const { CKEDITOR } = window;

// Spaces are compared as the server does that found the words: however many there are, they are one.
function rangeOf(words, root) {
  let text = "";
  const places = [];
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.length; at += 1) {
      const letter = node.data[at].trim() || " ";
      if (letter === " " && text.endsWith(" ")) continue;
      text += letter;
      places.push([node, at]);
    }
  }
  const begin = text.indexOf(words);
  if (begin < 0) return null;
  const [last, at] = places[begin + words.length - 1];
  const range = root.ownerDocument.createRange();
  range.setStart(...places[begin]);
  range.setEnd(last, at + 1);
  return range;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-words]");
  const editor = link && CKEDITOR?.instances.id_body;
  const root = editor?.editable()?.$;
  const range = root && rangeOf(link.dataset.words, root);
  if (!range) return;
  event.preventDefault();
  editor.focus();
  const selection = root.ownerDocument.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
});
