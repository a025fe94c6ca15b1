/* SPDX-License-Identifier: ISC */
#include "app/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/mime.h"
#include "unit/config_text.h"
#include "unit/findings.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text;
	const char *findings; /* all of them */
} bad[] = {
	{ "a key that is nearly one", STR_INIT("gemni = 127.0.0.1:1\n"),
	    AT "1:1: error: no key here is called 'gemni'; did you mean"
	       " gemini? [unknown-key]\n" },
	{ "one that is far from all", STR_INIT("xyz = 1\n"),
	    AT "1:1: error: no key here is called 'xyz' [unknown-key]\n" },
	{ "a key of another section", STR_INIT("[log]\nworkers = 1\n"),
	    AT "2:1: error: no key here is called 'workers'"
	       " [unknown-key]\n" },
	{ "a section that is nearly one, and its keys: one finding",
	    STR_INIT("[limit]\nburst = 1\n"),
	    AT "1:2: error: no section is called 'limit'; did you mean"
	       " limits? [unknown-section]\n" },
	{ "a section twice", STR_INIT("[log]\n[limits]\n[log]\n"),
	    AT "3:2: error: [log] stands on line 1 already [twice]\n" },
	{ "a section with a name that has none", STR_INIT("[log x]\n"),
	    AT "1:2: error: [log] has no name [bad-line]\n" },
	{ "a host without a name", STR_INIT("[host]\ncapsule = x\n"),
	    AT "1:2: error: [host] needs a name behind it"
	       " [bad-line]\n" },
	{ "a section without any", STR_INIT("[]\n [ ]\nburst = 1\n"),
	    AT "1:2: error: no section is called '' [unknown-section]\n" AT
	       "2:1: error: no section is called '' [unknown-section]\n" },
	{ "keys below a section that inih would cut",
	    STR_INIT(HOST "[host " LONG LONG LONG LONG LONG
			  "]\ncapsule = y\n"),
	    AT "3:1: error: 207 bytes in a line; there is room for 199"
	       " [long-line]\n" },
	{ "no bracket at the end", STR_INIT("[log\n"),
	    AT "1:1: error: a section is [limits], [log], [host NAME] or"
	       " [mount PATH], alone on its line [bad-line]\n" },
	{ "something behind it", STR_INIT("[log] x = 1\n"),
	    AT "1:1: error: a section is [limits], [log], [host NAME] or"
	       " [mount PATH], alone on its line [bad-line]\n" },
	{ "no key at all, and again: inih tells the first alone",
	    STR_INIT("what\n\nis this\n"),
	    AT "1:1: error: neither KEY = VALUE nor a [section]"
	       " [bad-line]\n" AT
	       "3:1: error: neither KEY = VALUE nor a [section]"
	       " [bad-line]\n" },
	{ "a key without a value", STR_INIT("certs =\n"),
	    AT "1:1: error: 'certs' has no value [bad-value]\n" },
	{ "nothing but a comment for a value", STR_INIT("certs = ; x\n"),
	    AT "1:1: error: 'certs' has no value [bad-value]\n" },
	{ "what may be said once", STR_INIT("certs = a\n\n  certs = b\n"),
	    AT "3:3: error: 'certs' stands on line 1 already [twice]\n" },
	{ "a line that inih would cut",
	    STR_INIT("certs = " LONG LONG LONG LONG LONG "\nx = 1\n"),
	    AT "1:1: error: 208 bytes in a line; there is room for 199"
	       " [long-line]\n" AT
	       "2:1: error: no key here is called 'x' [unknown-key]\n" },
	{ "NUL", STR_INIT("certs = a\0b\n"),
	    AT "1:10: error: control character U+0000; remove it"
	       " [control]\n" },
	{ "X-18 an escape sequence", STR_INIT("certs = \xc3\xa9\x1b[2J\n"),
	    AT "1:10: error: control character U+001B; remove it"
	       " [control]\n" },
	{ "marks that reorder text", STR_INIT("certs = \xe2\x80\xaex\n"),
	    AT "1:9: error: control character U+202E; remove it [control]\n" },
	{ "a lone CR", STR_INIT("certs = a\rworkers = 1\n"),
	    AT "1:10: error: control character U+000D; remove it"
	       " [control]\n" },
	{ "bytes that are no text", STR_INIT("# \xff\n"),
	    AT "1:3: error: no valid UTF-8 [encoding]\n" },
	{ "addresses", STR_INIT("gemini = localhost:1965\ngopher = :70\n"),
	    AT "1:10: error: 'localhost:1965' is not an ADDR:PORT such as"
	       " 127.0.0.1:1965 or [::1]:1965 [bad-value]\n" AT
	       "2:10: error: ':70' is not an ADDR:PORT such as"
	       " 127.0.0.1:1965 or [::1]:1965 [bad-value]\n" },
	{ "X-15 no web site",
	    STR_INIT(HOST "web = ftp://e.example/\n"
			  "[host b.example]\ncapsule = x\n"
			  "web = https://e.example/?q\n"),
	    AT "3:7: error: 'ftp://e.example/' is not a URL such as"
	       " https://example.org/ [bad-value]\n" AT
	       "6:7: error: 'https://e.example/?q' is not a URL such as"
	       " https://example.org/ [bad-value]\n" },
	{ "an address and none",
	    STR_INIT("gemini = 127.0.0.1:1\ngemini = none\n"),
	    AT "2:10: error: 'none' goes with no address [bad-value]\n" },
	{ "none and an address",
	    STR_INIT("gopher = none\ngopher = 127.0.0.1:1\n"),
	    AT "2:10: error: 'none' goes with no address [bad-value]\n" },
	{ "numbers", STR_INIT("workers = 0\ngemini-port = 65536\n"
			      "gopher-port = 70x\n"),
	    AT "1:11: error: '0' is no whole number from 1 to 256"
	       " [bad-value]\n" AT
	       "2:15: error: '65536' is no whole number from 1 to 65535"
	       " [bad-value]\n" AT
	       "3:15: error: '70x' is no whole number from 1 to 65535"
	       " [bad-value]\n" },
	{ "G-05, G-15 a lone LF is waited on for five seconds",
	    STR_INIT("[limits]\nrequest-timeout = 5\n"),
	    AT "2:19: error: '5' is no whole number from 6 to 3600"
	       " [bad-value]\n" },
	{ "X-22 no time without an end",
	    STR_INIT("[limits]\nhandshake-timeout = off\n"
		     "stall-timeout = 0\nconnections = -1\n"),
	    AT "2:21: error: 'off' is no whole number from 1 to 3600"
	       " [bad-value]\n" AT
	       "3:17: error: '0' is no whole number from 1 to 3600"
	       " [bad-value]\n" AT
	       "4:15: error: '-1' is no whole number from 1 to 1000000, nor"
	       " off [bad-value]\n" },
	{ "neither yes nor no", STR_INIT("gopher-tls = on\n"),
	    AT "1:14: error: 'on' is neither yes nor no [bad-value]\n" },
	{ "a word that is not 'proxy'",
	    STR_INIT("proxy-from = ::1\ngemini = 127.0.0.1:1 proxies\n"),
	    AT "2:22: error: 'proxies' is not 'proxy', nor the end of the line"
	       " [bad-value]\n" },
	{ "and one too many",
	    STR_INIT("proxy-from = ::1\n[host b.example]\ncapsule = x\n"
		     "gopher = 127.0.0.1:1 proxy x\n"),
	    AT "4:22: error: 'proxy x' is not 'proxy', nor the end of the line"
	       " [bad-value]\n" },
	{ "no address for a proxy to come to", STR_INIT("gopher = none proxy\n"
							"proxy-from = ::1\n"),
	    AT "1:10: error: 'none' is not an ADDR:PORT such as"
	       " 127.0.0.1:1965 or [::1]:1965 [bad-value]\n" },
	{ "a proxy that nobody knows",
	    STR_INIT("\ngopher = 127.0.0.1:1 proxy\n" HOST),
	    AT "2:1: error: only proxies may connect here, and proxy-from"
	       " names none [no-proxy]\n" },
	{ "proxies", STR_INIT("proxy-from = ::1 localhost\n"),
	    AT "1:18: error: 'localhost' is no address, nor a block such as"
	       " 192.0.2.0/24 [bad-value]\n" },
	{ "blocks", STR_INIT("[limits]\nunlimited = ::1 192.0.2.0/33 x\n"),
	    AT "2:17: error: '192.0.2.0/33' is no address, nor a block such as"
	       " 192.0.2.0/24 [bad-value]\n" AT
	       "2:30: error: 'x' is no address, nor a block such as"
	       " 192.0.2.0/24 [bad-value]\n" },
	{ "words of the log",
	    STR_INIT("[log]\nformat = xml\naddress = yes\nrequests = 1\n"),
	    AT "2:10: error: 'xml' is none of plain, tab, json, combined"
	       " [bad-value]\n" AT
	       "3:11: error: 'yes' is none of no, truncated, full"
	       " [bad-value]\n" AT
	       "4:12: error: '1' is neither yes nor no [bad-value]\n" },
	{ "a host without a capsule", STR_INIT("\n[host a.example]\n"),
	    AT "2:1: error: this host has no capsule [no-capsule]\n" },
	{ "a key without its certificate", STR_INIT(HOST "key = k.pem\n"),
	    AT "1:1: error: this host has a key, but no cert [no-cert]\n" },
	{ "no name", STR_INIT("[host a b]\ncapsule = x\n"),
	    AT "1:7: error: 'a b' is not a host name [bad-name]\n" },
	{ "G-36 a pattern stands in no link",
	    STR_INIT("[host *.example]\ncapsule = x\n"),
	    AT "1:7: error: '*.example' is no name that can stand in links"
	       " [bad-name]\n" },
	{ "G-22, G-38 one name, two hosts",
	    STR_INIT("[host b\xc3\xbc.example]\ncapsule = x\n"
		     "[host XN--B-EHA.example.]\ncapsule = y\n"),
	    AT "3:7: error: 'XN--B-EHA.example.' is a name of the host on line"
	       " 1 already [twice]\n" },
	{ "an alias that another has",
	    STR_INIT(HOST "alias = b.example *\n"
			  "[host c.example]\ncapsule = y\n"
			  "alias = d.example b.example\nalias = *\n"),
	    AT "6:19: error: 'b.example' is a name of the host on line 1"
	       " already [twice]\n" AT
	       "7:9: error: '*' is a name of the host on line 1 already"
	       " [twice]\n" },
	{ "two that come first",
	    STR_INIT(HOST "default = yes\n"
			  "[host b.example]\ncapsule = x\ndefault = yes\n"),
	    AT "6:11: error: the host on line 1 is the default already"
	       " [twice]\n" },
	{ "patterns", STR_INIT(HOST "gone = x\ngone = /x y\n"
				    "type = a/*.x text/plain\nmoved = /x\n"),
	    AT "3:8: error: 'x' does not begin with a slash [bad-pattern]\n" AT
	       "4:11: error: 'y' stands behind the pattern [bad-value]\n" AT
	       "5:8: error: 'a/*.x' has a slash, but does not begin with one"
	       " [bad-pattern]\n" AT
	       "6:9: error: '/x' needs where to behind it [bad-value]\n" },
	{ "G-69, X-17 where a redirect must not lead",
	    STR_INIT(HOST "moved = /a /b#c\nmoved = /d //evil.example/\n"
			  "redirect = /e f\nredirect = /g http:\\\\x y\n"
			  "redirect = /h /../i\nredirect = /j ?k\n"
			  "redirect = /l gemini://[x/\n"),
	    AT "3:12: error: '/b#c' has a fragment [bad-target]\n" AT
	       "4:12: error: '//evil.example/' is neither a path that begins"
	       " with one slash nor a whole URI [bad-target]\n" AT
	       "5:15: error: 'f' is neither a path that begins with one slash"
	       " nor a whole URI [bad-target]\n" AT
	       "6:15: hint: many clients do not follow a redirect to http by"
	       " themselves [other-scheme]\n" AT
	       "7:15: error: '/../i' is a path that nothing can have"
	       " [bad-target]\n" AT
	       "8:15: error: '?k' is neither a path that begins with one slash"
	       " nor a whole URI [bad-target]\n" AT
	       "9:15: error: 'gemini://[x/' is no URI [bad-target]\n" },
	{ "G-70 a redirect to itself",
	    STR_INIT(HOST "moved = /old/* /old/new\n"),
	    AT "3:16: error: '/old/new' leads on and on from redirect to"
	       " redirect [redirect-loop]\n" },
	{ "G-70 in a circle, by name and encoded",
	    STR_INIT(HOST "moved = /a gemini://A.example:1965/%62\n"
			  "redirect = /b /./a?q\n"),
	    AT "3:12: error: 'gemini://A.example:1965/%62' leads on and on"
	       " from redirect to redirect [redirect-loop]\n" AT
	       "4:15: error: '/./a?q' leads on and on from redirect to"
	       " redirect [redirect-loop]\n" },
	{ "G-63 statuses that mean something else",
	    STR_INIT(HOST "status = /a 20 x\nstatus = /b 999 x\n"
			  "status = /c\n"),
	    AT "3:13: error: '20' is none of 40, 41, 50, 51 [bad-value]\n" AT
	       "4:13: error: '999' is none of 40, 41, 50, 51 [bad-value]\n" AT
	       "5:10: error: '/c' needs a status behind it [bad-value]\n" },
	{ "M-02 types", STR_INIT(HOST "type = *.x text\n"
				      "type = *.y text/plain charset=x\n"),
	    AT "3:12: error: 'text' is no media type such as text/plain"
	       " [bad-type]\n" AT
	       "4:12: error: 'text/plain charset=x' is no media type such as"
	       " text/plain [bad-type]\n" },
	{ "M-06 languages", STR_INIT(HOST "lang = de_DE\nlanguage = *.x 12\n"),
	    AT "3:8: error: 'de_DE' is no language tag such as en or zh-Hans"
	       " [bad-lang]\n" AT
	       "4:16: error: '12' is no language tag such as en or zh-Hans"
	       " [bad-lang]\n" },
	{ "what a host shows",
	    STR_INIT(HOST "listings = on\ncharset = latin\nascii = maybe\n"),
	    AT "3:12: error: 'on' is neither yes nor no [bad-value]\n" AT
	       "4:11: error: 'latin' is none of UTF-8, Latin-1, ASCII"
	       " [bad-value]\n" AT
	       "5:9: error: 'maybe' is neither yes nor no [bad-value]\n" },
	{ "a mount without a path", STR_INIT(HOST "[mount]\nroot = x\n"),
	    AT "3:2: error: [mount] needs a name behind it [bad-line]\n" },
	{ "a mount of no host, and its keys",
	    STR_INIT("[mount /a]\nroot = x\n" HOST),
	    AT "1:8: error: a mount belongs below the [host NAME] that has it"
	       " [no-host]\n" },
	{ "a mount of nothing", STR_INIT(HOST "\n[mount /a]\n" HOST2),
	    AT "4:1: error: this mount has no root [no-root]\n" },
	{ "X-01 paths that nothing is mounted at",
	    STR_INIT(HOST "[mount a]\nroot = x\n[mount /a/../b]\nroot = x\n"
			  "[mount /search]\nroot = x\n"),
	    AT "3:8: error: 'a' does not begin with a slash [bad-mount]\n" AT
	       "5:8: error: '/a/../b' has a folder without a name, or a hidden"
	       " one [bad-mount]\n" AT
	       "7:8: error: '/search' is where the search is"
	       " [bad-mount]\n" },
	{ "mounts in each other's way",
	    STR_INIT(HOST "[mount /a/b]\nroot = x\n[mount /a/b/]\nroot = x\n"
			  "[mount /a]\nroot = x\n" HOST2
			  "[mount /a]\nroot = x\nroot = y\n"),
	    AT "5:8: error: '/a/b/' is mounted already [twice]\n" AT
	       "7:8: error: '/a' is within another mount, or another in it"
	       " [bad-mount]\n" AT
	       "13:1: error: 'root' stands on line 12 already [twice]\n" },
	{ "zones", STR_INIT(HOST "zone = /m/ a\nzone = /m b\nzone = /n closed\n"
				 "zone = /o/* c\nzone = p d\n"),
	    AT "4:8: error: this host has the zone '/m/' already [twice]\n" AT
	       "6:8: error: '/o/*' is no path of a zone: it has no '*' and no"
	       " '//' [bad-pattern]\n" AT
	       "7:8: error: 'p' does not begin with a slash [bad-pattern]\n" },
};

