// Opens a page in Firefox, view by view, and prints what a reader meets: node firefox.mjs FIREFOX ADDRESS VIEW...
import puppeteer from "puppeteer-core";

const [firefox, address, ...views] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true });
const errors = [];
const seen = {};
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1400, height: 900 });
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(address);
  await page.waitForSelector("#view");
  for (const view of views) {
    await page.click(`nav a[data-view=${view}]`);
    await page.waitForSelector(`main.view-${view}`);
    seen[view] = await page.$eval("main", (main) => ({ text: main.innerText, over: document.documentElement.scrollWidth - innerWidth }));
  }
  await page.goto(`${address}#view=positions`);
  await page.waitForSelector("main.view-positions a.cell");
  await page.click("main a.cell");
  await page.waitForSelector("#details h2");
  seen.details = await page.$eval("#details", (details) => ({ text: details.innerText, over: 0 }));
} finally {
  await browser.close();
}
console.log(JSON.stringify({ seen, errors }));
