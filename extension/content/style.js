/** How the adviser looks inside a page: calm, readable at 400 %, light and dark, without motion where that is wished. */
const style = (() => {
  const SHEET = `
:host { all: initial; color-scheme: light dark; }
* { box-sizing: border-box; }
.layer {
  --paper: light-dark(#ffffff, #1a2027); --card: light-dark(#f4f6f8, #232b34); --ink: light-dark(#1a2027, #e8ecf0);
  --soft: light-dark(#4c5864, #aab6c2); --line: light-dark(#c9d1d9, #46525f); --link: light-dark(#0b57a4, #8cc2ff);
  --some: light-dark(#7a4b00, #ffca6b); --some-back: light-dark(#fff6e3, #33270d);
  --bad: light-dark(#a11225, #ffa1a8); --bad-back: light-dark(#fdeef0, #3a161b);
  --good: light-dark(#14683a, #7ddba3); --good-back: light-dark(#e9f7ef, #14301f);
  position: fixed; inset: 0; pointer-events: none; display: flex; flex-direction: column; align-items: center;
  justify-content: space-between; gap: .75rem; padding: 12px; font: 15px/1.5 system-ui, "Segoe UI", sans-serif; color: var(--ink);
  text-align: start; overflow-wrap: anywhere;
}
.above, .below { width: 100%; display: flex; flex-direction: column; gap: 10px; min-height: 0; }
.above { align-items: center; flex: 0 1 auto; }
.below { align-items: flex-end; flex: 0 1 auto; max-height: 100%; margin-top: auto; }
.box {
  pointer-events: auto; background: var(--paper); border: 1px solid var(--line); border-radius: 14px; overflow: auto; min-height: 0;
  box-shadow: 0 1px 3px rgb(0 0 0 / .12), 0 12px 36px rgb(0 0 0 / .22); padding: 16px 18px; width: 27rem; max-width: 100%;
  overscroll-behavior: contain; scroll-padding: 18px; animation: arrive .16s ease-out;
}
@keyframes arrive { from { opacity: 0; transform: translateY(8px); } }
@media (prefers-reduced-motion: reduce) { .box { animation: none; } }
.wide { width: 46rem; padding: 12px 16px; border-inline-start: 5px solid var(--some); }
.wide.grave { border-inline-start-color: var(--bad); }
.quiet { width: auto; max-width: min(24rem, 100%); padding: 8px 12px; display: flex; gap: 10px; align-items: flex-start; pointer-events: none; }
.quiet .close, .quiet a { pointer-events: auto; }
.quiet a { display: block; }
a { color: var(--link); }
h2 { font-size: 1.08em; line-height: 1.35; font-weight: 650; margin: 0; display: flex; gap: 9px; align-items: flex-start; }
header { display: flex; align-items: flex-start; }
h2:focus { outline: none; }
svg { width: 1.35em; height: 1.35em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
h2 svg, .quiet svg { color: var(--some); }
.grave h2 svg, .quiet.grave svg { color: var(--bad); }
h2 svg.calm, .quiet.calm svg { color: var(--link); }
p { margin: 6px 0 0; }
.soft, .clause { color: var(--soft); font-size: .9em; }
ul { margin: 12px 0 0; padding: 0; list-style: none; display: grid; gap: 8px; }
ul.steps { list-style: disc; padding-inline-start: 1.25em; gap: 2px; margin-top: 6px; }
.finding { background: var(--some-back); border-inline-start: 4px solid var(--some); border-radius: 8px; padding: 9px 12px; }
.finding.grave { background: var(--bad-back); border-inline-start-color: var(--bad); }
.verdict { display: flex; gap: 6px; align-items: center; font-weight: 650; color: var(--some); font-size: .93em; }
.grave .verdict { color: var(--bad); }
.verdict svg { width: 1.1em; height: 1.1em; }
.written { font: .93em/1.45 ui-monospace, monospace; margin-top: 3px; unicode-bidi: plaintext; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 14px; }
.wide .row { margin-top: 8px; }
button {
  font: inherit; font-weight: 600; min-height: 40px; padding: 7px 16px; border-radius: 9px; cursor: pointer; color: var(--ink);
  background: transparent; border: 1.5px solid var(--soft);
}
button.main { background: var(--link); border-color: var(--link); color: var(--paper); }
button.text { border-color: transparent; color: var(--link); padding-inline: 2px; text-align: start; font-size: .95em; text-decoration: underline; text-underline-offset: 3px; }
button.close { border: 0; min-height: 28px; padding: 3px; margin-inline-start: auto; color: var(--soft); line-height: 0; }
button:hover { background: var(--card); }
button.main:hover { background: var(--link); filter: brightness(1.1); }
button[aria-disabled="true"] { opacity: .55; cursor: default; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
label { display: block; font-weight: 600; margin-top: 12px; }
label.tick { display: flex; gap: 8px; align-items: center; font-weight: 400; }
.tick input { width: auto; margin: 0; }
fieldset { border: 1px solid var(--line); border-radius: 8px; margin: 12px 0 0; padding: 0 12px 12px; }
legend { font-weight: 600; padding: 0 4px; }
textarea, select, input {
  font: inherit; color: inherit; background: var(--paper); border: 1.5px solid var(--soft); border-radius: 8px; width: 100%; padding: 7px 10px;
  margin-top: 4px; display: block;
}
textarea { min-height: 4.2em; resize: vertical; }
.wrong { color: var(--bad); font-weight: 600; }
.said { color: var(--good); font-weight: 600; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 30rem) { .layer { padding: 6px; } .box { padding: 12px 14px; } .row button { flex: 1 1 auto; } }
@media (forced-colors: active) { .box, .finding { border: 1px solid; } }
`;

  return Object.freeze({
    /** @param {ShadowRoot} root */
    dress(root) {
      const sheet = document.createElement("style");
      sheet.textContent = SHEET;
      root.append(sheet);
    },
  });
})();
