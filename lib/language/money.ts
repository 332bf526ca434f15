/** An amount of money as people write it, in whole smallest units: what a contact pays is never rounded, and never guessed. */

/** ISO 4217, those in use; how many decimals one has is two, where nothing else is said below. */
const codes =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY ' +
  'COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ' +
  'IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR ' +
  'MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD ' +
  'SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF ' +
  'XPF YER ZAR ZMW';
const decimals: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
};

const decimalsOf = new Map([
  ...codes.split(' ').map((code) => [code, 2] as const),
  ...Object.entries(decimals).flatMap(([many, own]) => own.split(' ').map((code) => [code, Number(many)] as const)),
]);

export const isCurrency = (text: string): boolean => decimalsOf.has(text);

/** More than anybody means: no card pays it, and no number counts it exactly. */
const MOST_DIGITS = 12;

/** `49.90` euros are 4990, `500` yen are 500. Undefined: no amount, nothing at all, or more decimals than the currency has. */
export function readAmount(written: unknown, currency: string): number | undefined {
  const many = decimalsOf.get(currency);
  const text = typeof written === 'string' || typeof written === 'number' ? String(written).trim() : '';
  const read = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (many === undefined || !read) return undefined;
  const [, whole = '', behind = ''] = read;
  if (whole.length + many > MOST_DIGITS || /[^0]/.test(behind.slice(many))) return undefined;
  return Number(whole + behind.slice(0, many).padEnd(many, '0')) || undefined;
}

/** `49.90`: with all the decimals of the currency, as `readAmount` reads it. */
export function sayAmount(minor: number, currency: string): string {
  const many = decimalsOf.get(currency) ?? 2;
  const digits = String(minor).padStart(many + 1, '0');
  return many === 0 ? digits : `${digits.slice(0, -many)}.${digits.slice(-many)}`;
}
