import { ask, counted, Failure } from "./service.js";

/** The caller's log of this hour, newest first, read as it streams in. */

const Shown = 200; // rows; the number above counts all
const LongText = 500;

// The log grows at its end and is read from its start each time: the more it takes, and the longer nothing comes, the rarer it is read.
const Shortest = 2_000, Longest = 30_000, RestPerWork = 10;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Shows the log in a list, its length in `count`, and in `state` how reading it goes. */
export function callList(list, count, state) {
  let known = 0; // rows taken so far
  let first = null; // the first row as it was sent: another one is another hour
  let pause = Shortest;

  /** Reads the log once, and gives the milliseconds after which to do so again. */
  async function read(signal) {
    const start = performance.now();
    try {
      const grew = await readAll(signal);
      pause = grew ? Shortest : Math.min(pause * 1.5, Longest);
      state.textContent = known === 0 ? "None so far." : known > Shown ? `The latest ${Shown} are shown.` : "";
    } catch (failure) {
      if (failure.name === "AbortError")
        return Shortest; // the page was hidden
      if (!(failure instanceof Failure))
        throw failure;
      if (failure.status === 401 || failure.status === 403) {
        state.textContent = failure.message;
        return Infinity; // until there is another key
      }

      pause = Math.max(Math.min(pause * 2, Longest), failure.wait * 1000);
      state.textContent = failure.message;
    }

    return Math.max(pause, RestPerWork * (performance.now() - start));
  }

  async function readAll(signal) {
    const before = known;
    let place = 0;
    let isSame = true;
    const response = await ask("/recent_log", { signal });
    for await (const rows of parts(response.body)) {
      if (place === 0 && rows[0] !== first) {
        startOver(rows[0]);
        isSame = false;
      }
      const fresh = rows.slice(Math.max(0, known - place));
      place += rows.length;
      if (fresh.length > 0)
        add(fresh, place);
    }

    if (place < known)
      startOver(null); // shorter than before: it is another log, taken from its start next time
    return !isSame || known > before;
  }

  function startOver(row) {
    known = 0;
    first = row;
    list.replaceChildren();
    list.hidden = true;
    count.textContent = "";
  }

  function add(rows, total) {
    known = total;
    list.prepend(...rows.slice(-Shown).reverse().map(row => item(JSON.parse(row))));
    while (list.childElementCount > Shown)
      list.lastElementChild.remove();
    list.hidden = false;
    count.textContent = total.toLocaleString("en");
    count.setAttribute("aria-label", counted(total, "call"));
  }

  /** Reads soon again, as something was just asked. */
  function hurry() {
    pause = Shortest;
  }

  return { read, hurry };
}

function item({ input, called_at: calledAt }) {
  const time = document.createElement("time");
  time.dateTime = `${calledAt}Z`;
  time.textContent = clock.format(new Date(time.dateTime));
  const text = document.createElement("span");
  text.className = "words";
  text.dir = "auto";
  text.textContent = input.length > LongText ? `${input.slice(0, LongText)}…` : input;
  const row = document.createElement("li");
  row.append(time, text);
  return row;
}

/** The rows of a streamed list of flat objects, as JSON texts: a part for each piece that arrives and ends a row. A list cut short is a Failure. */
async function* parts(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let open = ""; // what came of a row that has not ended
  let isEnded = false, isInText = false, isEscaped = false;
  for (;;) {
    const { done, value } = await next(reader);
    if (done)
      break;
    const piece = open + decoder.decode(value, { stream: true });
    const rows = [];
    let start = 0;
    for (let i = open.length; i < piece.length; i++) {
      const sign = piece[i];
      if (isInText) {
        if (isEscaped)
          isEscaped = false;
        else if (sign === "\\")
          isEscaped = true;
        else if (sign === '"')
          isInText = false;
      } else if (sign === '"') {
        isInText = true;
      } else if (sign === "{") {
        start = i;
      } else if (sign === "}") {
        rows.push(piece.slice(start, i + 1));
        start = i + 1;
      } else if (sign === "]") {
        isEnded = true;
      }
    }

    open = piece.slice(start);
    if (rows.length > 0)
      yield rows;
  }

  if (!isEnded)
    throw new Failure("The log broke off. It is read again in a moment.");
}

async function next(reader) {
  try {
    return await reader.read();
  } catch (cause) {
    if (cause.name === "AbortError")
      throw cause;
    throw new Failure("The log broke off. It is read again in a moment.");
  }
}
