/* A small picture of a whole drawing, with a frame around the part in view: shown while there is more than the view
   holds. Its axes are scaled each by itself, so that of a tall graph more is left than a line. */
const assayMap = (stage, move) => {
  const SVG = "http://www.w3.org/2000/svg", WIDEST = 150, NARROWEST = 44, EDGE = 8;
  const make = name => document.createElementNS(SVG, name);
  const map = make("svg"), marks = make("path"), frame = make("rect");
  map.setAttribute("class", "map");
  map.setAttribute("aria-hidden", "true");
  map.setAttribute("preserveAspectRatio", "none");
  marks.setAttribute("class", "marks");
  frame.setAttribute("class", "frame");
  map.append(marks, frame);
  stage.append(map);
  let size = { w: 1, h: 1 }, held = false;
  const to = event => {
    const box = map.getBoundingClientRect();
    move((event.clientX - box.left) / box.width * size.w, (event.clientY - box.top) / box.height * size.h);
  };
  map.addEventListener("pointerdown", event => { held = true; map.setPointerCapture(event.pointerId); to(event); });
  map.addEventListener("pointermove", event => { if (held) { to(event); } });
  ["pointerup", "pointercancel"].forEach(type => map.addEventListener(type, () => { held = false; }));
  return {
    /* boxes: closed ones as {x, y, w, h} */
    draw: (boxes, whole) => {
      size = whole;
      marks.setAttribute("d", boxes.map(b => "M" + Math.round(b.x) + " " + Math.round(b.y) + "h" + b.w + "v" + b.h + "h-" + b.w + "z").join(""));
      map.setAttribute("viewBox", "0 0 " + size.w + " " + size.h);
    },
    aim: (x, y, w, h) => {
      map.classList.toggle("away", x <= 1 && y <= 1 && x + w >= size.w - 1 && y + h >= size.h - 1);
      const tall = Math.max(1, stage.clientHeight - 2 * EDGE), scale = Math.min(WIDEST / size.w, tall / size.h);
      map.style.width = Math.min(WIDEST, Math.max(NARROWEST, size.w * scale)) + "px";
      map.style.height = Math.min(tall, Math.max(NARROWEST, size.h * scale)) + "px";
      const left = Math.max(0, x), top = Math.max(0, y);
      frame.setAttribute("x", left);
      frame.setAttribute("y", top);
      frame.setAttribute("width", Math.max(0, Math.min(size.w, x + w) - left));
      frame.setAttribute("height", Math.max(0, Math.min(size.h, y + h) - top));
    }
  };
};
