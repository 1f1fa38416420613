// @ts-nocheck
// The views that are not yet written anew, as the new frame takes them.
import "./parts.js";
import "./sparql-engines.js";
import "./views/sparql.js";
import { KG, bind } from "./kg.js";

const adapted = (name, former, title) => {
  const view = KG.views[former];
  const take = (app) => {
    bind(app);
    KG.state = { q: "", ...app.store.state, view: former };
  };
  return {
    name,
    title,
    draw(root, app) {
      take(app);
      view.draw(root, KG.state);
      if (view.shown) view.shown(root, KG.state, []);
    },
    update(root, app, changed) {
      take(app);
      if (view.update) view.update(root, KG.state, changed);
      if (view.shown) view.shown(root, KG.state, changed);
      return true;
    },
    leave() {
      if (KG.leave) KG.leave();
      KG.leave = null;
    },
  };
};

export const legacyViews = (model) => {
  KG.take(model);
  return [
    adapted("data", "sparql", "Data"),
  ];
};
