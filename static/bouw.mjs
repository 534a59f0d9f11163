// Builds what the browser and the PDF maker load, into static/gebouwd/ (ignored by git):
//   gezinsplan.css  NL Design System components, subset, plus our own layer
//   gezinsplan.js   htmx plus our own enhancements
//   druk-letters.css  static font faces as data: URIs, for WeasyPrint, which fetches nothing
//   *.woff2, *.svg
// Run by `npm run bouw`, after `npm ci`. Nothing of a third party is committed.
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import subsetFont from "subset-font";

import { prune, subsetTokens } from "./bouw/snoei.mjs";
import { IN_PRINT, ON_SCREEN, charactersOf, shareFamilyName } from "./bouw/letters.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = resolve(here, "../node_modules");
const target = join(here, "gebouwd");
const out = join(modules, `.bouw-${process.pid}`);

// Only what our templates use. The order is the order of the cascade inside the layer `nlds`.
const UTRECHT = [
  "button",
  "textbox",
  "textarea",
  "select",
  "form-label",
  "form-field",
  "form-field-description",
  "form-field-error-message",
  "form-fieldset",
  "form-toggle",
  "table",
];
const CANDIDATE = ["link", "skip-link"];
const TARGET = ["chrome109", "firefox115", "safari16"];

const read = (path) => readFileSync(path, "utf8");
const readBytes = (path) => readFileSync(join(modules, path));
const cssFilesIn = (folder) =>
  readdirSync(join(here, "css", folder))
    .filter((name) => name.endsWith(".css"))
    .sort()
    .map((name) => `./css/${folder}/${name}`);

function designSystem() {
  const components = [
    ...CANDIDATE.map((name) => `@nl-design-system-candidate/${name}-css/dist/${name}.css`),
    ...UTRECHT.map((name) => `@utrecht/${name}-css/dist/index.css`),
  ].map((path) => prune(read(join(modules, path))));
  const theme = join(
    modules,
    "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
  );
  const css = components.join("\n");
  // The example tokens come first: the candidate components read them.
  return subsetTokens(read(theme), css) + css;
}

function ownLayers() {
  const layer = (name, files) => files.map((f) => `@import "${f}" layer(${name});`);
  return [
    ...layer("basis", ["./css/tokens.css", ...cssFilesIn("themas"), "./css/brug.css"]),
    ...layer("basis", ["./css/basis.css", "./css/blad.css"]),
    ...layer("onderdelen", cssFilesIn("onderdelen")),
    ...layer("schermen", cssFilesIn("schermen")),
    ...layer("druk", ["./css/druk.css"]),
  ].join("\n");
}

async function screenFonts() {
  const faces = [];
  for (const letter of ON_SCREEN) {
    for (const [subset, range] of Object.entries(letter.subsets)) {
      const name = `${letter.name}-${subset}.woff2`;
      const font = await subsetFont(readBytes(letter.file(subset)), charactersOf(range), {
        targetFormat: "woff2",
        variationAxes: { wght: { min: 300, max: 700 } },
      });
      writeFileSync(join(out, name), font);
      faces.push(
        `@font-face{font-family:"${letter.family}";font-style:normal;font-display:swap;` +
          `font-weight:300 700;src:url(./${name}) format("woff2");unicode-range:${range}}`,
      );
    }
  }
  return faces.join("\n");
}

async function printFonts() {
  const rules = [];
  for (const { weight, file } of IN_PRINT.faces) {
    const subset = await subsetFont(readBytes(file), charactersOf(IN_PRINT.range), {
      targetFormat: "sfnt",
    });
    const font = shareFamilyName(subset);
    rules.push(
      `@font-face{font-family:"${IN_PRINT.family}";font-style:normal;font-weight:${weight};` +
        `src:url(data:font/ttf;base64,${font.toString("base64")}) format("truetype")}`,
    );
  }
  writeFileSync(join(out, "druk-letters.css"), rules.join("\n") + "\n");
}

async function styles() {
  const fonts = await screenFonts();
  const entry = [
    "@layer nlds, basis, onderdelen, schermen, druk;",
    `@import "nlds" layer(nlds);`,
    ownLayers(),
  ].join("\n");
  await build({
    stdin: { contents: entry, resolveDir: here, loader: "css" },
    outfile: join(out, "gezinsplan.css"),
    bundle: true,
    minify: true,
    target: TARGET,
    legalComments: "none",
    loader: { ".svg": "file" },
    assetNames: "[name]",
    logLevel: "warning",
    banner: { css: fonts },
    plugins: [
      {
        name: "nlds",
        setup(pluginBuild) {
          pluginBuild.onResolve({ filter: /^nlds$/ }, () => ({ path: "nlds", namespace: "nlds" }));
          pluginBuild.onLoad({ filter: /.*/, namespace: "nlds" }, () => ({
            contents: designSystem(),
            loader: "css",
          }));
        },
      },
    ],
  });
}

async function scripts() {
  await build({
    entryPoints: [join(here, "js/gezinsplan.js")],
    outfile: join(out, "gezinsplan.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: TARGET,
    legalComments: "none",
    logLevel: "warning",
  });
}

function copyPictures() {
  for (const name of readdirSync(join(here, "beeld"))) {
    writeFileSync(join(out, name), readFileSync(join(here, "beeld", name)));
  }
}

/** Puts each new file in its place at once: a running site never misses one. */
function publish() {
  mkdirSync(target, { recursive: true });
  const made = readdirSync(out);
  for (const name of made) renameSync(join(out, name), join(target, name));
  for (const name of readdirSync(target)) {
    if (!made.includes(name)) rmSync(join(target, name), { recursive: true });
  }
}

mkdirSync(out);
try {
  await Promise.all([styles(), scripts(), printFonts()]);
  copyPictures();
  publish();
} finally {
  rmSync(out, { recursive: true, force: true });
}
for (const name of readdirSync(target).sort()) {
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;
  const bytes = readFileSync(join(target, name));
  console.log(`${name}: ${kb(bytes.length)}, gzip ${kb(gzipSync(bytes).length)}`);
}
