/** What the page looks like in the editor and in a file; colours come from variables. */
const COMMON = `
*{box-sizing:border-box}
body{margin:0;padding:0;background:var(--page);color:var(--ink)}
main{max-width:78rem;margin:0 auto;padding:1.25rem 1.5rem 3rem}
h1{font-size:1.6em;line-height:1.25;font-weight:600;margin:0;overflow-wrap:anywhere}
h2{font-size:1.25em;font-weight:600;margin:2.2rem 0 .6rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05em;font-weight:600;margin:0}
p{margin:.35rem 0}
header p,.about,.tally,.note,.empty{color:var(--soft)}
a{color:var(--link);text-underline-offset:2px}
code{font-family:var(--mono);font-size:.92em;padding:0;background:none;color:inherit;overflow-wrap:anywhere}
:is(a,summary,.wide,.objects):focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11.5rem,1fr));gap:.75rem;margin:1rem 0 0;padding:0;list-style:none}
.tiles a{display:block;height:100%;padding:.6rem .9rem .75rem;border:1px solid var(--line);border-radius:4px;color:inherit;text-decoration:none}
.tiles a:hover{border-color:var(--focus)}
.tiles strong{display:block;font-size:1.9em;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums}
.tiles span{color:var(--soft)}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,27rem),1fr));gap:1rem}
figure{display:flex;flex-direction:column;margin:0;padding:.9rem 1rem .7rem;border:1px solid var(--line);border-radius:4px;min-width:0}
figcaption .about{font-size:.92em}
figure .data{margin-top:auto;padding-top:.4rem}
.drawing{overflow-x:auto;padding:2px 0}
.drawing svg{display:block;width:100%;min-width:24rem;max-width:44rem;font-size:13px}
.legend{display:flex;flex-wrap:wrap;gap:.15rem 1rem;margin:.35rem 0 .5rem;padding:0;list-style:none;font-size:.92em}
.legend li{display:flex;align-items:center;gap:.4em}
.patterns{position:absolute}
.patterns path{fill:none;stroke:var(--page);stroke-width:1.3;stroke-opacity:.6}
svg text{fill:var(--ink)}
svg .tick{fill:var(--soft);font-size:11.5px}
svg .grid{stroke:var(--line);stroke-width:1;stroke-opacity:.6}
svg .sum,svg .inside,.number{font-variant-numeric:tabular-nums}
svg .inside{text-anchor:middle;font-weight:600}
svg :is(.sum,.inside){stroke:var(--page);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
svg .end{font-weight:600}
.mark{cursor:pointer}
.mark:focus-visible{outline:none}
.mark:hover .fill{filter:brightness(1.12)}
.mark .band{fill:transparent;stroke:none}
.mark:hover .band{fill:var(--line);fill-opacity:.35}
.mark:focus-visible rect:first-of-type{stroke:var(--ink);stroke-width:3px}
.mark:focus-visible .fill{filter:none}
.line{fill:none;stroke-width:2}
.critical{--tone:var(--critical)}.high{--tone:var(--high)}.medium{--tone:var(--medium)}.low{--tone:var(--low)}.good{--tone:var(--good)}.calm,.unknown{--tone:var(--calm)}.none{--tone:var(--nothing)}
.fill{fill:var(--tone)}.line{stroke:var(--tone)}
.tag{display:inline-block;min-width:6.6rem;padding:0 .5rem;border:1px solid var(--tone);border-left-width:7px;border-radius:3px;font-size:.92em;white-space:nowrap}
.check{border-bottom:1px solid var(--line)}
summary{cursor:pointer;padding:.35rem .1rem}
.data>summary{color:var(--soft);width:max-content}
.check>summary .title{margin:0 .75rem}
.check>:not(summary){margin-left:1.1rem}
.wide{overflow-x:auto;margin:.4rem 0}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.35rem .9rem .35rem 0;border-top:1px solid var(--line);font-weight:400}
thead :is(th,td){border-top:0;font-weight:600;white-space:nowrap;padding-bottom:.2rem}
tbody th{min-width:12rem}
td.number{white-space:nowrap}
td ul{margin:0;padding-left:1.1rem}
.objects{display:none;scroll-margin-top:1rem;padding:.2rem 0 .6rem}
.objects:target{display:block}
.objects ul{columns:24rem;column-gap:2rem;margin:.4rem 0;padding-left:1.1rem}
.objects li{break-inside:avoid}
tr:target{background:var(--line)}
.busy{position:sticky;top:0;z-index:1;display:flex;gap:1rem;align-items:center;padding:.5rem 1.5rem;background:var(--page);border-bottom:1px solid var(--line)}
.busy[hidden]{display:none}
progress{flex:1;max-width:20rem}
@media print{.check::details-content,.data::details-content{content-visibility:visible}.check,.data{break-inside:avoid}.charts{display:block}figure{break-inside:avoid;margin-bottom:1rem}}
`;

