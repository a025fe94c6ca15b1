/* SPDX-License-Identifier: ISC */
/* Virtual hosts: who answers to which name, with which certificate. */
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"

#define LIMIT_S 20

/* What server_run puts in front of them: its flags, with -c behind. */
#define CONFIG "vitae.conf"

#define PAGE(name) "Name: " name "\nEmail: me@example.org\n"

static const struct source sources[] = {
	{ "profile.txt", PAGE("Ada First") },
	{ "../two/profile.txt", PAGE("Bea Second") },
	{ "../two/notes.text", "Notes.\n" },
	{ "../two/guide.gmi", "# Anleitung\n" },
	{ "../rest/profile.txt", PAGE("Cyn Other") },
	/* The one that comes first is not at the top. */
	{ "../" CONFIG, "[host b\xc3\xbc"
			"cher.example]\n"
			"capsule = two\n"
			"alias = www.b\xc3\xbc"
			"cher.example *.wild.example\n"
			"gopher = 127.0.0.1:0\n"
			"gemini-port = 1966\n"
			"web = https://web.example/~bea\n"
			"lang = de\n"
			"type = *.text text/x-notes\n"
			"moved = /old /notes.text\n"
			"redirect = /now/* https://www.example.org/now\n"
			"gone = /gone\n"
			"status = /down 41 back on Monday\n"
			"\n"
			"[host localhost]\n"
			"capsule = capsule\n"
			"alias = 127.0.0.1\n"
			"default = yes\n"
			"\n"
			"[host any.example]\n"
			"capsule = rest\n"
			"alias = *\n" },
	{ "../strict.conf", "[host localhost]\n"
			    "capsule = capsule\n"
			    "[host b.example]\n"
			    "capsule = two\n" },
};

#define BUECHER "xn--bcher-kva.example"

static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	server_run(&s, "-c", CONFIG);
	*state = &s;
	return 0;
}

/* A request for a path of a host; port 0 names none. */
static void
ask(struct wire *w, const struct server *s, const char *sni, const char *host,
    unsigned port, const char *path)
{
	const struct wire_kind kind = {
		.port = s->gemini,
		.tls = true,
		.sni = sni,
	};
	char request[256], suffix[16] = "";

	if (port != 0)
		snprintf(suffix, sizeof(suffix), ":%u", port);
	snprintf(request, sizeof(request), "gemini://%s%s%s\r\n", host, suffix,
	    path);
	wire_ask(w, &kind, str_of(request));
}

static bool
says(const struct wire *w, const char *text)
{
	struct str heard = wire_heard(w);

	return str_find(heard, str_of(text)) < heard.len;
}

enum certificate {
	ADAS,
	BEAS,
	CYNS,
};

static const struct {
	const char *why;
	const char *sni;
	const char *host;
	enum certificate proof;
	const char *says;
} names[] = {
	{ "its name", "localhost", "localhost", ADAS, "Ada First" },
	{ "G-38 an A-label for a name in Unicode", BUECHER, BUECHER, BEAS,
	    "Bea Second" },
	{ "G-92 letter case", "XN--BCHER-KVA.Example", "Xn--Bcher-Kva.EXAMPLE",
	    BEAS, "Bea Second" },
	{ "an alias", "www." BUECHER, "www." BUECHER, BEAS, "Bea Second" },
	{ "a pattern", "x.wild.example", "x.wild.example", BEAS,
	    "Bea Second" },
	{ "a pattern takes one label", "x.y.wild.example", "x.y.wild.example",
	    CYNS, "Cyn Other" },
	{ "and not none", "wild.example", "wild.example", CYNS, "Cyn Other" },
	{ "the name of whoever takes the rest", "any.example", "any.example",
	    CYNS, "Cyn Other" },
	{ "a name nobody has", "nobody.test", "nobody.test", CYNS,
	    "Cyn Other" },
	{ "G-93 no name in the handshake", NULL, "localhost", ADAS,
	    "Ada First" },
	{ "G-93 then the URI decides", NULL, BUECHER, ADAS, "Bea Second" },
	{ "G-36 an address", NULL, "127.0.0.1", ADAS, "Ada First" },
	{ "G-94 two names", "localhost", BUECHER, ADAS,
	    "53 the URI's host is not the one of the handshake: " BUECHER
	    " in the URI, localhost in the handshake" },
};

