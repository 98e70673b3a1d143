import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Logo } from './Logo';

const useStyles = makeStyles(theme => ({
  link: {
    display: 'flex',
    alignItems: 'center',
    height: 2.5 * sidebarConfig.logoHeight,
    paddingLeft: (sidebarConfig.drawerWidthClosed - 30) / 2,
    color: theme.palette.navigation?.selectedColor,
  },
  name: {
    marginLeft: theme.spacing(1.5),
    fontWeight: 600,
    whiteSpace: 'nowrap',
  },
}));

/** Logo of the portal, with its name while the sidebar is open. Leads home. */
export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const title = useApi(configApiRef).getString('app.title');
  return (
    <Link
      to="/"
      underline="none"
      className={classes.link}
      aria-label={`${title}, home`}
    >
      <Logo />
      {isOpen && (
        <Typography component="span" className={classes.name}>
          {title}
        </Typography>
      )}
    </Link>
  );
};
