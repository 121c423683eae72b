// Opens a page of `diff --format html` in headless Chromium, at the width of a phone and of a screen:
// nothing is said on the console, nothing is asked for from elsewhere, nothing is wider than the window,
// searching and filtering leave what they should. Writes a picture of each.
//
//   npm install --prefix xtask/browser && node xtask/browser/check.mjs PAGE [FOLDER]

import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [page, folder = "target/browser"] = process.argv.slice(2);
if (!page) {
  console.error("usage: node check.mjs PAGE [FOLDER]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

const faults = [];
const holds = (what, is) => { if (!is) faults.push(what); };
const browser = await playwright.launch({
  executablePath: process.env.CHROMIUM ?? await chromium.executablePath(),
  // the sandbox does not work for root, as in a container
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  headless: true,
});
try {
  for (const [width, height] of [[390, 844], [1280, 900]]) {
    const context = await browser.newContext({ viewport: { width, height }, offline: true });
    const tab = await context.newPage();
    tab.on("console", it => faults.push(`${width}: the console: ${it.text()}`));
    tab.on("pageerror", it => faults.push(`${width}: an error: ${it.message}`));
    tab.on("dialog", it => { faults.push(`${width}: a dialog: ${it.message()}`); it.dismiss(); });
    tab.on("request", it => holds(`${width}: asks for ${it.url()}`, /^(file|data):/.test(it.url())));
    await tab.goto(pathToFileURL(resolve(page)).href);
    await tab.screenshot({ path: `${folder}/${width}.png`, fullPage: true });

    const wide = await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    holds(`${width}: the page is wider than the window`, !wide);
    const shown = () => tab.locator("article:visible").count();
    const all = await tab.locator("article").count();
    holds(`${width}: no changes`, all > 0);
    holds(`${width}: not all are shown at first`, await shown() === all);

    await tab.fill("input[type=search]", "no such words anywhere");
    holds(`${width}: a search for nothing finds something`, await shown() === 0);
    holds(`${width}: a heading without changes is left`, await tab.locator("section:visible").count() === 0);
    const message = await tab.locator("article h3").first().innerText();
    await tab.fill("input[type=search]", message);
    const found = await shown();
    holds(`${width}: a search does not find what it is for`, found >= 1);
    await tab.fill("input[type=search]", "");

    for (const group of ["wire", "rust"]) {
      const boxes = await tab.locator(`input[name=${group}]`).all();
      for (const box of boxes) {
        const grade = await box.getAttribute("value");
        const of = await tab.locator(`article[data-${group}="${grade}"]`).count();
        await box.uncheck();
        holds(`${width}: ${group} ${grade} is not filtered`, await shown() === all - of);
        await box.check();
      }
    }
    holds(`${width}: not all are shown at last`, await shown() === all);
    await context.close();
  }
} finally {
  await browser.close();
}
for (const fault of faults) console.error(`fault: ${fault}`);
console.log(faults.length === 0 ? `well; pictures in ${folder}` : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
