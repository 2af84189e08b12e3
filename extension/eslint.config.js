/** What ESLint adds to the type checker: nothing that makes HTML or code out of strings, and no leftovers. */

import noUnsanitized from "eslint-plugin-no-unsanitized";

const strings = "build with createElement and textContent; no HTML and no code is ever made out of a string";

export default [
  { ignores: ["node_modules/", "types/"] },
  noUnsanitized.configs.recommended,
  {
    files: ["**/*.js"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "eqeqeq": "error",
      "no-console": "error", // the console is a place that others read
      "no-debugger": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-unreachable": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "write", "writeln"].map((property) => ({
          property,
          message: strings,
        })),
      ],
      "no-restricted-globals": [
        "error",
        { name: "XMLHttpRequest", message: "the worker speaks to the guard, with fetch" },
        { name: "localStorage", message: "it belongs to the page" },
        { name: "sessionStorage", message: "it belongs to the page" },
      ],
    },
  },
  {
    files: ["content/**/*.js"],
    languageOptions: { sourceType: "script" },
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "CallExpression[callee.name='fetch']", message: "content scripts never speak to anyone but the worker" },
        { selector: "NewExpression[callee.name='WebSocket']", message: "content scripts never speak to anyone but the worker" },
      ],
    },
  },
];
