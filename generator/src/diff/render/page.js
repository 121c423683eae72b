"use strict";
const form = document.querySelector("form");
const articles = [...document.querySelectorAll("article")];
const texts = articles.map(it => it.textContent.toLowerCase());
const chosen = name => new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map(it => it.value));
function filter() {
  const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const wire = chosen("wire"), rust = chosen("rust");
  let shown = 0;
  articles.forEach((it, index) => {
    const fits = wire.has(it.dataset.wire) && rust.has(it.dataset.rust) && words.every(word => texts[index].includes(word));
    it.hidden = !fits;
    shown += fits;
  });
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !section.querySelector("article:not([hidden])");
  }
  form.elements.shown.value = `${shown} of ${articles.length} shown`;
}
form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", event => event.preventDefault());
filter();
