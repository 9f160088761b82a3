#!/bin/sh
# Starts Vitrine: the window, alone or with files, or a command. jpackage's launcher asks rpm and dpkg, twice, which package it
# belongs to before it starts anything; that takes longer than most commands do.
root=$(readlink -f -- "$0") && root=${root%/bin/*} && app=$root/lib/app

cache=commands.aot compiler=-XX:+TieredCompilation
case ${1-} in
# Over before the second compiler has paid for itself.
list | similar | album | tags | retag | correct | page | users | connections | delete | restore | bring-back | setup | completion) compiler=-XX:TieredStopAtLevel=1 ;;
upload | get | sync | export | import | move | copy | adopt | doctor | serve) ;;
*) if [ $# -eq 0 ] || [ -e "$1" ]; then cache=window.aot; else compiler=-XX:TieredStopAtLevel=1; fi ;;
esac

set -- -classpath "@classpath@" dev.vitrine.Main "$@"
if [ -f "$app/$cache" ]; then set -- "-XX:AOTCache=$app/$cache" "$@"; fi
exec "$root/lib/runtime/bin/vitrine" "$compiler" @options@ "$@"
