// The circles of the safety network and the line from 0 to 10, drawn; words are text always.

const SVG = "http://www.w3.org/2000/svg";
const SIGNS = { agreed: "✓", asked: "…", not_asked: "○", declined: "×" };

// Degrees, clockwise from the right: below and above there is more room for names than beside.
const ROOMY = {
  inner: [123, 57, 180, 0, 232, 308],
  middle: [115, 65, 180, 0, 238, 302, 90],
  outer: [110, 70, 155, 25, 245, 295, 90, 180, 0],
};

const [BESIDE, BELOW] = [205, 265]; // room for a name on a ring

const pen = document.createElement("canvas").getContext("2d");

function wide(text, size, weight = 700) {
  pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width;
}

/** Return a text behind the sign of what somebody has said to their part. */
export function signed([agreement, text]) {
  return `${SIGNS[agreement]} ${text}`;
}

function draw(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function picture(width, height, className) {
  // What it tells stands beside it in words, too.
  const size = `0 0 ${width} ${height}`;
  return draw("svg", { viewBox: size, class: className, "aria-hidden": "true" });
}

function cut(text, size, room, weight) {
  if (wide(text, size, weight) <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && wide(`${letters.join("")}…`, size, weight) > room) letters.pop();
  return `${letters.join("")}…`;
}

/** Three rings around the family, and who stands in each. */
export function circlesPicture({ family, rings }) {
  const [width, height] = [1600, 900];
  const [x, y] = [width / 2, height / 2];
  const all = picture(width, height, "circles");
  const edges = [
    [150, 84],
    [370, 212],
    [580, 330],
    [790, 444],
  ];
  [...rings].reverse().forEach((ring, turn) => {
    const at = rings.length - turn;
    const [rx, ry] = edges[at];
    all.append(draw("ellipse", { cx: x, cy: y, rx, ry, class: `ring ${ring.key}` }));
    all.append(draw("text", { x, y: y - ry + 38, class: "ring-name" }, ring.label));
  });
  all.append(draw("ellipse", { cx: x, cy: y, rx: edges[0][0], ry: edges[0][1], class: "family" }));
  names(all, family, x, y);
  rings.forEach((ring, at) => stand(all, ring, edges[at], edges[at + 1], x, y));
  return all;
}

function names(all, family, x, y) {
  const lines = family.length > 3 ? pairs(family) : family;
  const widest = Math.max(...lines.map((line) => wide(line, 1)));
  const size = Math.min(32, 240 / widest, 125 / lines.length);
  lines.forEach((line, at) => {
    const where = y + (at - (lines.length - 1) / 2) * size * 1.15;
    const place = { x, y: where, "font-size": size, class: "family-name" };
    all.append(draw("text", place, line));
  });
}

function pairs(texts) {
  const lines = [];
  for (let at = 0; at < texts.length; at += 2) lines.push(texts.slice(at, at + 2).join(", "));
  return lines;
}

/** Place people on a ring: where it has room for names first, and never under its own name. */
function stand(all, { key, people }, inner, outer, x, y) {
  const [rx, ry] = [(inner[0] + outer[0]) / 2, (inner[1] + outer[1]) / 2];
  const places = people.length === 1 ? [90] : ROOMY[key];
  const isFull = people.length > places.length;
  const size = isFull ? Math.max(0.45, places.length / people.length) : 1;
  people.forEach((person, at) => {
    const degrees = isFull ? ((at + 0.5) / people.length) * 360 - 90 : places[at];
    const angle = (degrees / 180) * Math.PI;
    const [px, py] = [x + rx * Math.cos(angle), y + ry * Math.sin(angle) + 2];
    const room = Math.abs(Math.cos(angle)) > 0.8 ? BESIDE : BELOW;
    const group = draw("g", { class: `person ${person.agreement}` });
    const name = signed([person.agreement, person.name]);
    const letters = 34 * size * Math.max(0.7, Math.min(1, room / wide(name, 34 * size)));
    group.append(draw("text", { x: px, y: py, "font-size": letters }, cut(name, letters, room)));
    if (person.relationship) {
      const below = { x: px, y: py + 28 * size, "font-size": 24 * size, class: "relationship" };
      const relationship = cut(person.relationship, 24 * size, room, 400);
      group.append(draw("text", below, relationship));
    }
    all.append(group);
  });
}

/**
 * A line from 0 to 10, with each name over its number; names that would touch stand higher.
 * A hidden number is not here at all.
 */
export function scalePicture({ marks, heading }, step) {
  const line = 30;
  const side = 40;
  const width = 2 * side + 10 * step;
  const x = (value) => side + value * step;
  const ends = [];
  const placed = marks.map((mark) => {
    const name = cut(mark.who, 26, 200);
    const half = wide(name, 26) / 2 + 5;
    const middle = Math.min(Math.max(x(mark.value), half), width - half);
    let level = ends.findIndex((end) => end <= middle - half);
    if (level < 0) level = ends.length;
    ends[level] = middle + half;
    return { value: mark.value, name, level, middle };
  });
  const base = ends.length * line + 18;
  const all = picture(width, base + 40, "line");
  all.setAttribute("preserveAspectRatio", "xMinYMax meet");
  all.append(draw("title", {}, heading));
  all.append(draw("line", { x1: x(0), x2: x(10), y1: base, y2: base, class: "axis" }));
  for (let value = 0; value <= 10; value += 1) {
    all.append(draw("circle", { cx: x(value), cy: base, r: 4, class: "tick" }));
    all.append(draw("text", { x: x(value), y: base + 34, class: "number" }, String(value)));
  }
  for (const { value, level } of placed) {
    const top = base - 14 - level * line;
    if (level) {
      all.append(draw("line", { x1: x(value), x2: x(value), y1: base, y2: top, class: "stem" }));
    }
    all.append(draw("circle", { cx: x(value), cy: base, r: 10, class: "mark" }));
  }
  for (const { name, level, middle } of placed) {
    all.append(draw("text", { x: middle, y: base - 18 - level * line, class: "who" }, name));
  }
  return all;
}
