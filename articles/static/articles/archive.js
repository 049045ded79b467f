// An enhancement only: names of the archive are proposed while one is typed. Everything works without.
"use strict";

for (const field of document.querySelectorAll("input[data-genre]")) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-noms`;
  field.after(list);
  field.setAttribute("list", list.id);
  let asked = "";
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = field.value.trim();
      if (!text || text === asked) return;
      asked = text;
      const query = new URLSearchParams({ genre: field.dataset.genre, debut: text });
      const answer = await fetch(`/suggestions.json?${query}`);
      if (!answer.ok || text !== asked) return;
      const { names } = await answer.json();
      list.replaceChildren(...names.map((name) => new Option(name, name)));
    }, 150);
  });
}
