// Draws `trace` (see page_data in trace_report.py) onto a canvas, and only what is wider than a pixel one by one: so
// a million slices stay quick.
const canvas = document.getElementById("canvas"), tip = document.getElementById("tip");
const context = canvas.getContext("2d");
const LEFT = 92, RIGHT = 14, AXIS = 22, COUNTER = 96, GAP = 12, NAME = 15, DOES = 13, ROW = NAME + DOES + 9;
const TOP = AXIS + COUNTER + GAP;
const [FIRST, LAST] = trace.span;
const BAND = 4, DO = 5; // numbers a segment
const MARKS = { "steal": "--steal", "give back": "--give" };
let [begin, end] = trace.view, width = 0;

const colours = {};
function colour(name) {
  return colours[name] ??= getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
const routineColour = (name) => colour(`--c${name % 8}`);
const x = (time) => LEFT + (time - begin) / (end - begin) * (width - LEFT - RIGHT);
const timeAt = (x) => begin + (x - LEFT) / (width - LEFT - RIGHT) * (end - begin);
const rowTop = (i) => TOP + i * ROW;

function time(ns) {
  const [by, unit] = ns >= 1e9 ? [1e9, "s"] : ns >= 1e6 ? [1e6, "ms"] : ns >= 1e3 ? [1e3, "µs"] : [1, "ns"];
  return `${+(ns / by).toPrecision(4)} ${unit}`;
}

/// The first of segments of `size` numbers that ends after a time.
function firstAfter(list, size, time) {
  let low = 0, high = list.length / size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle * size + 1] <= time) low = middle + 1; else high = middle;
  }
  return low * size;
}

/// Calls draw(x, width, i) for the visible segments; of those that share a pixel, for the longest.
function visible(list, size, draw) {
  let pixel = -1, longest = -1, best = -1;
  const flush = () => { if (best >= 0) draw(pixel, 1, best); best = -1; longest = -1; };
  for (let i = firstAfter(list, size, begin); i < list.length && list[i] < end; i += size) {
    const from = Math.max(x(list[i]), LEFT), to = Math.min(x(list[i + 1]), width - RIGHT);
    if (to - from >= 1) {
      flush();
      draw(from, to - from, i);
    } else {
      if (Math.floor(from) !== pixel) { flush(); pixel = Math.floor(from); }
      if (list[i + 1] - list[i] > longest) { longest = list[i + 1] - list[i]; best = i; }
    }
  }
  flush();
}

function drawRow(row, i) {
  const top = rowTop(i);
  context.fillStyle = colour("--soft");
  context.textAlign = "right";
  context.fillText(row.label, LEFT - 10, top + (NAME + DOES) / 2);
  context.textAlign = "left";
  visible(row.bands, BAND, (at, size, k) => {
    const name = row.bands[k + 2];
    context.fillStyle = routineColour(name);
    context.fillRect(at, top, size > 2 ? size - 0.5 : size, NAME);
    if (size > 40) label(trace.names[name], at, size, top + NAME / 2 + 0.5);
  });
  const state = trace.states.map((state) => state === "work" ? null : colour(`--${state}`));
  visible(row.does, DO, (at, size, k) => {
    const working = state[row.does[k + 2]] === null;
    context.fillStyle = working ? colour("--working") : state[row.does[k + 2]];
    context.globalAlpha = working ? 0.78 : 1;
    // A gap between tasks shows where they begin.
    context.fillRect(at, top + NAME + 1, working && size > 3 ? size - 1 : size, DOES);
    context.globalAlpha = 1;
    if (size > 60) label(trace.names[row.does[k + 3]], at, size, top + NAME + 1 + DOES / 2, !working);
  });
  for (const [at, kind] of row.marks) {
    if (at < begin || at > end || !MARKS[kind]) continue;
    context.fillStyle = colour(MARKS[kind]);
    context.beginPath();
    context.moveTo(x(at), top + NAME - 3);
    context.lineTo(x(at) - 3, top + NAME + 4);
    context.lineTo(x(at) + 3, top + NAME + 4);
    context.fill();
  }
}

