// Which letters we ship, and which characters they keep.
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

// WeasyPrint ignores light variable weights, and mixes up the letters of two files that share a
// family and a weight: so each weight is one static face that holds every character we need.
export const IN_PRINT = {
  family: "Noto Sans Druk",
  range: [LATIN, LATIN_EXT, CYRILLIC].join(","),
  faces: ["300Light", "400Regular", "500Medium", "600SemiBold"].map((name) => ({
    weight: parseInt(name, 10),
    file: `@expo-google-fonts/noto-sans/${name}/NotoSans_${name}.ttf`,
  })),
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

/**
 * Calls every weight "Noto Sans" in its own name table, where it says "Noto Sans Light".
 *
 * Otherwise fontconfig takes them for four regular fonts and a PDF has one weight only. The name
 * is shortened in place: names 1 (family) and 4 (full name) keep the first two words.
 */
export function shareFamilyName(font) {
  const keep = Buffer.from("Noto Sans", "utf16le").swap16();
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i += 1) {
    const entry = 12 + 16 * i;
    if (font.toString("latin1", entry, entry + 4) !== "name") continue;
    const table = font.readUInt32BE(entry + 8);
    const strings = table + font.readUInt16BE(table + 4);
    for (let n = 0; n < font.readUInt16BE(table + 2); n += 1) {
      const record = table + 6 + 12 * n;
      const text = strings + font.readUInt16BE(record + 10);
      const named = [1, 4].includes(font.readUInt16BE(record + 6));
      if (named && font.subarray(text, text + keep.length).equals(keep)) {
        font.writeUInt16BE(keep.length, record + 8);
      }
    }
  }
  return font;
}
