import { ReactNode } from 'react';
import { Content } from '@backstage/core-components';
import makeStyles from '@material-ui/core/styles/makeStyles';

const useStyles = makeStyles({
  // In line with the header that the app draws above, which takes its distance from the edge from the same token.
  body: { padding: '0 var(--bui-space-5) var(--bui-space-5)' },
});

/** The body of a page below the header of the new frontend system. */
export function PageBody(props: { children: ReactNode }) {
  return (
    <Content noPadding className={useStyles().body}>
      {props.children}
    </Content>
  );
}
