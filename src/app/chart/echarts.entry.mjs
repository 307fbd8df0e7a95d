/**
 * The JavaScript side of the chart host: the parts of ECharts that the page uses, and a small
 * interface over them that Rust calls (`globalThis.perennialCharts`).
 *
 * esbuild bundles this file before the page is built (see `xtask/node/bundle.mjs`). The page does
 * not wait for it: when it has loaded it sets the global and fires `perennial-charts` on `window`.
 *
 * Options come from Rust as plain data. What data cannot say is added here: number formats in the
 * chart's language, tooltips as rich text (so that no HTML is ever written), the drawing function
 * of uncertainty bands (`renderItem: 'band'`), stable ids, and stillness for readers who ask for
 * reduced motion. Colours are the option's own affair.
 */
// Each part from its own file: esbuild splits by file, and through ECharts' collective exports every
// chart there is would be part of the first load.
import { connect, getInstanceByDom, init, use } from 'echarts/core';
import { install as LineChart } from 'echarts/lib/chart/line/install.js';
import { install as ScatterChart } from 'echarts/lib/chart/scatter/install.js';
import { install as Graphic } from 'echarts/lib/component/graphic/install.js';
import { install as Grid } from 'echarts/lib/component/grid/install.js';
import { install as Legend } from 'echarts/lib/component/legend/installLegendPlain.js';
import { install as Title } from 'echarts/lib/component/title/install.js';
import { install as Tooltip } from 'echarts/lib/component/tooltip/install.js';
import { install as CanvasRenderer } from 'echarts/lib/renderer/installCanvasRenderer.js';
import { install as SVGRenderer } from 'echarts/lib/renderer/installSVGRenderer.js';
import { withFormats } from './format.mjs';
import { Lines } from './swift.mjs';

use([CanvasRenderer, Graphic, Grid, Legend, LineChart, SVGRenderer, ScatterChart, Title, Tooltip]);

/** Components that an option describes completely: what a new option leaves out disappears. */
const REPLACED = ['series', 'xAxis', 'yAxis', 'grid', 'legend', 'dataset', 'dataZoom', 'visualMap', 'graphic', 'title'];

/** What is here from the start; an option that asks for more waits for `echarts.later.mjs`. */
const SERIES_HERE = new Set(['line', 'scatter']);
const COMPONENTS_LATER = ['aria', 'dataset', 'dataZoom', 'visualMap'];
const MARKS_LATER = ['markArea', 'markLine', 'markPoint'];

/** Whether an option needs parts that come later. */
function needsLater(option) {
  return (
    COMPONENTS_LATER.some((name) => option[name] != null) ||
    asList(option.series).some((series) => !SERIES_HERE.has(series.type) || MARKS_LATER.some((mark) => series[mark] != null))
  );
}

/** Between a component's id and the number of times its shape changed. */
const CHANGE_MARK = '\u0001';

/** Every chart that has been created and not disposed of. */
const live = new Set();

/** How long no number may have moved before charts whose lines were moved are drawn in full, ms. */
const REST = 250;
/** Charts whose lines were moved since they were drawn in full. */
const unsettled = new Set();
let settling;

/** Draws in full what moved, one chart a task, once the hand rests. */
function settleLater(time = REST) {
  clearTimeout(settling);
  settling = setTimeout(() => {
    const [first] = unsettled;
    first?.settle();
    if (unsettled.size > 0) settleLater(0);
  }, time);
}

function settleAll() {
  for (const chart of [...unsettled]) chart.settle();
}
// Who points at a chart reads its tooltip, and with it those of the charts that share its axis.
globalThis.addEventListener?.('pointerover', ({ target }) => {
  if (unsettled.size > 0 && target.closest?.('.chart-drawing')) settleAll();
}, { passive: true });
globalThis.addEventListener?.('beforeprint', settleAll);

const still = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');

let laterParts;
let laterHere = false;
/** Loads the later chunk once; a failed attempt may be repeated. */
function loadLater() {
  laterParts ??= import('./echarts.later.mjs').then(
    (parts) => {
      use(parts.default);
      laterHere = true;
    },
    (error) => {
      laterParts = undefined;
      throw error;
    },
  );
  return laterParts;
}

/** One drawn chart, bound to one element until it is disposed of. */
class Chart {
  #renderer;
  #locale;
  #option;
  #format;
  #chart;
  #knowsLater;
  #shapes = new Map();
  /** The ids of the series that are drawn, in their order. */
  #drawn = [];
  /** The lines as they were drawn in full, to be moved. */
  #lines;
  /** Numbers to which lines were moved since. */
  #moved;
  #listeners = new Set();
  #observer;
  #frame = 0;

