import { html } from '../../../text/html.ts';

/** Colours and fonts are those of the editor's theme. */
export const STYLE = html`
body { color: var(--vscode-foreground); background: var(--vscode-editor-background); font: var(--vscode-font-size)/1.5 var(--vscode-font-family); padding: 0; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 2rem; }
h1 { font-size: 1.6em; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
header p { color: var(--vscode-descriptionForeground); margin: .2em 0 .6em; }
nav a { margin-inline-end: 1.5em; }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible, .wide:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25em 1.5em; margin: 1.2em 0; }
dl > div { display: contents; }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15em; font-weight: 600; margin: 1.8em 0 .4em; }
.count, .none, footer { color: var(--vscode-descriptionForeground); font-weight: normal; }
.none { margin: .2em 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .35em 1.2em .35em 0; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
th { font-weight: 600; white-space: nowrap; }
tbody th { font-weight: normal; white-space: normal; }
td:has(code) { min-width: 16ch; }
time { white-space: nowrap; }
code { font-family: var(--vscode-editor-font-family); font-size: .95em; background: none; color: inherit; overflow-wrap: anywhere; }
.error { color: var(--vscode-errorForeground); font-weight: 600; }
.warning { color: var(--vscode-editorWarning-foreground); font-weight: 600; }
`;
