import { counted } from "./service.js";

/** Shows answers: a row for each text, a bar for each label. Texts and labels go in as text, never as markup. */

const FewLabels = 5; // so many are shown in their order; of more, the so many highest
const LongText = 280; // characters; the rest is behind a button

const percent = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const isMultiLabel = document.documentElement.dataset.manyLabels === "true";

/** A score in words that never says 100 % of what is not certain. */
function share(score) {
  if (score > 0 && score < 0.0005)
    return `<${percent.format(0.001)}`;
  return score < 1 && score >= 0.9995 ? `>${percent.format(0.999)}` : percent.format(score);
}

/** An element with a class and children. */
function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className)
    element.className = className;
  element.append(...children);
  return element;
}

/** A table's cell. Rows are laid out as grids, so each part says what it is. */
function cell(name, role, className, ...children) {
  const element = make(name, className, ...children);
  element.setAttribute("role", role);
  return element;
}

/** Fills the table's body. */
export function show(body, texts, answers) {
  const rows = document.createDocumentFragment();
  answers.forEach((answer, i) => rows.append(row(texts[i], answer)));
  body.replaceChildren(rows);
}

/** "12 texts: 8 spam, 4 ham. 3 from the cache." */
export function summarize(answers, milliseconds) {
  const tops = new Map();
  for (const { top } of answers)
    tops.set(top.label, (tops.get(top.label) ?? 0) + 1);
  const often = [...tops].sort((a, b) => b[1] - a[1]);
  const named = often.slice(0, FewLabels).map(([label, count]) => `${count} ${label}`);
  if (often.length > FewLabels)
    named.push(`${counted(often.length - FewLabels, "other label")}`);
  const cached = answers.filter(answer => answer.from_cache).length;
  return `${counted(answers.length, "text")}: ${named.join(", ")}. ${cached === 0 ? "None" : cached === answers.length ? "All" : cached} from the cache. `
    + `Answered in ${milliseconds < 1000 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`}.${isMultiLabel ? " Labels from 50% are marked." : ""}`;
}

function row(text, { prediction, top, from_cache: isCached }) {
  const element = cell("tr", "row", "row",
    cell("th", "rowheader", "text", ...textOf(text)),
    cell("td", "cell", "top-label", make("bdi", "label", top.label), make("span", "value", share(top.value))),
    cell("td", "cell", "", scores(Object.entries(prediction), top.label)),
    cell("td", "cell", "source", make("span", isCached ? "tag" : "tag new", isCached ? "cached" : "new")));
  element.firstChild.scope = "row";
  return element;
}

function textOf(text) {
  const shown = make("span", "words", text);
  shown.dir = "auto";
  return text.length <= LongText ? [shown] : [shown, unfolding(`Show all ${counted(text.length, "character")}`, "Show less", isOpen => shown.classList.toggle("whole", isOpen))];
}

function scores(all, top) {
  const list = make("ul", "scores");
  const listed = all.length <= FewLabels ? all : [...all].sort((a, b) => b[1] - a[1]);
  list.append(...listed.slice(0, FewLabels).map(score => bar(score, top)));
  if (listed.length <= FewLabels)
    return list;

  const more = unfolding(`${counted(listed.length - FewLabels, "more label")}`, "Fewer labels", isOpen => {
    if (isOpen)
      list.append(...listed.slice(FewLabels).map(score => bar(score, top)));
    else
      list.replaceChildren(...[...list.children].slice(0, FewLabels));
  });
  return make("div", "", list, more);
}

function bar([label, score], top) {
  const fill = make("span", score > 0 ? "fill" : "");
  fill.style.setProperty("--score", Math.min(1, Math.max(0, score)));
  const track = make("span", "track", fill);
  track.setAttribute("aria-hidden", "true"); // the number beside says it
  const isHigh = isMultiLabel ? score >= 0.5 : label === top;
  return make("li", isHigh ? "score high" : "score", make("bdi", "label", label), track, make("span", "value", share(score)));
}

function unfolding(closedWords, openWords, onChange) {
  const button = make("button", "link", closedWords);
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    const isOpen = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(isOpen));
    button.textContent = isOpen ? openWords : closedWords;
    onChange(isOpen);
  });
  return button;
}
