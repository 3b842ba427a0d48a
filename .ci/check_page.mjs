// Checks HTML pages with tools that onrecord did not write.
//
//   node check_page.mjs MODULES CHROMIUM [--scripts N] PAGE...
//
// MODULES is a folder with html-validate, axe-core and puppeteer-core in it; CHROMIUM the browser's program.
// Each page: html-validate's recommended, document and accessibility rules have nothing to say; axe finds
// no violation of any of its rules (WCAG 2.2 A to AAA and good practice), on a wide screen, on one of 320
// pixels, and as printed; the page asks for nothing but itself and holds N scripts of its own (none, where not said). It
// is looked at with scripts switched off: all of it can be read without.
// Prints a line for each check and exits 1 at the first page that is not so.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, ...pages] = process.argv.slice(2);
const own_scripts = pages[0] === "--scripts" ? Number(pages.splice(0, 2)[1]) : 0;
if (pages.length === 0) {
  console.error("usage: node check_page.mjs MODULES CHROMIUM PAGE...");
  process.exit(2);
}
const require = createRequire(resolve(modules, "node_modules") + "/");
const { HtmlValidate } = require("html-validate");
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

function fail(page, what) {
  throw new Error(`NOT SO  ${page}: ${what}`);
}

async function validate(page) {
  const rules = new HtmlValidate({
    root: true,
    extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  });
  const report = await rules.validateFile(page);
  for (const { messages } of report.results) {
    for (const m of messages) {
      fail(page, `html-validate, line ${m.line}: ${m.message} (${m.ruleId})`);
    }
  }
  console.log(`ok      ${page}: html-validate has nothing to say`);
}

async function look(browser, page) {
  const tab = await browser.newPage();
  const own = pathToFileURL(resolve(page)).href;
  const asked = [];
  tab.on("request", (request) => asked.push(request.url()));
  await tab.setJavaScriptEnabled(false);
  let rules = 0;
  for (const [name, width, media] of [["wide", 1280, "screen"], ["narrow", 320, "screen"], ["print", 794, "print"]]) {
    await tab.setViewport({ width, height: 900 });
    await tab.emulateMediaType(media);
    await tab.setJavaScriptEnabled(false);
    await tab.goto(own, { waitUntil: "load" });
    // The page is there as it stands; now axe may run in it.
    await tab.setJavaScriptEnabled(true);
    await tab.evaluate(axe);
    const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const v of found.violations) {
      fail(page, `axe, ${name}: ${v.help} (${v.id}): ${v.nodes.map((n) => n.html).join(" ")}`);
    }
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (name === "narrow" && over > 0) {
      fail(page, `at 320 pixels it is ${over} pixels too wide`);
    }
    rules = found.passes.length;
  }
  const foreign = asked.filter((url) => url !== own && !url.startsWith("data:"));
  if (foreign.length > 0) {
    fail(page, `it asks for ${foreign.join(", ")}`);
  }
  const scripts = await tab.evaluate(() => document.scripts.length);
  if (scripts !== own_scripts) {
    fail(page, `it holds ${scripts} scripts and not ${own_scripts}`);
  }
  await tab.close();
  console.log(`ok      ${page}: axe finds no violation (${rules} rules apply), nothing else is asked for`);
}

// As root, in a container, Chromium has no sandbox of its own; the pages are our own files.
const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
});
try {
  for (const page of pages) {
    await validate(page);
    await look(browser, page);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
