import { ContentState, Editor, EditorState, getDefaultKeyBinding, RichUtils } from "draft-js";
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
import { stage } from "./stage.js";

const box = document.querySelector("#editor");
let keys = null;
let current = EditorState.createEmpty();
let show = () => {};

function Composer() {
  const [state, set] = useState(current);
  show = (next) => set((current = next));
  return createElement(Editor, {
    editorState: state,
    onChange: show,
    webDriverTestID: box.dataset.testid,
    ariaLabel: "Post text",
    keyBindingFn: (event) => (keys?.enter(event) ? "sent" : getDefaultKeyBinding(event)),
    handleKeyCommand: (command) => (command === "sent" ? "handled" : "not-handled"),
    handleReturn: (event) => {
      if (!event.shiftKey) return "not-handled";
      show(RichUtils.insertSoftNewline(current));
      return "handled";
    },
  });
}

createRoot(box).render(createElement(Composer));
keys = stage({
  read: () => current.getCurrentContent().getPlainText(),
  // Cleared in one step with the caret moved, or Draft.js puts the next text in another order.
  clear: () => show(EditorState.moveFocusToEnd(EditorState.push(current, ContentState.createFromText(""), "remove-range"))),
  root: () => box.querySelector("[contenteditable=true]"),
});
