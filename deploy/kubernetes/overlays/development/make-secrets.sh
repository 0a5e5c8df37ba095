#!/bin/sh
# Draws the secrets of one development cluster into secrets/, once: what is there stays, for the databases were made with it.
set -eu
cd -- "$(dirname -- "$0")"
if [ -d secrets ]; then
  echo "secrets/ is there already; remove it to start over, with the volumes of PostgreSQL." >&2
  exit 1
fi
umask 077

random() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
url_safe() { random | tr '+/' '-_' | tr -d '='; }

new=$(mktemp -d ./secrets.XXXXXX)
trap 'rm -rf "$new"' EXIT
org_sync=$(url_safe)
permission=$(url_safe)
cat > "$new/auth-gateway.env" <<END
encryption-keys=1:$(random)
console-admin-password=$(url_safe)
client-operator-secret=$(url_safe)
client-org-sync-service-secret=$org_sync
client-permission-service-secret=$permission
END
cat > "$new/org-sync-service.env" <<END
encryption-keys=1:$(random)
client-secret=$org_sync
END
echo "client-secret=$permission" > "$new/permission-service.env"
for database in auth-gateway:auth_gateway org-sync-service:org_sync permission-service:permission; do
  printf 'username=%s\npassword=%s\n' "${database#*:}" "$(url_safe)" > "$new/${database%%:*}-database.env"
done
echo "password=$(url_safe)" > "$new/postgres-superuser.env"
mv "$new" secrets
trap - EXIT
