import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { stage } from "./stage.js";

const box = document.querySelector("#editor");
let keys = null;
const editor = new Editor({
  element: box,
  injectCSS: false, // the page's CSP allows no inline style element
  extensions: [StarterKit],
  editorProps: { attributes: { class: "tiptap", role: "textbox" }, handleKeyDown: (_, event) => keys.enter(event) },
});
keys = stage({
  read: () => editor.getText({ blockSeparator: "\n" }),
  clear: () => editor.commands.clearContent(true),
  root: () => editor.view.dom,
});
