"""What is looked at on a page as it is drawn: sizes, colours, names. Each gives what is wrong; nothing is right."""

from typing import Any

import pytest
from playwright.async_api import Page

FINGER = 44
"""Pixels that a finger needs, by WCAG 2.5.5; links inside a line of text are its own exception."""

SMALL = """(finger) => {
  const wanted = "a, button, input, select, textarea, summary, [role=button]";
  const size = (node) => node.closest("label") ?? node;
  return [...document.querySelectorAll(wanted)]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest(".words"))
    .map((node) => [node, size(node).getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < finger - 0.5 || box.height < finger - 0.5))
    .map(([node, box]) => `${node.tagName}.${node.className} «${node.textContent.trim().slice(0, 30)}» ` +
      `${Math.round(box.width)}×${Math.round(box.height)}`);
}"""

PALE = """() => {
  const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const mixed = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const COLOUR = /(?:rgba?|oklab|oklch|color)\\([^()]*\\)/g;
  // Every colour that may lie right behind a node: of a gradient each of its own.
  const behind = (node) => {
    let grounds = [[]];
    for (let at = node; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const stops = style.backgroundImage.match(COLOUR) ?? ["transparent"];
      grounds = grounds.flatMap((above) => stops.map((colour) => [style.backgroundColor, colour, ...above]));
      if (grounds.length > 64) grounds = grounds.slice(0, 64);
      if (at.tagName === "DIALOG") break;
    }
    return grounds;
  };
  const ratio = (node, colour) => Math.min(...behind(node).map((ground) => {
    const [a, b] = [light(mixed(ground)), light(mixed([...ground, colour]))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }));
  const found = new Map();
  const judge = (node, colour, least, what) => {
    if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
    if (node.closest(":disabled, [aria-busy=true], .gone, .unseen, .spoiler, option")) return;
    const measured = ratio(node, colour);
    if (measured < least) found.set(`${node.tagName}.${node.className.baseVal ?? node.className} ${what}`, measured);
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const node = words.currentNode.parentElement;
    const text = words.currentNode.data.trim();
    if (text && !node.closest("script, noscript")) judge(node, getComputedStyle(node).color, 4.5, text.slice(0, 30));
  }
  for (const node of document.querySelectorAll("[placeholder]"))
    if (!node.value) judge(node, getComputedStyle(node, "::placeholder").color, 4.5, "placeholder");
  for (const node of document.querySelectorAll(".icon")) judge(node, getComputedStyle(node).color, 3, "drawing");
  return Object.fromEntries(found);
}"""

UNNAMED = """() => {
  const wrong = [];
  const tell = (node, what) => wrong.push(`${node.tagName}#${node.id}.${node.className}: ${what}`);
  const all = (selector) => [...document.querySelectorAll(selector)].filter((node) => node.checkVisibility());
  const labelled = (node) => (node.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent.trim() ?? "").join(" ");
  const images = (node) => [...node.querySelectorAll("img")].map((image) => image.alt).join(" ");
  const name = (node) => (labelled(node) || node.getAttribute("aria-label") ||
    node.labels?.[0]?.textContent || node.textContent + images(node)).trim();
  for (const node of all("a, button, summary, [role=button], [role=dialog], dialog, input, select, textarea, [role=group]"))
    if (!name(node)) tell(node, "has no name");
  for (const node of all("img")) if (!node.hasAttribute("alt")) tell(node, "has no alt");
  for (const node of all("[tabindex]")) if (node.tabIndex > 0) tell(node, "breaks the order of Tab");
  for (const node of all("[role=button]")) if (node.tabIndex !== 0) tell(node, "can't be reached");
  for (const node of all("[aria-expanded]"))
    if (!["true", "false"].includes(node.getAttribute("aria-expanded"))) tell(node, "is neither open nor shut");
  for (const node of all("[aria-controls], [aria-labelledby], [list]"))
    for (const attribute of ["aria-controls", "aria-labelledby", "list"])
      for (const id of (node.getAttribute(attribute) ?? "").split(" ").filter(Boolean))
        if (!document.getElementById(id)) tell(node, `${attribute} names nothing`);
  for (const node of all("li")) if (!node.parentElement.matches("ul, ol")) tell(node, "is in no list");
  for (const node of all("ul > *, ol > *")) if (node.tagName !== "LI") tell(node, "is no item of its list");
  for (const node of all("button button, a a, button a, a button, [role=button] button")) tell(node, "is a button in one");
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => wrong.push(`#${id} is there twice`));
  return wrong;
}"""

WIDE = """() => [document.documentElement, document.body,
    ...document.querySelectorAll("#log, #people, #people-list, #composer, #calls, .luck, .menu, dialog")]
  .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.id || node.className || node.tagName)"""

FOCUSED = """() => {
  const node = document.activeElement;
  const { outlineStyle, outlineWidth, backgroundColor, boxShadow } = getComputedStyle(node);
  return {
    name: (node.getAttribute("aria-label") ?? node.labels?.[0]?.textContent ?? node.textContent).trim(),
    tag: node.tagName,
    seen: outlineStyle !== "none" && parseFloat(outlineWidth) > 0 || node.matches(".menu *, .writing"),
    shown: node.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    backgroundColor, boxShadow,
  };
}"""


async def small(page: Page) -> list[str]:
    """What is too small for a finger."""
    found: list[str] = await page.evaluate(SMALL, FINGER)
    return found


async def pale(page: Page) -> dict[str, float]:
    """Words with a contrast below 4.5 and drawings below 3, by WCAG 1.4.3 and 1.4.11, once nothing moves any more."""
    await page.evaluate("() => Promise.allSettled(document.getAnimations().filter(finite).map((one) => one.finished))"
                        .replace("finite", "(one) => one.effect.getComputedTiming().iterations < 9"))  # fmt: skip
    found: dict[str, float] = await page.evaluate(PALE)
    return found


async def unnamed(page: Page) -> list[str]:
    """What somebody who listens to the page could not make out."""
    found: list[str] = await page.evaluate(UNNAMED)
    return found


async def wide(page: Page) -> list[str]:
    """What is wider than its window, hidden overflow included."""
    found: list[str] = await page.evaluate(WIDE)
    return found


async def focused(page: Page) -> dict[str, Any]:
    """What has the focus: its name, its tag, whether it is `shown` and the focus is `seen` on it."""
    found: dict[str, Any] = await page.evaluate(FOCUSED)
    return found


async def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until something of that name has the focus, as somebody without a mouse does."""
    for _ in range(40):
        await page.keyboard.press(key)
        if name in (await focused(page))["name"]:
            return
    pytest.fail(f"{key} never reaches {name}")
