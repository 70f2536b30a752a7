/* What stands behind a number: on pointing at it, on touching it, and by keyboard. Each part of the page has one
   number that Tab reaches; from there the arrows go on. */
(() => {
  const PARTS = ".verdict, .meters, .table, header, details.section, main";
  const NUMBERS = "data, dfn, [title], [data-tip]";
  const tip = document.createElement("div");
  tip.id = "tip"; tip.setAttribute("role", "tooltip"); tip.hidden = true;
  document.body.append(tip);
  let shown = null;

  const column = cell => cell.closest("table").tHead?.rows[0].cells[cell.cellIndex];
  const words = element => {
    if (element.hasAttribute("title")) { element.dataset.tip = element.getAttribute("title"); element.removeAttribute("title"); }
    if (element.dataset.tip) { return element.dataset.tip; }
    const cell = element.tagName === "DATA" && element.closest("td");
    const head = cell && column(cell);
    return head && head.dataset.about ? assayNumbers.exact(Number(element.value), head.dataset.unit) + "; " + head.dataset.about : "";
  };
  const hide = () => {
    if (shown) { shown.removeAttribute("aria-describedby"); shown = null; }
    tip.hidden = true;
  };
  const show = element => {
    const text = words(element);
    hide();
    if (!text) { return; }
    tip.textContent = text;
    tip.hidden = false;
    shown = element;
    element.setAttribute("aria-describedby", "tip");
    place(element);
  };
  const place = element => {
    const box = element.getBoundingClientRect();
    const below = box.bottom + 6 + tip.offsetHeight < innerHeight;
    tip.style.left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top = Math.max(8, below ? box.bottom + 6 : box.top - tip.offsetHeight - 6) + "px";
  };
  const numberAt = event => event.target instanceof Element && event.target.closest(NUMBERS);

  addEventListener("mouseover", event => { const n = numberAt(event); if (n && !n.closest("svg.graph")) { show(n); } else if (!event.target.closest?.("#tip")) { hide(); } });
  addEventListener("click", event => { const n = numberAt(event); if (n && !n.closest("svg.graph")) { show(n); } });
  addEventListener("focusin", event => { const n = numberAt(event); if (n === event.target && n && !n.closest("svg.graph")) { show(n); } else { hide(); } });
  addEventListener("focusout", hide);
  /* Moving the focus scrolls; pointing does not. */
  addEventListener("scroll", () => { if (shown && shown === document.activeElement) { place(shown); } else { hide(); } }, true);

  const first = part => [...part.querySelectorAll(NUMBERS)].find(n => n.closest(PARTS) === part && !n.closest("svg, th, button"));
  const reach = n => { if (n && n.tabIndex < 0) { n.tabIndex = 0; } };
  document.querySelectorAll(PARTS).forEach(part => {
    const n = part.querySelector("data, dfn, [title]");
    reach(n && n.closest(PARTS) === part && !n.closest("svg, th, button") ? n : first(part));
  });
  addEventListener("keydown", event => {
    if (event.key === "Escape") { hide(); return; }
    const here = event.target;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || !(here instanceof Element) || !here.matches(NUMBERS) || here.closest("svg, th")) { return; }
    let next = null;
    const cell = here.closest("td");
    if (cell && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      for (let row = cell.parentElement; row && !next;) {
        row = step > 0 ? row.nextElementSibling : row.previousElementSibling;
        if (row && !row.hidden) { next = row.cells[cell.cellIndex].querySelector(NUMBERS); }
      }
    } else {
      const part = here.closest(PARTS);
      const all = [...part.querySelectorAll(NUMBERS)].filter(n => n.closest(PARTS) === part && !n.closest("svg, th, tr[hidden]"));
      next = all[all.indexOf(here) + step];
    }
    if (next) {
      event.preventDefault();
      next.tabIndex = 0;
      next.focus();
      if (here !== first(here.closest(PARTS))) { here.tabIndex = -1; }
      show(next);
    }
  });
})();
