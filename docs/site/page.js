const MENU = [
  ["index.html", "labauth"],
  ["docs/index.html", "Documentation"],
  ["docs/errors.html", "Errors"],
  ["docs/faq.html", "Questions"],
  ["docs/security-model.html", "Security"],
  ["CHANGELOG.html", "Changes"],
];

/** The page around what was written: a menu, relative addresses alone, no script. */
export function page(file, content, modules) {
  const up = "../".repeat(file.split("/").length - 1);
  const title = /<h1[^>]*>(.*?)<\/h1>/s.exec(content)?.[1].replace(/<[^>]+>/g, "") ?? "labauth";
  const menu = MENU.map(([to, text]) => item(up + to, text, to === file)).join("");
  const javadoc = file === "docs/index.html" ? reference(up, modules) : "";
  // Wide tables scroll by themselves, and the page does not.
  const body = content
    .replaceAll("<table>", '<div class="wide" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === "labauth" ? title : `${title} – labauth`}</title>
<link rel="stylesheet" href="${up}style.css">
</head>
<body>
<a class="skip" href="#content">To the text</a>
<nav aria-label="Main"><ul>${menu}</ul></nav>
<main id="content">
${body}${javadoc}</main>
</body>
</html>
`;
}

function item(to, text, here) {
  return `<li><a href="${to}"${here ? ' aria-current="page"' : ""}>${text}</a></li>`;
}

function reference(up, modules) {
  if (modules.length === 0) {
    return "<h2>Javadoc</h2><p><code>mvn verify</code> before the site is made puts it here.</p>";
  }
  return `<h2>Javadoc</h2><ul>${modules.map((each) => item(`${up}javadoc/${each}/index.html`, each, false)).join("")}</ul>`;
}
