// A view as a picture: SVG as it is drawn, or made from what is shown; PNG by the browser's own canvas.
import { cardsOf } from "../selectors/export.js";
import { headline, sorted } from "../selectors/briefing.js";
import { all, el, one, save } from "./el.js";

/** @typedef {import("../types.js").App} App */
const PAINTED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-family"];

/** A drawing that stands on its own: what the page's style says of each element is written into it. */
const standing = (svg) => {
  const copy = svg.cloneNode(true),
    from = all(svg, "*"),
    to = all(copy, "*");
  from.forEach((node, i) => {
    const style = getComputedStyle(node);
    for (const name of PAINTED) to[i].setAttribute(name, style.getPropertyValue(name));
    for (const name of ["tabindex", "role", "class", "data-turn", "data-key"]) to[i].removeAttribute(name);
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const [, , w, h] = svg.getAttribute("viewBox").split(" ");
  copy.setAttribute("width", w);
  copy.setAttribute("height", h);
  return copy;
};

/** @param {ReturnType<typeof cardsOf>} cards */
const cardsAsSvg = ({ width, height, words, shapes }) =>
  el(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height },
    el("rect", { x: 0, y: 0, width, height, fill: "#fbfaf7" }),
    shapes.map((s) => el("rect", { x: s.x, y: s.y, width: s.w, height: s.h, rx: s.r, fill: s.fill, stroke: s.stroke, "stroke-width": 2, "stroke-dasharray": s.dashed ? "4 3" : null })),
    words.map((w) => el("text", { x: w.x, y: w.y, "font-size": w.size, "font-weight": w.bold ? 600 : 400, fill: w.fill, "text-anchor": w.anchor || "start", "font-family": "Noto Sans, system-ui, sans-serif" }, w.text)),
  );

/** A point as a picture of its own. @param {App} app @param {import("../types.js").Proposition} p */
export const pointAsSvg = (app, p) => cardsAsSvg(cardsOf(app.model, [p], (app.model.get(`question:${p.question}`) || p).label));

/** The view that is open as SVG. @param {App} app */
const viewAsSvg = (app) => {
  const drawn = app.store.state.view === "timeline" && one(document, "svg.flow");
  if (drawn) return standing(drawn);
  const points = sorted(app.model, app.shown());
  const title = headline(app.model, points).map((x) => (typeof x === "string" ? x : "point" in x ? app.model.get(`proposition:${x.point}`).label : x.text)).join("");
  return cardsAsSvg(cardsOf(app.model, [...points.split, ...points.mixed, ...points.shared].slice(0, 24), title));
};

const textOf = (svg) => new XMLSerializer().serializeToString(svg);

/** @param {any} svg @returns {Promise<Blob>} */
export const asPng = (svg) =>
  new Promise((resolve, reject) => {
    const image = new Image(),
      [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
    image.onload = () => {
      const canvas = el("canvas", { width: 2 * width, height: 2 * height }),
        context = canvas.getContext("2d");
      context.fillStyle = "#fbfaf7";
      context.fillRect(0, 0, 2 * width, 2 * height);
      context.drawImage(image, 0, 0, 2 * width, 2 * height);
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))));
    };
    image.onerror = reject;
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(textOf(svg));
  });

const nameOf = (app, ending) => `${app.model.data.event.id || "panel"}-${app.store.state.view}.${ending}`;

/** @param {App} app */
export const saveSvg = (app) => save(new Blob([textOf(viewAsSvg(app))], { type: "image/svg+xml" }), nameOf(app, "svg"));
/** The map is a canvas already; what else is drawn becomes one. @param {App} app */
export const savePng = async (app) => {
  const canvas = app.store.state.view === "map" && one(document, ".canvas canvas");
  const blob = canvas ? await new Promise((resolve) => canvas.toBlob(resolve)) : await asPng(viewAsSvg(app));
  save(blob, nameOf(app, "png"));
};
/** Put a picture on the clipboard, or save it where the clipboard takes none. @param {App} app @param {any} svg @param {string} name */
export const copyPicture = async (app, svg, name) => {
  const blob = await asPng(svg);
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
  } catch {
    save(blob, name);
  }
  return true;
};
