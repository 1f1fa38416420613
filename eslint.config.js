// What the types cannot say of the page's scripts: nothing that turns text into markup or code, and no document below the page.
const NEVER = ["innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc", "setAttributeNS"];
const PAGE = ["document", "window", "location", "history", "navigator", "localStorage", "fetch", "matchMedia"];

export default [
  { ignores: ["**", "!kg/", "!kg/**/", "!kg/rendering/explorer/scripts/**", "!tests/", "!tests/scripts/**"] },
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    rules: {
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      "no-unused-vars": "error",
      "no-shadow-restricted-names": "error",
      "no-restricted-properties": ["error", ...NEVER.map((property) => ({ property })), { object: "document", property: "write" }],
      "max-lines": ["error", 400],
      complexity: ["error", 16],
    },
  },
  {
    files: ["kg/rendering/explorer/scripts/{core,selectors}/**/*.js", "kg/rendering/explorer/scripts/text.js"],
    rules: { "no-restricted-globals": ["error", ...PAGE] },
  },
  // Every word of the interface stands in one file, so that a translation is one.
  { files: ["kg/rendering/explorer/scripts/text.js"], rules: { "max-lines": "off" } },
  { files: ["kg/rendering/explorer/scripts/legacy/**/*.js"], rules: { complexity: "off", "prefer-const": "off" } },
];
