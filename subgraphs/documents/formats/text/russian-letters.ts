/** Letters of Russian prose in a thousand. */
const frequency: Record<string, number> = {
  ...{ о: 110, е: 85, а: 80, и: 74, н: 67, т: 63, с: 55, р: 47, в: 45, л: 44, к: 35, м: 32, д: 30, п: 28, у: 26 },
  ...{ я: 20, ы: 19, ь: 17, г: 17, з: 16, б: 16, ч: 14, й: 12, х: 10, ж: 9, ш: 7, ю: 6, ц: 5, щ: 4, э: 3, ф: 3 },
  ...{ ъ: 0.4, ё: 0.4 },
};

/**
 * How much a text looks like Russian: mean logarithm of the frequency of its letters beyond ASCII, with every sign that
 * no Russian text has, and every capital after a small letter, counted against it. −Infinity where there are too few.
 */
export function russianLikeness(text: string): number {
  let sum = 0;
  let count = 0;
  let previous = '';
  for (const sign of text) {
    if (sign > '\u007f') {
      const small = sign.toLowerCase();
      const share = frequency[small];
      if (share !== undefined) {
        const inside = sign !== small && previous !== '' && previous === previous.toLowerCase();
        sum += Math.log(share / 1000) - (inside ? 3 : 0);
        count++;
      } else if (!usual.test(sign)) {
        sum -= 8;
        count++;
      }
    }
    previous = /\p{L}/u.test(sign) ? sign : '';
  }
  return count < 8 ? Number.NEGATIVE_INFINITY : sum / count;
}

const usual = /[«»№—–“”„…•·§°±‑\u00a0\u00ad]/;
