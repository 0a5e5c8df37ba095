create table console_action (
    action_id  uuid        primary key,
    at         timestamptz not null,
    actor      text        not null,
    method     text        not null,
    path       text        not null,
    status     integer     not null,
    request_id text        not null
);
comment on table console_action is 'What was done at the console: sign-ins, failed ones too, and every call that may change something. Append-only.';
create index console_action_actor on console_action (actor, action_id desc);
create index console_action_age on console_action using brin (at);

create function refuse_to_alter_console_action() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('jit.pruning_the_record', true) = 'on' then
        return null;
    end if;
    raise exception 'the record is append-only: % of % refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;
comment on function refuse_to_alter_console_action is 'Lets through the removal of old rows by the service, which says that it is that; nothing else.';
create trigger console_action_is_kept before update or delete or truncate on console_action
    for each statement execute function refuse_to_alter_console_action();
