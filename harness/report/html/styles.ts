/** The page's style sheet. Colours are WCAG AA on the ground they stand on, light and dark. */
export const styles = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --surface: #ffffff; --sunken: #f0f2f5; --line: #d3d9e1;
  --text: #1a2330; --muted: #525d6b; --accent: #1a5bb8;
  --good: #14663a; --bad: #b0221a; --warn: #7d4e00;
  --bad-ground: #fdecea; --warn-ground: #fdf1d8; --good-ground: #e6f4ec;
  --mark: #ffe69a; --mark-text: #3b2a00;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #11151b; --surface: #191f28; --sunken: #12171e; --line: #313b48;
    --text: #e2e7ee; --muted: #9ba8b7; --accent: #82b4ff;
    --good: #6fd193; --bad: #ff998f; --warn: #f1bd63;
    --bad-ground: #3a1c1b; --warn-ground: #382b12; --good-ground: #15301f;
    --mark: #5c4812; --mark-text: #fff1c7;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 5rem; }
body { margin: 0 auto; padding: 1.25rem 1.25rem 4rem; max-width: 84rem; background: var(--ground); color: var(--text);
  font: 0.9375rem/1.5 var(--sans); overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6, p, ul, ol, dl, pre, figure, fieldset, table { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; }
h1::before { display: inline-block; width: 0.7em; height: 0.7em; margin-right: 0.45em; border-radius: 50%; content: ""; background: currentColor; }
h1.passed::before { color: var(--good); }
h1.failed::before { color: var(--bad); }
h2 { font-size: 1rem; margin: 1.25rem 0 0.4rem; }
h4 { font-size: 0.9375rem; margin-bottom: 0.4rem; }
h5, h6 { font-size: 0.8125rem; }
a { color: var(--accent); }
code, pre, kbd { font-family: var(--mono); font-size: 0.8125rem; }
mark { background: var(--mark); color: var(--mark-text); border-radius: 2px; }
ul, ol { padding-left: 1.2rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.muted { color: var(--muted); }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.4rem 0.8rem; background: var(--surface); z-index: 3; }
.note { color: var(--muted); font-size: 0.8125rem; margin: 0.25rem 0; }
.product { color: var(--muted); font-size: 0.8125rem; margin-bottom: 0.2rem; }

.numbers { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 0.9rem 0; }
.numbers dt, .plan dt { color: var(--muted); font-size: 0.75rem; }
.numbers dd, .plan dd { margin: 0; }
.next { padding: 0.55rem 0.8rem; background: var(--surface); border: 1px solid var(--line); border-left: 3px solid var(--accent); border-radius: 4px; }
.privacy { margin: 0.7rem 0; padding: 0.55rem 0.8rem; background: var(--warn-ground); border-left: 3px solid var(--warn); border-radius: 4px; }
.findings { list-style: none; padding: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; }
.findings li { padding: 0.4rem 0.8rem 0.4rem 1.7rem; position: relative; }
.findings li + li { border-top: 1px solid var(--line); }
.findings li::before { position: absolute; left: 0.7rem; font-weight: 700; content: "!"; color: var(--warn); }
.findings li.error::before { content: "\\2717"; color: var(--bad); }
.findings li.refused { margin: 0; background: var(--bad-ground); }
.findings li.refused .muted { color: var(--text); }
.more { margin-top: 0.6rem; }
.plan > div { margin: 0.25rem 0; }

summary { cursor: pointer; }
summary::marker, summary::-webkit-details-marker { color: var(--muted); }
.toolbar { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.9rem;
  margin: 1.5rem 0 0.6rem; padding: 0.55rem 0; background: var(--ground); border-bottom: 1px solid var(--line); }
.search { flex: 1 1 14rem; }
.search input { width: 100%; padding: 0.4rem 0.6rem; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--muted); border-radius: 5px; }
.search input::placeholder { color: var(--muted); opacity: 1; }
fieldset { display: flex; flex-wrap: wrap; gap: 0.25rem; padding: 0; border: 0; min-width: 0; }
.choice { position: relative; cursor: pointer; }
.choice input { position: absolute; inset: 0; opacity: 0; margin: 0; }
.choice span { display: block; padding: 0.25rem 0.6rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); font-size: 0.8125rem; }
.choice b { font-weight: 600; color: var(--muted); }
.choice input:checked + span { border-color: var(--accent); color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.choice input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 2px; }
button { padding: 0.3rem 0.7rem; font: inherit; font-size: 0.8125rem; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: 5px; cursor: pointer; }
kbd { padding: 0 0.3rem; border: 1px solid var(--line); border-radius: 3px; background: var(--surface); }
.keys, #count { font-size: 0.8125rem; }

