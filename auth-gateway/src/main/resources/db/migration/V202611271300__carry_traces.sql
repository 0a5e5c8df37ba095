alter table session_event add column traceparent text;
comment on column session_event.traceparent is 'W3C Trace Context of what caused the event; null while traces are off.';
