/** The series that few readers open, in a chunk of their own. */
import { install as BoxplotChart } from 'echarts/lib/chart/boxplot/install.js';
import { install as HeatmapChart } from 'echarts/lib/chart/heatmap/install.js';
import { install as SankeyChart } from 'echarts/lib/chart/sankey/install.js';
import { install as VisualMap } from 'echarts/lib/component/visualMap/installVisualMapContinuous.js';

export default [BoxplotChart, HeatmapChart, SankeyChart, VisualMap];
