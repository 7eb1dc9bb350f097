import { callList } from "./calls.js";
import { repeat } from "./repeat.js";
import { show, summarize } from "./results.js";
import { ask, counted, Failure, hasKey, send, setKey } from "./service.js";

const part = id => document.getElementById(id);
const root = document.documentElement;
const box = part("texts"), button = part("classify"), problem = part("problem"), keyBox = part("key"), skipCache = part("skip-cache");
const mostTexts = Number(root.dataset.mostTexts);
let isBusy = false;

part("without-script").remove();
for (const element of document.querySelectorAll("[data-script]"))
  element.hidden = false;

// ---- The texts

/** The lines that hold something, each with its number in the box. */
const linesOf = text => text.split("\n").map((line, i) => ({ text: line, number: i + 1 })).filter(line => line.text.trim() !== "");

function count() {
  const lines = linesOf(box.value).length;
  part("count").textContent = lines === 0 ? "" : lines > mostTexts
    ? `${counted(lines, "text")}, of which one call takes ${counted(mostTexts, "text")}`
    : counted(lines, "text");
  if (part("curl").open)
    showCommand();
}

async function classify() {
  if (isBusy)
    return;
  const lines = linesOf(box.value);
  if (lines.length === 0) {
    tell("There is nothing to classify yet. Write or paste at least one line.");
    box.focus();
    return;
  }
  if (root.dataset.key === "needed" && !hasKey()) {
    tellOfKey("This service answers only with an API key.");
    return;
  }

  setBusy(true);
  const start = performance.now();
  try {
    const texts = lines.map(line => line.text);
    const response = await ask("/predictions", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ texts, echo_input: false, skip_cache: skipCache.checked }),
    });
    const answers = await listOf(response, texts.length);
    tell("");
    present(texts, answers, performance.now() - start);
  } catch (failure) {
    if (!(failure instanceof Failure))
      throw failure;
    tellOf(failure, lines);
  } finally {
    setBusy(false);
  }

  calls.hurry();
  following.wake();
}

async function listOf(response, length) {
  const answers = await response.json().catch(() => null);
  if (!Array.isArray(answers) || answers.length !== length)
    throw new Failure("What came back is not a list of answers. Look whether this address is that of the service.");
  return answers;
}

function present(texts, answers, milliseconds) {
  show(part("rows"), texts, answers);
  part("results").hidden = false;
  part("no-results").hidden = true;
  part("summary").textContent = summarize(answers, milliseconds);
  const heading = part("results-heading").getBoundingClientRect();
  if (heading.bottom > window.innerHeight || heading.top < 0)
    part("results-heading").scrollIntoView({ block: "start" }); // smooth where the style sheet says so
}

function setBusy(is) {
  isBusy = is;
  button.setAttribute("aria-disabled", String(is)); // not disabled: the focus stays
  button.textContent = is ? "Classifying…" : "Classify";
}

// ---- What went wrong, beside what it went wrong with

let waiting = 0;

function tell(...sentences) {
  clearTimeout(waiting);
  problem.replaceChildren(...sentences.filter(sentence => sentence).map(sentence => {
    const line = document.createElement("p");
    line.textContent = sentence;
    return line;
  }));
  problem.hidden = problem.childElementCount === 0;
  box.setAttribute("aria-invalid", "false");
}

function tellOf(failure, lines) {
  if (failure.status === 401 || failure.status === 403) {
    tellOfKey(failure.message);
    return;
  }

  if (failure.places.length > 0) {
    tellOfLines(failure.places.map(({ place, words }) => ({ number: lines[place]?.number ?? place + 1, words })));
    return;
  }

  tell(failure.message, "Your texts are still here.");
  health.wake();
  if (failure.wait > 0)
    waiting = setTimeout(() => tell("You can try again now."), failure.wait * 1000);
}

function tellOfLines(places) {
  const listed = places.slice(0, 5).map(({ number, words }) => `Line ${number}. ${words}`);
  tell(...listed, places.length > listed.length ? `And ${counted(places.length - listed.length, "more line")}.` : "");
  box.setAttribute("aria-invalid", "true");
  const start = nthLine(places[0].number);
  const end = box.value.indexOf("\n", start);
  box.focus();
  box.setSelectionRange(start, end < 0 ? box.value.length : end);
}

