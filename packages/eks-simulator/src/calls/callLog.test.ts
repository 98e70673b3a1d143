import { createCallLog, type Call } from './callLog';

function aCall(minute: number): Call {
  return {
    time: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
    requestId: String(minute),
    service: 'eks',
    operation: 'ListClusters',
    write: false,
    requestParameters: {},
    status: 200,
  };
}

describe('createCallLog', () => {
  it('gives the calls since a time, that time included, oldest first', () => {
    const log = createCallLog();
    [1, 2, 3].forEach(minute => log.record(aCall(minute)));
    const since = aCall(2).time;
    expect(log.list({ since }).map(({ requestId }) => requestId)).toEqual([
      '2',
      '3',
    ]);
  });

  it('forgets the older half beyond its limit', () => {
    const log = createCallLog(4);
    [1, 2, 3, 4, 5].forEach(minute => log.record(aCall(minute)));
    expect(log.list({}).map(({ requestId }) => requestId)).toEqual(['4', '5']);
  });
});
