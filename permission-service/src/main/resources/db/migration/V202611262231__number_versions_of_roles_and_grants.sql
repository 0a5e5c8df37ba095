create sequence version_number;
comment on sequence version_number is 'Versions of roles and grants, for entity tags. One for all of them: a role that is removed and made again never has an old number.';
alter table role add column version bigint not null default nextval('version_number');
alter table access_grant add column version bigint not null default nextval('version_number');
