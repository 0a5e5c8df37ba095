alter table sync_run add column losing_access integer;
comment on column sync_run.losing_access is 'How many of the people it would remove may sign in now; null where nobody was asked.';
alter table sync_change add column loses_access boolean;
comment on column sync_change.loses_access is 'Of a removed person: whether they may sign in now; null where nobody was asked.';
