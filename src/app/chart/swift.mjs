/**
 * Moves the lines of a drawn chart to other numbers without ECharts' own update, which merges options, measures
 * labels and compares the whole drawing: under a hand that moves a slider that is most of the page's work.
 *
 * A line is moved if nothing but its points can change by it: straight, without symbols, over categories, its
 * numbers within the axis as it stands, and missing where they were missing. Its path is rewritten in place, in
 * ECharts' own objects and in the SVG, by ECharts' and zrender's own functions; so the next full drawing starts
 * from what is seen. Whatever is not as expected is left to the full drawing, which every answer `false` asks for.
 *
 * The axis stays as it is; tooltips learn the numbers with the full drawing, which follows when the hand rests.
 */

/** What is needed of one drawn line to move it; none if it cannot be moved. */
function lineOf(chart, series) {
  const view = chart.getViewOfSeriesModel(series);
  const line = view?._polyline;
  const data = series.getData();
  const axes = series.coordinateSystem;
  const vertical = axes?.getAxis?.('y');
  const points = line?.shape?.points;
  if (series.subType !== 'line' || vertical?.type !== 'value' || axes.getAxis('x')?.type !== 'category') return undefined;
  if (!points || view._polygon || view._step || line.shape.smooth || points.length !== data.count() * 2) return undefined;
  const [low, high] = vertical.scale.getExtent();
  const rows = new Set([points, view._points].filter((row) => row?.length === points.length));
  return { line, data, rows, low, high, place: (value) => vertical.toGlobalCoord(vertical.dataToCoord(value)) };
}

/** Where the points of a line come to stand, or none if the line cannot be moved there. */
function heights({ data, rows, low, high, place }, values) {
  const [points] = rows;
  if (values.length * 2 !== points.length) return undefined;
  const found = new Array(values.length);
  for (const [at, value] of values.entries()) {
    // A tooltip that is open, too, shows a symbol.
    if (data.getItemGraphicEl(at)) return undefined;
    const gap = Number.isNaN(points[at * 2 + 1]);
    if (typeof value !== 'number' ? !gap : gap || !(value >= low && value <= high)) return undefined;
    found[at] = gap ? undefined : place(value);
  }
  return found;
}

/** The lines of one full drawing. */
export class Lines {
  #painter;
  #root;
  #lines;
  #nodes;

  /** `ids` names the series whose numbers move, in their order. */
  constructor(chart, ids) {
    this.#painter = chart.getZr().painter;
    const byId = new Map(chart.getModel().getSeries().map((series) => [series.id, series]));
    const lines = ids.map((id) => byId.has(id) && lineOf(chart, byId.get(id)));
    this.#lines = lines.every(Boolean) ? lines : undefined;
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
    const moves = series.map((values, index) => heights(this.#lines[index], values));
    if (moves.includes(undefined)) return false;
    for (const [index, found] of moves.entries()) this.#place(this.#lines[index], found);
    return true;
  }

  #place({ line, rows }, found) {
    for (const [at, height] of found.entries()) {
      if (height === undefined) continue;
      for (const row of rows) row[at * 2 + 1] = height;
    }
    this.#write(line);
  }
}
