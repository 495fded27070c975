"use strict";
(() => {
  const form = document.querySelector(".filters");
  if (!form) return;
  const rows = [...document.querySelectorAll(".finding")].map((row) => ({
    row,
    severity: row.dataset.severity,
    direction: row.dataset.direction,
    resources: JSON.parse(row.dataset.resources),
    text: row.textContent.toLowerCase(),
  }));
  const boxes = [...form.querySelectorAll("[name=severity]")];
  const { direction, resource, q } = form.elements;
  const count = form.querySelector(".count");

  // The fragment is the state: what is not in it is not filtered.
  const read = () => {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const severities = wanted.get("severity");
    for (const box of boxes) box.checked = severities === null || severities.split(",").includes(box.value);
    direction.value = wanted.get("direction") ?? "";
    resource.value = wanted.get("resource") ?? "";
    // A value that is no choice here filters nothing.
    if (direction.selectedIndex < 0) direction.value = "";
    if (resource.selectedIndex < 0) resource.value = "";
    q.value = wanted.get("q") ?? "";
  };
  const write = () => {
    const state = new URLSearchParams();
    const checked = boxes.filter((box) => box.checked).map((box) => box.value);
    if (checked.length < boxes.length) state.set("severity", checked.join(","));
    for (const field of [direction, resource, q]) if (field.value) state.set(field.name, field.value);
    const fragment = state.toString();
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  };
  const show = () => {
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of rows) {
      const fits =
        severities.has(one.severity) &&
        (!direction.value || one.direction === direction.value) &&
        (!resource.value || one.resources.includes(resource.value)) &&
        words.every((word) => one.text.includes(word));
      one.row.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = `${shown} of ${rows.length} finding${rows.length === 1 ? "" : "s"}`;
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { write(); show(); });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    history.replaceState(null, "", location.pathname + location.search);
    read();
    show();
  });
  addEventListener("hashchange", () => {
    // The link to the findings is no filter.
    if (location.hash === "#findings") return;
    read();
    show();
  });
  read();
  show();
})();