const OUTLINED = `.fill{fill:var(--page);stroke:var(--ink);stroke-width:1}.patterns path{stroke:var(--ink);stroke-opacity:1}.line{stroke:var(--ink)}.tag{border-color:currentColor}.mark:focus-visible rect:first-of-type{stroke:var(--focus);stroke-width:4px}.mark .band{stroke:none}`;

/** A file opens anywhere: it follows the system, forced colours included. */
export const FILE_STYLE = `:root{color-scheme:light dark;--page:#fff;--ink:#1b1b1f;--soft:#585864;--line:#d9d9e0;--link:#0b5cad;--focus:#0b5cad;--critical:#a8123e;--high:#d4570a;--medium:#b08900;--low:#2f7fd0;--good:#2f8743;--calm:#8150b4;--nothing:#9a9aa6;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
@media (prefers-color-scheme:dark){:root{--page:#17171b;--ink:#e9e9ee;--soft:#a9a9b6;--line:#3b3b45;--link:#7cb8ff;--focus:#7cb8ff;--critical:#ff5f7e;--high:#ff9a4d;--medium:#e0c04a;--low:#5aa9ff;--good:#6fcf8b;--calm:#c094f5;--nothing:#85858f}}
@media (prefers-contrast:more){:root{--soft:var(--ink);--line:var(--ink)}}
body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
${COMMON}@media (forced-colors:active){:root{--page:Canvas;--ink:CanvasText;--soft:CanvasText;--line:CanvasText;--link:LinkText;--focus:Highlight}svg{forced-color-adjust:none}${OUTLINED}}
`;

/** Lets the policy of the file allow this style and no other; a test holds it to the text. */
export const FILE_STYLE_HASH = 'sha256-LZ+zKG1SV/vFHe3ZlOH48WeB37CqW7/26KN6dODi9Cc=';

/** The panel wears the theme of the editor. */
export const PANEL_STYLE = `:root{--page:var(--vscode-editor-background);--ink:var(--vscode-foreground);--soft:var(--vscode-descriptionForeground);--line:var(--vscode-panel-border,var(--vscode-contrastBorder,#8884));--link:var(--vscode-textLink-foreground);--focus:var(--vscode-focusBorder);--critical:var(--vscode-charts-red);--high:color-mix(in srgb,var(--vscode-charts-red) 45%,var(--vscode-charts-yellow));--medium:var(--vscode-charts-yellow);--low:var(--vscode-charts-blue);--good:var(--vscode-charts-green);--calm:var(--vscode-charts-purple);--nothing:color-mix(in srgb,var(--vscode-foreground) 45%,var(--vscode-editor-background));--mono:var(--vscode-editor-font-family)}
body{font:var(--vscode-font-size)/1.5 var(--vscode-font-family)}
${COMMON}:is(body.vscode-high-contrast,body.vscode-high-contrast-light){--line:var(--vscode-contrastBorder);--soft:var(--ink)}
:is(body.vscode-high-contrast,body.vscode-high-contrast-light){${OUTLINED}}
`;
