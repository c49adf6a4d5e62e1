/** Why a registration number cannot be one; null where its control digits are right. */
export const checks = {
  inn(digits: string): string | null {
    if (!/^(?:\d{10}|\d{12})$/.test(digits)) return 'ожидается ИНН из 10 цифр (у предпринимателя 12)';
    const right =
      digits.length === 10
        ? digitOf(digits, [2, 4, 10, 3, 5, 9, 4, 6, 8]) === digits[9]
        : digitOf(digits, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === digits[10] &&
          digitOf(digits, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === digits[11];
    return right ? null : 'контрольное число ИНН не сходится';
  },
  kpp(text: string): string | null {
    return /^\d{4}[\dA-Z]{2}\d{3}$/.test(text) ? null : 'ожидается КПП из 9 знаков';
  },
  ogrn(digits: string): string | null {
    if (!/^(?:\d{13}|\d{15})$/.test(digits)) return 'ожидается ОГРН из 13 цифр (у предпринимателя 15)';
    const rest = BigInt(digits.slice(0, -1)) % BigInt(digits.length - 2);
    return String(rest % 10n) === digits.at(-1) ? null : 'контрольное число ОГРН не сходится';
  },
} as const;

function digitOf(digits: string, weights: readonly number[]): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return String((sum % 11) % 10);
}
