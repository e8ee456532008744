import { html } from '../../../text/html.ts';

/** Colours and fonts are those of the editor's theme. */
export const PAGE_STYLE = html`
body { color: var(--vscode-foreground); background: var(--vscode-editor-background); font: var(--vscode-font-size)/1.5 var(--vscode-font-family); padding: 0; }
main { max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem 2rem; }
h1 { font-size: 1.6em; font-weight: 600; margin: 0; }
h2 { font-size: 1.15em; font-weight: 600; margin: 1.8em 0 .4em; overflow-wrap: anywhere; }
header p, .meaning, .none, .count { color: var(--vscode-descriptionForeground); font-weight: normal; }
header p, .meaning, .none { margin: .2em 0 .6em; }
nav a { margin-inline-end: 1.5em; }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible, .wide:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.verdict { border-inline-start: 3px solid var(--vscode-charts-green, var(--vscode-focusBorder)); padding: .3em .9em; margin: 1.2em 0; font-weight: 600; }
.verdict.blocked { border-color: var(--vscode-editorWarning-foreground, var(--vscode-focusBorder)); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .35em 1.2em .35em 0; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
th { font-weight: 600; white-space: nowrap; }
tbody th { font-weight: normal; white-space: normal; overflow-wrap: anywhere; min-width: 14ch; }
.number { display: inline-block; min-width: 4ch; text-align: end; font-variant-numeric: tabular-nums; }
code { font-family: var(--vscode-editor-font-family); font-size: .95em; background: none; color: inherit; overflow-wrap: anywhere; }
`;
