/** The series that few readers open, in a chunk of their own. */
import { BoxplotChart, HeatmapChart, SankeyChart } from 'echarts/charts';
import { VisualMapContinuousComponent } from 'echarts/components';

export default [BoxplotChart, HeatmapChart, SankeyChart, VisualMapContinuousComponent];