static void
each_fault_is_named_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct config_text r;
		struct str found;

		config_text_read(&r, bad[i].text);
		found = findings_printed(&r.diags);
		check_row(!r.fine, bad[i].why);
		if (!str_eq(found, str_of(bad[i].findings)))
			fail_msg("%s:\n%.*s\nwant\n%s", bad[i].why,
			    STR_ARG(found), bad[i].findings);
		config_text_release(&r);
	}
}

static void
there_is_an_end_to_everything(void **state)
{
	struct buf text;
	struct config_text r;

	(void)state;
	buf_init(&text);
	for (int i = 0; i <= DOORS_MAX; i++)
		buf_add(&text, STR("gemini = 127.0.0.1:1\n"));
	buf_add(&text, STR("[limits]\n"));
	for (int i = 0; i <= LIMITS_EXEMPT_MAX; i++)
		buf_add(&text, STR("unlimited = ::1\n"));
	for (int i = 0; i <= SETTINGS_HOSTS_MAX; i++)
		buf_printf(&text, "[host h%d]\ncapsule = x\n", i);
	buf_add(&text, STR("capsule = y\n[host last]\n"));
	config_text_read(&r, buf_str(&text));
	assert_int_equal(r.diags.count[DIAG_ERROR], 4);
	for (const struct diag *d = r.diags.first; d != NULL; d = d->next)
		assert_string_equal(d->code, "too-many");
	config_text_release(&r);
	buf_clear(&text);
	buf_add(&text, STR(HOST));
	for (int i = 0; i <= POLICY_RULES_MAX; i++)
		buf_printf(&text, "gone = /%d\ntype = /%d text/plain\n"
				  "language = /%d en\n",
		    i, i, i);
	for (int i = 0; i <= POLICY_ZONES_MAX; i++)
		buf_printf(&text, "zone = /%d x\n", i);
	for (int i = 0; i < HOSTS_MAX; i++)
		buf_printf(&text, "alias = h%d\n", i);
	config_text_read(&r, buf_str(&text));
	assert_int_equal(r.diags.count[DIAG_ERROR], 5);
	config_text_release(&r);
	buf_release(&text);
}

