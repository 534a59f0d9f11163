// Leaves out what no template of ours can reach, so that the design system costs little.

// Classes that exist to show a state in documentation (a real :hover does the same), and
// variants that our screens do not use.
const STATES =
  "hover|active|focus|focus-visible|pressed|current|visited|placeholder|selected|busy|" +
  "ready|warning|submit|login|html-div|read-only|numeric|data-[a-z]+";
const PARTS =
  "table--(alternate|row-)|table__(footer|data|row--|header--hidden|header-cell-button)|sticky";
// An empty required field is not wrong before somebody sent it: `aria-invalid` says when it is.
const TOO_SOON = /:invalid\b/;
const UNUSED = new RegExp(`\\.(utrecht|nl)-[\\w-]*(--(${STATES})\\b|${PARTS})|utrecht-(${PARTS})`);

function* blocks(css) {
  let depth = 0;
  let start = 0;
  let bodyStart = -1;
  for (let i = 0; i < css.length; i += 1) {
    if (css[i] === "{") {
      if (depth === 0) bodyStart = i;
      depth += 1;
    } else if (css[i] === "}") {
      depth -= 1;
      if (depth === 0) {
        yield { head: css.slice(start, bodyStart).trim(), body: css.slice(bodyStart + 1, i) };
        start = i + 1;
      }
    }
  }
}

/** The style sheet without the selectors that match UNUSED, and without rules that lost them all. */
export function prune(css) {
  const clean = css.replace(/\/\*[\s\S]*?\*\//g, "");
  let out = "";
  for (const { head, body } of blocks(clean)) {
    if (head.startsWith("@media") || head.startsWith("@supports")) {
      const inner = prune(body);
      if (inner) out += `${head}{${inner}}`;
    } else {
      const kept = head.split(/,(?![^(]*\))/).filter(
        (selector) => !UNUSED.test(selector) && !TOO_SOON.test(selector),
      );
      if (kept.length) out += `${kept.join(",")}{${body.trim()}}`;
    }
  }
  return out;
}

/** The custom properties of `theme` that `css` reads, directly or through one another. */
export function subsetTokens(theme, css) {
  const all = new Map();
  for (const [, name, value] of theme.matchAll(/(--[\w-]+):\s*([^;]+);/g)) all.set(name, value);
  const kept = new Map();
  const readsOf = (text) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);
  const queue = readsOf(css);
  while (queue.length) {
    const name = queue.pop();
    if (kept.has(name) || !all.has(name)) continue;
    kept.set(name, all.get(name));
    queue.push(...readsOf(all.get(name)));
  }
  return `:root{${[...kept].map(([name, value]) => `${name}:${value}`).join(";")}}`;
}
