/** Colours and type of the charts, the same as `styles/base.css`. */
export const INK = '#1c2529';
export const INK_SOFT = '#55636a';
export const LINE = '#dde3e6';
export const ACCENT = '#0b6e6e';
export const QUIET = '#b9c4c9';
export const BAD = '#a42a20';
export const TIER_COLOUR: Readonly<Record<string, string>> = {
  B: '#6b7b8c',
  U: '#c98a2b',
  R: '#0b6e6e',
};
export const FONT = '"Microsoft YaHei","Noto Sans CJK SC",sans-serif';