static void
a_file_is_read_if_it_is_one(void **state)
{
	char folder[] = "/tmp/vitae-XXXXXX";
	char path[64];
	struct config_text r = { 0 };
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/f", folder);
	settings_init(&r.settings);
	arena_init(&r.arena);
	diags_init(&r.diags, &r.arena);
	assert_false(config_read(&r.settings, path, &r.diags));
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(config_read(&r.settings, path, &r.diags));
	assert_false(config_read(&r.settings, folder, &r.diags));
	assert_int_equal(r.diags.count[DIAG_ERROR], 3);
	assert_int_equal(unlink(path), 0);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("workers = 9\n", file);
	assert_int_equal(fclose(file), 0);
	assert_true(config_read(&r.settings, path, &r.diags));
	assert_int_equal(r.settings.workers, 9);
	assert_int_equal(r.settings.times.request, 10000);
	unlink(path);
	rmdir(folder);
	config_text_release(&r);
}

static void
a_media_type_has_its_form_M02(void **state)
{
	static const struct {
		struct str text;
		bool is;
	} rows[] = {
		{ STR_INIT("text/gemini"), true },
		{ STR_INIT("image/svg+xml"), true },
		{ STR_INIT("application/vnd.x-y.z"), true },
		{ STR_INIT("text/plain;charset=utf-8"), true },
		{ STR_INIT("text/plain; charset=utf-8; format=flowed"), true },
		{ STR_INIT("text/plain; x=\"a b;c\""), true },
		{ STR_INIT(""), false },
		{ STR_INIT("text"), false },
		{ STR_INIT("/plain"), false },
		{ STR_INIT("text/"), false },
		{ STR_INIT("text/plain/x"), false },
		{ STR_INIT("text/pl ain"), false },
		{ STR_INIT("text/plain;"), false },
		{ STR_INIT("text/plain; charset"), false },
		{ STR_INIT("text/plain; charset="), false },
		{ STR_INIT("text/plain; x=\"a"), false },
		{ STR_INIT("text/plain; x=\"a\\\"\""), false },
		{ STR_INIT("text/plain\0"), false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_row(mime_is_type(rows[i].text) == rows[i].is,
		    rows[i].text.at);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_fault_is_named_with_its_place),
		cmocka_unit_test(there_is_an_end_to_everything),
		cmocka_unit_test(a_file_is_read_if_it_is_one),
		cmocka_unit_test(a_media_type_has_its_form_M02),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
