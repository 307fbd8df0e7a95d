/**
 * Moves the lines of a drawn chart to other numbers without ECharts' own update, which merges options, measures
 * labels and compares the whole drawing: under a hand that moves a slider that is most of the page's work.
 *
 * A line is moved if nothing but its points can change by it: straight, without symbols, over categories, and
 * missing where it was missing. Its path is rewritten in place, in ECharts' own objects and in the SVG, by ECharts'
 * and zrender's own functions; so the next full drawing starts from what is seen. Whatever is not as expected is left
 * to the full drawing, which every answer `false` asks for.
 *
 * The axis stays as it is while its numbers hold the lines. Where one leaves it, its marks stay and their numbers
 * grow by the next round step (1, 2, 5 and so on), so that only their words change. Axes are fitted, and tooltips learn
 * the numbers, with the full drawing, which follows when the hand rests.
 */

/** How many round steps an axis may grow by at once: about a thousandfold. */
const MOST_STEPS = 9;

/** The class of the rectangle that keeps the bounds of a drawing. */
const ROOM = 'chart-room';

/** The next round steps above one, from the smallest on. */
function rounder(step) {
  const found = [];
  for (let decade = 10 ** Math.floor(Math.log10(step)); found.length < MOST_STEPS; decade *= 10) {
    // What rounding leaves of a quotient is far smaller than what lies between round steps.
    found.push(...[1, 2, 5].map((digit) => digit * decade).filter((round) => round > step * (1 + 1e-6)));
  }
  return found.slice(0, MOST_STEPS);
}

/** What is needed of one drawn line to move it; none if it cannot be moved. */
function lineOf(chart, series) {
  const view = chart.getViewOfSeriesModel(series);
  const line = view?._polyline;
  const data = series.getData();
  const axes = series.coordinateSystem;
  const axis = axes?.getAxis?.('y');
  const points = line?.shape?.points;
  if (series.subType !== 'line' || axis?.type !== 'value' || axes.getAxis('x')?.type !== 'category') return undefined;
  if (!points || view._polygon || view._step || line.shape.smooth || points.length !== data.count() * 2) return undefined;
  return { line, data, axis, rows: new Set([points, view._points].filter((row) => row?.length === points.length)) };
}

/** Whether nothing but the points of a line changes by these numbers. */
function isMovable({ data, rows: [points] }, values) {
  const fits = (value, at) => {
    // A tooltip that is open, too, shows a symbol.
    const gap = Number.isNaN(points[at * 2 + 1]);
    return !data.getItemGraphicEl(at) && (typeof value === 'number' ? Number.isFinite(value) && !gap : gap);
  };
  return values.length * 2 === points.length && values.every(fits);
}

/** The numbers that a line was drawn with. */
function drawnValues({ data }) {
  const dimension = data.mapDimension('y');
  return Array.from({ length: data.count() }, (_, at) => data.get(dimension, at));
}

/** The marks of an axis, counted in its steps, and how their numbers are written; none if the axis is given. */
function marksOf(chart, axis) {
  const format = axis.model.get(['axisLabel', 'formatter']);
  const given = ['min', 'max', 'interval'].some((name) => axis.model.get(name) != null);
  if (given || typeof format !== 'function') return undefined;
  const labels = [];
  chart.getViewOfComponentModel(axis.model)?.group.traverse((label) => {
    if (label.type === 'text' && label.anid?.startsWith('label_')) labels.push({ label, value: Number(label.anid.slice(6)) });
  });
  labels.sort((a, b) => a.value - b.value);
  const step = labels[1]?.value - labels[0]?.value;
  const counts = [...axis.scale.getExtent(), ...labels.map(({ value }) => value)].map((value) => value / step);
  // Marks that are no whole steps are not those of a round axis.
  if (!(step > 0) || counts.some((count) => !(Math.abs(count - Math.round(count)) < 1e-6))) return undefined;
  // No zero below zero.
  const [low, high, ...marks] = counts.map((count) => Math.round(count) + 0);
  return { format, step, low, high, labels: marks.map((count, at) => ({ count, label: labels[at].label })) };
}

/** The lines of one full drawing. */
export class Lines {
  #painter;
  #root;
  #nodes;
  /** The lines that move, and those that stand while the axis does. */
  #lines;
  #others;
  #axis;
  #marks;

