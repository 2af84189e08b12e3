import { InlineEditor } from "@ckeditor/ckeditor5-editor-inline";
import { Essentials } from "@ckeditor/ckeditor5-essentials";
import { Paragraph } from "@ckeditor/ckeditor5-paragraph";
import { stage } from "./stage.js";

const box = document.querySelector("#editor");
const editor = await InlineEditor.create(box, { licenseKey: "GPL", plugins: [Essentials, Paragraph] });

/** The model's text, a soft break as a new line. */
function read() {
  const lines = [];
  for (const block of editor.model.document.getRoot().getChildren()) {
    lines.push([...block.getChildren()].map((part) => (part.is("$text") ? part.data : "\n")).join(""));
  }
  return lines.join("\n");
}

const keys = stage({ read, clear: () => editor.setData(""), root: () => editor.ui.getEditableElement() });
editor.editing.view.document.on(
  "keydown",
  (event, data) => {
    if (!keys.enter(data.domEvent)) return;
    data.preventDefault();
    event.stop();
  },
  { priority: "highest" },
);
