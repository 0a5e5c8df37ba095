create table console_session_application (
    session_id uuid not null references console_session on delete cascade,
    org_id     text not null,
    app_id     text not null,
    sid        uuid not null,
    primary key (session_id, org_id, app_id)
);
comment on table console_session_application is 'What a member at the console administers, each by the strength of a session of that application, which it does not outlive.';
