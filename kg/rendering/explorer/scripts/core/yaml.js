// As much YAML as a file of corrections needs: mappings, lists and texts, in a line or indented. No document.
// What is written otherwise is read as null, and kept as it stands by whoever asked.

/** What a plain text cannot hold, or cannot begin with. */
const PLAIN_END = /[,[\]{}]|: |:$| #/;

/** A line's texts, lists and mappings in brackets. @param {string} text */
class Flow {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }
  blank() {
    while (/\s/.test(this.text[this.at] || "")) this.at++;
  }
  /** @param {string} mark */
  take(mark) {
    this.blank();
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }
  /** @param {number} depth @returns {any} */
  value(depth = 0) {
    if (depth > 8) throw new SyntaxError("nested too deep");
    if (this.take("{")) return this.mapping(depth);
    if (this.take("[")) return this.list(depth);
    return this.scalar();
  }
  /** @param {number} depth */
  mapping(depth) {
    /** @type {Record<string, any>} */
    const found = {};
    while (!this.take("}")) {
      const key = String(this.scalar());
      if (!this.take(":")) throw new SyntaxError("a key without a value");
      found[key] = this.value(depth + 1);
      this.take(",");
      this.end();
    }
    return found;
  }
  /** @param {number} depth */
  list(depth) {
    const found = [];
    while (!this.take("]")) {
      found.push(this.value(depth + 1));
      this.take(",");
      this.end();
    }
    return found;
  }
  end() {
    this.blank();
    if (this.at >= this.text.length) throw new SyntaxError("a bracket is not closed");
  }
  /** @returns {string | boolean} */
  scalar() {
    this.blank();
    const mark = this.text[this.at];
    if (mark === '"') return this.quoted();
    if (mark === "'") return this.single();
    const rest = this.text.slice(this.at),
      cut = rest.search(PLAIN_END),
      plain = (cut < 0 ? rest : rest.slice(0, cut)).trim();
    if (!plain || /^[&*!|>%@`]/.test(plain)) throw new SyntaxError("no plain text");
    this.at += cut < 0 ? rest.length : cut;
    return plain === "true" ? true : plain === "false" ? false : plain;
  }
  quoted() {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    const found = JSON.parse(this.text.slice(this.at, end + 1));
    this.at = end + 1;
    return found;
  }
  single() {
    let found = "";
    for (this.at++; this.at < this.text.length; this.at++) {
      if (this.text[this.at] !== "'") found += this.text[this.at];
      else if (this.text[this.at + 1] === "'") found += this.text[this.at++];
      else {
        this.at++;
        return found;
      }
    }
    throw new SyntaxError("a quotation mark is not closed");
  }
}

/** @param {string} text a value in one line, perhaps with a comment behind it */
const inLine = (text) => {
  const flow = new Flow(text),
    value = flow.value();
  flow.blank();
  if (flow.at < text.length && text[flow.at] !== "#") throw new SyntaxError("more than one value");
  return value;
};

/** @param {string} line */
const indentOf = (line) => line.length - line.trimStart().length;
const KEY = /^([\w-]+):(?:\s+(.*))?$/;

/**
 * Lines of one indentation or more, from one on: a mapping or a list. @param {string[]} lines @param {number} from @param {number} indent
 * @returns {[any, number]} the value, and the line after it
 */
const block = (lines, from, indent) => {
  const isList = lines[from].trimStart().startsWith("- ");
  /** @type {any} */
  const found = isList ? [] : {};
  let at = from;
  while (at < lines.length && indentOf(lines[at]) === indent) {
    const line = lines[at].trim();
    if (isList !== line.startsWith("- ")) break;
    if (isList) {
      const rest = line.slice(2).trimStart();
      if (KEY.test(rest) && !rest.startsWith("{")) {
        // A mapping that begins behind its dash.
        const inner = indent + (lines[at].trimStart().length - rest.length);
        const own = [" ".repeat(inner) + rest, ...lines.slice(at + 1)],
          [value, used] = block(own, 0, inner);
        found.push(value);
        at += used;
      } else {
        found.push(inLine(rest));
        at++;
      }
      continue;
    }
    const match = KEY.exec(line);
    if (!match) throw new SyntaxError("no key");
    const [, key, rest = ""] = match;
    if (rest && !rest.startsWith("#")) {
      found[key] = inLine(rest);
      at++;
    } else {
      const next = at + 1 < lines.length ? indentOf(lines[at + 1]) : -1;
      if (next < indent || (next === indent && !lines[at + 1].trimStart().startsWith("- "))) {
        found[key] = "";
        at++;
      } else [found[key], at] = block(lines, at + 1, next);
    }
  }
  return [found, at];
};

/** The value of some lines of YAML; null where they are written in a way that is not known here. @param {string} text */
export const yamlValue = (text) => {
  const lines = text.split("\n").filter((line) => line.trim() && !line.trimStart().startsWith("#"));
  try {
    if (!lines.length) return null;
    if (lines.length === 1 && /^\s*[[{]/.test(lines[0])) return inLine(lines[0].trim());
    const [value, used] = block(lines, 0, indentOf(lines[0]));
    return used === lines.length ? value : null;
  } catch {
    return null;
  }
};

/** A text as YAML takes it in double quotes: JSON, and nothing in it that a YAML reader would refuse. @param {string} text */
export const yamlText = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/g, (c) => (/[\ud800-\udfff]/.test(c) ? c : "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0")));

/** A value in one line. @param {any} value @returns {string} */
export const yamlLine = (value) => {
  if (Array.isArray(value)) return `[${value.map(yamlLine).join(", ")}]`;
  if (value && typeof value === "object") return `{${Object.entries(value).map(([key, v]) => `${/^[\w-]+$/.test(key) ? key : yamlText(key)}: ${yamlLine(v)}`).join(", ")}}`;
  return typeof value === "string" ? (/^[a-z][a-z_ -]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/.test(value) && !/ $/.test(value) ? value : yamlText(value)) : String(value);
};