static void
g92_g93_g94_each_name_has_its_page_and_certificate(void **state)
{
	char prints[3][65] = { "", "", "" };

	for (size_t i = 0; i < COUNT(names); i++) {
		char *print = prints[names[i].proof];
		struct wire w;

		ask(&w, *state, names[i].sni, names[i].host, 0, "/");
		if (!says(&w, names[i].says))
			fail_msg("%s: %.*s", names[i].why,
			    STR_ARG(wire_heard(&w)));
		if (print[0] == '\0')
			snprintf(print, 65, "%s", w.fingerprint);
		check_row(strcmp(print, w.fingerprint) == 0, names[i].why);
		wire_close(&w);
	}
	assert_string_not_equal(prints[ADAS], prints[BEAS]);
	assert_string_not_equal(prints[BEAS], prints[CYNS]);
}

static void
g34_public_ports_are_each_hosts_own(void **state)
{
	static const struct {
		const char *host;
		unsigned port;
		const char *says;
	} rows[] = {
		{ BUECHER, 1966, "20 text/gemini" },
		{ BUECHER, 1967, "53 port not served here, but: 1966\r\n" },
		{ "localhost", 1966, "53 port not served here, but: " },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wire w;

		ask(&w, *state, rows[i].host, rows[i].host, rows[i].port, "/");
		if (!str_starts(wire_heard(&w), str_of(rows[i].says)))
			fail_msg("%s:%u: %.*s", rows[i].host, rows[i].port,
			    STR_ARG(wire_heard(&w)));
		wire_close(&w);
	}
}

/* None of them is the other hosts'. */
static void
rules_of_a_host_are_kept(void **state)
{
	static const struct {
		const char *host;
		const char *path;
		const char *says;
	} rows[] = {
		{ BUECHER, "/old", "31 /notes.text\r\n" },
		{ BUECHER, "/now/x", "30 https://www.example.org/now\r\n" },
		{ BUECHER, "/gone", "52 " },
		{ BUECHER, "/down", "41 back on Monday\r\n" },
		{ BUECHER, "/notes.text", "20 text/x-notes" },
		{ BUECHER, "/guide.gmi",
		    "20 text/gemini; charset=utf-8; lang=de\r\n" },
		{ "localhost", "/old", "51 " },
		{ "localhost", "/gone", "51 " },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wire w;

		ask(&w, *state, rows[i].host, rows[i].host, 0, rows[i].path);
		if (!str_starts(wire_heard(&w), str_of(rows[i].says)))
			fail_msg("%s%s: %.*s", rows[i].host, rows[i].path,
			    STR_ARG(wire_heard(&w)));
		wire_close(&w);
	}
}

/* The port in the line "serving gopher://HOST:PORT/..." of the log. */
static uint16_t
gopher_port_of(const struct server *s, const char *host)
{
	struct buf log = server_log(s);
	char sign[128];
	struct str rest, digits;
	uint64_t port = 0;

	snprintf(sign, sizeof(sign), "serving gopher://%s:", host);
	rest = str_skip(buf_str(&log),
	    str_find(buf_str(&log), str_of(sign)) + strlen(sign));
	str_cut(rest, '/', &digits, &rest);
	if (!str_number(digits, 65535, &port))
		fail_msg("no %s in the log", sign);
	buf_release(&log);
	return (uint16_t)port;
}

static void
o53_a_host_has_a_gopher_port_of_its_own(void **state)
{
	const struct server *s = *state;
	const uint16_t port = gopher_port_of(s, BUECHER);
	const struct wire_kind kinds[] = { { .port = s->gopher },
		{ .port = port } };
	char item[64];
	struct wire w;

	assert_int_not_equal(port, s->gopher);
	wire_ask(&w, &kinds[0], STR("\r\n"));
	assert_true(says(&w, "Ada First"));
	wire_close(&w);
	wire_ask(&w, &kinds[1], STR("\r\n"));
	snprintf(item, sizeof(item), "\t" BUECHER "\t%u\r\n", port);
	assert_true(says(&w, "Bea Second"));
	assert_true(says(&w, item));
	wire_close(&w);
	wire_ask(&w, &kinds[1], STR("gone\r\n"));
	assert_true(str_starts(wire_heard(&w), STR("3")));
	wire_close(&w);
}

