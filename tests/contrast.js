// WCAG 2 contrast of every visible piece of text on the page: how many were looked at, and which fall short.
const rgba = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return {r, g, b, a}; };
const over = (top, under) => ["r", "g", "b"].reduce((mixed, c) => ({...mixed, [c]: top[c] * top.a + under[c] * (1 - top.a)}), {a: 1});
const light = ({r, g, b}) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
const behind = element => {
  const own = rgba(getComputedStyle(element).backgroundColor);
  if (own.a === 1) return own;
  return over(own, element.parentElement ? behind(element.parentElement) : {r: 255, g: 255, b: 255, a: 1});
};
const low = [];
let checked = 0;
const look = (element, text, pseudo) => {
  const style = getComputedStyle(element, pseudo), size = parseFloat(style.fontSize);
  const svg = element instanceof SVGElement, ink = rgba(svg ? style.fill : style.color), paper = behind(svg ? element.closest("svg") : element);
  const [a, b] = [light(over(ink, paper)), light(paper)].sort((x, y) => y - x);
  const ratio = (a + .05) / (b + .05), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  checked += 1;
  if (ratio < (large ? 3 : 4.5)) low.push(`${text.trim().slice(0, 20)} (${element.tagName}.${element.getAttribute("class")}): ${ratio.toFixed(2)}`);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement, text = walker.currentNode.nodeValue;
  if (text.trim() && !["SCRIPT", "STYLE", "OPTION", "title"].includes(element.tagName) && element.getClientRects().length) look(element, text, null);
}
for (const element of document.querySelectorAll(".sign, .back, .ordinal, .see, a.disputed, a.involved")) look(element, "::before", "::before");
return [checked, low];
