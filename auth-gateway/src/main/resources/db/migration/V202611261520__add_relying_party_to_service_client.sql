alter table service_client
    add column confidential              boolean not null default true,
    add column grant_types               text[]  not null default '{client_credentials}',
    add column org_id                    text,
    add column app_id                    text,
    add column redirect_uris             text[]  not null default '{}',
    add column post_logout_redirect_uris text[]  not null default '{}',
    add column backchannel_logout_uri    text,
    add check ((org_id is null) = (app_id is null)),
    add check (confidential or jwks is null),
    add check (org_id is not null or (confidential and redirect_uris = '{}' and backchannel_logout_uri is null));
comment on column service_client.org_id is 'With app_id: the application whose members a relying party (OpenID Connect) may have sign in; null for a service.';
create index service_client_application on service_client (org_id, app_id) where org_id is not null;
