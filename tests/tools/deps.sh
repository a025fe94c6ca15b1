#!/bin/sh
# Install what the named sets need and this machine lacks.
#
#	deps.sh [-n] build|test|lint|fuzz...
#
# A line below is: set, what to look for, Debian package. A header is looked
# for with the compiler, a flag is tried with clang, a file of Lisp is loaded,
# anything else is a command: so a machine that has them from elsewhere is left
# alone. -n names the packages and stops.
set -eu

needs() {
	cat <<-'LIST'
		build stdio.h libc6-dev
		build event2/event.h libevent-dev
		build openssl/ssl.h libssl-dev
		build magic.h libmagic-dev
		build sqlite3.h libsqlite3-dev
		build unistr.h libunistring-dev
		build idn2.h libidn2-dev
		build ini.h libinih-dev
		build cmark.h libcmark-dev
		build seccomp.h libseccomp-dev
		test cmocka.h libcmocka-dev
		test openssl openssl
		test curl curl
		test lynx lynx
		test w3m w3m
		test sacc sacc
		test gopher gopher
		test bombadillo bombadillo
		test amfora amfora
		test tmux tmux
		test emacs emacs-nox
		test elpher.el elpa-elpher
		test btparse.h libbtparse-dev
		test bib2xml bibutils
		test xmllint libxml2-utils
		test tidy tidy
		lint clang-format clang-format
		lint clang-tidy clang-tidy
		lint cppcheck cppcheck
		lint shellcheck shellcheck
		lint mandoc mandoc
		fuzz clang clang
		fuzz -fsanitize=address libclang-rt-14-dev
	LIST
}

present() {
	case $1 in
	-*) echo 'int main(void) { return 0; }' | clang "$1" -xc - -o /dev/null ;;
	*.h) echo "#include <$1>" | "${CC:-cc}" -E - ;;
	*.el) emacs --batch -f package-initialize -l "${1%.el}" ;;
	*) command -v "$1" ;;
	esac >/dev/null 2>&1
}

missing() {
	needs | while read -r set thing package; do
		case " $* " in
		*" $set "*) present "$thing" || printf ' %s' "$package" ;;
		esac
	done
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

only_name=
if [ "${1-}" = -n ]; then
	only_name=yes
	shift
fi

lack=$(missing "$@")
[ -n "$lack" ] || exit 0
echo "missing packages:$lack"
[ -z "$only_name" ] || exit 1

if ! command -v apt-get >/dev/null 2>&1; then
	echo "no apt-get here: please install what these are called on" \
		"this system" >&2
	exit 1
fi
if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
	echo "not root, and no sudo here: please install them as root:" >&2
	echo "apt-get install$lack" >&2
	exit 1
fi

as_root apt-get -q update || echo "going on with the package lists of before"
# shellcheck disable=SC2086 # a list of words
as_root env DEBIAN_FRONTEND=noninteractive \
	apt-get -q install -y --no-install-recommends $lack

lack=$(missing "$@")
if [ -n "$lack" ]; then
	echo "still missing after the installation:$lack" >&2
	exit 1
fi
