import { adviseNext } from "#harness/report/advise-next.ts";
import { countOf } from "#harness/report/count-of.ts";
import { listProblems } from "#harness/report/list-problems.ts";
import type { ScenarioProblem } from "#harness/scenario/scenario-problem.ts";
import { formatDocument } from "./format-document.ts";
import { type Html, html } from "./markup.ts";

/** Gives what is wrong with scenario files, because of which nothing was run, as a page like that of a run. */
export function formatProblemsPage(problems: readonly ScenarioProblem[]): string {
  const files = [...new Set(problems.map(({ file }) => file))];
  const numbers = [
    ["Problems", problems.length],
    ["Files", files.length],
    ["Exit code", 2],
  ] as const;
  const body = html`<header>
<p class="product">genesys-mock</p>
<h1 class="failed">Nothing was run</h1>
<dl class="numbers">${numbers.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<p class="next"><b>Next:</b> ${adviseNext(listProblems(problems))}</p>
</header>
<main id="problems" tabindex="-1">
${files.map((file) =>
  formatFile(
    file,
    problems.filter((problem) => problem.file === file),
  ),
)}</main>`;
  const title = `✗ nothing was run, ${countOf(problems.length, "problem")} · genesys-mock`;
  return formatDocument({ title, skip: { to: "problems", name: "To the problems" }, body, hasScript: false });
}

function formatFile(file: string, problems: readonly ScenarioProblem[]): Html {
  return html`<section><h2><code>${file}</code></h2>
<ol class="findings">${problems.map(
    ({ line, column, message }) =>
      html`<li class="error problem"><code class="muted">line ${line}, column ${column}</code> ${message}</li>
`,
  )}</ol></section>
`;
}