function label(text, at, size, middle, dark) {
  context.save();
  context.beginPath();
  context.rect(at, middle - 8, size - 3, 16);
  context.clip();
  context.fillStyle = dark ? colour("--text") : "#fff";
  context.font = "11px system-ui, sans-serif";
  context.fillText(text, at + 4, middle);
  context.restore();
}

/// Draws a step function, filled down to `bottom` or as a line. Of the steps within a pixel, their extremes.
function steps([times, values], y, bottom) {
  context.beginPath();
  let low = 0, high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= begin) low = middle + 1; else high = middle;
  }
  let value = low ? values[low - 1] : 0;
  context.moveTo(LEFT, bottom ?? y(value));
  context.lineTo(LEFT, y(value));
  let pixel = LEFT, least = value, most = value;
  const flush = () => [least, most, value].forEach((value) => context.lineTo(pixel, y(value)));
  for (let i = low; i < times.length && times[i] < end; i++) {
    const at = Math.floor(x(times[i]) * 2) / 2;
    if (at !== pixel) {
      flush();
      context.lineTo(at, y(value));
      pixel = at; least = most = value;
    }
    value = values[i];
    least = Math.min(least, value); most = Math.max(most, value);
  }
  flush();
  context.lineTo(width - RIGHT, y(value));
  if (bottom !== undefined) { context.lineTo(width - RIGHT, bottom); context.fill(); } else context.stroke();
}

function drawCounters() {
  const { running, capacity, working } = trace.counters;
  const largest = (list) => list.reduce((a, b) => Math.max(a, b), 0);
  const most = Math.max(1, ...[running, capacity, working].map(([, values]) => largest(values)));
  const bottom = AXIS + COUNTER, y = (value) => bottom - value / (most * 1.08) * (COUNTER - 8);
  context.textAlign = "right";
  context.fillStyle = colour("--soft");
  for (let n = 0, by = Math.ceil(most / 4); n <= most; n += by) {
    context.fillText(n, LEFT - 10, y(n));
    context.fillStyle = colour("--line"); context.fillRect(LEFT, Math.round(y(n)), width - LEFT - RIGHT, 1);
    context.fillStyle = colour("--soft");
  }
  context.save();
  context.translate(14, AXIS + COUNTER / 2); context.rotate(-Math.PI / 2); context.textAlign = "center";
  context.fillText("threads", 0, 0);
  context.restore();
  context.globalAlpha = 0.45; context.fillStyle = colour("--working");
  steps(working, y, bottom);
  context.globalAlpha = 1; context.lineWidth = 1.2; context.strokeStyle = colour("--running");
  steps(running, y);
  context.lineWidth = 1.5; context.setLineDash([5, 4]); context.strokeStyle = colour("--capacity");
  // What it is before the first mark of it is what it is then.
  if (capacity[0].length) steps([[-Infinity, ...capacity[0]], [capacity[1][0], ...capacity[1]]], y);
  context.setLineDash([]);
}

function drawAxis(height) {
  const span = end - begin, rough = span / Math.max(2, (width - LEFT) / 110), power = 10 ** Math.floor(Math.log10(rough));
  const by = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  context.textAlign = "center";
  for (let t = Math.ceil((begin - FIRST) / by) * by; t + FIRST <= end; t += by) {
    const at = Math.round(x(t + FIRST));
    context.fillStyle = colour("--line"); context.fillRect(at, AXIS - 4, 1, height);
    context.fillStyle = colour("--soft"); context.fillText(time(t), at, AXIS / 2);
  }
  context.textAlign = "left";
}

