/* SPDX-License-Identifier: ISC */
#include "app/config.h"

#include "unit/config_text.h"
#include "unit/findings.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text;
	const char *findings;
	const char *line; /* stands in what is printed of it */
} good[] = {
	{ "nothing", STR_INIT(""), "", "certs = etc/certs\n" },
	{ "a byte order mark, CRLF, blanks in front, no end",
	    STR_INIT("\xef\xbb\xbf \tworkers=3\r\n[log]\r\n  format : tab"),
	    "", "workers = 3\n" },
	{ "comments", STR_INIT("# a\n; b\nworkers = 3 ; c\n[log] # d\n"), "",
	    "workers = 3\n" },
	{ "a path of the file's folder",
	    STR_INIT("[log]\nfile = a b/c.log\n"), "",
	    "file = etc/a b/c.log\n" },
	{ "one of the root", STR_INIT("certs = /srv/certs\n"), "",
	    "certs = /srv/certs\n" },
	{ "no protocol", STR_INIT("gopher = none\n"), "", "gopher = none\n" },
	{ "limits that are none",
	    STR_INIT("[limits]\nconnections = off\n"
		     "requests-per-minute = 0\nunlimited = none\n"),
	    "",
	    "connections = off\nconnections-per-address = 64\n"
	    "requests-per-minute = off\nburst = 200\nunlimited = none\n" },
	{ "blocks take the place of the default",
	    STR_INIT("[limits]\nunlimited = 192.0.2.7/24 2001:db8::1\n"
		     "unlimited = 0.0.0.0/0\n"),
	    "",
	    "unlimited = 192.0.2.0/24\nunlimited = 2001:db8::1/128\n"
	    "unlimited = 0.0.0.0/0\n" },
	{ "the default",
	    STR_INIT("[limits]\n"), "",
	    "unlimited = 127.0.0.0/8\nunlimited = ::1/128\n" },
	{ "G-22, G-38 names",
	    STR_INIT("[host B\xc3\xbc.Example.]\ncapsule = x\n"
		     "alias = ::1 *.B\xc3\xbc.example\nalias = *\n"),
	    "",
	    "[host xn--b-eha.example]\ncapsule = etc/x\nalias = [::1]\n"
	    "alias = *.xn--b-eha.example\nalias = *\n" },
	{ "an address as a name", STR_INIT("[host ::1]\ncapsule = x\n"), "",
	    "[host ::1]\n" },
	{ "the default comes first",
	    STR_INIT(HOST "gopher = 127.0.0.1:1\n"
			  "[host b.example]\ncapsule = y\ndefault = yes\n"
			  "[host c.example]\ncapsule = z\ndefault = no\n"),
	    "",
	    "[host b.example]\ncapsule = etc/y\n\n"
	    "[host a.example]\ncapsule = etc/x\ngopher = 127.0.0.1:1\n\n"
	    "[host c.example]\n" },
	{ "a target is mended", STR_INIT(HOST "moved = /a /\xc3\xa9 %zz b\n"),
	    "", "moved = /a /%C3%A9%20%25zz%20b\n" },
	{ "G-70 another scheme",
	    STR_INIT(HOST "moved = /a https://x.example/\n"),
	    AT "3:12: hint: many clients do not follow a redirect to https by"
	       " themselves [other-scheme]\n",
	    "moved = /a https://x.example/\n" },
	{ "G-70 two hops", STR_INIT(HOST "moved = /a /b\nmoved = /b /c\n"),
	    AT "3:12: warning: '/b' is redirected as well: name where it ends"
	       " [redirect-chain]\n",
	    "moved = /a /b\nmoved = /b /c\n" },
	{ "a rule in front of a redirect ends it",
	    STR_INIT(HOST "gone = /b\nmoved = /a /b\nmoved = /b /c\n"), "",
	    "gone = /b\nmoved = /a /b\n" },
	{ "another host's path is not ours",
	    STR_INIT(HOST "moved = /* gemini://b.example/a\n"), "",
	    "moved = /* gemini://b.example/a\n" },
	{ "a status, with a text and without",
	    STR_INIT(HOST "status = /a 41 Back  on Monday\nstatus = /b 50\n"),
	    "", "status = /a 41 Back  on Monday\nstatus = /b 50\n" },
	{ "labels",
	    STR_INIT(HOST "lang = zh-Hans\ntype = /a/* text/plain;"
			  " charset=\"utf-8\"\nlanguage = *.de.gmi de\n"),
	    "",
	    "lang = zh-Hans\ntype = /a/* text/plain; charset=\"utf-8\"\n"
	    "language = *.de.gmi de\n" },
	{ "what a host shows",
	    STR_INIT(HOST "listings = no\ncharset = latin1\nascii = yes\n"),
	    "", "listings = no\ncharset = ISO-8859-1\nascii = yes\n" },
	{ "what it shows anyway",
	    STR_INIT(HOST "lang = en\nlistings = yes\ncharset = utf-8\n"
			  "ascii = no\ngone = /x\n"),
	    "", "lang = en\ngone = /x\n" },
	{ "mounts, each of the host above",
	    STR_INIT(HOST "[mount /papers/]\nroot = /srv/www/papers\n"
			  "[log]\n[mount / a b/\u00e9] # c\nroot = b\n" HOST2
			  "[mount /papers]\nroot = c d\n"),
	    "",
	    "capsule = etc/x\n\n[mount /papers]\nroot = /srv/www/papers\n\n"
	    "[mount / a b/\u00e9]\nroot = etc/b\n\n"
	    "[host b.example]\ncapsule = etc/x\n\n"
	    "[mount /papers]\nroot = etc/c d\n" },
	{ "zones",
	    STR_INIT(HOST "zone = /a/ my list\nzone = /b list closed\n"), "",
	    "zone = /a/ etc/my list\nzone = /b etc/list closed\n" },
	{ "O-52 TLS on Gopher, as it comes", STR_INIT(HOST), "",
	    "gopher-tls = yes\n" },
	{ "O-51 and not", STR_INIT("gopher-tls = no\n" HOST), "",
	    "gopher-tls = no\n" },
	{ "doors for proxies, and for others",
	    STR_INIT("gemini = [::1]:1\ngemini = 127.0.0.1:1\tproxy\n"
		     "gopher = 127.0.0.1:0 proxy\n"
		     "proxy-from = 192.0.2.9/24 ::1\n"
		     "proxy-from = 10.0.0.1\n" HOST),
	    "",
	    "gemini = [::1]:1\ngemini = 127.0.0.1:1 proxy\n"
	    "gopher = 127.0.0.1:0 proxy\ngopher-tls = yes\n"
	    "proxy-from = 192.0.2.0/24\nproxy-from = ::1/128\n"
	    "proxy-from = 10.0.0.1/32\n" },
	{ "a host's door for proxies",
	    STR_INIT("proxy-from = ::1\n" HOST "[host b.example]\ncapsule = x\n"
		     "gopher = 127.0.0.1:7 proxy\ngopher = 127.0.0.1:8\n"),
	    "",
	    "gopher = 127.0.0.1:7 proxy\ngopher = 127.0.0.1:8\n" },
	{ "a certificate", STR_INIT(HOST "cert = a.pem\nkey = /b.pem\n"), "",
	    "cert = etc/a.pem\nkey = /b.pem\n" },
	{ "X-15 a web site", STR_INIT(HOST "web = https://e.example/~a\n"), "",
	    "web = https://e.example/~a/\n" },
	{ "ports and gopher",
	    STR_INIT("gopher-port = 70\n" HOST "gemini-port = 1966\n"), "",
	    "gemini-port = 1966\n" },
};

