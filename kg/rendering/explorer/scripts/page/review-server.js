// kg serve --edit: the server that gave this page out takes the corrections and builds anew; and a file where there is none.
import { save } from "./el.js";

/** Where the server takes corrections; empty where the page came from a file. */
export const editing = () => document.querySelector('meta[name="kg-edit"]')?.getAttribute("content") || "";

/** @typedef {{ ok: boolean, status: number, text: string }} Reply */
/** @param {string} path @param {RequestInit} [how] @returns {Promise<Reply & { etag: string }>} */
const ask = async (path, how) => {
  try {
    const reply = await fetch(editing() + path, { cache: "no-store", ...how });
    return { ok: reply.ok, status: reply.status, text: await reply.text(), etag: reply.headers.get("ETag") || "" };
  } catch {
    return { ok: false, status: 0, text: "", etag: "" };
  }
};

/** The file as the server has it now. */
export const fromServer = () => ask("corrections.yaml");
/** @param {string} text @param {string} etag that of the file that was read */
export const toServer = (text, etag) => ask("corrections.yaml", { method: "PUT", body: text, headers: { "Content-Type": "application/yaml", "If-Match": etag || "*" } });
export const promptOfServer = () => ask("prompt");
/** @param {string} text */
export const answerToServer = (text) => ask("answer", { method: "POST", body: text, headers: { "Content-Type": "text/plain;charset=utf-8" } });

/** Whether a browser can write into a file that the reader names. */
export const canWrite = () => "showSaveFilePicker" in globalThis;
/** Write a file where the reader says; returns whether it was written. @param {string} name @param {string} text @param {string} type */
export const writeFile = async (name, text, type) => {
  try {
    const handle = await /** @type {any} */ (globalThis).showSaveFilePicker({ suggestedName: name });
    const file = await handle.createWritable();
    await file.write(new Blob([text], { type }));
    await file.close();
    return true;
  } catch (error) {
    if (/** @type {any} */ (error).name !== "AbortError") save(new Blob([text], { type }), name);
    return false;
  }
};
