create table facts_version (
    organization_id uuid primary key,
    version bigint not null,
    grants_version bigint not null default 0,
    whole_version bigint not null default 0,
    changed_by xid8 not null
);
comment on table facts_version is 'A number per organization that grows by one with each transaction that changes what its decisions rest on, so that what is held in memory is known to be as the database has it.';
comment on column facts_version.grants_version is 'The version that last changed a grant.';
comment on column facts_version.whole_version is 'The version that last changed something that row stamps do not tell, a deletion for one.';

alter table member add column facts_version bigint not null default 0;
alter table department add column facts_version bigint not null default 0;
create index member_facts_version on member (organization_id, facts_version);
create index department_facts_version on department (organization_id, facts_version);

-- The version this transaction gives the organization. Its row stays locked until the transaction ends, so versions are in the order of commits.
create function facts_version_of(organization uuid) returns bigint language plpgsql as $$
declare
    mine bigint;
begin
    insert into facts_version as known (organization_id, version, changed_by)
    values (organization, 1, pg_current_xact_id())
    on conflict (organization_id) do update
       set version = known.version + 1, changed_by = pg_current_xact_id()
     where known.changed_by <> pg_current_xact_id()
    returning version into mine;
    if mine is null then
        select version into strict mine from facts_version where organization_id = organization;
    end if;
    return mine;
end $$;

create function stamp_facts_version() returns trigger language plpgsql as $$
begin
    new.facts_version := facts_version_of(new.organization_id);
    return new;
end $$;
create trigger member_stamp before insert or update on member for each row execute function stamp_facts_version();
create trigger department_stamp before insert or update on department for each row execute function stamp_facts_version();

create function number_organization() returns trigger language plpgsql as $$
begin
    perform facts_version_of(new.organization_id);
    return null;
end $$;
create trigger organization_number after insert or update on organization for each row execute function number_organization();

-- After a statement on grants ('grants'), which are read anew all together, or one that took rows away ('whole').
create function number_statement() returns trigger language plpgsql as $$
declare
    changed uuid;
begin
    for changed in select distinct organization_id from concerned loop
        perform facts_version_of(changed);
        if tg_argv[0] = 'grants' then
            update facts_version set grants_version = version where organization_id = changed;
        else
            update facts_version set whole_version = version where organization_id = changed;
        end if;
    end loop;
    return null;
end $$;
create trigger grants_inserted after insert on access_grant referencing new table as concerned
    for each statement execute function number_statement('grants');
create trigger grants_updated after update on access_grant referencing new table as concerned
    for each statement execute function number_statement('grants');
create trigger grants_deleted after delete on access_grant referencing old table as concerned
    for each statement execute function number_statement('grants');
create trigger organizations_deleted after delete on organization referencing old table as concerned
    for each statement execute function number_statement('whole');
create trigger departments_deleted after delete on department referencing old table as concerned
    for each statement execute function number_statement('whole');
create trigger members_deleted after delete on member referencing old table as concerned
    for each statement execute function number_statement('whole');

create function number_truncation() returns trigger language plpgsql as $$
declare
    changed uuid;
begin
    for changed in select organization_id from facts_version order by organization_id loop
        perform facts_version_of(changed);
        update facts_version set whole_version = version where organization_id = changed;
    end loop;
    return null;
end $$;
create trigger organizations_emptied after truncate on organization for each statement execute function number_truncation();
create trigger departments_emptied after truncate on department for each statement execute function number_truncation();
create trigger members_emptied after truncate on member for each statement execute function number_truncation();
create trigger member_departments_emptied after truncate on member_department for each statement execute function number_truncation();
create trigger grants_emptied after truncate on access_grant for each statement execute function number_truncation();

-- Every organization that is there already has a number.
insert into facts_version (organization_id, version, grants_version, whole_version, changed_by)
select organization_id, 1, 1, 1, pg_current_xact_id() from
    (select organization_id from organization union select organization_id from member
     union select organization_id from department union select organization_id from access_grant) as known;
