alter table decision_record add column sameness uuid;
alter table decision_record add column slot smallint not null default 1;
alter table decision_record add column times bigint not null default 1;
alter table decision_record add column last_at timestamptz;
comment on column decision_record.sameness is 'Alike for identical refusals within a minute, and for permits of which one a day is kept; null where each has its own row.';
comment on column decision_record.slot is 'Which of several identical ones this is; from the tenth on they are counted in the tenth.';
comment on column decision_record.times is 'For how many decisions the row stands.';
comment on column decision_record.last_at is 'The latest of several; null for one.';
comment on table decision_record is 'Refusals, and permits as configured: who asked about whom, and why it was so decided. Append-only.';
comment on table change_record is 'Every change of a role or a grant: who made it, what was before and after. Append-only.';
create unique index decision_record_same on decision_record (sameness, slot) where sameness is not null;
create index decision_record_at on decision_record (org_id, app_id, at);
create index decision_record_age on decision_record using brin (at);
create index change_record_at on change_record (org_id, app_id, at);
create index change_record_subject on change_record (org_id, app_id, subject_id, change_id);
create index change_record_age on change_record using brin (at);

create function refuse_to_alter_the_record() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('jit.pruning_the_record', true) = 'on' then
        return null;
    end if;
    raise exception 'the record is append-only: % of % refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;
comment on function refuse_to_alter_the_record is 'Lets through the removal of old rows by the service, which says that it is that; nothing else.';

create trigger decision_record_is_kept before delete or truncate on decision_record
    for each statement execute function refuse_to_alter_the_record();
create trigger decision_record_is_only_counted before update on decision_record for each row
    when (to_jsonb(old) - '{times,last_at}'::text[] is distinct from to_jsonb(new) - '{times,last_at}'::text[]
          or new.times <= old.times or new.last_at < old.last_at or new.last_at is null)
    execute function refuse_to_alter_the_record();
create trigger change_record_is_kept before update or delete or truncate on change_record
    for each statement execute function refuse_to_alter_the_record();