let waiting = false;
function draw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const height = rowTop(trace.rows.length) + 4, scale = devicePixelRatio;
    width = canvas.parentElement.clientWidth;
    canvas.style.height = `${height}px`;
    canvas.width = width * scale; canvas.height = height * scale;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.font = "12px system-ui, sans-serif";
    context.textBaseline = "middle";
    drawAxis(height);
    drawCounters();
    trace.rows.forEach(drawRow);
  });
}

/// What is under the mouse, in words.
function under(mouseX, mouseY) {
  const t = timeAt(mouseX), i = Math.floor((mouseY - TOP) / ROW);
  const at = ([times, values]) => { let v = 0; for (let k = 0; k < times.length && times[k] <= t; k++) v = values[k]; return v; };
  if (mouseX < LEFT) return "";
  if (mouseY < AXIS + COUNTER) {
    const { running, working, queued } = trace.counters;
    return `${at(working)} at work\n${at(running)} running in parallel calls\n${at(queued)} tasks queued`;
  }
  const row = trace.rows[i];
  if (!row) return "";
  const lines = [row.label], band = firstAfter(row.bands, BAND, t), does = firstAfter(row.does, DO, t);
  if (row.bands[band] <= t) lines.push(trace.names[row.bands[band + 2]]);
  if (row.does[does] <= t) lines.push(`${trace.names[row.does[does + 3]]}: ${time(row.does[does + 4])}`);
  return lines.length > 1 ? lines.join("\n") : "";
}

function zoom(at, factor) {
  const t = timeAt(Math.max(at, LEFT)), span = Math.max(100, (end - begin) * factor);
  begin = Math.max(FIRST, t - (t - begin) / (end - begin) * span);
  end = Math.min(LAST, begin + span);
  draw();
}

canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(event.offsetX, Math.exp(event.deltaY * 0.0015));
}, { passive: false });
let grabbed = null;
canvas.addEventListener("pointerdown", (event) => { grabbed = event.offsetX; canvas.setPointerCapture(event.pointerId); });
canvas.addEventListener("pointerup", () => { grabbed = null; });
canvas.addEventListener("dblclick", () => { begin = FIRST; end = LAST; draw(); });
canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
canvas.addEventListener("pointermove", (event) => {
  if (grabbed !== null) {
    const by = Math.min(LAST - end, Math.max(FIRST - begin, timeAt(grabbed) - timeAt(event.offsetX)));
    begin += by; end += by; grabbed = event.offsetX;
    return draw();
  }
  tip.textContent = under(event.offsetX, event.offsetY);
  tip.hidden = !tip.textContent;
  tip.style.left = `${Math.min(event.offsetX + 14, width - tip.offsetWidth - 6)}px`;
  tip.style.top = `${event.offsetY + 14}px`;
});
addEventListener("resize", draw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  Object.keys(colours).forEach((name) => delete colours[name]);
  legend(); draw();
});

function rows(id, head, lines) {
  const table = document.getElementById(id);
  for (const [cells, kind] of [...(head ? [[head, "th"]] : []), ...lines.map((line) => [line, "td"])]) {
    const row = table.insertRow();
    for (const cell of cells) row.append(Object.assign(document.createElement(kind), { textContent: cell }));
  }
}
function legend() {
  const entries = [["working", "at work"], ["wait", "waiting for a task"], ["search", "looking for work"],
    ["park", "asleep"], ["writing", "writing the trace"],
    ["running", "threads running"], ["capacity", "capacity"], ["steal", "▲ steal"], ["give", "▲ give-back"]];
  document.getElementById("legend").replaceChildren(...entries.map(([name, text]) => {
    const entry = document.createElement("span"), box = document.createElement("i");
    box.style.background = colour(`--${name}`);
    if (name === "running" || name === "capacity") box.style.height = "2px", box.style.verticalAlign = "middle";
    if (text[0] === "▲") entry.style.color = colour(`--${name}`); else entry.append(box);
    entry.append(text);
    return entry;
  }));
}
rows("facts", null, trace.facts);
rows("table", trace.columns, trace.table);
legend();
draw();
