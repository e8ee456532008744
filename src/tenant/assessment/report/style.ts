/** The style of the page, in light, dark and high contrast; a colour never says anything alone. */
export const STYLE = `:root{color-scheme:light dark;--page:#fff;--ink:#1b1b1f;--soft:#5a5a66;--line:#d6d6de;--critical:#8b0a1a;--high:#c4321e;--medium:#8a5a00;--low:#4a5568;--good:#1d6f42;--on:#fff}
@media (prefers-color-scheme:dark){:root{--page:#16161a;--ink:#e8e8ee;--soft:#a4a4b2;--line:#3a3a44;--critical:#ff8a9a;--high:#ff9d80;--medium:#f2c14e;--low:#b4bccb;--good:#7ad9a0;--on:#16161a}}
@media (prefers-contrast:more){:root{--soft:var(--ink);--line:var(--ink)}}
@media (forced-colors:active){.tag{border:1px solid}rect{fill:CanvasText}}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:70rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid var(--line)}
small{color:var(--soft)}code{font-family:ui-monospace,monospace;font-size:.9em;overflow-wrap:anywhere}
.charts{display:flex;flex-wrap:wrap;gap:2rem}figure{flex:1 1 22rem;margin:0}figcaption{font-weight:600}
svg{width:100%;max-width:30rem;font-size:13px}svg text{fill:var(--ink)}
details{border-bottom:1px solid var(--line);padding:.4rem 0}summary{cursor:pointer}
summary:focus-visible,a:focus-visible,.wide:focus-visible{outline:2px solid currentColor;outline-offset:2px}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-top:1px solid var(--line);font-weight:400}thead th{font-weight:600}
.number{font-variant-numeric:tabular-nums}td ul{margin:0;padding-left:1.1rem}
.tag{display:inline-block;min-width:4.5rem;text-align:center;border-radius:3px;padding:0 .4rem;background:var(--low);color:var(--on)}
.tag.critical{background:var(--critical)}.tag.high{background:var(--high)}.tag.medium{background:var(--medium)}.tag.good{background:var(--good)}
rect.critical{fill:var(--critical)}rect.high{fill:var(--high)}rect.medium{fill:var(--medium)}rect.low{fill:var(--low)}rect.good{fill:var(--good)}
a{color:inherit}@media print{details::details-content{content-visibility:visible}}
`;

/** Lets the page's policy allow this style and no other; a test holds it to the text. */
export const STYLE_HASH = 'sha256-WoJfTbee8RUFrpAp2tR5Sh8V6QJJW8Dqd28wr0WRpqo=';
