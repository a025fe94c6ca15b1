/* SPDX-License-Identifier: ISC */
/*
 * Gemini as its clients show it: pages, prompts, redirects, refusals, and a
 * zone with and without a certificate. docs/clients.md says what was seen.
 */
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/screen.h"

#define LIMIT_S 20

#define ABOUT "I write programs for a machine not built."
#define ABOUT_ZH "\xe6\x88\x91\xe4\xb8\xba\xe6\x9c\xba\xe5\x99\xa8\xe5\x86\x99"
#define MINUTES "The minutes of the meeting."

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\nLanguage: en\n\n"
			 "# About\n" ABOUT "\n" },
	{ "profile.zh.txt", "Name: Ada Lovelace\nLanguage: zh-Hans\n\n"
			    "# About\n" ABOUT_ZH "\n" },
	{ "members/index.gmi", "# For members\n\n" MINUTES "\n" },
};

/* A member, with a certificate, and somebody else with one. */
static void
make_people(const struct server *s)
{
	ran_must(run(LIMIT_S,
		     "cd %s && for who in ada eve; do openssl req -x509 -newkey"
		     " ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj"
		     " /CN=$who -keyout $who.key -out $who.crt 2>&1; done;"
		     " echo \"ada $(openssl x509 -in ada.crt -noout"
		     " -fingerprint -sha256 | sed 's/.*=//')\" >members.txt;"
		     " cat members.txt",
		     s->folder),
	    0, "ada ");
}

static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	*state = &s;
	make_people(&s);
	server_run_host(&s, "",
	    "zone = /members/ members.txt\nmoved = /old /about\n");
	return 0;
}

static const struct {
	const char *why;
	const char *path;
	const char *options;
	const char *says;
} pages[] = {
	{ "home", "/", "", "# Ada Lovelace" },
	{ "a section", "/about", "", ABOUT },
	{ "in another language", "/zh", "", ABOUT_ZH },
	{ "search: a prompt", "/search", "", "10 " },
	{ "search: found", "/search?programs", "", "=> /about" },
	{ "moved", "/old", "", "31 /about\r\n" },
	{ "unknown", "/nope", "", "51 " },
	{ "zone, nobody", "/members/", "", "60 " },
	{ "zone, a member", "/members/", "-cert ada.crt -key ada.key",
	    MINUTES },
	{ "zone, a stranger", "/members/", "-cert eve.crt -key eve.key",
	    "61 " },
};

static void
s_client_gets(void **state)
{
	const struct server *s = *state;

	for (size_t i = 0; i < COUNT(pages); i++) {
		struct ran r = run(LIMIT_S,
		    "cd %s; printf 'gemini://localhost:%u%s\\r\\n' | openssl"
		    " s_client -quiet -connect 127.0.0.1:%u -servername"
		    " localhost %s 2>&1",
		    s->folder, s->gemini, pages[i].path, s->gemini,
		    pages[i].options);

		check_row(ran_says(&r, pages[i].says), pages[i].why);
		ran_release(&r);
	}
}

static const struct {
	const char *why;
	const char *client;
	const char *path;
	const char *prompt; /* to wait for, or "" */
	const char *keys;   /* to press then, in tmux's words, or "" */
	const char *shows;
} screens[] = {
	{ "home", "amfora", "/", "", "", "Ada Lovelace" },
	{ "a section", "amfora", "/about", "", "", ABOUT },
	{ "in another language", "amfora", "/zh", "", "", ABOUT_ZH },
	{ "moved", "amfora", "/old", "Follow redirect", "Enter", ABOUT },
	{ "unknown", "amfora", "/nope", "", "", "Not found" },
	{ "zone, nobody", "amfora", "/members/", "", "", "Members only" },
	{ "search", "amfora", "/search", "Words to look for",
	    "programs Enter Enter", "2 pages found" },
	{ "home", "bombadillo", "/", "", "", "Ada Lovelace" },
	{ "a section", "bombadillo", "/about", "", "", ABOUT },
	{ "in another language", "bombadillo", "/zh", "", "", ABOUT_ZH },
	{ "moved", "bombadillo", "/old", "Follow redirect", "y", ABOUT },
	{ "unknown", "bombadillo", "/nope", "", "", "not found" },
	{ "zone, nobody", "bombadillo", "/members/", "", "",
	    "Client Certificate Required" },
	{ "search", "bombadillo", "/search", "Words to look for",
	    "programs Enter", "2 pages found" },
};

static void
screens_show(void **state)
{
	const struct server *s = *state;

	for (size_t i = 0; i < COUNT(screens); i++) {
		char command[256];

		snprintf(command, sizeof(command), "%s gemini://localhost:%u%s",
		    screens[i].client, s->gemini, screens[i].path);
		check_row(screen_answers(s, LIMIT_S, command,
			      screens[i].prompt, screens[i].keys,
			      screens[i].shows),
		    screens[i].why);
	}
}

/* Amfora takes certificates from its configuration, by host. */
static void
amfora_shows_a_member_the_zone(void **state)
{
	const struct server *s = *state;
	char command[256];

	ran_must(run(LIMIT_S,
		     "cd %s && mkdir -p amfora && printf '[auth.certs]\\n"
		     "\"localhost:%u\" = \"%s/ada.crt\"\\n"
		     "[auth.keys]\\n"
		     "\"localhost:%u\" = \"%s/ada.key\"\\n'"
		     " >amfora/config.toml; echo made",
		     s->folder, s->gemini, s->folder, s->gemini, s->folder),
	    0, "made");
	snprintf(command, sizeof(command),
	    "amfora gemini://localhost:%u/members/", s->gemini);
	assert_true(screen_answers(s, LIMIT_S, command, "", "", MINUTES));
}

static const struct {
	const char *why;
	const char *path;
	const char *variables;
	const char *shows;
} elpher[] = {
	{ "home", "/", "", "# Ada Lovelace" },
	{ "in another language", "/zh", "", ABOUT_ZH },
	{ "moved", "/old", "", ABOUT },
	{ "search", "/search", "ANSWER=programs", "2 pages found" },
	{ "unknown", "/nope", "", "51 not found" },
	{ "zone, a member", "/members/", "CERT=ada.crt KEY=ada.key", MINUTES },
};

static void
elpher_shows(void **state)
{
	const struct server *s = *state;

	for (size_t i = 0; i < COUNT(elpher); i++) {
		struct ran r = run(LIMIT_S,
		    "script=$PWD/tests/e2e/elpher.el; cd %s &&"
		    " HOME=$PWD LC_ALL=C.UTF-8 URL=gemini://localhost:%u%s"
		    " WANT='%s' %s emacs --batch -l $script",
		    s->folder, s->gemini, elpher[i].path, elpher[i].shows,
		    elpher[i].variables);

		if (!ran_says(&r, elpher[i].shows))
			fail_msg("%s:\n%.*s", elpher[i].why,
			    STR_ARG(buf_str(&r.out)));
		ran_release(&r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(s_client_gets),
		cmocka_unit_test(screens_show),
		cmocka_unit_test(amfora_shows_a_member_the_zone),
		cmocka_unit_test(elpher_shows),
	};

	return cmocka_run_group_tests_name("gemini_clients", tests, setup,
	    server_after_group);
}
