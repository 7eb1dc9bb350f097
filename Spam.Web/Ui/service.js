/** Talks to the service, and says in words what went wrong. */

const number = new Intl.NumberFormat("en");

let key = ""; // in this variable and nowhere else

/** Takes the API key for the calls to come. */
export const setKey = value => {
  key = value.trim();
};

/** Whether there is one. */
export const hasKey = () => key !== "";

/** "1 text", "1,000 texts". */
export const counted = (count, thing) => `${number.format(count)} ${thing}${count === 1 ? "" : "s"}`;

/** What went wrong. */
export class Failure extends Error {
  /**
   * @param words What to tell the person who asked.
   * @param status The answer's status; 0 where none came.
   * @param wait Seconds after which to ask again, as far as the service said.
   * @param places What is wrong with single texts: their places, and words.
   */
  constructor(words, { status = 0, wait = 0, places = [] } = {}) {
    super(words);
    Object.assign(this, { status, wait, places });
  }
}

/** The answer to a request, whatever its status. */
export async function send(path, options = {}) {
  if (!/^[\x21-\x7e]*$/.test(key))
    throw new Failure("This API key cannot be right: keys hold no blanks and nothing but plain letters, digits and signs.", { status: 401 });
  try {
    return await fetch(path, { ...options, cache: "no-store", headers: { ...options.headers, ...(key && { "X-API-Key": key }) } });
  } catch (cause) {
    if (cause.name === "AbortError")
      throw cause;
    throw new Failure("The service cannot be reached. Look whether it still runs and whether you are connected, then try again.");
  }
}

/** The answer to a request that succeeds; else a Failure. */
export async function ask(path, options) {
  const response = await send(path, options);
  if (!response.ok)
    throw await failureOf(response);
  return response;
}

async function failureOf(response) {
  const detail = await detailOf(response);
  const wait = secondsOf(response.headers.get("Retry-After"));
  const { status } = response;
  const said = typeof detail === "string" && detail ? ` It says: ${detail}` : "";
  const then = wait > 0 ? ` Try again in ${counted(wait, "second")}.` : " Try again in a moment.";
  switch (status) {
    case 401:
    case 403:
      return new Failure(hasKey() ? "This API key is not known here. Check it, then try again." : "This service answers only with an API key.", { status });
    case 413:
      return new Failure("Together these texts are larger than the service takes in one call. Send fewer, or shorter ones.", { status });
    case 422:
      return refusal(Array.isArray(detail) ? detail : []);
    case 429:
      return new Failure(`Too many calls for now.${then}`, { status, wait });
    case 502:
    case 503:
    case 504:
      return new Failure(`The service cannot answer now.${said}${then}`, { status, wait });
    default:
      return new Failure(`The service failed with status ${status}.${said}`, { status, wait });
  }
}

function refusal(problems) {
  const places = problems
    .filter(({ loc }) => loc?.[1] === "texts" && Number.isInteger(loc[2]))
    .map(problem => ({ place: problem.loc[2], words: wordsOf(problem) }));
  const others = problems.filter(({ loc }) => !Number.isInteger(loc?.[2])).map(wordsOf);
  return new Failure(others.join(" ") || "The service refused this.", { status: 422, places });
}

function wordsOf({ msg, type, ctx }) {
  switch (type) {
    case "value_error.list.max_items":
      return `Too many texts: the service takes ${counted(ctx.limit_value, "text")} in one call at most.`;
    case "value_error.any_str.max_length":
      return `Too long: a text may have ${counted(ctx.limit_value, "character")} at most.`;
    default:
      return `The service refused this: ${msg}.`;
  }
}

async function detailOf(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return null; // no JSON: the status has to do
  }
}

// Retry-After is a number of seconds, or a date.
function secondsOf(header) {
  if (!header)
    return 0;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return seconds > 0 ? seconds : 0;
}
