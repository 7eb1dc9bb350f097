/**
 * Does a task again and again, never while the page is hidden and never while `paused` says so.
 * The task is given a signal that ends it when the page is hidden, and gives the milliseconds to rest; Infinity rests until it is woken.
 */
export function repeat(task, paused = () => false) {
  let running = null; // what ends the task that runs
  let timer = 0;
  let again = false; // somebody asked while it ran

  async function run() {
    clearTimeout(timer);
    if (running) {
      again = true;
      return;
    }
    if (document.hidden || paused())
      return; // wake() or the page's return begins anew

    running = new AbortController();
    let rest;
    try {
      rest = await task(running.signal);
    } finally {
      running = null;
    }

    if (again) {
      again = false;
      run();
    } else if (rest !== Infinity) {
      timer = setTimeout(run, rest);
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      clearTimeout(timer);
      running?.abort();
    } else {
      run();
    }
  });
  run();
  return { wake: run };
}
