// What can be undone: a command is a pair of execute and revert; several together are one. No document.

/** @template T @typedef {{ execute: (state: T) => T, revert: (state: T) => T, label: string }} Command */

/**
 * Several commands that are done and undone as one.
 * @template T @param {Command<T>[]} commands @param {string} label @returns {Command<T>}
 */
export const composite = (commands, label) => ({
  label,
  execute: (state) => commands.reduce((now, command) => command.execute(now), state),
  revert: (state) => [...commands].reverse().reduce((now, command) => command.revert(now), state),
});

/**
 * A state with its history.
 * @template T @param {T} state
 */
export const history = (state) => {
  /** @type {Command<T>[]} */
  const done = [];
  /** @type {Command<T>[]} */
  const undone = [];
  return {
    state: () => state,
    /** @param {Command<T>} command */
    run(command) {
      state = command.execute(state);
      done.push(command);
      undone.length = 0;
    },
    /** @returns {string} what was undone; empty where there was nothing */
    undo() {
      const command = done.pop();
      if (!command) return "";
      state = command.revert(state);
      undone.push(command);
      return command.label;
    },
    redo() {
      const command = undone.pop();
      if (!command) return "";
      state = command.execute(state);
      done.push(command);
      return command.label;
    },
    next: () => ({ undo: done.at(-1)?.label || "", redo: undone.at(-1)?.label || "" }),
  };
};

/**
 * Commands on a list of entries; each has a number of its own, so that a revert finds it wherever it stands by then.
 * @template E @typedef {{ n: number, entry: E }} Numbered
 */
/** @template E @param {Numbered<E>} numbered @param {string} label @returns {Command<Numbered<E>[]>} */
export const adding = (numbered, label) => ({
  label,
  execute: (list) => [...list, numbered],
  revert: (list) => list.filter((x) => x.n !== numbered.n),
});
/** @template E @param {Numbered<E>[]} list @param {number} n @param {string} label @returns {Command<Numbered<E>[]>} */
export const removing = (list, n, label) => {
  const at = list.findIndex((x) => x.n === n),
    gone = list[at];
  return {
    label,
    execute: (now) => now.filter((x) => x.n !== n),
    revert: (now) => (gone ? [...now.slice(0, at), gone, ...now.slice(at)] : now),
  };
};
