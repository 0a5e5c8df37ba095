-- A sign-in is recorded when it starts, so that one that never comes back shows too.
alter table login_attempt
    alter column returned_at drop not null,
    add column name text,
    drop constraint login_attempt_outcome_check,
    add constraint login_attempt_outcome_check check (outcome in ('started', 'signed_in', 'refused', 'abandoned'));
comment on table login_attempt is 'Sign-ins and how they ended, for administrators who are asked what happened to somebody. One still "started" when its transaction is over was abandoned.';
comment on column login_attempt.name is 'As Feishu or the directory calls the person; kept as long as the attempt (jit.login.attempts-kept).';
create index login_attempt_age on login_attempt (started_at);
create index login_attempt_person on login_attempt (open_id, attempt_id desc) where open_id is not null;
