create table rate_limit_bucket (
    bucket text primary key,
    state bytea not null,
    used_at timestamptz not null
);
comment on table rate_limit_bucket is 'How much of Feishu''s limit of one app''s calls to one API all replicas together have used. One that was not used for a while is full, and need not be kept.';
create index rate_limit_bucket_used on rate_limit_bucket (used_at);
