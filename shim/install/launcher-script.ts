/**
 * The launcher as a POSIX shell script, for systems we have no compiled one for. It does what `launcher.c` does, with losses
 * that come with a shell: variables whose names a shell can not spell do not reach the server, an entry that ends in
 * `--b64` can not be started without the runtime, and the shell itself reads some of the entry's variables.
 */
export const launcherScript = `#!/bin/sh
here=\${0%/*}
set -f
# The entry's PATH comes last: what is looked up here must not be the entry's.
whole() (
  PATH=/usr/bin:/bin:$PATH
  [ -s "$here/current/$1" ] && [ -r "$here/current/$1" ] || exit 1
  [ -L "$here/current" ] || exit 0
  [ -r "$here/current/manifest" ] || exit 1
  while read -r size hash name; do
    [ "$name" = "$1" ] && [ -n "$(find -H "$here/current/$1" -size "\${size}c")" ] && exit 0
  done <"$here/current/manifest"
  exit 1
)
names() (PATH=/usr/bin:/bin:$PATH; export -p | sed -nE "s/^(export|declare -x) (($1)_[A-Za-z0-9_]*)(=.*)?\\$/\\2/p")
if [ -x "$here/current/node" ] && whole node && whole shim.cjs; then
  case "$(export -p)" in
  *SALLYPORT_* | *NODE_* | *OPENSSL_* | *SSL_CERT_* | *ICU_* | *LD_*)
    for name in $(names SALLYPORT) $(names 'NODE|OPENSSL|SSL_CERT|ICU|LD|DYLD'); do
      eval "[ -n \\"\\\${$name+x}\\" ] && export SALLYPORT_KEPT_$name=\\"\\$$name\\"; unset $name"
    done
    ;;
  esac
  if [ -L "$here/current" ] && [ "$1" = run ]; then
    shift
    set -- run --installed "$(unset CDPATH; cd "$here/.." && pwd -P)" "$@"
  fi
  exec "$here/current/node" --disable-sigusr1 "$here/current/shim.cjs" "$@"
fi
if [ -e /etc/sallyport/fail-closed ] || [ -e "/Library/Application Support/Sallyport/fail-closed" ]; then
  echo 'sallyport: the runtime is broken, and this machine starts no server without it. Run "sallyport doctor"' >&2
  exit 126
fi
while [ $# -gt 0 ] && [ "$1" != -- ]; do shift; done
if [ $# -lt 2 ]; then
  echo 'sallyport: the runtime is broken, and this entry does not say what it starts. Run "sallyport doctor"' >&2
  exit 126
fi
shift
(PATH=/usr/bin:/bin:$PATH; umask 077 && echo "{\\"v\\":1,\\"reason\\":\\"runtime-broken\\",\\"at\\":$(date +%s)}" >>"$(unset CDPATH; cd "$here/.." && pwd -P)/gaps.jsonl")
echo 'sallyport: the runtime is broken; the server starts unguarded. Run "sallyport doctor"' >&2
exec "$@"
`;
