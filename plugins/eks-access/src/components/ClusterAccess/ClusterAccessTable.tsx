import { Fragment, useId, useState } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import ExpandLessIcon from '@material-ui/icons/ExpandLess';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { ClusterName } from '../../parts';
import {
  Column,
  DataRow,
  DataTable,
  DetailsRow,
  Instant,
  Quiet,
  StateWord,
  PlainButton,
} from '../../ui';
import { healthWords, modeWords } from '../../words';
import { whatRemains } from '../RequestActions';
import { ClusterAccessRow } from './deriveRows';
import { RequestLine } from './RequestLine';
import { RowDetails } from './RowDetails';
import { StandingCell } from './StandingCell';

const COLUMNS: readonly Column[] = [
  { id: 'cluster', title: 'Cluster', share: 19 },
  { id: 'standing', title: 'Always', share: 24 },
  { id: 'granted', title: 'Granted now, and waiting', share: 28 },
  { id: 'health', title: 'Health and mode', share: 17 },
  { id: 'actions', title: 'Actions', share: 12, isTitleHidden: true },
];

const useStyles = makeStyles(theme => ({
  actions: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    gap: theme.spacing(0.5),
    [theme.breakpoints.down('sm')]: { flexDirection: 'row-reverse' },
  },
}));

/** The clusters of the group, one row each, that open into the details. */
export function ClusterAccessTable(props: {
  rows: readonly ClusterAccessRow[];
  /** Whether the signed-in person may ask for levels at all. */
  mayAsk: boolean;
  onAsk: (row: ClusterAccessRow) => void;
  onChanged: () => void;
}) {
  const { rows, mayAsk, onAsk, onChanged } = props;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const idPrefix = useId();
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  return (
    <DataTable label="Cluster access" columns={COLUMNS}>
      {rows.map((row, index) => {
        const isOpen = open.has(row.key);
        const detailsId = `${idPrefix}-${index}`;
        return (
          <Fragment key={row.key}>
            <DataRow
              cells={[
                <ClusterName key="cluster" cluster={row.source.cluster} />,
                <StandingCell key="standing" levels={row.standing} />,
                <GrantedCell key="granted" row={row} onChanged={onChanged} />,
                <HealthCell key="health" row={row} />,
                <RowButtons
                  key="actions"
                  row={row}
                  mayAsk={mayAsk}
                  isOpen={isOpen}
                  detailsId={detailsId}
                  onAsk={() => onAsk(row)}
                  onToggle={() => toggle(row.key)}
                />,
              ]}
            />
            {isOpen && (
              <DetailsRow id={detailsId}>
                <RowDetails row={row} />
              </DetailsRow>
            )}
          </Fragment>
        );
      })}
    </DataTable>
  );
}

function GrantedCell(props: { row: ClusterAccessRow; onChanged: () => void }) {
  const { row, onChanged } = props;
  const shown = [...row.granted, ...row.waiting];
  if (shown.length === 0) {
    return (
      <Quiet>
        {row.onRequest.length > 0
          ? 'Nothing granted'
          : 'No level can be asked for here'}
      </Quiet>
    );
  }
  return (
    <>
      {shown.map(request => (
        <RequestLine
          key={request.id}
          request={request}
          remains={whatRemains(row.source, request)}
          onChanged={onChanged}
        />
      ))}
    </>
  );
}

function HealthCell(props: { row: ClusterAccessRow }) {
  const { health, mode, asOf } = props.row.source;
  return (
    <>
      <StateWord words={healthWords(health)} />
      {health.next && <Quiet>{health.next}</Quiet>}
      <Quiet>Mode {modeWords(mode).word.toLocaleLowerCase('en-US')}</Quiet>
      {asOf && (
        <Quiet>
          Read <Instant at={asOf} />
        </Quiet>
      )}
    </>
  );
}

function RowButtons(props: {
  row: ClusterAccessRow;
  mayAsk: boolean;
  isOpen: boolean;
  detailsId: string;
  onAsk: () => void;
  onToggle: () => void;
}) {
  const { row, mayAsk, isOpen, detailsId, onAsk, onToggle } = props;
  const classes = useStyles();
  const { name } = row.source.cluster;
  const canAskNow = row.onRequest.some(({ ask }) => ask?.possible);
  return (
    <div className={classes.actions}>
      {mayAsk && row.onRequest.length > 0 && (
        <PlainButton
          // Where nothing can be asked for now, the form says why, but it is not what the row is for.
          variant={canAskNow ? 'contained' : 'outlined'}
          color="primary"
          aria-label={`Request access to ${name}`}
          onClick={onAsk}
        >
          Request
        </PlainButton>
      )}
      <PlainButton
        aria-label={`Details of ${name}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailsId : undefined}
        endIcon={isOpen ? <ExpandLessIcon /> : <ExpandMoreIcon />}
        onClick={onToggle}
      >
        Details
      </PlainButton>
    </div>
  );
}