static void
assert_printed_again(const struct str printed, const char *why)
{
	char file[] = "again.conf"; /* in no folder: paths stay as they are */
	struct config_text r;
	struct buf again;

	config_text_read_at(&r, printed, file);
	check_row(r.fine, why);
	buf_init(&again);
	check_row(config_print(&r.settings, &again), why);
	assert_str(buf_str(&again), printed);
	buf_release(&again);
	config_text_release(&r);
}

static void
what_is_read_is_printed_and_read_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		struct buf printed;
		struct config_text r;

		config_text_read(&r, good[i].text);
		assert_str(findings_printed(&r.diags),
		    str_of(good[i].findings));
		check_row(r.fine, good[i].why);
		buf_init(&printed);
		check_row(config_print(&r.settings, &printed), good[i].why);
		if (str_find(buf_str(&printed), str_of(good[i].line)) ==
		    printed.len)
			fail_msg("%s:\n%.*s", good[i].why,
			    STR_ARG(buf_str(&printed)));
		assert_printed_again(buf_str(&printed), good[i].why);
		buf_release(&printed);
		config_text_release(&r);
	}
}

static void
public_ports_are_a_hosts_own_or_the_servers(void **state)
{
	static const struct str text =
	    STR_INIT("gemini-port = 1966\ngopher-port = 71\n"
		     "gopher = 127.0.0.1:0\n"
		     "[host a.example]\ncapsule = x\n"
		     "[host b.example]\ncapsule = x\ngemini-port = 1967\n"
		     "[host c.example]\ncapsule = x\ngopher = 127.0.0.1:0\n"
		     "[host d.example]\ncapsule = x\ngopher-port = 72\n");
	static const uint16_t want[][VIEW_COUNT] = {
		{ 1966, 71 },
		{ 1967, 0 },
		{ 1966, 70 },
		{ 1966, 72 },
	};
	struct config_text r;

	(void)state;
	config_text_read(&r, text);
	assert_true(r.fine);
	doors_assume(&r.settings.doors);
	for (size_t i = 0; i < COUNT(want); i++) {
		struct origin o = settings_origin(&r.settings, i);

		assert_int_equal(o.port[VIEW_GEMINI], want[i][VIEW_GEMINI]);
		assert_int_equal(o.port[VIEW_GOPHER], want[i][VIEW_GOPHER]);
	}
	config_text_release(&r);
}

