// Menus that fold out of the header: one at a time, closed by Escape and by a click elsewhere.
import { all, one } from "./el.js";

/** @param {Document} doc */
export const tendMenus = (doc) => {
  const open = () => all(doc, "details.menu[open]");
  doc.addEventListener("click", (event) => open().forEach((m) => m.contains(/** @type {Node} */ (event.target)) || m.removeAttribute("open")));
  doc.addEventListener(
    "keydown",
    (event) => {
      const menu = event.key === "Escape" && open()[0];
      if (!menu) return;
      menu.removeAttribute("open");
      one(menu, "summary").focus();
      event.stopPropagation();
    },
    true,
  );
};
