#!/bin/sh
# Starts Lakegate with the runtime, the class path and the cache that were built together.
# LAKEGATE_JAVA_OPTS holds further options for the virtual machine, such as -Xmx64m. They come last and win.
set -fu

# Where this file really is, by builtins alone as far as they go: PATH may be empty.
self=$0
case $self in */*) ;; *) self=./$self ;; esac
while [ -L "$self" ]; do
  link=$(PATH=${PATH-}:/usr/bin:/bin readlink "$self") || exit 1
  case $link in
    /*) self=$link ;;
    *) self=${self%/*}/$link ;;
  esac
done
home=$(CDPATH= cd -P -- "${self%/*}/.." && pwd -P) || exit 1
case $home in
  *:*)
    printf '%s\n' "lakegate: cannot run in '$home': a colon separates the entries of a class path; move it" >&2
    exit 1
    ;;
esac
lib=$home/lib

# The order is part of the contract with the cache: it was trained on exactly this class path.
classpath=@CLASSPATH@
case " $* " in
  *' demo '* | *' sandbox '*)
    # At the end, so that what comes before is still what the cache was trained on.
    if [ -d "$lib/sandbox" ]; then
      classpath=$classpath@SANDBOX@
    fi
    ;;
esac

cache=
if [ -f "$lib/lakegate.aot" ]; then
  cache=-XX:AOTCache=$lib/lakegate.aot
fi

# The virtual machine reads arguments, variables and names of files by the locale. Without one, as under a
# service manager or in a bare image, it would take them for ASCII and spoil every other letter.
case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
  *[Uu][Tt][Ff]-8* | *[Uu][Tt][Ff]8*) ;;
  *)
    LC_ALL=C.UTF-8
    export LC_ALL
    ;;
esac

# The program takes every LAKEGATE_ variable for a setting of its own.
options=${LAKEGATE_JAVA_OPTS-}
unset LAKEGATE_JAVA_OPTS

exec "$home/runtime/bin/java" \
  ${cache:+"$cache"} \
@OPTIONS@
  -Djava.library.path="$lib/native" \
  -Dlakegate.home="$home" \
  -cp "$classpath" \
  $options \
  io.lakegate.gateway.Main "$@"
