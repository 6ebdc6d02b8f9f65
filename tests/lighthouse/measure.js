/**
 * Measures the pages with Lighthouse as a phone meets them, five times each, and prints the medians.
 *
 * `BASE_URL=http://localhost:8000 node measure.js [runs]`; CHROMIUM names the browser. Ends with 1 when a
 * median misses what must hold: performance 95, accessibility 100. Machines are shared and noisy,
 * so this is no part of the tests; those hold the bytes, which are exact (tests/e2e/budget.spec.ts).
 */
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const base = process.env.BASE_URL ?? "http://localhost:8000";
const runs = Number(process.argv[2] ?? 5);
const MUST = { performance: 95, accessibility: 100 };
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

const pages = ["en", "ar"].flatMap((language) =>
  [
    ["home", ""],
    ["track", "children/?band=8-10"],
    // It has no note before it, so its first stop is in play when the page has come.
    ["play", "children/circles/"],
  ].map(([name, path]) => ({ name: `${name}, ${language}`, url: `${base}/${language}/${path}` })),
);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function once(url) {
  const chrome = await launch({
    chromePath: process.env.CHROMIUM,
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic"],
  });
  try {
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    chrome.kill();
  }
}

/** A busy machine loses a run now and then; one more try is no reason to distrust the others. */
const measure = (url) => once(url).catch(() => once(url));

let isBelow = false;
const row = (cells) => console.log(cells.map((cell) => String(cell).padEnd(10)).join(""));
row(["page", "perf", "a11y", "best", "seo", "LCP s", "TBT ms", "CLS", "KB", "requests"]);
for (const { name, url } of pages) {
  const reports = [];
  for (let run = 0; run < runs; run += 1) reports.push(await measure(url));
  const scores = CATEGORIES.map((category) =>
    Math.round(median(reports.map(({ categories }) => categories[category].score)) * 100),
  );
  const figure = (audit) => median(reports.map(({ audits }) => audits[audit].numericValue));
  const requests = reports.map(({ audits }) => audits["network-requests"].details.items.length);
  row([
    name,
    ...scores,
    (figure("largest-contentful-paint") / 1000).toFixed(2),
    figure("total-blocking-time").toFixed(0),
    figure("cumulative-layout-shift").toFixed(3),
    (figure("total-byte-weight") / 1000).toFixed(1),
    median(requests),
  ]);
  const failed = reports.flatMap(({ audits, categories }) =>
    CATEGORIES.slice(1).flatMap((category) =>
      categories[category].auditRefs
        .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 1)
        .map(({ id }) => `${category}: ${audits[id].title}`),
    ),
  );
  for (const finding of new Set(failed)) console.log(`  ${finding}`);
  isBelow ||= Object.entries(MUST).some(
    ([category, least]) => scores[CATEGORIES.indexOf(category)] < least,
  );
}
process.exitCode = isBelow ? 1 : 0;
