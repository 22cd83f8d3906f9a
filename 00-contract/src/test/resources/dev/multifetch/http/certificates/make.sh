#!/bin/sh
# Makes the certificates that ServerCertificateTest reads, in the current folder. Each has signed
# itself. The build does not run this.
set -e
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cat >"$work/ca.cnf" <<END
[ca]
default_ca = it
[it]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
END
make() { # file, first day, last day, extensions
  : >"$work/index"
  printf '%s\n' "$4" >"$work/extensions"
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$work/key" \
    -subj /CN=subject.test -out "$work/request" 2>/dev/null
  openssl ca -batch -notext -config "$work/ca.cnf" -selfsign -keyfile "$work/key" \
    -in "$work/request" -startdate "${2}000000Z" -enddate "${3}000000Z" \
    -extfile "$work/extensions" -out "$1.pem" 2>/dev/null
}
san='subjectAltName = DNS:name.test'
make names 20200101 21200101 "$san, DNS:*.wild.test, DNS:w*.part.test, DNS:*.*.two.test, DNS:*, \
DNS:192.0.2.2, IP:192.0.2.1, IP:2001:db8::1"
make no-names 20200101 21200101 ''
make expired 20200101 20210101 "$san"
make not-yet-valid 21190101 21200101 "$san"
make for-servers 20200101 21200101 "$san
extendedKeyUsage = clientAuth, serverAuth
keyUsage = digitalSignature"
make for-anything 20200101 21200101 "$san
extendedKeyUsage = anyExtendedKeyUsage
keyUsage = keyAgreement"
make for-clients 20200101 21200101 "$san
extendedKeyUsage = clientAuth"
make for-signing 20200101 21200101 "$san
keyUsage = keyCertSign, cRLSign"
