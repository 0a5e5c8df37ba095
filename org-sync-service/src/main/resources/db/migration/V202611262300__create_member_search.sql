create table member_search (
    member_id uuid not null references member on delete cascade,
    organization_id uuid not null,
    key text collate "C" not null,
    primary key (member_id, key)
);
comment on table member_search is 'What somebody may begin to type to find a member: see SearchKeys. Written with the member.';
create index member_search_key on member_search (organization_id, key, member_id);

-- The revision of the member that the keys were made of. One that lags behind was written by an older version, and is caught up with.
alter table member add column search_revision bigint not null default 0;
create index member_search_behind on member (member_id) where search_revision <> revision;
