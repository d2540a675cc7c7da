"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = selector => document.querySelector(selector);
  const fold = text => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

  // -- filters
  const form = one(".filters"), status = one(".status"), groups = all(".group");
  const facets = all("[data-facet]", form || document.createElement("form"));
  const names = [...new Set(facets.map(field => field.dataset.facet))];
  // What stands elsewhere on the page for the same entry comes and goes with it.
  const others = {};
  for (const element of all("[data-entry]")) (others[element.dataset.entry] ||= []).push(element);
  const entries = all(".entry").map(element => ({
    element,
    facets: Object.fromEntries(names.map(name => [name, JSON.parse(element.dataset[name])])),
    others: others[element.id] || [],
    words: null,
  }));

  // For each facet in use the values that fit: that of a list, or all boxes ticked.
  function chosen() {
    return names.map(name => {
      const fields = facets.filter(field => field.dataset.facet === name);
      const boxes = fields.filter(field => field.type === "checkbox");
      return [name, boxes.length ? boxes.filter(box => box.checked).map(box => box.value) : fields[0].value && [fields[0].value]];
    }).filter(([, values]) => values);
  }

  function filter() {
    const wanted = fold(one("#search").value).split(" ").filter(Boolean), fitting = chosen();
    let shown = 0;
    for (const entry of entries) {
      if (wanted.length && entry.words === null) entry.words = fold(entry.element.textContent);
      const fits = fitting.every(([name, values]) => entry.facets[name].some(value => values.includes(value)))
        && wanted.every(word => entry.words.includes(word));
      for (const element of [entry.element, ...entry.others]) element.hidden = !fits;
      shown += fits;
    }
    for (const group of groups) group.hidden = !group.querySelector(".entry:not([hidden])");
    const {shown: told, none} = status.dataset;
    status.textContent = told.replace("{shown}", shown).replace("{total}", entries.length) + (shown ? "" : " " + none);
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("change", filter);
    let waiting;
    one("#search").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
    // A browser may restore what was chosen before a reload.
    addEventListener("pageshow", filter);
  }

  // -- order of a table
  for (const table of all(".sortable")) {
    const heads = all("th[data-sort]", table), bodies = all("tbody", table);
    for (const head of heads) {
      const column = head.cellIndex, button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const upwards = head.getAttribute("aria-sort") === "descending", way = upwards ? 1 : -1;
        for (const other of heads) other.setAttribute("aria-sort", "none");
        head.setAttribute("aria-sort", upwards ? "ascending" : "descending");
        const value = body => { const {value} = body.rows[0].cells[column].dataset; return value === "" ? null : +value; };
        // What has no value comes last either way, and equals keep the order of the page.
        table.append(...[...bodies].sort((a, b) => {
          const [x, y] = [value(a), value(b)];
          return x === y ? 0 : x === null ? 1 : y === null ? -1 : (x - y) * way;
        }));
      });
    }
  }

  // -- drawings to choose from
  const draws = all("[data-draws]");
  function draw() {
    for (const box of draws) document.getElementById(box.dataset.draws).hidden = !box.checked;
    one(".none-drawn").hidden = draws.some(box => box.checked);
  }
  if (draws.length) {
    one(".choose").hidden = false;
    one(".choose").addEventListener("change", draw);
    addEventListener("pageshow", draw);
    draw();
  }

  // -- matrix
  const only = one("#disputed-only");
  if (only) {
    one(".switch").hidden = false;
    const narrow = () => one("#matrix").classList.toggle("disputed-only", only.checked);
    only.addEventListener("change", narrow);
    addEventListener("pageshow", narrow);
  }

  // -- from an entry to its place, and back
  let from = null;
  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const box = draws.find(one => one.dataset.draws === target.id);
    if (box && !box.checked) { box.checked = true; draw(); }
    if (target.closest("[hidden]")) { form.reset(); setTimeout(() => { filter(); arrive(); }); return; }
    if (target.matches(".finding, .entry")) from = target.id;
    all(".back.from").forEach(link => link.classList.remove("from"));
    if (from && target.matches(".at")) {
      all(".back", target.closest(".sentence") || target.parentElement)
        .filter(link => link.hash === "#" + from).forEach(link => link.classList.add("from"));
    }
    target.focus({preventScroll: true});
    target.scrollIntoView({block: target.matches(".at") ? "center" : "start"});
  }
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const entry = link.closest(".finding, .entry");
    if (entry) from = entry.id;
    // Following the link of the place one is at already fires no hashchange.
    if (link.hash === location.hash) arrive();
  });
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
