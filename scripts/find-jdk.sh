# Read by the scripts beside it. No program is called: the start of Java is waited for.

has_jdk() { # whether folder $1 holds a JDK that is new enough
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  local line version
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      'JAVA_VERSION="'[1-9]*)
        line=${line#*\"}
        version=${line%%[!0-9]*}
        [ "$version" -ge 25 ]
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

find_jdk() { # sets jdk to its folder; says as program $1 that there is none
  local path_java dir
  for dir in "${ASSAY_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
    if has_jdk "$dir"; then jdk=$dir && return; fi
  done
  path_java=$(type -P java) && path_java=$(readlink -f "$path_java")
  path_java=${path_java%/*}
  for dir in "${path_java%/*}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    # shellcheck disable=SC2034 # jdk is for whoever reads this file
    if has_jdk "$dir"; then jdk=$dir && return; fi
  done
  echo "$1: needs a JDK 25 or newer and found none in ASSAY_JAVA_HOME, JAVA_HOME, PATH or the usual folders;" \
    "install one (Temurin 25, for instance) or set ASSAY_JAVA_HOME to its folder." >&2
  return 1
}
