/**
 * The notice's sheet. It stands alone: nothing of the page reaches into the shadow root, and `!important` on the host
 * keeps the page's own `!important` rules away from it. Lengths are in pixels, because `rem` would follow the page.
 */
export const STYLE = `
:host { all: initial !important; display: block !important }
* { box-sizing: border-box; margin: 0 }
dialog, .small {
  color-scheme: light dark;
  --raised: light-dark(#ffffff, #1e2126);
  --sunken: light-dark(#f4f2ee, #15171b);
  --ink: light-dark(#1b1e24, #eceae6);
  --ink-2: light-dark(#565c66, #a8adb6);
  --line: light-dark(#dcd8d0, #363b44);
  --accent: light-dark(#2747a8, #9db4ff);
  --on-accent: light-dark(#ffffff, #10131a);
  --warn: light-dark(#8a5a00, #e2b04a);
  --serif: ui-serif, "Iowan Old Style", Charter, Georgia, serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, monospace;
  border: 1px solid var(--line); background: var(--raised); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; text-align: start; cursor: default;
}
dialog {
  position: fixed; inset: 0; margin: auto; width: min(604px, calc(100vw - 16px)); max-width: none;
  height: fit-content; max-height: calc(100dvh - 16px); overflow: auto; overscroll-behavior: contain;
  padding: 28px 32px 20px; border-radius: 14px; box-shadow: 0 24px 80px rgb(0 0 0 / .38);
}
.small {
  position: fixed; inset: auto; inset-block-start: 12px; inset-inline-end: 12px; width: min(380px, calc(100vw - 24px));
  max-height: calc(100dvh - 24px); overflow: auto; padding: 14px 18px 12px; border-radius: 12px;
  box-shadow: 0 10px 40px rgb(0 0 0 / .3);
}
.small .host { font-size: 20px }
.small figure, .small .foot { margin-top: 10px }
.small .foot { padding-top: 8px }
.small blockquote { font-size: 15px }
dialog[open] { display: flex; flex-direction: column }
dialog > * { flex: none }
.body { flex: 0 1 auto; min-height: 0; overflow: auto; overscroll-behavior: contain; margin-inline: -6px; padding-inline: 6px }
[data-theme=light] { color-scheme: light }
[data-theme=dark] { color-scheme: dark }
dialog::backdrop { background: rgb(10 12 16 / .52) }
.lead { color: var(--ink-2) }
.host { font: 400 30px/1.2 system-ui, "Segoe UI", Roboto, sans-serif; letter-spacing: -.015em; margin-top: 4px;
  color: var(--ink-2); overflow-wrap: anywhere; unicode-bidi: isolate }
[dir=rtl] .host { text-align: right }
.host b { color: var(--ink); font-weight: 700 }
ul { list-style: none; padding: 0; margin-top: 18px; display: grid; gap: 8px }
ul:empty { display: none }
li { display: grid; grid-template-columns: 20px 1fr; overflow-wrap: anywhere }
li::before { content: "" ; width: 6.4px; height: 6.4px; border-radius: 50%; background: var(--ink-2); margin-top: .5em }
li.warn::before { border-radius: 1px; rotate: 45deg; background: var(--warn) }
li.warn { font-weight: 600 }
code { font: .9em var(--mono); background: var(--sunken); border-radius: 4px; padding: .08em .32em }
figure { margin-top: 20px; padding-inline-start: 14px; border-inline-start: 2px solid var(--accent) }
blockquote { font: italic 17px/1.5 var(--serif); text-wrap: pretty }
figcaption { color: var(--ink-2); font-size: 13px; margin-top: 6px }
.acts { display: flex; flex-wrap: wrap; gap: 10px; margin-top: 24px }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer }
.acts button { padding: 8px 18px; min-height: 44px; border: 1px solid var(--line); border-radius: 9px; font-weight: 550 }
.acts button:hover { background: var(--sunken) }
.acts .main { background: var(--accent); color: var(--on-accent); border-color: transparent }
.acts .main:hover { background: color-mix(in oklab, var(--accent) 88%, var(--ink)) }
.later { color: var(--ink-2) }
[data-ready] .later { color: inherit }
.foot { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center;
  margin-top: 20px; padding-top: 14px; border-top: 1px solid var(--line); color: var(--ink-2); font-size: 14px }
label, [data-action=silence] { flex-basis: 100% }
label { display: flex; gap: 8px; align-items: center; min-height: 24px; cursor: pointer; overflow-wrap: anywhere }
input[type=checkbox] { width: 16px; height: 16px; flex: none; accent-color: var(--accent) }
.foot button { color: var(--accent); min-height: 24px; text-align: start; text-decoration: underline; text-underline-offset: 2px;
  text-decoration-color: color-mix(in srgb, currentColor 40%, transparent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px }
.acts :focus-visible { border-radius: 9px }
dialog:focus-visible { outline: none }
@media (max-width: 480px) {
  dialog { padding: 18px 16px 14px }
  .host { font-size: 24px }
  .acts { margin-top: 16px }
  .acts button { flex: 1 1 auto }
}
@media (max-height: 480px) {
  dialog[open] { display: block }
}
@media (forced-colors: active) {
  dialog, .small { border: 2px solid }
  .acts .main { border: 2px solid; forced-color-adjust: auto }
  li::before { background: CanvasText }
}
@media (prefers-reduced-motion: no-preference) {
  dialog, dialog::backdrop, .small { animation: appear .12s ease-out }
  .later { transition: color .2s }
}
@keyframes appear { from { opacity: 0 } }
`;
