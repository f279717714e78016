/**
 * The largest counts that a cell may tell. Far beyond any school and county, so that only slips of the hand and of the
 * clipboard are refused; and small enough for the arithmetic behind to stay exact (below 2^53).
 */
export const LARGEST = {
  /** Heads, posts, pupils of one row; the largest school of the country has a tenth of it. */
  any: 1_000_000,
  /** 班级数 of one row: the squares of their teaching hours stay exact up to twice as many. */
  classes: 10_000,
  /** 核定编制 and 设岗数 of one row. */
  quota: 100_000,
  /** 核定总量 of one stage of a county; the whole country has 19 million teachers. */
  approved: 1_000_000,
  /** 周课时: eight periods on each of seven days. */
  weeklyHours: 56,
  /** Years of service and 教龄. */
  years: 60,
  /** 累计交流月数: a whole working life. */
  months: 600,
  /** 校长培训学时. */
  hours: 10_000,
} as const;
