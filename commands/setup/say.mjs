export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function fail(text) {
  say(text);
  process.exit(1);
}

/** Shows that work goes on: rewrites its line on a terminal, adds one every five seconds elsewhere. */
export function showProgress(text) {
  const began = Date.now();
  const { isTTY } = process.stderr;
  say(isTTY ? '' : text);
  const show = () => {
    const seconds = Math.round((Date.now() - began) / 1000);
    if (isTTY) process.stderr.write(`\x1b[1A\x1b[2K${text} ${seconds} s\n`);
    else if (seconds > 0) say(`… ${seconds} s`);
  };
  if (isTTY) show();
  const timer = setInterval(show, isTTY ? 1000 : 5000);
  return { stop: () => clearInterval(timer) };
}
