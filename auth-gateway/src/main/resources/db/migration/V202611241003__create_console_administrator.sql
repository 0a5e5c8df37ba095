create table console_administrator (
    username      text        primary key,
    password_hash text        not null,
    failures      integer     not null default 0,
    locked_until  timestamptz,
    created_at    timestamptz not null default now()
);
comment on table console_administrator is 'People who may sign in to the console; the first, admin, is made at the first start.';