.scenario { margin: 0.4rem 0; background: var(--surface); border: 1px solid var(--line); border-left: 3px solid var(--good); border-radius: 6px; }
.scenario.failed { border-left-color: var(--bad); }
.scenario.error { border-left-color: var(--warn); }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.15rem 0.6rem; padding: 0.5rem 0.8rem; list-style: none; }
.head::-webkit-details-marker { display: none; }
.head:hover { background: var(--sunken); border-radius: 6px; }
.head h3 { font-size: 0.9375rem; font-weight: 600; }
.head .id { color: var(--muted); }
.head .time { margin-left: auto; font-size: 0.8125rem; }
.mark { font-weight: 700; color: var(--good); }
.failed > details > .head .mark { color: var(--bad); }
.error > details > .head .mark { color: var(--warn); }
.content { padding: 0.2rem 0.8rem 0.9rem; border-top: 1px solid var(--line); }
.content { font-size: 0.875rem; }
.content > p:first-child { margin: 0.5rem 0; font-size: 0.8125rem; }
.tag, .chip, .badge { display: inline-block; padding: 0 0.45rem; border-radius: 0.7rem; font-size: 0.75rem; font-weight: 500; line-height: 1.35rem; border: 1px solid transparent; background: var(--sunken); color: var(--muted); }
.head:hover .chip { border-color: var(--line); }
.chip.agree, .badge.passed { background: var(--good-ground); color: var(--good); }
.chip.drift, .chip.mock-wrong, .chip.api-changed, .badge.failed { background: var(--bad-ground); color: var(--bad); }
.badge.error { background: var(--warn-ground); color: var(--warn); }
.case, .wire, .claims { margin-top: 0.9rem; padding-top: 0.7rem; border-top: 1px solid var(--line); }
.case:first-of-type { border-top: 0; padding-top: 0; }
.verdict { margin: 0.3rem 0; }
.verdict.drift strong, .verdict.mock-wrong strong, .verdict.api-changed strong { color: var(--bad); }
.verdict.agree strong { color: var(--good); }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0.6rem 1.2rem; margin: 0.4rem 0; }
.side { min-width: 0; }
.side h6 { color: var(--muted); }
.mismatches, .idle { margin: 0.3rem 0; font-size: 0.8125rem; }
.side ul { font-size: 0.8125rem; }
.mismatches code { color: var(--muted); }
.reason, p.refused { margin: 0.3rem 0; padding: 0.3rem 0.6rem; background: var(--bad-ground); border-radius: 4px; }
p.refused { font-weight: 600; color: var(--bad); }
.call { margin: 0.35rem 0; border: 1px solid var(--line); border-radius: 5px; }
.call > summary { padding: 0.3rem 0.6rem; }
.call > .sides { margin: 0; padding: 0.5rem 0.6rem; border-top: 1px solid var(--line); }
.answer { margin-left: 0.5rem; color: var(--muted); font-size: 0.8125rem; }
.line { margin-top: 0.35rem; font-size: 0.8125rem; }
.line b, .line h6 { font-weight: 600; color: var(--muted); }
.headers { font-size: 0.8125rem; }
.headers summary { color: var(--muted); }
.headers ul { list-style: none; padding-left: 1rem; font: 0.75rem/1.5 var(--mono); }
.evidence, .curl { font-size: 0.8125rem; }
pre { padding: 0.5rem 0.65rem; background: var(--sunken); border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 32rem; overflow-y: auto; }

table { width: 100%; border-collapse: collapse; margin: 0.5rem 0; font-size: 0.8125rem; }
caption { text-align: left; color: var(--muted); font-weight: 600; padding-bottom: 0.2rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--muted); }
td { min-width: 5.5rem; }
tr.decisive td, tr.failed td { background: var(--bad-ground); }
tr.decisive td:first-child, tr.failed td:first-child { padding-left: 0.4rem; }
tr.decisive .muted, tr.failed .muted { color: var(--text); }
.cell.holds { color: var(--good); }
.cell.refuted { color: var(--bad); }
.cell.undecided, .cell.error { color: var(--warn); }
@media (max-width: 44rem) {
  body { padding: 0.8rem 0.8rem 3rem; }
  .toolbar { position: static; }
  .keys { display: none; }
  .head .time { margin-left: 0; }
  .head h3 { flex: 1 0 calc(100% - 2rem); }
  table, tbody, tr, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  td, tr.decisive td:first-child, tr.failed td:first-child { padding: 0.1rem 0; border: 0; min-width: 0; }
  td::before { content: attr(data-label) ": "; color: var(--muted); font-weight: 600; }
  tr { padding: 0.4rem 0; border-bottom: 1px solid var(--line); }
  tr.decisive, tr.failed { padding: 0.4rem; background: var(--bad-ground); }
  tr.decisive td::before, tr.failed td::before { color: var(--text); }
}
@media print {
  .toolbar { display: none; }
  pre { max-height: none; }
}
`;
