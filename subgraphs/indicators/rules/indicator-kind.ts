/** Indicators of one owner in one area that have the same system, unit and scale, and are all made up or all real. */
export interface IndicatorKind {
  area: string;
  synthetic: boolean;
  municipality: string;
  framework: string | null;
  unit: string;
  scale: string | null;
  indicators: number;
}
