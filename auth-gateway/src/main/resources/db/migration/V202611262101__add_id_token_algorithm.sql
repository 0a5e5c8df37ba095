-- Relying parties that are there already were told ES256 and may know nothing else; new ones are registered with RS256 unless they say otherwise.
alter table service_client
    add column id_token_signed_response_alg text not null default 'ES256'
        check (id_token_signed_response_alg in ('ES256', 'RS256'));
comment on column service_client.id_token_signed_response_alg is 'What the ID tokens and logout tokens of a relying party are signed with; of no meaning for a service.';

alter table openid_backchannel_logout
    add column signed_response_alg text not null default 'ES256' check (signed_response_alg in ('ES256', 'RS256'));
