// What the room sees, in a browser: it follows, and it cannot send anything.
//
// People's words only ever become text of an element, never markup. When nothing may be seen
// they are taken out of the page, not just hidden.

import { circlesPicture, scalePicture, signed } from "/drawing.js";

const BACK_AFTER = 1500; // milliseconds until a refused stream is tried again
const ZOOMS = [0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3];

const at = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let words = {};
let grace = 5; // seconds of silence after which nothing is shown any more
let shown = null; // what is to be seen, or null when nothing may be
let covered = true; // that it is covered or over, as far as we heard
let heard = performance.now();
let chosen = ""; // the view that was chosen on this page, until Esc or the next zoom
let zoom = ZOOMS.indexOf(1);

// ---- small things ------------------------------------------------------------------------

function make(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Let the children of an element be these items, by their keys; what stays is not touched. */
function reconcile(parent, items, create, update) {
  const left = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let next = parent.firstElementChild;
  for (const item of items) {
    let child = left.get(item.key);
    if (child) {
      left.delete(item.key);
    } else {
      child = create(item);
      child.dataset.key = item.key;
    }
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
    update(child, item);
  }
  for (const child of left.values()) child.remove();
}

const drawn = new WeakMap();

/** Say whether an element shows something else than this so far; from now on it shows this. */
function changes(element, item) {
  const now = JSON.stringify(item);
  if (drawn.get(element) === now) return false;
  drawn.set(element, now);
  return true;
}

// ---- the map -----------------------------------------------------------------------------

function showMap() {
  at("title").textContent = shown.title;
  reconcile(at("map"), shown.columns, createColumn, updateColumn);
}

function createColumn(column) {
  const section = make("section", `column ${column.key}`);
  const heading = make("h2");
  heading.id = `question-${column.key}`;
  section.setAttribute("aria-labelledby", heading.id);
  const box = make("div", "box");
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-labelledby", heading.id);
  section.append(heading, box);
  return section;
}

function updateColumn(section, column) {
  const [heading, box] = section.children;
  heading.textContent = column.question;
  const blocks = column.blocks.length ? column.blocks : [{ key: "empty", heading: "", rows: [] }];
  reconcile(box, blocks, createBlock, (block, told) => {
    const [title, list] = block.children;
    title.textContent = told.key === "empty" ? column.empty : told.heading;
    reconcile(list, told.rows, createRow, updateRow);
  });
}

function createBlock(told) {
  const block = make("section", "block");
  block.append(make(told.key === "empty" ? "p" : "h3"), make("ul"));
  return block;
}

function createRow() {
  const row = make("li");
  row.append(make("span", "sigil"), make("span", "text"), make("span", "tag"));
  row.firstElementChild.setAttribute("aria-hidden", "true");
  return row;
}

function updateRow(row, told) {
  if (changes(row, told)) {
    const [sigil, text, tag] = row.children;
    sigil.textContent = told.sigil;
    text.textContent = told.text;
    tag.textContent = told.tag;
  }
  row.className = told.look;
  row.classList.toggle("newest", told.key === shown.stage.newest);
}

function rowsOf(column) {
  return column.blocks.flatMap((block) => block.rows.map((row) => [block, row]));
}

function found(key) {
  for (const column of shown.columns) {
    for (const [block, row] of rowsOf(column)) if (row.key === key) return { column, block, row };
  }
  return null;
}

// ---- what fills the screen -------------------------------------------------------------

function view() {
  const wanted = chosen || shown.stage.zoom;
  if (shown.columns.some((column) => column.key === wanted)) return ["column", wanted];
  if (wanted === "network" && shown.network) return ["network", ""];
  if (wanted === "scale" && shown.scales.length) return ["scale", ""];
  return found(wanted) ? ["alone", wanted] : ["map", ""];
}

function showView() {
  const [kind, key] = view();
  document.body.dataset.shows = kind;
  for (const column of at("map").children) {
    column.hidden = kind === "column" && column.dataset.key !== key;
    column.style.removeProperty("--fit");
    if (kind === "column" && !column.hidden) fit(column, column.lastElementChild, 1.25, 2);
  }
  showAlone(kind === "alone" ? found(key) : null);
  showNetwork();
  showScales(kind === "scale");
  pressed(kind, key);
}

function showAlone(what) {
  const alone = at("alone");
  if (!changes(alone, what)) return;
  alone.replaceChildren();
  alone.className = what ? what.column.key : "";
  if (!what) return;
  const { block, row } = what;
  alone.append(make("h2", "", block.heading), make("p", "sentence", row.text));
  if (row.parts.length) {
    const parts = make("dl");
    for (const [label, text] of row.parts) parts.append(make("dt", "", label), make("dd", "", text));
    alone.append(parts);
  }
  if (row.tag) alone.append(make("p", "tag", row.tag));
  fit(alone, alone, 1, 3.2);
}

/** Let the letters be as large as they can without anything being out of sight. */
function fit(element, box, least, most) {
  const set = (size) => element.style.setProperty("--fit", size.toFixed(3));
  for (let round = 0; round < 7; round += 1) {
    const middle = (least + most) / 2;
    set(middle);
    if (box.scrollHeight > box.clientHeight + 1) most = middle;
    else least = middle;
  }
  set(least);
}

function showNetwork() {
  const place = at("network");
  if (!changes(place, shown.network)) return;
  place.replaceChildren();
  if (!shown.network) return;
  const { heading, family, rings, apart, agreements } = shown.network;
  const picture = make("div", "picture");
  picture.append(circlesPicture(shown.network));
  const beside = make("div", "beside");
  for (const group of apart) beside.append(listOf(group));
  beside.append(make("p", "signs", agreements.map(signed).join("   ")));
  // The same in words, for whoever does not see the picture.
  const inWords = make("div", "aside");
  inWords.append(make("p", "", family.join(", ")));
  for (const ring of rings) if (ring.people.length) inWords.append(listOf(ring));
  place.append(make("h2", "", heading), picture, beside, inWords);
}

function listOf({ label, people }) {
  const group = make("section");
  const list = make("ul");
  for (const person of people) list.append(make("li", "", person.told));
  group.append(make("h3", "", label), list);
  return group;
}

function showScales(large) {
  const place = at("scales");
  if (!changes(place, [shown.scales, large])) return;
  place.replaceChildren();
  for (const scale of shown.scales) {
    const section = make("section", `scale ${scale.key}`);
    section.append(make("h2", "", scale.heading), scalePicture(scale, large ? 100 : 56));
    if (scale.hidden.length) {
      section.append(make("p", "waiting", `${scale.waiting}: ${scale.hidden.join(", ")}`));
    }
    const list = make("ul", large ? "said" : "aside");
    for (const mark of scale.marks) {
      const item = make("li");
      item.append(make("strong", "", `${mark.who} ${mark.value}`));
      for (const text of mark.said) item.append(make("span", "", text));
      list.append(item);
    }
    section.append(list);
    place.append(section);
  }
}

// ---- where everybody looks -------------------------------------------------------------

function boxOf(key) {
  return document.querySelector(`#map > .${key} > .box`);
}

/** Go where everybody looks, as far as that is another place than before. */
function follow(before) {
  const { newest, tops, sees_newest: seesNewest } = shown.stage;
  const isNew = newest && !(before && before.stage.newest === newest && wasThere(before, newest));
  for (const { key } of shown.columns) {
    const box = boxOf(key);
    const isMoved = (tops[key] ?? "") !== (before ? before.stage.tops[key] ?? "" : "");
    let from = isMoved ? startOf(box, tops[key]) : box.scrollTop;
    if (isNew || seesNewest) from = showing(box, newest, from);
    if (Math.abs(from - box.scrollTop) > 1) scroll(box, from, "smooth");
  }
  if (isNew && before && found(newest)) announce(newest);
}

/** Go there again, at once: everything has another size or place now. */
function settle() {
  const { newest, tops } = shown.stage;
  for (const { key } of shown.columns) {
    const box = boxOf(key);
    scroll(box, showing(box, newest, startOf(box, tops[key])), "instant");
  }
}

function wasThere(before, key) {
  return before.columns.some((column) => rowsOf(column).some(([, row]) => row.key === key));
}

function rowIn(box, key) {
  return [...box.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
}

function startOf(box, top) {
  const row = top ? rowIn(box, top) : null;
  return row ? edge(box, row) : 0;
}

/** Return how far a box has to be scrolled for something to stand first. */
function above(box, one) {
  return one.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
}

/** The same for a row, with the heading over it if it is the first there. */
function edge(box, row) {
  const block = row.closest(".block");
  return above(box, block && row === block.querySelector("li") ? block : row);
}

/** Return the place next to this one from which a row is in view, and where a row begins. */
function showing(box, key, from) {
  const row = key ? rowIn(box, key) : null;
  if (!row) return from;
  const [room, height] = [box.clientHeight, row.offsetHeight];
  const air = room / 12;
  if (edge(box, row) < from || height > room - 2 * air) return edge(box, row);
  const least = above(box, row) + height - room + air;
  if (least <= from) return from;
  const starts = [...box.querySelectorAll("li")].map((one) => edge(box, one));
  return starts.find((start) => start >= least) ?? least;
}

function scroll(box, top, how) {
  box.scrollTo({ top, behavior: calm.matches ? "instant" : how });
}

function announce(key) {
  const { block, row } = found(key);
  at("news").textContent = `${words.new}: ${block.heading}: ${row.text}`;
}

// ---- what comes ----------------------------------------------------------------------------

function show(told) {
  const before = shown;
  if (before && before.stage.zoom !== told.stage.zoom) chosen = "";
  shown = told;
  covered = false;
  at("quiet").textContent = "";
  const viewBefore = document.body.dataset.shows;
  showMap();
  showView();
  if (viewBefore !== document.body.dataset.shows && viewBefore !== "nothing") settle();
  else follow(before);
}

/** Take every word of the session out of the page. */
function blank(sentence, seen) {
  shown = null;
  for (const id of ["map", "alone", "network", "scales"]) {
    at(id).replaceChildren();
    drawn.delete(at(id));
  }
  for (const id of ["title", "news", "connection"]) at(id).textContent = "";
  document.body.dataset.shows = "nothing";
  at("quiet").className = seen ? "notice" : "aside";
  if (at("quiet").textContent !== sentence) at("quiet").textContent = sentence;
}

function listen() {
  const stream = new EventSource("/events");
  const on = (name, does) =>
    stream.addEventListener(name, (event) => {
      heard = performance.now();
      at("connection").textContent = "";
      does(JSON.parse(event.data));
    });
  on("words", (told) => {
    ({ words, grace } = told);
    document.documentElement.lang = told.language;
    showTools();
  });
  on("show", show);
  on("curtain", () => cover(words.covered, false));
  on("over", () => cover(words.over, true));
  on("beat", () => {});
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, BACK_AFTER);
  });
}

