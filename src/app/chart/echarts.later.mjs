/** What few charts need, in a chunk of its own, fetched when the first of them is drawn. */
import { install as BarChart } from 'echarts/lib/chart/bar/install.js';
import { install as BoxplotChart } from 'echarts/lib/chart/boxplot/install.js';
import { install as CustomChart } from 'echarts/lib/chart/custom/install.js';
import { install as HeatmapChart } from 'echarts/lib/chart/heatmap/install.js';
import { install as SankeyChart } from 'echarts/lib/chart/sankey/install.js';
import { install as Aria } from 'echarts/lib/component/aria/install.js';
import { install as DataZoomInside } from 'echarts/lib/component/dataZoom/installDataZoomInside.js';
import { install as Dataset } from 'echarts/lib/component/dataset/install.js';
import { install as MarkArea } from 'echarts/lib/component/marker/installMarkArea.js';
import { install as MarkLine } from 'echarts/lib/component/marker/installMarkLine.js';
import { install as MarkPoint } from 'echarts/lib/component/marker/installMarkPoint.js';
import { install as VisualMap } from 'echarts/lib/component/visualMap/installVisualMapContinuous.js';
import { band } from './band.mjs';

export default [
  Aria, BarChart, BoxplotChart, CustomChart, DataZoomInside, Dataset, HeatmapChart, MarkArea, MarkLine,
  MarkPoint, SankeyChart, VisualMap,
  (registers) => registers.registerCustomSeries('band', band),
];
