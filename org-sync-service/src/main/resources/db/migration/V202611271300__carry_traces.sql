alter table outbox add column traceparent text;
comment on column outbox.traceparent is 'W3C Trace Context of what caused the event; null while traces are off.';
alter table feishu_event add column traceparent text;
comment on column feishu_event.traceparent is 'W3C Trace Context of the push; null while traces are off.';