function cover(sentence, seen) {
  covered = true;
  blank(sentence, seen);
}

function watch() {
  const silent = (performance.now() - heard) / 1000;
  if (silent > grace) {
    if (!covered) blank(words.lost ?? "", true);
  } else if (shown) {
    at("connection").textContent = silent > grace * 0.75 ? words.old : "";
  }
}

// ---- keys and buttons ------------------------------------------------------------------

const TOOLS = [
  ["-", "A−", "smaller", () => larger(-1)],
  ["0", "A", "usual", () => larger(0)],
  ["+", "A+", "larger", () => larger(1)],
  ["1", "1", "", () => choose(column(0))],
  ["2", "2", "", () => choose(column(1))],
  ["3", "3", "", () => choose(column(2))],
  ["4", "◎", "network", () => choose("network")],
  ["5", "0–10", "scale", () => choose("scale")],
  ["Escape", "↩", "whole", () => choose("whole")],
  ["d", "◐", "look", otherLook],
  ["f", "[ ]", "full", fullScreen],
];
const ALSO = { "=": "+", _: "-" };

function column(place) {
  return shown ? shown.columns[place].key : "";
}

function choose(what) {
  if (!shown) return;
  chosen = chosen === what && what !== "whole" ? "whole" : what;
  if (what === "whole" && !shown.stage.zoom) chosen = "";
  showView();
  settle();
}

