// The network as a drawing one can search, hover, tap and walk through by keyboard. No library, no request: the page
// gives the places, this draws them. Text from the data reaches the page as text, never as markup.
"use strict";
(() => {
  const root = document.getElementById("picture");
  if (!root) return;
  const data = JSON.parse(document.getElementById("picture-data").textContent);
  const find = (selector) => root.querySelector(selector);
  const canvas = find("canvas"), pen = canvas.getContext("2d"), stage = find(".stage");
  const card = find(".who"), live = find(".live"), box = find("input"), list = find("ul[role=listbox]");
  const wide = root.dataset.whole === "yes";  // the page is the drawing's: so is the wheel
  const count = data.name.length, all = [...Array(count).keys()];
  const me = data.kind.indexOf("0");
  const kind = (i) => +data.kind[i];
  const week = (i) => data.week[i];
  const best = new Set(data.best);
  const groupName = new Map(data.groups);

  // Routes both ways: who leads to a candidate, whom a connection leads to.
  const heads = new Map(), behind = new Map(), more = new Map();
  for (const [person, ...rest] of data.ties) {
    more.set(person, -rest.pop());
    heads.set(person, rest);
    for (const head of rest) (behind.get(head) ?? behind.set(head, []).get(head)).push(person);
  }
  const bridges = Object.keys(data.bridge).map(Number);
  const spans = new Set(bridges);

  // Looks.
  let look = {}, byScore = false;
  function readLook() {
    const style = getComputedStyle(root), value = (name) => style.getPropertyValue(name).trim();
    look = { ink: value("--ink"), soft: value("--soft"), paper: value("--raised"), line: value("--line"), accent: value("--accent"),
      font: style.fontFamily, groups: [...Array(11).keys()].map((n) => value("--g" + n)), steps: [...Array(5).keys()].map((n) => value("--s" + n)) };
  }
  const levels = all.filter((i) => kind(i) === 2).map((i) => data.score[i]).sort((a, b) => a - b);
  const fifths = [0.2, 0.4, 0.6, 0.8].map((part) => levels[Math.floor(part * levels.length)] ?? 0);
  const level = all.map((i) => fifths.filter((edge) => data.score[i] > edge).length);
  const groupColour = (group) => look.groups[group > 10 ? 0 : group] ?? look.groups[0];
  const colour = (i) => i === me ? look.ink : byScore && kind(i) === 2 ? look.steps[level[i]] : groupColour(data.group[i]);
  function radius(i) {  // in pixels; dots grow with the zoom
    const size = i === me ? 0.62 : kind(i) === 1 ? (best.has(i) ? 0.56 : behind.has(i) ? 0.46 : 0.26) : 0.28 + 0.03 * level[i];
    const least = i === me ? 6 : kind(i) === 1 && (best.has(i) || behind.has(i)) ? 3 : week(i) ? 4 : 1.5;
    return Math.min(Math.max(size * view.k * (week(i) ? 1.25 : 1), least), i === me ? 15 : week(i) ? 12 : 11);
  }

  // View.
  const view = { k: 10, x: 0, y: 0 };
  let width = 0, height = 0, home = 10, waiting = false;
  const X = (i) => data.x[i] / 10 * view.k + view.x;
  const Y = (i) => data.y[i] / 10 * view.k + view.y;
  function resize() {
    const ratio = window.devicePixelRatio || 1;
    width = stage.clientWidth; height = stage.clientHeight;
    canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }
  function fit() {
    const edges = (values) => values.reduce(([low, high], v) => [Math.min(low, v / 10), Math.max(high, v / 10)], [0, 0]);
    const [left, right] = edges(data.x), [top, bottom] = edges(data.y), pad = Math.min(150, width * 0.12);
    view.k = Math.min((width - 2 * pad) / (right - left + 1), (height - 90) / (bottom - top + 1), 56);
    view.x = (width - view.k * (left + right)) / 2;
    view.y = (height - view.k * (top + bottom)) / 2;
    home = view.k;
  }
  function zoom(factor, x = width / 2, y = height / 2) {
    const next = Math.min(Math.max(view.k * factor, home * 0.6), Math.max(60, home * 2));
    view.x = x - (x - view.x) * next / view.k;
    view.y = y - (y - view.y) * next / view.k;
    view.k = next;
    redraw();
  }
  function show(i) {  // bring into sight, no more
    const x = X(i), y = Y(i), edge = Math.min(80, width / 5);
    if (x < edge || x > width - edge) view.x += width / 2 - x;
    if (y < edge || y > height - edge) view.y += height / 2 - y;
    redraw();
  }
  function redraw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
  }

  // What is lit.
  let chosen = -1, under = -1, matches = null;
  const focused = () => under >= 0 ? under : chosen;
  const only = new Set();  // pressed chips: group numbers, "week", "bridge"
  function lit() {  // null: everything
    const focus = focused();
    if (focus >= 0) return new Set([focus, me, ...(heads.get(focus) ?? []), ...(behind.get(focus) ?? [])]);
    if (matches) return new Set(matches);
    if (!only.size) return null;
    return new Set(all.filter((i) => i === me || only.has(data.group[i]) || (only.has("week") && week(i)) || (only.has("bridge") && spans.has(i))));
  }

  // Drawing.
  const pathOf = (paths, c) => paths.get(c) ?? paths.set(c, new Path2D()).get(c);
  function strokes(pairs, colourOf, line, alpha) {  // one path a colour: thousands of ties in a few strokes
    const paths = new Map();
    for (const [a, b] of pairs) {
      const path = pathOf(paths, colourOf(a));
      path.moveTo(X(a), Y(a)); path.lineTo(X(b), Y(b));
    }
    pen.lineWidth = line; pen.globalAlpha = alpha;
    for (const [c, path] of paths) { pen.strokeStyle = c; pen.stroke(path); }
    pen.globalAlpha = 1;
  }
  function dots(people, alpha) {
    const paths = new Map();
    for (const i of people) {
      const x = X(i), y = Y(i), r = radius(i);
      if (x < -r || y < -r || x > width + r || y > height + r) continue;
      const path = pathOf(paths, colour(i));
      path.moveTo(x + r, y); path.arc(x, y, r, 0, 7);
    }
    pen.globalAlpha = alpha;
    for (const [c, path] of paths) { pen.fillStyle = c; pen.fill(path); }
    pen.globalAlpha = 1;
  }
  const tieColour = (a) => groupColour(data.group[a]);
  const inner = all.filter((i) => kind(i) === 1 && (best.has(i) || behind.has(i)));
  const outerTies = data.ties.flatMap(([person]) => spans.has(person) ? [] : heads.get(person).map((head) => [head, person]));
  const chords = bridges.flatMap((person) => (heads.get(person) ?? []).map((head) => [head, person]));
  const quiet = all.filter((i) => !week(i)), marked = all.filter(week);
  function draw() {
    pen.clearRect(0, 0, width, height);
    const on = lit(), dim = on ? 0.13 : 1;
    strokes(inner.map((i) => [i, me]), () => look.line, 1, 0.9 * (on ? 0.4 : 1));
    strokes(outerTies, tieColour, count > 800 ? 0.5 : 0.8, (count > 800 ? 0.28 : 0.4) * dim);
    strokes(chords, tieColour, 1.3, 0.75 * dim);
    dots(quiet, dim); dots(marked, dim);
    if (on) light(on);
    for (const i of marked) if (!on || on.has(i)) halo(i);
    labels(on);
  }
  function light(on) {
    const focus = focused(), pairs = [];
    if (focus >= 0) {
      for (const head of heads.get(focus) ?? []) pairs.push([head, focus], [head, me]);
      for (const person of behind.get(focus) ?? []) pairs.push([focus, person]);
      if (kind(focus) === 1) pairs.push([focus, me]);
      strokes(pairs, tieColour, (behind.get(focus)?.length ?? 0) > 60 ? 0.8 : 2, 0.9);
    }
    dots(on, 1);
    if (focus >= 0) ring(focus, look.ink, 2.5);
  }
  function ring(i, c, gap) {
    pen.beginPath(); pen.arc(X(i), Y(i), radius(i) + gap, 0, 7);
    pen.strokeStyle = c; pen.lineWidth = 1.6; pen.stroke();
  }
  function halo(i) {  // this week's people carry their number
    ring(i, look.accent, 2.5);
    const r = radius(i);
    if (r < 5.5) return;
    pen.fillStyle = look.paper; pen.font = `600 ${Math.round(r * 1.25)}px ${look.font}`;
    pen.textAlign = "center"; pen.textBaseline = "middle"; pen.fillText(week(i)[0], X(i), Y(i) + 0.5);
  }

  // Labels that do not collide.
  const order = all.slice().sort((a, b) => rankOfLabel(a) - rankOfLabel(b) || data.score[b] - data.score[a]);
  function rankOfLabel(i) {
    if (i === me) return 0;
    if (week(i)) return 1;
    if (best.has(i)) return 2;
    return behind.has(i) ? 3 - behind.get(i).length / (count + 1) : spans.has(i) ? 4 : 5;
  }
  const reach = new Map();  // how far out each sector's people stand, for the group's name
  for (const i of all) reach.set(data.group[i], Math.max(reach.get(data.group[i]) ?? 0, Math.hypot(data.x[i], data.y[i]) / 10));
  let texts = [], solid = [];  // boxes of texts written, and of dots
  const over = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  const free = (a, strict) => a.x > 2 && a.y > 2 && a.x + a.w < width - 2 && a.y + a.h < height - 2 &&
    !texts.some((b) => over(a, b)) && !solid.some((b) => (strict || b.hard) && over(a, b));
  function labels(on) {
    const focus = focused();
    pen.lineJoin = "round"; pen.textBaseline = "middle";
    texts = [];
    solid = (count < 120 ? all : inner.filter((i) => best.has(i)).concat(marked, me < 0 ? [] : me)).map((i) => {
      const r = radius(i) + 2;
      return { x: X(i) - r, y: Y(i) - r, w: 2 * r, h: 2 * r, hard: week(i) || i === me };
    });
    if (focus >= 0) label(focus, true);
    groupNames(on);
    let left = 130;
    for (const i of order) {
      if (i === focus || (on && !on.has(i))) continue;
      const tier = rankOfLabel(i), near = view.k > 26 || count < 90 || (on && on.size < 40);
      if (!near && (tier >= 5 || (tier >= 3 && view.k < 7 && !on))) break;
      const x = X(i), y = Y(i);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      label(i, tier < 3);
      if (--left < 0) break;
    }
  }
  function label(i, strong) {  // names that matter may cover plain dots
    const text = i === me ? "You" : cut(data.name[i], 30), size = strong ? 13 : 12;
    pen.font = `${strong ? 600 : 400} ${size}px ${look.font}`;
    const w = pen.measureText(text).width + 4, h = size + 4, r = radius(i) + 4, x = X(i), y = Y(i);
    const spots = [[x + r, y - h / 2], [x - r - w, y - h / 2], [x - w / 2, y + r - 1], [x - w / 2, y - r - h + 1]];
    if (data.x[i] < 0) [spots[0], spots[1]] = [spots[1], spots[0]];
    for (const strict of strong ? [true, false] : [true]) for (const [left, top] of spots) {
      const place = { x: left, y: top, w, h };
      if (!free(place, strict)) continue;
      texts.push(place);
      return write(text, left + 2, top + h / 2, look.ink);
    }
  }
  function write(text, x, y, c) {
    pen.textAlign = "left"; pen.strokeStyle = look.paper; pen.lineWidth = 4; pen.globalAlpha = 0.85;
    pen.strokeText(text, x, y);
    pen.globalAlpha = 1; pen.fillStyle = c; pen.fillText(text, x, y);
  }
  function groupNames(on) {
    pen.font = `600 ${width < 500 ? 11 : 13}px ${look.font}`;
    for (const [group, angle] of data.sectors) {
      if (!groupName.has(group) || (only.size && !only.has(group))) continue;
      const text = cut(groupName.get(group), 28), w = pen.measureText(text).width + 6;
      const far = (reach.get(group) + 1) * view.k + 8, sx = Math.sin(angle), sy = -Math.cos(angle);
      const x = Math.min(Math.max(view.x + sx * far + (sx - 1) * w / 2, 4), width - w - 4);
      const y = Math.min(Math.max(view.y + sy * far - 9, 4), height - 22);
      const place = { x, y, w, h: 18 };
      if (!free(place, true)) continue;
      texts.push(place);
      pen.globalAlpha = on ? 0.4 : 1;
      write(text, x + 3, y + 9, groupColour(group));
    }
  }
  const cut = (text, most) => text.length > most ? text.slice(0, most - 1) + "…" : text;

  // One person in words.
  const strengthWord = (i) => data.score[i] >= 66 ? "strong tie" : data.score[i] >= 33 ? "good tie" : "light tie";
  const role = (i) => [data.role[i], data.firms[data.firm[i]]].filter(Boolean).join(", ");
  function tell() {
    card.replaceChildren();
    const i = focused();
    card.hidden = i < 0 || i === me;
    if (card.hidden) return;
    const add = (tag, text, name) => {
      if (!text) return;
      const element = document.createElement(tag);
      element.textContent = text; element.className = name ?? "";
      card.append(element);
    };
    add("strong", data.name[i]);
    add("p", role(i));
    add("p", data.towns[data.town[i]], "soft");
    const via = (heads.get(i) ?? []).map((head) => `${data.name[head]} (${strengthWord(head)})`);
    if (more.get(i)) via.push(`${more.get(i)} more`);
    if (via.length) add("p", "You → " + via.join(" or "));
    if (kind(i) === 1) add("p", `A ${strengthWord(i)}, leading to ${behind.get(i)?.length ?? 0} of these people`);
    if (kind(i) === 2) add("p", `Score ${(data.score[i] / 100).toFixed(2)}` + (week(i) ? ` · number ${week(i)[0]} this week` : ""), "soft");
    add("p", groupName.get(data.group[i]), "soft");
    add("p", data.bridge[i], "soft");
  }
  function choose(i) {
    chosen = i; under = -1;
    tell();
    if (i >= 0) show(i); else redraw();
    live.textContent = i < 0 ? "Nobody is chosen" : i === me ? "You" : [...card.children].map((part) => part.textContent).join(". ");
  }

  // Mouse and touch.
  function at(x, y, slack) {
    let found = -1, least = Infinity;
    for (const i of all) {
      const distance = Math.hypot(X(i) - x, Y(i) - y) - radius(i);
      if (distance < slack && distance < least) { least = distance; found = i; }
    }
    return found;
  }
  const fingers = new Map();
  let moved = 0;
  const spot = (event) => { const b = canvas.getBoundingClientRect(); return [event.clientX - b.left, event.clientY - b.top]; };
  canvas.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, spot(event)); moved = 0;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = spot(event), last = fingers.get(event.pointerId);
    if (!last) {
      const found = at(x, y, 5);
      if (found !== under) { under = found; canvas.style.cursor = found >= 0 ? "pointer" : ""; tell(); redraw(); }
      return;
    }
    if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
      zoom(Math.hypot(x - other[0], y - other[1]) / (Math.hypot(last[0] - other[0], last[1] - other[1]) || 1), (x + other[0]) / 2, (y + other[1]) / 2);
    } else { view.x += x - last[0]; view.y += y - last[1]; redraw(); }
    moved += Math.hypot(x - last[0], y - last[1]);
    fingers.set(event.pointerId, [x, y]);
  });
  const lift = (event) => {
    const single = fingers.size === 1 && fingers.delete(event.pointerId);
    fingers.delete(event.pointerId);
    if (event.type === "pointerup" && single && moved < 6) choose(at(...spot(event), event.pointerType === "mouse" ? 5 : 16));
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => { if (under >= 0) { under = -1; tell(); redraw(); } });
  canvas.addEventListener("wheel", (event) => {
    if (!wide && !event.ctrlKey && document.activeElement !== canvas) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), ...spot(event));
  }, { passive: false });

  // Keyboard.
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function step([dx, dy]) {
    const from = chosen >= 0 ? chosen : me;
    let found = -1, least = Infinity;
    for (const i of all) {
      const x = data.x[i] - data.x[from], y = data.y[i] - data.y[from], along = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
      if (i !== from && along > 0 && aside <= along * 1.2 && along + 2 * aside < least) { least = along + 2 * aside; found = i; }
    }
    if (found >= 0) choose(found);
  }
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ways[event.key]) step(ways[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") { fit(); redraw(); }
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  });
  function clear() { matches = null; box.value = ""; options([]); choose(-1); }

  // Search by the beginning of any word.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => " " + plain(text).split(/[^\p{L}\p{N}]+/u).join(" ");
  let index = null, hits = [], active = -1;
  function search(text) {
    index ??= all.map((i) => [words(data.name[i]), words(role(i))]);
    const wanted = words(text).split(" ").filter(Boolean);
    if (!wanted.length) return null;
    const inName = (i) => wanted.every((word) => index[i][0].includes(" " + word)) ? 0 : 1;
    return order.filter((i) => wanted.every((word) => index[i][0].includes(" " + word) || index[i][1].includes(" " + word)))
      .sort((a, b) => inName(a) - inName(b));
  }
  function options(people) {
    hits = people.slice(0, 8); active = -1;
    list.replaceChildren(...hits.map((i, n) => {
      const option = document.createElement("li"), about = document.createElement("span");
      option.id = "hit" + n; option.setAttribute("role", "option"); option.setAttribute("aria-selected", "false");
      option.textContent = data.name[i] + " "; about.textContent = cut(role(i), 60);
      option.append(about);
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(n); });
      return option;
    }));
    list.hidden = !hits.length;
    box.setAttribute("aria-expanded", String(hits.length > 0));
    box.removeAttribute("aria-activedescendant");
  }
  function pick(n) { const person = hits[n]; options([]); matches = null; box.value = data.name[person]; choose(person); }
  function walk(by) {
    if (!hits.length) return;
    active = (active + by + hits.length) % hits.length;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
    box.setAttribute("aria-activedescendant", "hit" + active);
    list.children[active].scrollIntoView({ block: "nearest" });
  }
  box.addEventListener("input", () => {
    chosen = -1; matches = search(box.value);
    options(matches ?? []); tell(); redraw();
    live.textContent = matches ? `${matches.length} found` : "";
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") walk(1);
    else if (event.key === "ArrowUp") walk(-1);
    else if (event.key === "Enter" && hits.length) pick(Math.max(active, 0));
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", () => { list.hidden = true; box.setAttribute("aria-expanded", "false"); });

  // Buttons and chips.
  const deeds = { in: () => zoom(1.3), out: () => zoom(1 / 1.3), all: () => { fit(); redraw(); } };
  for (const button of root.querySelectorAll("[data-do]")) button.addEventListener("click", deeds[button.dataset.do]);
  for (const chip of root.querySelectorAll("[data-only]")) chip.addEventListener("click", () => {
    const key = /^\d+$/.test(chip.dataset.only) ? +chip.dataset.only : chip.dataset.only;
    if (!only.delete(key)) only.add(key);
    chip.setAttribute("aria-pressed", String(only.has(key)));
    redraw();
  });
  const toggle = find("[data-colour]");
  toggle?.addEventListener("click", () => {
    byScore = !byScore;
    toggle.setAttribute("aria-pressed", String(byScore));
    root.classList.toggle("by-score", byScore);
    redraw();
  });

  readLook(); resize(); fit(); draw();
  root.classList.add("ready");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readLook(); redraw(); });
  new ResizeObserver(() => { if (stage.clientWidth !== width || stage.clientHeight !== height) { resize(); fit(); draw(); } }).observe(stage);
  root.drawing = { view, draw, at: (i) => [X(i), Y(i)], chosen: () => chosen, names: data.name };
})();
