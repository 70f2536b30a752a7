/* Prints numbers as Numbers.java does. */
const assayNumbers = (() => {
  const SMALL = ["", "m", "µ", "n", "p"], DECIMAL = ["", "k", "M", "G", "T", "P", "E"], BINARY = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const three = v => Number(v.toPrecision(3));
  const scale = (value, unit) => {
    const size = Math.abs(value);
    if (unit === "s" || unit === "J" || unit === "W") {
      let i = 0;
      while (i < SMALL.length - 1 && size !== 0 && three(size * 1000 ** i) < 1) { i++; }
      return [1000 ** -i, SMALL[i] + unit];
    }
    if (unit === "B") {
      let i = 0;
      while (i < BINARY.length - 1 && Math.max(three(size / 1024 ** i), size / 1024 ** i) >= 1024) { i++; }
      return [1024 ** i, BINARY[i]];
    }
    if (unit === "%") { return [0.01, "%"]; }
    if (unit === "×" || unit === "FLOP/B" || unit === "°C") { return [1, unit]; }
    let i = 0;
    while (i < DECIMAL.length - 1 && three(size / 1000 ** i) >= 1000) { i++; }
    return [1000 ** i, DECIMAL[i] + unit];
  };
  const grouped = text => {
    const [whole, part] = text.split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part === undefined ? "" : "." + part);
  };
  const join = (number, symbol) => number + (symbol === "" || symbol[0] === "/" || symbol[0] === "×" ? "" : " ") + symbol;
  const rounded = v => {
    const r = three(v);
    if (Number.isInteger(v) && r === v) { return grouped(String(v)); }
    const before = r === 0 ? 1 : Math.floor(Math.log10(Math.abs(r))) + 1;
    return grouped(r.toFixed(Math.min(20, Math.max(0, 3 - before))));
  };
  const text = (value, unit) => {
    if (unit === "" && Number.isInteger(value) && Math.abs(value) < 10000) { return grouped(String(value)); }
    const [factor, symbol] = scale(value, unit);
    return join(rounded(value / factor), symbol);
  };
  /* Every digit that a double has. */
  const exact = (value, unit) => {
    const [factor, symbol] = unit === "s" || unit === "%" ? scale(value, unit) : [1, unit];
    return join(grouped(String(Number((value / factor).toPrecision(15)))), symbol);
  };
  return { text, exact };
})();
