#!/bin/bash
# Run by the image of PostgreSQL when its volume is new: a role and a database for each service, which no other may enter.
set -euo pipefail

create() { # the name of role and database, and the role's password
  psql -v ON_ERROR_STOP=1 -v name="$1" -v password="$2" --username postgres --dbname postgres <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect, temporary on database :"name" from public;
SQL
}

create auth_gateway "$AUTH_GATEWAY_PASSWORD"
create org_sync "$ORG_SYNC_PASSWORD"
create permission "$PERMISSION_PASSWORD"
