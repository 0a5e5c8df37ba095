create table application (
    org_id           text        not null,
    app_id           text        not null,
    title            text        not null,
    entry_origins    text[]      not null,
    upstream         text,
    login_mode       text        not null check (login_mode in ('redirect', 'bridge')),
    token_seconds    integer     not null check (token_seconds between 60 and 3600),
    idle_seconds     integer     not null check (idle_seconds >= 60),
    absolute_seconds integer     not null check (absolute_seconds >= idle_seconds),
    login_methods    jsonb       not null default '[]',
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    primary key (org_id, app_id)
);
comment on table application is 'The Jit applications people sign in to, by their address /{org_id}/{app_id}/.';
