/** A text too long for one message goes in parts, as Telegram's apps do it. */

const LONGEST = 4096; // of one message, in code points

/** Split at a line, else at a space, else anywhere, never inside a character. */
export function parts(text) {
  const letters = Array.from(text);
  const result = [];
  while (letters.length > LONGEST) {
    const window = letters.slice(0, LONGEST);
    const border = Math.max(window.lastIndexOf("\n"), 0) || Math.max(window.lastIndexOf(" "), 0) || LONGEST;
    result.push(letters.splice(0, border).join("").trim());
  }
  return [...result, letters.join("").trim()].filter(Boolean);
}
