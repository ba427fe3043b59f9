#!/bin/sh
# A certificate authority for one name in a network without the Internet.
#
#   authority.sh root NAME DIRECTORY   the authority: root.key (stays offline) and root.crt (goes onto every device)
#   authority.sh host NAME DIRECTORY   a certificate for the server, for 397 days: NAME.key and NAME.crt
#
# The root can vouch for this name, those below it, and no other name or address: who steals it cannot pose as a bank, or
# as anything else people use on the phones that trust it. Its key is asked for a passphrase;
# JIWAR_ROOT_PASSPHRASE_FILE answers for tests.
set -eu
umask 077

[ $# -eq 3 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
what=$1 name=$2 place=$3
secret=${JIWAR_ROOT_PASSPHRASE_FILE:+file:$JIWAR_ROOT_PASSPHRASE_FILE}
mkdir -p "$place"
cd "$place"

case $what in
root)
    [ ! -e root.key ] || { echo "$place/root.key exists already: an authority is made once." >&2; exit 2; }
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-256-cbc ${secret:+-pass "$secret"} -out root.key
    openssl req -x509 -new -key root.key ${secret:+-passin "$secret"} -sha256 -days 3650 -out root.crt \
        -subj "/O=$name/CN=Authority of $name" \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:0" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -addext "nameConstraints=critical,permitted;DNS:$name,excluded;IP:0.0.0.0/0.0.0.0,excluded;IP:::/::"
    openssl x509 -in root.crt -noout -fingerprint -sha256
    ;;
host)
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$name.key"
    openssl req -new -key "$name.key" -subj "/CN=$name" -out "$name.csr"
    cat > "$name.ext" <<EXT
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:$name
EXT
    openssl x509 -req -in "$name.csr" -CA root.crt -CAkey root.key ${secret:+-passin "$secret"} -sha256 -days 397 \
        -set_serial "0x$(openssl rand -hex 16)" -extfile "$name.ext" -out "$name.crt"
    rm "$name.csr" "$name.ext"
    openssl verify -CAfile root.crt -verify_hostname "$name" "$name.crt"
    ;;
*)
    echo "authority.sh: root or host, not '$what'." >&2
    exit 2
    ;;
esac
