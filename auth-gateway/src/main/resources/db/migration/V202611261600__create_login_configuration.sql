create table login_configuration (
    org_id          text        not null,
    app_id          text        not null,
    organization_id text        not null,
    configuration   bytea       not null,
    read_at         timestamptz not null,
    primary key (org_id, app_id, organization_id)
);
comment on table login_configuration is
    'What org-sync-service last said an application''s active Feishu organizations need to sign people in, App Secret included: encrypted (AEAD), for while that service is away, a day at most. organization_id '''' says when the application was last asked about.';