  constructor(element, { renderer = 'svg', locale = 'EN' } = {}) {
    this.element = element;
    this.#renderer = renderer;
    this.#locale = locale;
    this.#start();
    this.#observer = new ResizeObserver(() => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.resize());
    });
    this.#observer.observe(element);
    live.add(this);
  }

  /** A fresh drawing surface, on which what listened before listens again. */
  #start() {
    getInstanceByDom(this.element)?.dispose();
    this.#forget();
    this.#knowsLater = laterHere;
    this.#chart = init(this.element, null, { renderer: this.#renderer, locale: this.#locale });
    // Charts that share an axis show the same year at once.
    const shared = this.element.closest('[data-shares]')?.dataset.shares;
    if (shared) {
      this.#chart.group = shared;
      connect(shared);
    }
    for (const { event, handler } of this.#listeners) this.#chart.on(event, handler);
  }

  /** Draws an option, which becomes this chart's own. `format` is described in `format.mjs`. */
  set(option, format) {
    this.#option = option;
    this.#format = format;
    if (this.#knowsLater || !needsLater(option)) return this.#draw();
    const draw = () => {
      // A newer option may have come in the meantime, or the chart may be gone.
      if (!this.#chart || this.#option !== option) return;
      // A drawing surface only knows the parts that were there when it was made.
      if (!this.#knowsLater) this.#start();
      this.#draw();
    };
    return loadLater().then(draw, (error) => console.warn('this kind of chart could not be fetched:', error));
  }

  #draw() {
    const option = withFormats(withIds({ ...this.#option }, this.#shapes), this.#locale, this.#format);
    option.tooltip = { confine: true, ...option.tooltip, renderMode: 'richText' };
    if (still?.matches) option.animation = false;
    this.#forget();
    this.#chart.setOption(option, { replaceMerge: REPLACED });
    this.#drawn = asList(option.series).map(({ id }) => id);
    this.#tell();
  }

  /** What was known of the lines no longer holds. */
  #forget() {
    this.#lines = undefined;
    this.#moved = undefined;
    unsettled.delete(this);
  }

  /** Draws other numbers in the same lines, in their order: all that a moved slider changes. */
  values(series) {
    if (series.length > this.#drawn.length) return;
    const data = (own, index) => (index < series.length ? { ...own, data: series[index] } : own);
    this.#option = { ...this.#option, series: asList(this.#option.series).map(data) };
    this.#lines ??= new Lines(this.#chart, this.#drawn.slice(0, series.length));
    this.#moved = series;
    if (this.#lines.move(series)) {
      unsettled.add(this);
      settleLater();
    } else {
      this.settle();
    }
    this.#tell();
  }

  /** Draws in full what was moved: axis, tooltips and all. */
  settle() {
    const series = this.#moved;
    this.#forget();
    if (!series || !this.#chart) return;
    this.#chart.setOption({ series: series.map((data, index) => ({ id: this.#drawn[index], data })) });
  }

  /** Says that something was drawn; a test counts on it that nothing is drawn without need. */
  #tell() {
    this.element.dispatchEvent(new CustomEvent('perennial-drawn', { bubbles: true }));
  }

  /** Another language: ECharts binds its own words at birth, so the drawing is made anew. */
  speak(locale) {
    if (locale === this.#locale) return;
    this.#locale = locale;
    this.#start();
    if (this.#option) this.set(this.#option, this.#format);
  }

  resize() {
    if (!this.#chart || !this.element.clientWidth || !this.element.clientHeight) return;
    this.settle();
    this.#chart.resize({ animation: { duration: 0 } });
  }

  on(event, callback) {
    const listener = { event, handler: (happening) => callback(plain(happening)) };
    this.#listeners.add(listener);
    this.#chart.on(event, listener.handler);
    return () => {
      if (this.#listeners.delete(listener)) this.#chart?.off(event, listener.handler);
    };
  }

  act(action) {
    this.settle();
    this.#chart.dispatchAction(action, { flush: true });
  }

  /** The chart as it is now, its legend and zoom included. */
  image(kind, settings) {
    this.settle();
    const size = { width: this.#chart.getWidth(), height: this.#chart.getHeight(), locale: this.#locale };
    return render(kind, this.#chart.getOption(), { ...size, ...settings });
  }

  dispose() {
    if (!live.delete(this)) return;
    cancelAnimationFrame(this.#frame);
    this.#forget();
    this.#observer.disconnect();
    this.#listeners.clear();
    this.#chart.dispose();
    this.#chart = undefined;
    this.#option = undefined;
    this.element = undefined;
  }
}

/** An option drawn off the page: a data URL for `png`, the text for `svg`. */
function render(kind, option, { locale, width, height, pixelRatio = 2, background = 'transparent' }) {
  const svg = kind === 'svg';
  const renderer = svg ? { renderer: 'svg', ssr: true } : { renderer: 'canvas', devicePixelRatio: pixelRatio };
  const chart = init(svg ? null : document.createElement('div'), null, { ...renderer, locale, width, height });
  try {
    chart.setOption({ ...option, animation: false, backgroundColor: background });
    return svg
      ? chart.renderToSVGString({ useViewBox: true })
      : chart.getDataURL({ type: 'png', pixelRatio, backgroundColor: background });
  } finally {
    chart.dispose();
  }
}

/** A picture of an option that is not on the page, with every part that there is. */
async function picture(kind, option, format, settings) {
  await loadLater();
  return render(kind, withFormats(withIds(option, new Map()), settings.locale, format), settings);
}

/** A row of numbers in as many parts; a gap is no number. */
function rows(numbers, count) {
  const length = numbers.length / count;
  const part = (at) => [...numbers.subarray(at * length, (at + 1) * length)];
  return Array.from({ length: count }, (_, at) => part(at).map((value) => (Number.isNaN(value) ? null : value)));
}

function asList(value) {
  return value == null ? [] : Array.isArray(value) ? value : [value];
}

/**
 * Gives every component an id, so that the next option moves what is there instead of drawing it
 * anew: ECharts matches by id when it replaces. A series is known by its type and name.
 *
 * ECharts merges into the component it matched, so a field that the new option leaves out would
 * linger. A component whose shape changed therefore takes a new id, and is drawn from nothing;
 * `shapes` remembers the shapes and counts the changes.
 */
function withIds(option, shapes) {
  for (const kind of REPLACED) {
    if (option[kind] == null) continue;
    const used = new Set();
    option[kind] = asList(option[kind]).map((component, index) => {
      let id = component.id ?? `${kind}:${component.type ?? ''}:${component.name ?? index}`;
      if (used.has(id)) id = `${id}:${index}`;
      used.add(id);
      const shape = shapeOf(component);
      const known = shapes.get(id) ?? { shape, changes: 0 };
      if (known.shape !== shape) known.changes += 1;
      shapes.set(id, { ...known, shape });
      return { ...component, id: known.changes === 0 ? id : `${id}${CHANGE_MARK}${known.changes}` };
    });
  }
  return option;
}

/** Which fields a component has, to any depth, without their values and without its data. */
function shapeOf(value) {
  if (Array.isArray(value)) return `[${value.map(shapeOf).join()}]`;
  if (value === null || typeof value !== 'object') return '';
  const fields = Object.entries(value).map(([key, inner]) => (key === 'data' ? key : key + shapeOf(inner)));
  return `{${fields.sort().join()}}`;
}

/** An event as plain data: what of it can be told without handing out ECharts' own objects. */
function plain(happening) {
  const told = {};
  for (const [key, value] of Object.entries(happening)) {
    if (key === 'event' || key.startsWith('$') || typeof value === 'function') continue;
    told[key] = key === 'seriesId' ? value.split(CHANGE_MARK)[0] : value;
  }
  return told;
}

globalThis.perennialCharts = Object.freeze({
  /** `(element, { renderer: 'svg' | 'canvas', locale: 'EN' | 'ZH' }) → handle` */
  create: (element, settings) => new Chart(element, settings),
  /** `(handle, option, format?)`; a promise only if a later chunk had to be fetched. */
  set: (handle, option, format) => handle.set(option, format),
  /** `(handle, Float64Array.of(1, 2, NaN, …), 2)`: other numbers for the first series of the option, in a row. */
  values: (handle, numbers, lines) => handle.values(rows(numbers, lines)),
  /** `(handle, 'EN' | 'ZH')` */
  locale: (handle, locale) => handle.speak(locale),
  resize: (handle) => handle.resize(),
  /** `(handle, event, callback) → off`; the callback receives plain data. */
  on: (handle, event, callback) => handle.on(event, callback),
  /** `(handle, { type: 'legendToggleSelect', name })` and ECharts' other actions. */
  act: (handle, action) => handle.act(action),
  /** `(handle, 'png' | 'svg', { pixelRatio, background }) → data URL, or the SVG's text` */
  image: (handle, kind, settings) => handle.image(kind, settings),
  /** `('png' | 'svg', option, format, { locale, width, height, pixelRatio, background }) → promise` of the same */
  picture,
  dispose: (handle) => handle.dispose(),
  /** How many charts are alive; the leak test reads it. */
  count: () => live.size,
});
globalThis.dispatchEvent(new CustomEvent('perennial-charts'));
