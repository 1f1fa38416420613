// Elements, made node by node: text only ever becomes textContent or an attribute's value, never markup.

const SVG = new Set(["svg", "g", "path", "rect", "line", "text", "circle", "ellipse", "title", "tspan", "polygon"]);

/**
 * Return an element. Properties that begin with `on` are listeners; null, undefined and false are left out.
 * @param {string} tag an svg element is told by its name
 * @param {Record<string, any>} [properties]
 * @param {...any} children nodes and texts, nested as they come
 * @returns {any}
 */
export const el = (tag, properties = {}, ...children) => {
  const node = SVG.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...nodesOf(children));
  return node;
};

/** @param {any[]} children @returns {(Node | string)[]} */
const nodesOf = (children) =>
  children
    .flat(Infinity)
    .filter((c) => c !== null && c !== undefined && c !== false && c !== "")
    .map((c) => (c instanceof Node ? c : String(c)));

/** Put these in place of what a node holds. @param {Element} node @param {...any} children */
export const fill = (node, ...children) => node.replaceChildren(...nodesOf(children));

/** The first element that a selector finds, whatever it is. @param {ParentNode} root @param {string} selector @returns {any} */
export const one = (root, selector) => root.querySelector(selector);
/** All that a selector finds. @param {ParentNode} root @param {string} selector @returns {any[]} */
export const all = (root, selector) => [...root.querySelectorAll(selector)];

/** @param {any[]} nodes @param {any} [separator] */
export const joined = (nodes, separator = ", ") => nodes.flatMap((node, i) => (i ? [separator, node] : [node]));

/** @param {any[]} items @param {Record<string, any>} [properties] */
export const list = (items, properties = {}) =>
  items.length ? el("ul", properties, items.map((item) => el("li", {}, item))) : null;

/** A name, which keeps its own direction among numbers and names of other scripts. @param {string} text */
export const bdi = (text) => el("bdi", {}, text);

/** For the eye of a screen reader only. @param {string} text */
export const unseen = (text) => el("span", { class: "hidden" }, text);

/** @param {string} text @param {string} type @param {string} name */
export const download = (text, type, name) => save(new Blob([text], { type }), name);
/** @param {Blob} blob @param {string} name */
export const save = (blob, name) => {
  const address = URL.createObjectURL(blob),
    link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

/** Put a text on the clipboard; return whether it went there. @param {string} text */
export const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page from disk may not be let: what is selected can be copied all the same.
    const area = el("textarea", { class: "hidden", "aria-hidden": "true" }, text);
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
};
