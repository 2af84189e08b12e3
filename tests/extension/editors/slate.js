import { createElement, useMemo } from "react";
import { createRoot } from "react-dom/client";
import { createEditor, Editor, Node, Transforms } from "slate";
import { Editable, Slate, withReact } from "slate-react";
import { stage } from "./stage.js";

const box = document.querySelector("#editor");
const nothing = () => [{ type: "paragraph", children: [{ text: "" }] }];
let editor = null;
let keys = null;

function Composer() {
  editor = useMemo(() => withReact(createEditor()), []);
  return createElement(
    Slate,
    { editor, initialValue: nothing() },
    createElement(Editable, {
      role: "textbox",
      "aria-label": "Message",
      onKeyDown: (event) => {
        if (keys.enter(event.nativeEvent)) event.preventDefault();
        else if (event.key === "Enter") {
          event.preventDefault();
          editor.insertText("\n");
        }
      },
    }),
  );
}

createRoot(box).render(createElement(Composer));
keys = stage({
  read: () => editor.children.map((one) => Node.string(one)).join("\n"),
  clear: () => {
    Transforms.delete(editor, { at: { anchor: Editor.start(editor, []), focus: Editor.end(editor, []) } });
    Transforms.select(editor, Editor.start(editor, []));
  },
  root: () => box.querySelector("[data-slate-editor]"),
});