  /** `ids` names the series whose numbers move, in their order. */
  constructor(chart, ids) {
    this.#painter = chart.getZr().painter;
    const all = chart.getModel().getSeries();
    const find = (id) => all.find((series) => series.id === id);
    const lines = ids.map((id) => find(id) && lineOf(chart, find(id)));
    if (!lines.every(Boolean)) return;
    this.#lines = lines;
    this.#others = all.filter(({ id }) => !ids.includes(id)).map((series) => lineOf(chart, series));
    this.#axis = lines[0]?.axis;
    const shared = [...lines, ...this.#others].every((line) => line?.axis === this.#axis);
    this.#marks = shared && this.#axis ? marksOf(chart, this.#axis) : undefined;
    if (this.#painter.type === 'svg') this.#keepRoom(chart);
  }

  /**
   * Lets the whole drawing be part of what lines are drawn in: a rectangle right after them that is not seen.
   * Chromium puts the layers of the page together anew when the bounds of what it paints at a time change, and those
   * of lines would with every move.
   */
  #keepRoom(chart) {
    const drawn = this.#painter.getSvgDom().querySelector(':scope > g');
    if (!drawn) return;
    const room = drawn.querySelector(`:scope > .${ROOM}`) ?? document.createElementNS(drawn.namespaceURI, 'rect');
    room.setAttribute('class', ROOM);
    room.setAttribute('width', chart.getWidth());
    room.setAttribute('height', chart.getHeight());
    drawn.append(room);
  }

  /** What is drawn, by the id of what it draws: new with every drawing of zrender's. */
  #drawn(id) {
    const root = this.#painter._oldVNode;
    if (this.#root !== root) {
      this.#root = root;
      this.#nodes = new Map();
      const add = (node) => {
        this.#nodes.set(node.key, node);
        node.children?.forEach(add);
      };
      add(root);
    }
    return this.#nodes.get(String(id));
  }

  /** Draws a line where it now is. */
  #write(line) {
    line.path.beginPath();
    line.buildPath(line.path, line.shape);
    line.pathUpdated();
    line._rect = null;
    const { d } = this.#painter.renderOneToVNode(line).attrs;
    const node = this.#drawn(line.id);
    if (!node?.elm || d === undefined || node.attrs.d === d) return;
    node.attrs.d = d;
    node.elm.setAttribute('d', d);
  }

  /** Moves every line to its numbers; `false` if one cannot be moved, and then none is. */
  move(series) {
    if (!this.#lines || this.#painter.type !== 'svg' || series.length > this.#lines.length) return false;
    if (!series.every((values, index) => isMovable(this.#lines[index], values))) return false;
    if (!this.#holds(series, this.#axis?.scale.getExtent() ?? [])) {
      const others = this.#others.map((line) => line && drawnValues(line));
      if (!this.#grow([...series, ...others])) return false;
      for (const [index, values] of others.entries()) this.#place(this.#others[index], values);
    }
    for (const [index, values] of series.entries()) this.#place(this.#lines[index], values);
    return true;
  }

  /** Whether all numbers lie between two. */
  #holds(series, [low, high]) {
    const within = (value) => typeof value !== 'number' || Number.isNaN(value) || (value >= low && value <= high);
    return series.every((values) => values.every(within));
  }

  /** Lets the numbers of the axis grow, at the same marks, until it holds the lines; `false` if they cannot. */
  #grow(series) {
    if (!this.#marks) return false;
    const { format, step, low, high, labels } = this.#marks;
    const next = rounder(step).find((round) => this.#holds(series, [low * round, high * round]));
    const words = labels.map(({ label }) => {
      const [text, ...rest] = label.childrenRef();
      return { label, text, node: rest.length === 0 && text && this.#drawn(text.id) };
    });
    if (next === undefined || !words.every(({ node }) => node?.elm)) return false;
    for (const [at, { label, text, node }] of words.entries()) {
      const written = format(labels[at].count * next, at);
      label.style.text = written;
      text.style.text = written;
      node.text = written;
      node.elm.textContent = written;
    }
    this.#axis.scale.setExtent(low * next, high * next);
    this.#marks.step = next;
    return true;
  }

  #place({ line, rows, axis }, values) {
    for (const [at, value] of values.entries()) {
      if (typeof value !== 'number' || Number.isNaN(value)) continue;
      const height = axis.toGlobalCoord(axis.dataToCoord(value));
      for (const row of rows) row[at * 2 + 1] = height;
    }
    this.#write(line);
  }
}
