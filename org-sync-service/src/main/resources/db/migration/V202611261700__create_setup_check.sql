create table setup_check (
    organization_id uuid        primary key references organization on delete cascade,
    checked_at      timestamptz not null,
    checklist       jsonb       not null
);
comment on table setup_check is 'What the last check of the set-up found, step by step. Holds no secret.';
