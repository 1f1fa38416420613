// Text on lines of so many characters. No document.

/** Lines of so many characters, and so many lines at most; a cut is marked. @param {string} text @param {number} width @param {number} most */
export const wrappedLines = (text, width, most) => {
  /** @type {string[]} */
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (!last || (last + " " + word).length <= width) lines[lines.length - 1] = last ? `${last} ${word}` : word;
    else lines.push(word);
  }
  return lines.length > most ? [...lines.slice(0, most - 1), lines[most - 1].slice(0, width - 1) + "…"] : lines;
};
