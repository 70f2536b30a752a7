/* Long tables: sorted by a column, filtered by words, taken along as CSV. */
(() => {
  const value = cell => {
    const number = cell.children.length === 1 && cell.firstElementChild.tagName === "DATA" ? cell.firstElementChild : null;
    return number ? Number(number.value) : cell.querySelector(".unknown") ? null : cell.textContent.trim();
  };
  const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });

  const sort = (table, head, at) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    [...table.tHead.rows[0].cells].forEach(th => th.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map(row => [value(row.cells[at]), row]);
    const none = v => v === null || v === "";
    rows.sort(([a], [b]) => none(a) ? (none(b) ? 0 : 1) : none(b) ? -1 : down ? compare(b, a) : compare(a, b));
    body.append(...rows.map(([, row]) => row));
  };

  const cell = td => {
    const number = td.children.length === 1 && td.firstElementChild.tagName === "DATA" ? td.firstElementChild : null;
    if (number) { return number.getAttribute("value"); }
    return td.querySelector(".unknown") ? "" : quoted(td.textContent.trim());
  };
  /* What a spreadsheet would take for a formula is made text. */
  const quoted = words => {
    const safe = /^[=+\-@]/.test(words) ? "'" + words : words;
    return /[",]/.test(safe) ? "\"" + safe.replaceAll("\"", "\"\"") + "\"" : safe;
  };
  const csv = table => [[...table.tHead.rows[0].cells].map(th => quoted(th.dataset.key || th.textContent))]
    .concat([...table.tBodies[0].rows].filter(row => !row.hidden).map(row => [...row.cells].map(cell)))
    .map(cells => cells.join(",") + "\r\n").join("");

  const save = (text, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const tools = table => {
    const box = document.createElement("div");
    box.className = "tools";
    const label = document.createElement("label");
    label.textContent = "filter ";
    const input = document.createElement("input");
    input.type = "search"; input.className = "filter"; input.autocomplete = "off"; input.spellcheck = false; input.placeholder = "name, operator, shape, bound";
    label.append(input);
    const count = document.createElement("output");
    count.setAttribute("aria-live", "polite");
    const button = document.createElement("button");
    button.type = "button"; button.className = "csv"; button.textContent = "download CSV";
    button.addEventListener("click", () => save(csv(table), table.dataset.file + ".csv"));
    box.append(label, count, button);
    table.parentElement.before(box);
    let texts = null;
    const filter = () => {
      const rows = [...table.tBodies[0].rows];
      texts ??= new Map(rows.map(row => [row, [...row.cells].filter(c => !c.classList.contains("n")).map(c => c.textContent).join("\n").toLowerCase()]));
      const wanted = input.value.trim().toLowerCase().split(/\s+/);
      let shown = 0;
      rows.forEach(row => { row.hidden = !wanted.every(word => texts.get(row).includes(word)); shown += row.hidden ? 0 : 1; });
      count.textContent = input.value.trim() ? shown.toLocaleString("en") + " of " + rows.length.toLocaleString("en") + " rows" : "";
    };
    input.addEventListener("input", filter);
    addEventListener("assay:node", event => {
      const row = [...table.tBodies[0].rows].find(r => value(r.cells[0]) === event.detail + 1);
      if (!row) { return; }
      if (row.hidden) { input.value = ""; filter(); }
      table.closest("details").open = true;
      row.scrollIntoView({ block: "center" });
      table.querySelectorAll("tr.marked").forEach(r => r.classList.remove("marked"));
      row.classList.add("marked");
    });
  };

  document.querySelectorAll("table.sortable").forEach(table => {
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button"; button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, at));
    });
  });
  document.querySelectorAll("table[data-file]").forEach(tools);
})();
