// Data blocks of the page that are carried compressed: gzip, as base64. The browser's own machinery unpacks them.

/** @param {string} text base64 @returns {Uint8Array<ArrayBuffer>} */
const decoded = (text) => {
  const binary = atob(text.trim()),
    bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
};

/** @param {string} text gzip, as base64 */
export const inflated = (text) => new Response(new Blob([decoded(text)]).stream().pipeThrough(new DecompressionStream("gzip")));