/* From a command line, where everything can be said. */
static void
what_no_file_can_say_is_marked(void **state)
{
	static const char *const rows[] = { "a\nworkers = 7", "a ; b", "\xff",
		" a", "", "a\x1b[2J", LONG LONG LONG LONG LONG };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct settings s;
		struct buf out;

		settings_init(&s);
		s.certs = rows[i];
		buf_init(&out);
		check_row(!config_print(&s, &out), rows[i]);
		assert_true(str_find(buf_str(&out),
				STR("\n# certs: cannot stand in a file\n")) <
			    out.len);
		assert_true(str_find(buf_str(&out), STR("= 7")) == out.len);
		buf_release(&out);
		settings_release(&s);
	}
}

static void
a_mount_that_no_file_can_say_is_marked(void **state)
{
	static const char *const rows[] = { "a]b", "a ", "a ;b",
		LONG LONG LONG LONG LONG };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mount_settings mount = { str_of(rows[i]), "x", 0 };
		struct vhost_settings host = { .mounts = &mount,
			.mount_count = 1 };
		struct settings s;
		struct buf out;

		settings_init(&s);
		hosts_default(&host.hosts);
		s.hosts = &host;
		s.count = 1;
		buf_init(&out);
		check_row(!config_print(&s, &out), rows[i]);
		assert_true(str_ends(buf_str(&out),
		    STR("\n# mount: cannot stand in a file\n")));
		buf_release(&out);
		settings_release(&s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_is_printed_and_read_again),
		cmocka_unit_test(public_ports_are_a_hosts_own_or_the_servers),
		cmocka_unit_test(what_no_file_can_say_is_marked),
		cmocka_unit_test(a_mount_that_no_file_can_say_is_marked),
	};

	return cmocka_run_group_tests_name("config_print", tests, NULL, NULL);
}
