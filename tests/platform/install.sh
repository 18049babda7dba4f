#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# An empty platform is set up as docs/install.md says: its settings, nginx and commands, with nothing but
# names and places replaced. Usage: install.sh SOURCE PLATFORM YYQCTL
set -euo pipefail
source=$(realpath "$1") platform=$(realpath "$2") ctl=$(realpath "$3")
dir=$(mktemp -d)
pids=()
leave() {
  local status=$?
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait
  [ "$status" -eq 0 ] || tail -n 20 "$dir"/*.log
  rm -rf "$dir"
}
trap leave EXIT
fail() { echo "$*" >&2; exit 1; }
# wait_for SOCKET: until somebody listens.
wait_for() { for _ in $(seq 300); do [ -S "$1" ] && return; sleep 0.1; done; fail "no $1"; }

# 2. Trust: authorities of the test's own.
cd "$dir"
new_root() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$1" -keyout "$1.key" -out "$1.pem" 2>/dev/null; }
new_root signer-root
new_root tsa-root
touch index.txt
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=2\n' > ca.cnf
openssl ca -config ca.cnf -gencrl -keyfile signer-root.key -cert signer-root.pem -out list.pem 2>/dev/null
mkdir lists
openssl crl -in list.pem -outform DER -out lists/main.crl

# 4. nginx, below the ports that the system gives to whoever asks for any, with a certificate for the loopback.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
  -addext subjectAltName=IP:127.0.0.1,DNS:localhost -keyout key.pem -out fullchain.pem 2>/dev/null
start_nginx() {
  port=$((20000 + RANDOM % 12000))
  sed "s|listen 443|listen 127.0.0.1:$port|; s|server_name .*;|server_name 127.0.0.1;|; s|/etc/ssl/yuyunqian|$dir|
       s|unix:/run/yuyunqian|unix:$dir|; s|/var/log/nginx|$dir|" "$source/data/server/nginx-yuyunqian.conf" > site.conf
  { [ "$(id -u)" -ne 0 ] || echo 'user root;'
    echo "daemon off; pid nginx.pid; error_log $dir/nginx.log; events {}"
    echo 'http { access_log off; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;'
    echo "include $dir/site.conf; }"; } > nginx.conf
  "$(command -v nginx || echo /usr/sbin/nginx)" -p "$dir" -c nginx.conf -e "$dir/nginx.log" &
  nginx=$!
  for _ in $(seq 100); do
    kill -0 $nginx 2>/dev/null || return 1
    (: < "/dev/tcp/127.0.0.1/$port") 2>/dev/null && return 0
    sleep 0.1
  done
  return 1
}
started=
for _ in 1 2 3 4 5; do start_nginx && { started=yes; break; }; done
[ -n "$started" ] || fail "nginx does not start"
pids+=("$nginx")
url=https://127.0.0.1:$port

# 3. The service, with the shipped settings.
sed "s|/var/lib/yuyunqian|$dir/data|; s|/run/yuyunqian|$dir|; s|/etc/yuyunqian|$dir|; s|https://contracts.example.com|$url|" \
  "$source/data/server/platform.conf" > platform.conf
"$ctl" admin new-key master.key
start_platform() {
  CREDENTIALS_DIRECTORY=$dir "$platform" --config platform.conf 2>> platform.log &
  service=$!
  pids+=("$service")
  wait_for "$dir/admin.sock"
}
start_platform
ask() { curl --silent --show-error --fail-with-body --cacert fullchain.pem "$@"; }
[ "$(ask "$url/readyz")" = '{"status":"ok"}' ] || fail "not ready"
[ "$(stat -c %a admin.sock)" = 600 ] && [ "$(stat -c %a data)" = 700 ] && [ "$(stat -c %a master.key)" = 600 ] || fail "modes"

# 5. The commands as they stand there.
printf '%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n' > raw.pdf
qpdf --warning-exit-0 raw.pdf contract.pdf 2>/dev/null
printf 'Test-Passw0rd' > password
yyqctl() {
  if [ "$2" = create-account ]; then "$ctl" "$@" --socket admin.sock --password-fd 3 3< password
  else "$ctl" "$@" --socket admin.sock; fi
}
commands=$(awk '/^<!-- test: admin -->/ { on = 1; next } on && /^```sh/ { take = 1; next } take && /^```/ { exit } take' "$source/docs/install.md")
[ "$(grep -c '^yyqctl admin\|(yyqctl admin' <<< "$commands")" -eq 4 ] || fail "the commands are not where they were"
eval "$commands" > made.json
[ "$(grep -c '"id"' made.json)" -eq 3 ] || fail "not everything was made"

# 7. Log in over TLS, and read the contract.
member() { sed -nE "s/.*\"$1\":\"([^\"]*)\".*/\1/p"; }
token=$(ask -H 'Content-Type: application/json' -d '{"phone":"13800000001","password":"Test-Passw0rd"}' "$url/api/v1/auth/login-password" | member access_token)
bearer="Authorization: Bearer $token"
ask -H "$bearer" -d "{\"enterprise_id\":\"$company\"}" "$url/api/v1/auth/enterprises" | grep -q contract.sign || fail "no permissions"
contracts=$(ask -H "$bearer" "$url/api/v1/contracts?tab=mine")
grep -q '劳动合同书' <<< "$contracts" || fail "the contract does not wait for us: $contracts"
ask -H "$bearer" -o got.pdf "$url/api/v1/contracts/$(member id <<< "$contracts")/documents/0"
[ "$(sha256sum < got.pdf | cut -d' ' -f1)" = "$(member sha256 <<< "$contracts")" ] || fail "another document"
qpdf --check got.pdf > /dev/null || fail "damaged document"
"$ctl" verify got.pdf > verdict.txt && fail "an unsigned contract is not valid"

# 10. A restart keeps everything, and ends cleanly.
kill -TERM "$service"
wait "$service" || fail "did not end cleanly"
[ ! -e admin.sock ] && [ ! -e platform.sock ] || fail "sockets are left"
[ "$(curl --silent --cacert fullchain.pem -o /dev/null -w '%{http_code}' "$url/readyz")" = 502 ] || fail "who answers?"
start_platform
ask -H "$bearer" "$url/api/v1/contracts" | grep -q '劳动合同书' || fail "forgotten"
grep -q ready platform.log || fail "the log does not say that it is ready"
! grep -E '13800000001|张测试|劳动合同书|Test-Passw0rd|云启' platform.log || fail "personal data in the log"

# 9. Moving to a server: the command, the setting, and everything is there.
database=yyq_install_$$
server() { psql --quiet --no-psqlrc --host "$YYQ_TEST_POSTGRESQL" --username postgres --command "$1" postgres > /dev/null; }
server "CREATE DATABASE $database TEMPLATE template0"
address="postgresql:///$database?host=$YYQ_TEST_POSTGRESQL&user=postgres"
"$ctl" admin copy-to --socket admin.sock "$address" > copied.txt || fail "not copied"
"$ctl" admin copy-to --socket admin.sock "$address" > /dev/null 2>&1 && fail "copied over what is there"
"$ctl" admin copy-to --socket admin.sock 'postgresql://yuyunqian:geheim@127.0.0.1/x' 2> refused.txt && fail "a password in a command"
grep -q passfile refused.txt || fail "the way without a password is not told"
kill -TERM "$service"
wait "$service" || fail "did not end cleanly"
mv data/platform.db aside.db
sed -i "s|^#storage=.*|storage=${address//&/\\&}|" platform.conf
start_platform
ask -H "$bearer" "$url/api/v1/contracts" | grep -q '劳动合同书' || fail "forgotten on the way to the server"
ask -H "$bearer" -o moved.pdf "$url/api/v1/contracts/$(member id <<< "$contracts")/documents/0"
cmp -s got.pdf moved.pdf || fail "another document on the server"
"$ctl" admin verify-events --socket admin.sock > /dev/null || fail "the chains broke on the way"
"$ctl" admin retention --socket admin.sock > retention.txt || fail "no terms"
grep -q '^sessions: kept 180 days; 0 rows' retention.txt || fail "the terms are not those of docs/install.md"
[ ! -e data/platform.db ] || fail "the file is used after all"
kill -TERM "$service"
wait "$service" || fail "did not end cleanly"
server "DROP DATABASE $database WITH (FORCE)"
