// Shows links to pages under a search box while somebody types. Without it the box searches as ever.

const WAIT = 150; // ms after the last letter

function attach(form) {
  const box = form.querySelector("input[type=search]");
  const status = Object.assign(document.createElement("p"), { className: "vh" });
  const list = Object.assign(document.createElement("ul"), { className: "suggestions", hidden: true });
  status.setAttribute("role", "status");
  form.append(list, status);
  let timer, asked = 0;

  function show({ said = "", suggestions = [] }) {
    list.replaceChildren(...suggestions.map(({ text, url, about }) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: url, textContent: text });
      if (about) link.append(" ", Object.assign(document.createElement("small"), { textContent: about }));
      item.append(link);
      return item;
    }));
    list.hidden = !suggestions.length;
    status.textContent = said;
  }

  async function ask() {
    const mine = ++asked; // an answer to fewer letters must not come last
    if (box.value.trim().length < 2) return show({});
    try {
      const url = `${form.dataset.suggest}?${new URLSearchParams({ q: box.value })}`;
      const answer = await fetch(url, { credentials: "omit" });
      const found = answer.ok ? await answer.json() : {};
      if (mine === asked && form.contains(document.activeElement)) show(found);
    } catch {
      // No network: the box still searches, as soon as there is one.
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show({});
      box.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || list.hidden) return;
    event.preventDefault();
    const stops = [box, ...list.querySelectorAll("a")];
    stops[stops.indexOf(document.activeElement) + step]?.focus();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show({});
  });
}

document.querySelectorAll("form[data-suggest]").forEach(attach);