/* O-50: the host of the port it came to, whatever its Host header says. */
static void
o50_browsers_are_sent_to_the_hosts_web_site(void **state)
{
	const struct server *s = *state;
	const unsigned port = gopher_port_of(s, BUECHER);

	ran_must(run(LIMIT_S, "curl -sSi -H 'Host: evil.example' --path-as-is"
			      " 'http://127.0.0.1:%u/x/../a%%20b?q'",
		     port),
	    0, "\r\nLocation: https://web.example/~bea/a%20b\r\n");
	ran_must(run(LIMIT_S, "curl -sSi http://127.0.0.1:%u/", s->gopher), 0,
	    "HTTP/1.1 404 Not Found\r\n");
}

static void
g32_without_a_rest_53_names_what_is_served(void **state)
{
	struct server *s = *state;
	struct wire w;

	server_stop(s);
	server_run(s, "-c", "strict.conf");
	ask(&w, s, "nobody.test", "nobody.test", 0, "/");
	assert_str(wire_heard(&w),
	    STR("53 host not served here, but: localhost b.example\r\n"));
	wire_close(&w);
	server_stop(s);
	server_run(s, "-c", CONFIG);
}

/* And nothing is made or bound. */
static void
what_n_prints_is_read_again(void **state)
{
	const struct server *s = *state;

	must_run("cd %s && $VITAE serve -n -c " CONFIG " >one.conf &&"
		 " $VITAE serve -n -c one.conf >two.conf &&"
		 " cmp one.conf two.conf && grep -q '^\\[host " BUECHER
		 "]$' one.conf",
	    s->folder);
	must_run("cd %s && $VITAE serve -n --certs fresh --host x.example"
		 " --gopher none capsule >flags.conf && test ! -e fresh &&"
		 " $VITAE serve -n -c flags.conf | cmp - flags.conf &&"
		 " $VITAE serve -n -c flags.conf --workers 7 --gemini [::1]:7 |"
		 " grep -c -e '^workers = 7$' -e '^gemini = \\[::1\\]:7$' |"
		 " grep -q 2",
	    s->folder);
}

static const struct {
	const char *why;
	const char *before; /* commands, in the server's folder */
	const char *command;
	int status;
	const char *says;
} refusals[] = {
	{ "no such file", ":", "serve -c no.conf", 1,
	    "no.conf: error: No such file or directory [no-config]\n" },
	{ "errors in it", "echo gemni=1 >bad.conf", "serve -c bad.conf", 1,
	    "bad.conf:1:1: error: no key here is called 'gemni'; did you mean"
	    " gemini? [unknown-key]\n" },
	{ "the same of check", ":", "check -c bad.conf", 1,
	    "1 error, 0 warnings, 0 hints\n" },
	{ "a capsule beside hosts", ":", "serve -c strict.conf capsule", 2,
	    "strict.conf has hosts: neither --host nor a CAPSULE goes with" },
	{ "a host beside hosts", ":", "serve -c strict.conf --host x.example",
	    2, "strict.conf has hosts: neither --host nor a CAPSULE goes" },
	{ "no hosts and no capsule", "echo workers=1 >few.conf",
	    "serve -n -c few.conf", 2, "usage: " },
	{ "no hosts, but a capsule", ":", "serve -n -c few.conf capsule", 0,
	    "workers = 1\n" },
	{ "all capsules are looked at",
	    "mkdir -p e f; echo hm >e/profile.txt;"
	    " printf '[host a]\\ncapsule=e\\n[host b]\\ncapsule=f\\n' >ef.conf",
	    "serve -n -c ef.conf", 1, "f/profile.txt: error: no such file" },
	{ "addresses of the command line, too", ":",
	    "serve -n --gemini x capsule", 1, "gemini: x: not an ADDR:PORT" },
	{ "lists of members",
	    "printf '[host a]\\ncapsule=two\\nzone=/x/ list\\n' >z.conf",
	    "serve -n -c z.conf", 1, "list: error: " },
	{ "a list with a fault", "echo ada 3f >list", "serve -n -c z.conf", 1,
	    "list:1:5: error: " },
	{ "certificates",
	    "printf '[host a]\\ncapsule=two\\ncert=list\\n' >cert.conf",
	    "serve -n -c cert.conf", 1, "list: error: " },
	{ "an image for another host",
	    "$VITAE build -c strict.conf --host b.example -o b.image;"
	    " printf '[host a]\\ncapsule=b.image\\n' >i.conf",
	    "serve -n -c i.conf", 1,
	    "i.conf:1:1: error: b.image: an image for another host" },
	{ "an image with other rules",
	    "printf '[host b.example]\\ncapsule=b.image\\ngone=/x\\n' >i.conf",
	    "serve -n -c i.conf", 1,
	    "i.conf:1:1: error: b.image: an image has aliases, ports," },
	{ "an image without that zone",
	    "printf '[host b.example]\\ncapsule=b.image\\nzone=/x/ list\\n'"
	    " >i.conf",
	    "serve -n -c i.conf", 1,
	    "i.conf:1:1: error: b.image: the image has not all of these" },
	{ "an image of the host",
	    "printf '[host b.example]\\ncapsule=b.image\\n' >i.conf",
	    "serve -n -c i.conf", 0, "capsule = b.image\n" },
	{ "build wants a host", ":", "build -c strict.conf -o x", 2,
	    "usage: " },
	{ "which there is", ":", "build -c strict.conf --host c.example -o x",
	    1, "strict.conf: no host is called c.example\n" },
};

