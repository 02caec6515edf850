import { Counter, Gauge } from 'prom-client'

/** What an operator watches of the stream; on `/metrics`. */
export const gauges = {
  head: new Gauge({ name: 'shuniu_stream_head', help: 'Number of the last fact' }),
  unnumbered: new Gauge({ name: 'shuniu_stream_unnumbered', help: 'Committed facts without a number' }),
  lag: new Gauge({ name: 'shuniu_hub_lag_facts', help: 'Numbered facts this process has not sent yet' }),
  isRelay: new Gauge({ name: 'shuniu_relay_holds_lease', help: '1 while this process numbers the stream' }),
  sockets: new Gauge({ name: 'shuniu_sockets', help: 'Open sockets of this process' }),
  listening: new Gauge({ name: 'shuniu_sockets_live', help: 'Sockets that have watched and are caught up' }),
  held: new Gauge({
    name: 'shuniu_live_held',
    help: 'What this process holds for its sockets and its stream, by structure',
    labelNames: ['structure'] as const,
  }),
  parked: new Counter({
    name: 'shuniu_facts_parked_total',
    help: 'Facts that a follower could not take and went on without',
    labelNames: ['follower'] as const,
  }),
  parkedNow: new Gauge({
    name: 'shuniu_facts_parked',
    help: 'Facts that wait for a follower that could not take them',
    labelNames: ['follower'] as const,
  }),
  unreadable: new Counter({
    name: 'shuniu_facts_unreadable_total',
    help: 'Facts whose body cannot be read, told to nobody',
  }),
  tooSlow: new Counter({
    name: 'shuniu_sockets_too_slow_total',
    help: 'Sockets ended because they did not read',
  }),
  refused: new Counter({
    name: 'shuniu_handshakes_refused_total',
    help: 'Sockets refused at the handshake, by the code of the refusal',
    labelNames: ['code'] as const,
  }),
}
