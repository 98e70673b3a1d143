import { Theme } from '@material-ui/core/styles';

/** The theme's weight for what names something. As a number, because the theme's own type is wider than what styles take. */
export function strongWeight(theme: Theme): number {
  return Number(theme.typography.fontWeightBold) || 700;
}
