import { createContext, ReactNode, useContext } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { strongWeight } from './strongWeight';

/** A column: its name and its share of the width beside the others. */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly share: number;
  /** For columns of buttons: named for screen readers only. */
  readonly isTitleHidden?: boolean;
}

const useStyles = makeStyles(theme => {
  const narrow = theme.breakpoints.down('sm');
  const outOfSight = {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
    whiteSpace: 'nowrap',
  } as const;
  return {
    table: {
      position: 'relative',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      background: theme.palette.background.paper,
      color: theme.palette.text.primary,
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 1.45,
      [narrow]: { border: 0, background: 'none' },
    },
    columns: {
      display: 'grid',
      columnGap: theme.spacing(2),
      gridTemplateColumns: (props: { columns: readonly Column[] }) =>
        props.columns.map(({ share }) => `minmax(0, ${share}fr)`).join(' '),
      padding: theme.spacing(0, 2),
      // One below the other; inline styles would win over this, which is why the columns are a class.
      [narrow]: { gridTemplateColumns: 'minmax(0, 1fr) !important' },
    },
    // Out of sight but not out of the accessibility tree: when narrow, each cell shows its column's name itself.
    head: {
      borderBottom: `1px solid ${theme.palette.divider}`,
      [narrow]: outOfSight,
    },
    headCell: {
      padding: theme.spacing(1, 0),
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.caption.fontSize,
      fontWeight: strongWeight(theme),
    },
    outOfSight,
    body: { [narrow]: { display: 'grid', gap: theme.spacing(1.5) } },
    row: {
      padding: theme.spacing(1.25, 2),
      '& + &, $details + &': {
        borderTop: `1px solid ${theme.palette.divider}`,
      },
      [narrow]: {
        rowGap: theme.spacing(1.25),
        padding: theme.spacing(1.5, 2),
        border: `1px solid ${theme.palette.divider}`,
        borderRadius: theme.shape.borderRadius,
        background: theme.palette.background.paper,
      },
    },
    details: {
      padding: theme.spacing(2),
      borderTop: `1px solid ${theme.palette.divider}`,
      background: theme.palette.background.default,
      [narrow]: {
        // Closes up with the card it belongs to.
        marginTop: theme.spacing(-1.5),
        border: `1px solid ${theme.palette.divider}`,
        borderTop: 0,
      },
    },
    cell: { minWidth: 0, overflowWrap: 'anywhere' },
    cellTitle: {
      display: 'none',
      [narrow]: {
        display: 'block',
        color: theme.palette.text.secondary,
        fontSize: theme.typography.caption.fontSize,
      },
    },
  };
});

const ColumnsContext = createContext<readonly Column[]>([]);

/**
 * A table that becomes a stack of cards where the window is narrow, without anything going out of sight. It is made of ARIA roles and not
 * of table elements, because browsers drop the meaning of those as soon as they are not displayed as a table.
 */
export function DataTable(props: {
  label: string;
  columns: readonly Column[];
  children: ReactNode;
}) {
  const { label, columns, children } = props;
  const classes = useStyles({ columns });
  return (
    <ColumnsContext.Provider value={columns}>
      <div role="table" aria-label={label} className={classes.table}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" className={classes.columns}>
            {columns.map(({ id, title, isTitleHidden }) => (
              <div key={id} role="columnheader" className={classes.headCell}>
                <span
                  className={isTitleHidden ? classes.outOfSight : undefined}
                >
                  {title}
                </span>
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={classes.body}>
          {children}
        </div>
      </div>
    </ColumnsContext.Provider>
  );
}

/** One row; `cells` in the order of the columns. The first cell names the row. */
export function DataRow(props: { cells: readonly ReactNode[] }) {
  const columns = useContext(ColumnsContext);
  const classes = useStyles({ columns });
  return (
    <div role="row" className={`${classes.columns} ${classes.row}`}>
      {columns.map(({ id, title, isTitleHidden }, index) => (
        <div
          key={id}
          role={index === 0 ? 'rowheader' : 'cell'}
          className={classes.cell}
        >
          {index > 0 && !isTitleHidden && (
            <span className={classes.cellTitle} aria-hidden>
              {title}
            </span>
          )}
          {props.cells[index]}
        </div>
      ))}
    </div>
  );
}

/** What the row above it opens into, over the whole width. */
export function DetailsRow(props: { id: string; children: ReactNode }) {
  const columns = useContext(ColumnsContext);
  const classes = useStyles({ columns });
  return (
    <div role="row" id={props.id} className={classes.details}>
      <div role="cell" aria-colspan={columns.length}>
        {props.children}
      </div>
    </div>
  );
}
