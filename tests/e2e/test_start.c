/* SPDX-License-Identifier: ISC */
/*
 * What the commands say and do when something is wrong, and that an image
 * serves what its capsule does.
 */
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "e2e/crawl.h"
#include "e2e/program.h"
#include "e2e/start.h"

#define LIMIT_S 20

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Email: ada@example.org\n"
			 "\n"
			 "# About\n"
			 "I write programs for a machine that is not built.\n"
			 "=> hello.txt Hello\n"
			 "=> notes/ Notes\n"
			 "\n"
			 "# Talks\n"
			 "* 1843: Notes on the engine\n" },
	{ "hello.txt", "Hello.\n.\n" },
	{ "notes/index.gmi", "# Notes\n\n=> /talks/ Talks\n" },
	{ "../broken/profile.txt", "Name: Ada Lovelace\n"
				   "\n"
				   "# About\n"
				   "A bell: \a\n" },
};

/*
 * Beside the capsule, what cannot be served or used, for whoever is not root:
 * to root nothing is forbidden.
 */
static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	must_run("cp $VITAE %s/vitae && cd %s && chmod 755 . &&"
		 " mkdir -m 000 locked && mkdir -m 555 sealed &&"
		 " mkdir empty keyless closed && echo no >file &&"
		 " echo no >keyless/localhost.crt && mkfifo -m 666 fifo &&"
		 " echo no >closed/localhost.crt && ln -s loop loop &&"
		 " install -m 000 file closed/localhost.key",
	    s.folder, s.folder);
	must_run("cd %s && ./vitae build -o whole capsule &&"
		 " cp whole patched && printf '\\001' |"
		 " dd of=patched bs=1 seek=400 conv=notrunc &&"
		 " head -c 400 whole >short",
	    s.folder);
	*state = &s;
	return 0;
}

static int
teardown(void **state)
{
	struct server *s = *state;

	server_stop(s);
	must_run("chmod 700 %s/locked", s->folder);
	server_remove(s);
	return 0;
}

/* Ports that are free, and certs that can be made by nobody. */
#define SERVE "serve --gemini 127.0.0.1:0 --gopher 127.0.0.1:0 "
#define MENDED ": nothing to serve until the errors above are mended\n"

static const struct {
	const char *arguments;
	const char *says; /* all of it, or the beginning of its one line */
} refusals[] = {
	{ "check broken",
	    "broken/profile.txt:4:9: error: control character U+0007; remove it"
	    " [control]\n"
	    "1 error, 0 warnings, 0 hints\n" },
	{ SERVE "broken",
	    "broken/profile.txt:4:9: error: control character U+0007; remove it"
	    " [control]\n"
	    "vitae: broken" MENDED },
	{ "build -o sealed/image capsule",
	    "vitae: sealed/image: Permission denied\n" },
	{ "check missing",
	    "missing: error: No such file or directory [no-capsule]\n" },
	{ SERVE "missing",
	    "missing: error: No such file or directory [no-capsule]\n" },
	{ SERVE "locked", "locked: error: Permission denied [no-capsule]\n" },
	{ SERVE "empty", "empty/profile.txt: error: no such file; a capsule is"
			 " a folder with this file in it, or with index.gmi" },
	{ SERVE "loop", "loop: error: Too many levels of symbolic links" },
	{ SERVE "file", "vitae: file: not an image\n" },
	{ SERVE "fifo", "vitae: fifo: not a regular file\n" },
	{ SERVE "short", "vitae: short: damaged: " },
	{ SERVE "patched", "vitae: patched: damaged: " },
	{ "check patched", "patched: error: damaged: " },
	{ SERVE "--certs sealed capsule",
	    "sealed/localhost.key: error: cannot be written: Permission"
	    " denied" },
	{ SERVE "--certs sealed/deep capsule",
	    "sealed/deep: error: cannot be made: Permission denied" },
	{ SERVE "--certs file capsule", "file: error: " },
	{ SERVE "--certs keyless capsule",
	    "keyless/localhost.key: error: missing, while"
	    " keyless/localhost.crt is there" },
	{ SERVE "--certs closed capsule", "closed/localhost." },
};

static size_t
count_lines(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n';
	return count;
}

static void
each_refusal_names_the_thing(void **state)
{
	for (size_t i = 0; i < COUNT(refusals); i++) {
		struct ran r = run_there(*state, refusals[i].arguments);
		struct str said = buf_str(&r.out);

		if (r.status != 1 ||
		    !str_starts(said, str_of(refusals[i].says)) ||
		    count_lines(said) > 2)
			fail_msg("%s: exit status %d:\n%.*s",
			    refusals[i].arguments, r.status, STR_ARG(said));
		ran_release(&r);
	}
}

static void
a_port_in_use_is_named(void **state)
{
	static const char *const protocols[] = { "gemini", "gopher" };
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char line[256], says[256];

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, len), 0);
	assert_int_equal(listen(fd, 1), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
	for (size_t i = 0; i < COUNT(protocols); i++) {
		struct ran r;

		snprintf(line, sizeof(line), SERVE "--%s 127.0.0.1:%u capsule",
		    protocols[i], ntohs(at.sin_port));
		snprintf(says, sizeof(says),
		    "vitae: %s: 127.0.0.1:%u: Address already in use;"
		    " perhaps vitae runs already: `ss -ltnp` shows who"
		    " listens where\n",
		    protocols[i], ntohs(at.sin_port));
		r = run_there(*state, line);
		assert_int_equal(r.status, 1);
		assert_str(buf_str(&r.out), str_of(says));
		ran_release(&r);
	}
	close(fd);
}

static void
the_same_capsule_gives_the_same_bytes(void **state)
{
	const struct server *s = *state;

	must_run("cd %s && ./vitae build -o again capsule && cmp whole again",
	    s->folder);
}

/* Made for the same names and ports, asked for the same things. */
static void
an_image_serves_what_its_capsule_does(void **state)
{
	struct server *s = *state;
	struct crawl folder, image;
	const struct visit *a, *b;
	struct site site;
	char options[128];

	server_start(s);
	site = site_of_server(s);
	crawl_run(&folder, &site);
	server_stop(s);
	snprintf(options, sizeof(options),
	    "--host localhost --host 127.0.0.1 --gemini-port %u"
	    " --gopher-port %u",
	    s->gemini, s->gopher);
	server_start_image(s, options);
	crawl_run(&image, &site);
	server_stop(s);
	b = image.first;
	for (a = folder.first; a != NULL && b != NULL; a = a->next) {
		assert_int_equal(a->view, b->view);
		assert_str(a->asked, b->asked);
		assert_int_equal(a->status, b->status);
		assert_str(a->media, b->media);
		assert_str(a->body, b->body);
		b = b->next;
	}
	assert_true(a == NULL && b == NULL);
	crawl_release(&folder);
	crawl_release(&image);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_refusal_names_the_thing),
		cmocka_unit_test(a_port_in_use_is_named),
		cmocka_unit_test(the_same_capsule_gives_the_same_bytes),
		cmocka_unit_test(an_image_serves_what_its_capsule_does),
	};

	return cmocka_run_group_tests_name("start", tests, setup, teardown);
}
