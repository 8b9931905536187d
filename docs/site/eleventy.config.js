import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import anchor from "markdown-it-anchor";
import { page } from "./page.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const output = path.join(root, "target", "site");

/** README.md of a folder is the folder's index; every other page keeps its name. */
const htmlOf = (file) => file.replace(/(^|\/)README\.md$/, "$1index.html").replace(/\.md$/, ".html");

/** As GitHub does it, so that a link to a heading is good in both places. */
const slugify = (text) => text.trim().toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, "").replaceAll(" ", "-");

/** A link to a page goes to its HTML; one to something that is not in the site loses its address and keeps its text. */
function links(markdown) {
  markdown.core.ruler.push("site-links", (state) => {
    const from = path.relative(root, path.resolve(here, state.env.page.inputPath));
    for (const inline of state.tokens.filter((each) => each.children)) {
      let outside = false;
      for (const token of inline.children) {
        if (token.type === "link_open") {
          const href = token.attrGet("href");
          const to = /^([a-z]+:|#)/.test(href) ? href : target(from, href);
          outside = to === null;
          token.attrSet("href", to ?? "");
        }
        if (outside && token.type.startsWith("link_")) {
          outside = token.type !== "link_close";
          Object.assign(token, { type: "text", content: "", nesting: 0 });
        }
      }
    }
  });
}

function target(from, href) {
  const [file, fragment] = href.split("#");
  let to = path.join(path.dirname(from), file);
  if (fs.existsSync(path.join(root, to, "README.md"))) {
    to = path.join(to, "README.md");
  }
  const known = /\.(md|png|svg|ipynb|json)$/.test(to) && !to.startsWith("..");
  const inSite = known && fs.existsSync(path.join(root, to));
  const relative = path.relative(path.dirname(htmlOf(from)) || ".", htmlOf(to)).split(path.sep).join("/");
  return inSite ? relative + (fragment ? "#" + fragment : "") : null;
}

/** What `mvn verify` has made of the comments in the code; nothing before it has run. */
function javadoc() {
  return fs
    .readdirSync(root)
    .filter((module) => fs.existsSync(path.join(root, module, "target/reports/apidocs/index.html")))
    .sort();
}

export default function (eleventy) {
  eleventy.setUseGitIgnore(false);
  eleventy.ignores.add(path.join(root, "labauth-*/**"));
  eleventy.ignores.add(path.join(root, "**/target/**"));
  eleventy.ignores.add(path.join(root, "docs/site/**"));
  eleventy.amendLibrary("md", (markdown) => {
    markdown.use(anchor, { slugify, tabIndex: false });
    markdown.use(links);
  });
  eleventy.addGlobalData("permalink", () => (data) => htmlOf(path.relative(root, path.resolve(here, data.page.inputPath))));
  eleventy.addTransform("page", function (content) {
    return page(path.relative(output, path.resolve(here, this.page.outputPath)).split(path.sep).join("/"), content, javadoc());
  });
  eleventy.addPassthroughCopy({ [path.join(here, "style.css")]: "style.css" });
  eleventy.addPassthroughCopy({ [path.join(root, "docs/images")]: "docs/images" });
  eleventy.addPassthroughCopy({ [path.join(root, "docs/notebooks")]: "docs/notebooks" });
  eleventy.addPassthroughCopy({ [path.join(root, "docs/schemas")]: "docs/schemas" });
  for (const module of javadoc()) {
    eleventy.addPassthroughCopy({ [path.join(root, module, "target/reports/apidocs")]: `javadoc/${module}` });
  }
  return {
    dir: { input: "../..", output: "../../target/site" },
    templateFormats: ["md"],
    markdownTemplateEngine: false,
  };
}
