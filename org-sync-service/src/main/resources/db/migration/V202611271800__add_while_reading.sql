-- The first run of an organization adds people while it still reads others: Feishu's limit leaves the time.
alter table sync_staged_department add column ahead text check (ahead in ('added', 'outdated'));
alter table sync_staged_member add column ahead text check (ahead in ('added', 'outdated'));
comment on column sync_staged_department.ahead is 'As of a member.';
comment on column sync_staged_member.ahead is 'added: the run has added them before it had read everything, as this says; outdated: it has, but read something else of them since.';
create index sync_staged_member_to_add on sync_staged_member (run_id, open_id) where ahead is null and not known and set_aside is null;
alter table sync_change add column amends boolean not null default false;
comment on column sync_change.amends is 'Whether it completes what the run itself has added ahead, which is told as one addition.';
