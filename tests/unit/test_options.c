/* SPDX-License-Identifier: ISC */
#include "app/options.h"

#include "app/config.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	const char *line; /* with single blanks */
	int status;
	const char *prints; /* of what serve -n shows; NULL = not looked at */
} rows[] = {
	{ "a capsule alone", "serve x", 0, "[host localhost]\ncapsule = x\n" },
	{ "no capsule", "serve", 2, NULL },
	{ "two", "serve x y", 2, NULL },
	{ "no such option", "serve --web", 2, NULL },
	{ "O-50 a web site", "serve --web https://e.example/~a x", 0,
	    "web = https://e.example/~a/\n" },
	{ "X-15 none", "serve --web e.example x", 2, NULL },
	{ "X-15 one with a query", "serve --web https://e.example/?a x", 2,
	    NULL },
	{ "mounts", "serve --mount /a/b/=x/y --mount /c=z=w x", 0,
	    "capsule = x\n\n[mount /a/b]\nroot = x/y\n\n[mount /c]\n"
	    "root = z=w\n" },
	{ "a mount of nothing", "serve --mount /a= x", 2, NULL },
	{ "one without a path", "serve --mount x x", 2, NULL },
	{ "X-10 a hidden one", "serve --mount /a/.b=x x", 2, NULL },
	{ "one twice", "serve --mount /a=x --mount /a=y x", 2, NULL },
	{ "an address", "serve --gemini [::1]:1 x", 0,
	    "gemini = [::1]:1\n# gopher" },
	{ "several", "serve --gemini [::1]:1 --gemini [::1]:2 x", 0,
	    "gemini = [::1]:1\ngemini = [::1]:2\n# gopher" },
	{ "none", "serve --gemini none x", 0, "gemini = none\n# gopher" },
	{ "none behind an address", "serve --gemini [::1]:1 --gemini none x",
	    0, "gemini = none\n# gopher" },
	{ "an address behind none", "serve --gemini none --gemini [::1]:1 x",
	    0, "gemini = [::1]:1\n# gopher" },
	{ "none of another", "serve --gemini [::1]:1 --gopher none x", 0,
	    "gemini = [::1]:1\ngopher = none\ngopher-tls" },
};

/* What is read, as a text; the arguments live in words. */
static int
read_line(const char *line, char words[128], struct settings *s,
    struct buf *printed)
{
	char *argv[16] = { NULL };
	char *rest = words;
	bool check;
	int argc = 0;
	int status;

	snprintf(words, 128, "%s", line);
	while ((argv[argc] = strsep(&rest, " ")) != NULL)
		argc++;
	settings_init(s);
	status = options_read(argc, argv, s, &check);
	if (status == 0)
		assert_true(config_print(s, printed));
	return status;
}

static void
the_command_line_says_what_a_file_can_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct settings s;
		struct buf printed;
		char words[128];

		buf_init(&printed);
		check_row(read_line(rows[i].line, words, &s, &printed) ==
			      rows[i].status,
		    rows[i].why);
		if (rows[i].prints != NULL)
			check_row(str_find(buf_str(&printed),
				      str_of(rows[i].prints)) < printed.len,
			    rows[i].why);
		buf_release(&printed);
		settings_release(&s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_command_line_says_what_a_file_can_say),
	};

	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
