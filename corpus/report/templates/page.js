"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = selector => document.querySelector(selector);
  const fold = text => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

  // -- filters
  const form = one(".filters"), status = one(".status"), groups = all(".group");
  const findings = all(".finding").map(element => ({
    element,
    severity: element.dataset.severity,
    facets: Object.fromEntries(all("select[data-facet]").map(({dataset: {facet}}) => [facet, JSON.parse(element.dataset[facet])])),
    words: null,
  }));

  function filter() {
    const severities = new Set(all("[name=severity]:checked").map(box => box.value));
    const chosen = all("select[data-facet]").filter(select => select.value).map(select => [select.dataset.facet, select.value]);
    const wanted = fold(one("#search").value).split(" ").filter(Boolean);
    let shown = 0;
    for (const finding of findings) {
      if (wanted.length && finding.words === null) finding.words = fold(finding.element.textContent);
      const fits = severities.has(finding.severity)
        && chosen.every(([facet, value]) => finding.facets[facet].includes(value))
        && wanted.every(word => finding.words.includes(word));
      finding.element.hidden = !fits;
      shown += fits;
    }
    for (const group of groups) group.hidden = !group.querySelector(".finding:not([hidden])");
    const {shown: told, none} = status.dataset;
    status.textContent = told.replace("{shown}", shown).replace("{total}", findings.length) + (shown ? "" : " " + none);
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

  // -- matrix
  const only = one("#disputed-only");
  if (only) {
    one(".switch").hidden = false;
    const narrow = () => one("#matrix").classList.toggle("disputed-only", only.checked);
    only.addEventListener("change", narrow);
    addEventListener("pageshow", narrow);
  }

  // -- from a finding to its place, and back
  let from = null;
  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target.closest("[hidden]")) { form.reset(); setTimeout(() => { filter(); arrive(); }); return; }
    if (target.matches(".finding")) from = target.id;
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
    const finding = link.closest(".finding");
    if (finding) from = finding.id;
    // Following the link of the place one is at already fires no hashchange.
    if (link.hash === location.hash) arrive();
  });
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
