/**
 * An uncertainty band: a custom series with rows `[x, low, high]`, drawn as one polygon.
 *
 * In the option: `{ type: 'custom', renderItem: 'band', encode: { x: 0, y: [1, 2] }, data: rows,
 * itemPayload: { opacity: 0.18 } }`. A gap (a row without numbers) splits the band.
 */
export function band(params, api) {
  // ECharts asks once per row; the first answer draws the whole band.
  if (params.context.drawn) return undefined;
  params.context.drawn = true;

  const pieces = [[]];
  for (let row = 0; row < params.dataInsideLength; row += 1) {
    const [x, low, high] = [0, 1, 2].map((dimension) => api.value(dimension, row));
    if (Number.isFinite(low) && Number.isFinite(high)) {
      pieces.at(-1).push([api.coord([x, low]), api.coord([x, high])]);
    } else if (pieces.at(-1).length > 0) {
      pieces.push([]);
    }
  }
  const style = { fill: api.visual('color'), opacity: params.itemPayload.opacity ?? 0.18 };
  const children = pieces
    .filter((piece) => piece.length > 1)
    .map((piece) => ({
      type: 'polygon',
      silent: true,
      shape: { points: [...piece.map(([low]) => low), ...piece.map(([, high]) => high).reverse()] },
      style,
    }));
  return { type: 'group', children };
}
