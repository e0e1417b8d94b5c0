// On narrow screens a row of a list is a card, and the heads of its columns are out of sight.
// Each cell gets the name of its column, for the sheet to show.

for (const table of document.querySelectorAll("#result_list")) {
  const names = Array.from(table.querySelectorAll("thead th"), (head) =>
    (head.querySelector(".text")?.textContent ?? "").trim(),
  );
  for (const row of table.tBodies[0].rows) {
    Array.from(row.cells).forEach((cell, place) => {
      if (names[place]) cell.dataset.label = names[place];
    });
  }
}