function larger(by) {
  zoom = by ? Math.min(ZOOMS.length - 1, Math.max(0, zoom + by)) : ZOOMS.indexOf(1);
  document.documentElement.style.setProperty("--zoom", ZOOMS[zoom]);
  refit();
}

function refit() {
  if (!shown) return;
  drawn.delete(at("alone"));
  showView();
  settle();
}

function otherLook() {
  const root = document.documentElement;
  const isLight = root.dataset.look
    ? root.dataset.look === "light"
    : matchMedia("(prefers-color-scheme: light)").matches;
  root.dataset.look = isLight ? "dark" : "light";
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

function showTools() {
  const tools = at("tools");
  tools.setAttribute("aria-label", words.tools);
  tools.replaceChildren(
    ...TOOLS.map(([key, face, name, does]) => {
      const button = make("button", "", face);
      button.type = "button";
      button.dataset.tool = key;
      if (name) {
        button.title = `${words[name]} (${key === "Escape" ? "Esc" : key})`;
        button.setAttribute("aria-label", words[name]);
      }
      button.addEventListener("click", does);
      return button;
    }),
  );
}

function pressed(kind, key) {
  shown.columns.forEach((one, place) => {
    const button = document.querySelector(`[data-tool="${place + 1}"]`);
    button.title = `${one.question} (${place + 1})`;
    button.setAttribute("aria-label", one.question);
    button.setAttribute("aria-pressed", String(kind === "column" && key === one.key));
  });
}

addEventListener("keydown", (event) => {
  const key = ALSO[event.key] ?? event.key;
  const sizes = ["+", "-", "0"].includes(key);
  if (event.altKey || ((event.ctrlKey || event.metaKey) && !sizes)) return;
  const tool = TOOLS.find(([one]) => one === key);
  if (!tool) return;
  event.preventDefault(); // the letters here go by the window: the browser's own zoom would not
  tool[3]();
});
addEventListener("resize", refit);
// A page that is left is kept by some browsers: without a word in it.
addEventListener("pagehide", () => blank("", false));

setInterval(watch, 250);
listen();
