// Asks the search of the manual what somebody would ask who has never seen the program.
//
//   node check_manual.mjs MODULES CHROMIUM PAGE
//
// The page with what was found on it has no violation of axe's rules, light and dark. Each question leads, by the first three places found, to a section that says what was asked; a click goes there. The page
// asks for nothing but itself, also while it is searched. Prints a line for each question; exits 1 at the first that fails.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, page] = process.argv.slice(2);
if (!page) {
  console.error("usage: node check_manual.mjs MODULES CHROMIUM PAGE");
  process.exit(2);
}
const require = createRequire(resolve(modules, "node_modules") + "/");
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// What is typed; words that the section must hold.
const QUESTIONS = [
  ["private phone on record", "onrecord device add"],
  ["how do I put my private phone on record?", "onrecord device add"],
  ["what does erase not reach", "blocks a disk has not reused"],
  ["how a colleague takes over", "onrecord cover-note"],
  ["import again", "not queued a second time"],
  ["new machine", "--take-over"],
  ["backup", "moves it or backs it up"],
  ["screen reader", "yasr"],
  ["redact", "does not redact"],
  ["disk full", "Make room"],
  ["change a key", "keys.toml"],
  ["is it encrypted", "Disk encryption"],
];

const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
});
try {
  const tab = await browser.newPage();
  const own = pathToFileURL(resolve(page)).href;
  const asked = [];
  const said = [];
  tab.on("request", (request) => asked.push(request.url()));
  tab.on("console", (message) => said.push(message.text()));
  tab.on("pageerror", (error) => said.push(error.message));
  await tab.goto(own, { waitUntil: "load" });
  for (const [question, words] of QUESTIONS) {
    await tab.$eval("#words", (input, value) => { input.value = value; input.dispatchEvent(new Event("input")); }, question);
    const links = (await tab.$$("#found a")).slice(0, 3);
    const titles = [];
    let there = false;
    for (const link of links) {
      titles.push(await link.evaluate((a) => a.textContent));
      await link.evaluate((a) => a.click());
      there ||= await tab.evaluate((wanted) => {
        let part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        let text = "";
        for (part = part.nextElementSibling; part && !/^H[234]$/.test(part.tagName); part = part.nextElementSibling) {
          text += part.textContent;
        }
        return text.replace(/\s+/g, " ").includes(wanted);
      }, words);
    }
    if (!there) {
      throw new Error(`NOT SO  "${question}" does not lead to "${words}", but to ${titles.join("; ") || "nothing"}`);
    }
    console.log(`ok      "${question}": ${titles[0]}`);
  }
  await tab.evaluate(axe);
  for (const scheme of ["light", "dark"]) {
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const v of violations) {
      throw new Error(`NOT SO  axe, ${scheme}: ${v.help} (${v.id}): ${v.nodes.map((n) => n.html).slice(0, 3).join(" ")}`);
    }
    console.log(`ok      what was found, ${scheme}: axe finds no violation`);
  }
  await tab.$eval("#words", (input) => { input.value = "xyzzy"; input.dispatchEvent(new Event("input")); });
  if ((await tab.$eval("#count", (p) => p.textContent)) !== "Nothing is found.") {
    throw new Error("NOT SO  what is not there is found");
  }
  const foreign = asked.filter((url) => !url.startsWith(own) && !url.startsWith("data:"));
  if (foreign.length > 0 || said.length > 0) {
    throw new Error(`NOT SO  the page asks for ${foreign.join(", ")}; the browser says ${said.join(", ")}`);
  }
  console.log(`ok      ${page}: ${QUESTIONS.length} questions are answered, and nothing else is asked for`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
