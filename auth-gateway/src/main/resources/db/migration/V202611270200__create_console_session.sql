alter table console_administrator
    add column password_change_required boolean not null default false,
    add column last_login_at            timestamptz,
    drop column failures,
    drop column locked_until;
comment on column console_administrator.password_change_required is 'The password was given by somebody else, or by the environment.';

create table console_sign_in_failure (
    name_hash bytea       primary key,
    failures  integer     not null,
    last_at   timestamptz not null
);
comment on table console_sign_in_failure is 'Failed sign-ins of the last minutes by SHA-256 of the name, of names nobody has too; five lock the name.';

create table console_session (
    session_id      uuid        primary key,
    cookie_hash     bytea       not null unique,
    username        text        references console_administrator on delete cascade,
    member_id       text,
    name            text        not null,
    created_at      timestamptz not null,
    last_seen_at    timestamptz not null,
    idle_expires_at timestamptz not null,
    expires_at      timestamptz not null,
    check ((username is null) <> (member_id is null))
);
comment on table console_session is 'Live sign-ins to the console, of an administrator of the platform or a member; a row that is gone is a session that has ended.';
create index console_session_username on console_session (username) where username is not null;
create index console_session_expiry on console_session (idle_expires_at);
