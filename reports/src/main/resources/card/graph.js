/* The graph: boxes opened in place, coloured, searched, zoomed and moved. Unfolded.java says how an opened box pushes
   the others away; this is the same. */
(() => {
  const SVG = "http://www.w3.org/2000/svg", LEGIBLE = 0.6;
  const make = (name, attributes, ...children) => {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  };
  const html = (name, text, ...children) => { const e = document.createElement(name); e.textContent = text; e.append(...children); return e; };
  const clip = (text, length) => { const p = [...text]; return p.length <= length ? text : p.slice(0, Math.floor((length - 1) * 2 / 3)).join("") + "…" + p.slice(p.length - (length - 1 - Math.floor((length - 1) * 2 / 3))).join(""); };

  const start = host => {
    const data = JSON.parse(host.querySelector("script").textContent);
    const [WIDTH, HEIGHT] = data.size;
    const stage = host.querySelector(".stage"), svg = host.querySelector("svg"), about = host.querySelector(".about"), scale = host.querySelector(".scale"), found = host.querySelector(".found");
    const map = assayMap(stage, (x, y) => { view.x = x - stage.clientWidth / view.scale / 2; view.y = y - stage.clientHeight / view.scale / 2; aim(); });
    const ofNode = new Map();
    const build = (raw, parent, at) => {
      if (typeof raw === "number") { const leaf = { node: raw, parent, at }; ofNode.set(raw, leaf); return leaf; }
      const group = { label: raw.l, plan: data.plans[raw.p], parent, at, open: false };
      group.items = raw.i.map((each, i) => build(each, group, i));
      return group;
    };
    const root = build(data.root, null, 0);
    root.open = true;
    const hosted = new Map();
    data.nodes.forEach((node, i) => { if (node[3] !== i) { hosted.set(node[3], (hosted.get(node[3]) ?? []).concat(i)); } });
    const leaves = item => item.items ? item.items.flatMap(leaves) : [item.node];
    let measure = data.measures[0], sums = new Map(), selected = null, focused = null, hits = new Set(), elements = new Map(), view = { x: 0, y: 0, scale: 1 }, size = { w: 0, h: 0 };

    const value = item => {
      if (!measure) { return null; }
      if (!sums.has(item)) {
        const known = item.items ? item.items.map(value).filter(v => v !== null) : [measure.values[item.node]].filter(v => v !== null);
        sums.set(item, known.length ? known.reduce((a, b) => a + b, 0) : null);
      }
      return sums.get(item);
    };
    const print = (v, m = measure) => !m ? "" : v === null ? "–" : (m.kind === "estimated" ? "≈ " : "") + assayNumbers.text(v, m.unit);
    const label = item => item.items ? item.label : data.nodes[item.node][1];

    /* How much opened items add, by the centres of columns and rows. */
    const stretch = group => {
      const columns = new Map(), rows = new Map();
      group.items.forEach((item, i) => {
        if (!item.items || !item.open) { return; }
        const inner = stretch(item), x = group.plan.c[2 * i], y = group.plan.c[2 * i + 1];
        columns.set(x, Math.max(columns.get(x) ?? 0, inner.w + 2 * data.pad - WIDTH));
        rows.set(y, Math.max(rows.get(y) ?? 0, inner.h + data.head + data.pad - HEIGHT));
      });
      const along = added => { const sorted = [...added].sort((a, b) => a[0] - b[0]); return v => sorted.reduce((s, [at, d]) => at < v ? s + d : at === v ? s + d / 2 : s, v); };
      const sum = added => [...added.values()].reduce((a, b) => a + b, 0);
      group.stretch = { x: along(columns), y: along(rows), w: group.plan.w + sum(columns), h: group.plan.h + sum(rows) };
      return group.stretch;
    };
    const place = (group, left, top, boxes, lines) => {
      const s = group.stretch;
      const placed = group.items.map((item, i) => {
        const opened = item.items && item.open;
        const w = opened ? Math.max(WIDTH, item.stretch.w + 2 * data.pad) : WIDTH, h = opened ? item.stretch.h + data.head + data.pad : HEIGHT;
        return { item, opened, w, h, x: left + s.x(group.plan.c[2 * i]) - w / 2, y: top + s.y(group.plan.c[2 * i + 1]) - h / 2 };
      });
      group.plan.e.forEach(([from, to, ...bends]) => {
        const p = [];
        for (let i = 0; i < bends.length; i += 2) { p.push([left + s.x(bends[i]), top + s.y(bends[i + 1])]); }
        const f = placed[from], t = placed[to], middle = left + s.w / 2, end = top + s.h + 4;
        if (f) { p.unshift([f.x + f.w / 2, f.y + f.h]); } else { p.unshift([middle, top - data.head], [middle, top - 4], [p[0][0], top - 4]); }
        if (t) { p.push([t.x + t.w / 2, t.y]); } else { p.push([p.at(-1)[0], end], [middle, end], [middle, top + s.h + data.pad]); }
        lines.push(p);
      });
      placed.forEach(box => {
        boxes.push(box);
        if (box.opened) { place(box.item, box.x + (box.w - box.item.stretch.w) / 2, box.y + data.head, boxes, lines); }
      });
    };

    const step = (v, most) => v === null ? "hx" : v <= 0 || most <= 0 ? "h0" : "h" + (1 + Math.min(data.steps - 1, Math.floor(data.steps * Math.sqrt(v / most))));
    const draw = () => {
      stretch(root);
      size = { w: root.stretch.w, h: root.stretch.h };
      const boxes = [], lines = [];
      place(root, 0, 0, boxes, lines);
      const most = boxes.reduce((m, b) => b.opened ? m : Math.max(m, value(b.item) ?? 0), 0);
      const opened = make("g", { class: "opened" }), edges = make("g", { class: "lines" }), closed = make("g", { class: "boxes" });
      edges.append(...lines.map(p => make("path", { d: p.map(([x, y], i) => (i ? "L" : "M") + Math.round(x * 10) / 10 + " " + Math.round(y * 10) / 10).join("") })));
      elements = new Map();
      boxes.forEach(b => {
        const text = make("text", { x: 8, y: 16 }, clip(label(b.item), data.label));
        const hit = b.item.items ? !b.opened && leaves(b.item).some(n => hits.has(n)) : hits.has(b.item.node);
        const name = label(b.item) + (b.item.items ? ", " + leaves(b.item).length + " nodes" : ", " + data.nodes[b.item.node][0]) + (measure ? ", " + measure.label + " " + print(value(b.item)) : "");
        const box = make("rect", { width: b.w, height: b.h, rx: 4 });
        const element = make("g", { class: (b.opened ? "open" : (b.item.items ? "group " : "") + step(value(b.item), most)) + (hit ? " hit" : "") + (b.item === selected ? " selected" : ""), transform: "translate(" + b.x + " " + b.y + ")", role: "button", tabindex: -1, "aria-label": name },
          box, ...(b.opened ? [] : [text, make("text", { class: "v", x: 8, y: 32 }, print(value(b.item)))]));
        if (b.opened) { closed.append(make("text", { class: "head", x: b.x + 8, y: b.y + 16 }, text.textContent)); }
        if (b.item.items) { element.setAttribute("aria-expanded", String(b.opened)); }
        element.item = b.item;
        b.element = element;
        elements.set(b.item, b);
        (b.opened ? opened : closed).append(element);
      });
      svg.replaceChildren(opened, edges, closed);
      map.draw(boxes.filter(b => !b.opened), size);
      if (!elements.has(focused)) { focused = boxes[0]?.item ?? null; }
      if (focused) { elements.get(focused).element.setAttribute("tabindex", 0); }
      scale.hidden = !measure;
      if (measure) {
        scale.textContent = "The stronger the colour, the more " + measure.label + "; the strongest shown is " + (most > 0 ? print(most) : "none") + ". Dashed: no figure of its own. Thick outline: a folded group; a click or Enter opens it, Escape closes it. Arrow keys go from box to box; + and − zoom, dragging moves.";
      }
    };
    const aim = () => {
      const w = stage.clientWidth / view.scale, h = stage.clientHeight / view.scale;
      svg.setAttribute("viewBox", [view.x, view.y, w, h].map(v => Math.round(v * 100) / 100).join(" "));
      map.aim(view.x, view.y, w, h);
    };
    const zoom = (factor, cx = stage.clientWidth / 2, cy = stage.clientHeight / 2) => {
      const to = Math.min(4, Math.max(0.02, view.scale * factor));
      view.x += cx / view.scale - cx / to; view.y += cy / view.scale - cy / to; view.scale = to;
      aim();
    };
    const whole = () => {
      view.scale = Math.min(1.5, stage.clientWidth / size.w, stage.clientHeight / size.h);
      view.x = (size.w - stage.clientWidth / view.scale) / 2; view.y = (size.h - stage.clientHeight / view.scale) / 2;
      aim();
    };
    /* From the inputs on: as wide as it is where its words can be read so, else around the first box. */
    const begin = () => {
      view.scale = Math.max(LEGIBLE, Math.min(1, stage.clientWidth / size.w));
      const w = stage.clientWidth / view.scale, first = elements.values().next().value;
      view.x = w >= size.w || !first ? (size.w - w) / 2 : Math.min(size.w - w, Math.max(0, first.x + first.w / 2 - w / 2)); view.y = 0;
      aim();
    };
    const intoView = item => {
      const b = elements.get(item);
      if (!b) { return; }
      const w = stage.clientWidth / view.scale, h = stage.clientHeight / view.scale, bh = Math.min(b.h, h / 2), bw = Math.min(b.w, w);
      if (b.x < view.x || b.x + bw > view.x + w) { view.x = b.x + bw / 2 - w / 2; }
      if (b.y < view.y || b.y + bh > view.y + h) { view.y = b.y + bh / 2 - h / 2; }
      aim();
    };
    const focus = item => {
      if (!item || !elements.has(item)) { return; }
      elements.get(focused)?.element.setAttribute("tabindex", -1);
      focused = item;
      const element = elements.get(item).element;
      element.setAttribute("tabindex", 0);
      element.focus({ preventScroll: true });
      intoView(item);
    };
    const tell = item => {
      selected = item;
      about.hidden = false;
      const list = document.createElement("dl");
      const add = (name, text) => { const div = document.createElement("div"); div.append(html("dt", name), html("dd", text)); list.append(div); };
      const all = leaves(item);
      if (item.items) { add("nodes", all.length.toLocaleString("en")); } else {
        const [name, , shape] = data.nodes[item.node];
        add("name", name); add("output shape", shape || "–");
        const constants = hosted.get(item.node);
        if (constants) { add("settled before it", constants.slice(0, 8).map(i => data.nodes[i][1] + " " + data.nodes[i][0]).join("; ") + (constants.length > 8 ? "; and " + (constants.length - 8) + " more" : "")); }
      }
      data.measures.forEach(m => {
        const known = all.map(n => m.values[n]).filter(v => v !== null);
        const sum = known.reduce((a, b) => a + b, 0), total = m.values.reduce((a, b) => a + (b ?? 0), 0);
        add(m.label, known.length ? print(sum, m) + (total > 0 ? " (" + assayNumbers.text(sum / total, "%") + " of all)" : "") : "– (it stands at the node that it runs with, or is unknown)");
      });
      about.replaceChildren(html("h3", label(item)), list);
      if (!item.items) {
        const button = html("button", "show in Layers");
        button.type = "button";
        button.addEventListener("click", () => dispatchEvent(new CustomEvent("assay:node", { detail: item.node })));
        about.append(button);
      }
      svg.querySelectorAll(".selected").forEach(e => e.classList.remove("selected"));
      elements.get(item)?.element.classList.add("selected");
    };
    /* The box stays where it is on the screen. */
    const toggle = group => {
      const before = elements.get(group);
      group.open = !group.open;
      draw();
      const after = elements.get(group);
      if (before && after) { view.x += after.x + after.w / 2 - before.x - before.w / 2; view.y += after.y - before.y; }
      aim();
      focus(group);
      tell(group);
    };
    const reveal = node => {
      const leaf = ofNode.get(data.nodes[node][3]);
      if (!leaf) { return; }
      let changed = false;
      for (let g = leaf.parent; g; g = g.parent) { changed ||= !g.open; g.open = true; }
      if (changed) { draw(); }
      focus(leaf);
      tell(leaf);
    };
    const all = open => {
      const each = group => group.items.forEach(item => { if (item.items) { item.open = open; each(item); } });
      each(root);
      draw();
      begin();
    };

    const find = host.querySelector(".find");
    let matches = [], at = -1;
    find.addEventListener("input", () => {
      const wanted = find.value.trim().toLowerCase();
      matches = wanted ? data.nodes.flatMap((n, i) => (n[0] + "\n" + n[1]).toLowerCase().includes(wanted) ? [i] : []) : [];
      at = -1;
      hits = new Set(matches.map(i => data.nodes[i][3]));
      found.textContent = wanted ? matches.length.toLocaleString("en") + (matches.length === 1 ? " node" : " nodes") + (matches.length ? "; Enter goes to the next" : "") : "";
      draw();
    });
    find.addEventListener("keydown", event => {
      if (event.key !== "Enter" || !matches.length) { return; }
      event.preventDefault();
      at = (at + (event.shiftKey ? matches.length - 1 : 1)) % matches.length;
      reveal(matches[at]);
      found.textContent = (at + 1).toLocaleString("en") + " of " + matches.length.toLocaleString("en");
      find.focus();
    });
    host.querySelector(".measure").addEventListener("change", event => { measure = data.measures[Number(event.target.value)]; sums = new Map(); draw(); });
    const actions = { in: () => zoom(1.4), out: () => zoom(1 / 1.4), fit: whole, unfold: () => all(true), fold: () => all(false) };
    host.querySelectorAll("[data-do]").forEach(b => b.addEventListener("click", actions[b.dataset.do]));

    svg.addEventListener("click", event => {
      const element = event.target.closest("[role=button]");
      if (!element || dragged) { return; }
      if (element.item.items) { toggle(element.item); } else { focus(element.item); tell(element.item); }
    });
    svg.addEventListener("keydown", event => {
      const element = event.target.closest("[role=button]");
      const order = [...elements.keys()];
      const go = by => focus(order[order.indexOf(element.item) + by]);
      const keys = {
        ArrowDown: () => go(1), ArrowRight: () => go(1), ArrowUp: () => go(-1), ArrowLeft: () => go(-1), Home: () => focus(order[0]), End: () => focus(order.at(-1)),
        Enter: () => element.item.items ? toggle(element.item) : tell(element.item), " ": () => element.item.items ? toggle(element.item) : tell(element.item),
        Escape: () => { const g = element.item.open ? element.item : element.item.parent; if (g !== root) { toggle(g); } },
        "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), "0": whole };
      if (element && keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); keys[event.key](); }
    });
    /* The wheel scrolls the page until the graph is in use. */
    stage.addEventListener("wheel", event => {
      if (!event.ctrlKey && !stage.contains(document.activeElement)) { return; }
      event.preventDefault();
      const box = stage.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    let grip = null, dragged = false;
    svg.addEventListener("pointerdown", event => { grip = { x: event.clientX, y: event.clientY, vx: view.x, vy: view.y, id: event.pointerId }; dragged = false; });
    svg.addEventListener("pointermove", event => {
      if (!grip) { return; }
      const dx = event.clientX - grip.x, dy = event.clientY - grip.y;
      if (!dragged && Math.hypot(dx, dy) < 4) { return; }
      if (!dragged) { dragged = true; svg.setPointerCapture(grip.id); }
      view.x = grip.vx - dx / view.scale; view.y = grip.vy - dy / view.scale;
      aim();
    });
    ["pointerup", "pointercancel"].forEach(type => svg.addEventListener(type, () => { grip = null; }));
    addEventListener("resize", aim);
    addEventListener("beforeprint", () => svg.setAttribute("viewBox", "0 0 " + size.w + " " + size.h));
    addEventListener("afterprint", aim);

    host.classList.add("live");
    host.querySelector(".tools").hidden = false;
    draw();
    begin();
    host.closest("details")?.addEventListener("toggle", () => begin(), { once: !stage.clientWidth });
  };
  document.querySelectorAll("div.graph").forEach(start);
})();
