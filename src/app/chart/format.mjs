/**
 * Numbers on charts, in the reader's language: four significant digits, grouped as people say them
 * (1.2万, 3.4亿; 12K, 340M).
 *
 * The optional `format` of an option says what its axes measure, by axis index:
 * `{ y: [{ percent: true }, { unit: 't' }], x: [...] }`. A series' tooltip follows its y axis.
 * An axis whose `axisLabel.formatter` is given already, or which is no value axis, keeps its own:
 * years belong on a category axis, where nothing groups their digits.
 */
const DIGITS = 4;
/** From here on numbers are shortened: 9,999 is read at a glance, 12,345 is 12.35K. */
const COMPACT_FROM = 10_000;
/** Below this a plain decimal is mostly zeros. */
const SCIENTIFIC_BELOW = 1e-5;

const formatters = new Map();

function intl(locale, options) {
  const key = `${locale}:${JSON.stringify(options)}`;
  if (!formatters.has(key)) {
    formatters.set(key, new Intl.NumberFormat(locale === 'ZH' ? 'zh-CN' : 'en', options));
  }
  return formatters.get(key);
}

/** One number, or what stands for several (a band's low and high), or for none. */
export function formatNumber(value, locale, { percent = false, unit = '' } = {}) {
  if (Array.isArray(value)) return value.map((one) => formatNumber(one, locale, { percent, unit })).join(' – ');
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return '–';
  const size = Math.abs(number);
  let notation = 'standard';
  if (size !== 0 && size < SCIENTIFIC_BELOW) notation = 'scientific';
  else if (size >= COMPACT_FROM && !percent) notation = 'compact';
  const text = intl(locale, {
    style: percent ? 'percent' : 'decimal',
    notation,
    maximumSignificantDigits: DIGITS,
  }).format(number);
  return unit ? `${text} ${unit}` : text;
}

/** The option with number formats filled in where it has none of its own. */
export function withFormats(option, locale, format = {}) {
  for (const axes of ['xAxis', 'yAxis']) {
    const known = format[axes[0]] ?? [];
    option[axes]?.forEach((axis, index) => {
      if (axis.type !== undefined && axis.type !== 'value' && axis.type !== 'log') return;
      if (axis.type === undefined && axis.data !== undefined) return;
      const { unit: _, ...bare } = known[index] ?? {};
      axis.axisLabel = { formatter: (value) => formatNumber(value, locale, bare), ...axis.axisLabel };
    });
  }
  const measured = (series) => format.y?.[series.yAxisIndex ?? 0];
  option.series?.forEach((series) => {
    series.tooltip = { valueFormatter: (value) => formatNumber(value, locale, measured(series)), ...series.tooltip };
  });
  return option;
}
