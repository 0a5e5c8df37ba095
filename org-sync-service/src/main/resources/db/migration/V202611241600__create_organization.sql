create table organization (
    organization_id uuid primary key,
    org_id text not null check (org_id ~ '^[A-Za-z0-9_-]{1,64}$'),
    app_id text not null check (app_id ~ '^[A-Za-z0-9_-]{1,64}$'),
    title text not null,
    platform text not null check (platform in ('feishu', 'lark')),
    feishu_app_id text not null,
    feishu_app_secret bytea,
    encrypt_key bytea,
    verification_token bytea,
    tenant_key text,
    tenant_name text,
    status text not null check (status in ('active', 'disabled', 'deleted')),
    event_delivery text not null check (event_delivery in ('webhook', 'long_connection', 'none')),
    schedule text,
    token_endpoint_generation text not null default 'v2' check (token_endpoint_generation in ('v2', 'v3')),
    data_range jsonb,
    revision bigint not null,
    first_sync_run_id uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (status = 'deleted' or feishu_app_secret is not null)
);
comment on table organization is 'One Feishu self-built organizational structure inside an application. Its secrets are encrypted; a deleted one keeps its row without them.';
comment on column organization.data_range is 'What the last applied run was allowed to see: {"whole":bool,"departments":[…],"users":[…],"groups":[…]}.';
create unique index organization_feishu_app on organization (org_id, app_id, platform, feishu_app_id) where status <> 'deleted';
create index organization_application on organization (org_id, app_id, organization_id);