function nthLine(number) {
  let start = 0;
  for (let line = 1; line < number; line++)
    start = box.value.indexOf("\n", start) + 1;
  return start;
}

function tellOfKey(words) {
  tell(words);
  part("key-field").hidden = false;
  keyBox.focus();
}

// ---- The same from a terminal

const LongArgument = 100_000; // a shell's argument may not be much longer

function showCommand() {
  const texts = linesOf(box.value).map(line => line.text);
  const body = JSON.stringify(skipCache.checked ? { texts, skip_cache: true } : { texts });
  const key = root.dataset.key === "needed" ? ' -H "X-API-Key: $API_KEY"' : "";
  const begin = `curl -s ${location.origin}/predictions -H 'Content-Type: application/json'${key}`;
  part("command").textContent = body.length > LongArgument
    ? `${begin} --data-binary @- <<'END'\n${body}\nEND`
    : `${begin} -d '${body.replaceAll("'", String.raw`'\''`)}'`;
  part("copied").textContent = "";
}

async function copy() {
  const command = part("command");
  try {
    await navigator.clipboard.writeText(command.textContent);
    part("copied").textContent = "Copied.";
  } catch { // not allowed, or not served over a connection that browsers trust
    getSelection().selectAllChildren(command);
    part("copied").textContent = "Selected. Press Ctrl+C to copy.";
  }
}

// ---- How the service is doing

function wordsOf({ status, store }) {
  switch (status) {
    case "degraded":
      return store?.state === "down" ? "ready, but its store is away: answers are not kept" : "ready in part";
    case "unavailable":
      return "cannot answer now";
    default:
      return status;
  }
}

async function look(signal) {
  let state = "away", words = "cannot be reached";
  try {
    const findings = await (await send("/health/ready", { signal })).json();
    state = findings.status;
    words = wordsOf(findings);
    if (findings.model) {
      part("model-name").textContent = findings.model.name;
      part("model-version").textContent = findings.model.version;
    }
  } catch (failure) {
    if (failure.name === "AbortError")
      return 0;
  }

  part("state").dataset.state = state;
  part("state-words").textContent = `, ${words}`;
  return state === "ready" ? 30_000 : 5_000;
}

// ---- Light and dark. Nothing else is stored, and where nothing may be stored the choice lasts as long as the page.

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function storedTheme(...change) {
  try {
    if (change.length > 0)
      localStorage.setItem("theme", change[0]);
    return localStorage.getItem("theme");
  } catch {
    return change[0] ?? null;
  }
}

const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches;

function setTheme(theme) {
  if (theme === "dark" || theme === "light")
    root.dataset.theme = theme;
  part("theme").textContent = isDark() ? "Light theme" : "Dark theme";
}

// ---- All together

setTheme(storedTheme());
systemIsDark.addEventListener("change", () => setTheme(null));
part("theme").addEventListener("click", () => setTheme(storedTheme(isDark() ? "light" : "dark")));

part("key-field").hidden = root.dataset.key !== "needed";
count();
box.addEventListener("input", count);
skipCache.addEventListener("change", count);
button.addEventListener("click", classify);
document.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    classify();
  }
});
part("curl").addEventListener("toggle", count);
part("copy").addEventListener("click", copy);

const follow = part("follow");
const calls = callList(part("calls"), part("calls-count"), part("calls-state"));
const isAlone = () => root.dataset.key === "needed" && !hasKey();
const following = repeat(calls.read, () => !follow.checked || isAlone());
if (isAlone())
  part("calls-state").textContent = "Shown once there is an API key.";
follow.addEventListener("change", following.wake);
keyBox.addEventListener("change", () => {
  setKey(keyBox.value);
  following.wake();
});
keyBox.addEventListener("input", () => setKey(keyBox.value));
keyBox.addEventListener("keydown", event => event.key === "Enter" && !event.ctrlKey && !event.metaKey && classify());
const health = repeat(look);
window.addEventListener("online", () => {
  health.wake();
  following.wake();
});