static void
what_cannot_be_served_is_named(void **state)
{
	const struct server *s = *state;

	for (size_t i = 0; i < COUNT(refusals); i++) {
		struct ran r = run(LIMIT_S, "cd %s && { %s; } >/dev/null 2>&1;"
					    " \"$VITAE\" %s",
		    s->folder, refusals[i].before, refusals[i].command);

		if (r.status != refusals[i].status ||
		    !ran_says(&r, refusals[i].says))
			fail_msg("%s: exit status %d:\n%.*s", refusals[i].why,
			    r.status, STR_ARG(buf_str(&r.out)));
		ran_release(&r);
	}
}

/* What build makes of a host is what serve does. */
static void
an_image_of_a_host_has_its_rules(void **state)
{
	struct server *s = *state;
	struct wire w;

	must_run("cd %s && $VITAE build -c " CONFIG
		 " --host www.b\xc3\xbc"
		 "cher.example -o b.image &&"
		 " printf '[host localhost]\\ncapsule=capsule\\n"
		 "[host " BUECHER "]\\ncapsule=b.image\\n' >image.conf",
	    s->folder);
	server_stop(s);
	server_run(s, "-c", "image.conf");
	ask(&w, s, "x.wild.example", "x.wild.example", 1966, "/old");
	assert_str(wire_heard(&w), STR("31 /notes.text\r\n"));
	wire_close(&w);
	server_stop(s);
	server_run(s, "-c", CONFIG);
}

/* The example of vitae.conf(5), with what it needs. */
static void
the_example_of_the_manual_holds(void **state)
{
	const struct server *s = *state;

	must_run("mkdir -p %s/manual/ada %s/manual/press &&"
		 " cp %s/two/profile.txt %s/manual/ada/ &&"
		 " cp %s/two/profile.txt %s/manual/press/ &&"
		 " sed -n '/^\\.Sh EXAMPLES/,/^\\.Ed/p' docs/vitae.conf.5 |"
		 " sed '1,/^\\.Bd/d; /^\\.Ed/d' >%s/manual/vitae.conf",
	    s->folder, s->folder, s->folder, s->folder, s->folder, s->folder,
	    s->folder);
	must_run("cd %s/manual && : >readers && : >group &&"
		 " test -s vitae.conf && $VITAE check -c vitae.conf &&"
		 " $VITAE serve -n -c vitae.conf",
	    s->folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    g92_g93_g94_each_name_has_its_page_and_certificate),
		cmocka_unit_test(g34_public_ports_are_each_hosts_own),
		cmocka_unit_test(rules_of_a_host_are_kept),
		cmocka_unit_test(o53_a_host_has_a_gopher_port_of_its_own),
		cmocka_unit_test(o50_browsers_are_sent_to_the_hosts_web_site),
		cmocka_unit_test(g32_without_a_rest_53_names_what_is_served),
		cmocka_unit_test(what_n_prints_is_read_again),
		cmocka_unit_test(what_cannot_be_served_is_named),
		cmocka_unit_test(an_image_of_a_host_has_its_rules),
		cmocka_unit_test(the_example_of_the_manual_holds),
	};

	return cmocka_run_group_tests_name("hosts", tests, setup,
	    server_after_group);
}
