// Which letters we ship, which characters they keep, and in which weights the PDF gets them.
// Dutch, English, Turkish and Polish need Latin and Latin Extended-A; Ukrainian needs Cyrillic.
// The browser downloads a file only when a page holds a character of its range.

const LATIN =
  "U+20-7E,U+A0-FF,U+131,U+152-153,U+2BC,U+2013-2014,U+2018-201A,U+201C-201E," +
  "U+2022,U+2026,U+2030,U+2039-203A,U+20AC,U+2212";
const LATIN_EXT = "U+100-130,U+132-151,U+154-17F,U+218-21B,U+2C7,U+2D8-2DD,U+20BA";
const CYRILLIC = "U+400-45F,U+490-491";

const NOTO = {
  family: "Noto Sans Variable",
  file: (subset) => `@fontsource-variable/noto-sans/files/noto-sans-${subset}-wght-normal.woff2`,
  name: "noto-sans",
  subsets: { latin: LATIN, "latin-ext": LATIN_EXT, cyrillic: CYRILLIC },
};
const ATKINSON = {
  family: "Atkinson Hyperlegible Next Variable",
  file: (subset) =>
    "@fontsource-variable/atkinson-hyperlegible-next/files/" +
    `atkinson-hyperlegible-next-${subset}-wght-normal.woff2`,
  name: "atkinson",
  subsets: { latin: LATIN, "latin-ext": LATIN_EXT },
};

export const ON_SCREEN = [NOTO, ATKINSON];

// WeasyPrint ignores light variable weights, so each weight becomes a face of its own.
// `weight` is what a style sheet asks for, `drawn` is how heavy the face really is (8-visual.md).
export const IN_PRINT = {
  letter: NOTO,
  family: "Noto Sans Druk",
  faces: [
    { weight: 300, drawn: 340 },
    { weight: 400, drawn: 400 },
    { weight: 500, drawn: 540 },
    { weight: 600, drawn: 600 },
  ],
};

/** Every character of a unicode-range, as one string. */
export function charactersOf(range) {
  let text = "";
  for (const part of range.split(",")) {
    const [from, to = from] = part.slice(2).split("-").map((hex) => parseInt(hex, 16));
    for (let code = from; code <= to; code += 1) text += String.fromCodePoint(code);
  }
  return text;
}
