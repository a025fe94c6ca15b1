/* SPDX-License-Identifier: ISC */
#include "e2e/start.h"

#include <pwd.h>
#include <unistd.h>

#define RUN_S 20

void
must_run(const char *format, ...)
{
	char command[2048];
	struct ran r;
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	assert_true(len > 0 && (size_t)len < sizeof(command));
	r = run(RUN_S, "%s", command);
	if (r.status != 0)
		fail_msg("%s: exit status %d:\n%.*s", command, r.status,
		    STR_ARG(buf_str(&r.out)));
	ran_release(&r);
}

void
server_make_copy(struct server *s, const char *path)
{
	server_make(s, NULL, 0);
	must_run("cp -R %s %s/capsule", path, s->folder);
	must_run("cd %s && { [ -d capsule ] ||"
		 " { mv capsule profile.txt && mkdir capsule &&"
		 " mv profile.txt capsule; }; }",
	    s->folder);
}

int
server_for_copy(void **state)
{
	static struct server s;

	server_make_copy(&s, *state);
	*state = &s;
	server_start(&s);
	return 0;
}

void
server_start_image(struct server *s, const char *options)
{
	must_run("$VITAE build %s -o %s/image %s/capsule", options, s->folder,
	    s->folder);
	server_run(s, "", "image");
}

const char *
our_name(void)
{
	const struct passwd *entry = getpwuid(geteuid());

	assert_non_null(entry);
	return entry->pw_name;
}

void
server_start_as_us(struct server *s)
{
	char options[256];

	snprintf(options, sizeof(options),
	    "--host localhost --host 127.0.0.1 --user %s", our_name());
	server_run(s, options, "capsule");
}

struct ran
run_there(const struct server *s, const char *arguments)
{
	const char *user = geteuid() != 0
			       ? ""
			       : "setpriv --reuid=65534 --regid=65534"
				 " --clear-groups";

	return run(RUN_S, "cd %s && %s ./vitae %s 2>&1", s->folder, user,
	    arguments);
}

size_t
server_find_workers(const struct server *s, pid_t *workers, size_t room)
{
	struct ran r = run(RUN_S,
	    "for p in $(cat /proc/%d/task/%d/children); do"
	    " grep -qsx vitae-worker /proc/$p/comm && printf '%%s ' $p;"
	    " done; true",
	    (int)s->pid, (int)s->pid);
	struct str rest = buf_str(&r.out);
	size_t count = 0;

	while (rest.len > 0 && count < room) {
		struct str word;
		uint64_t pid;

		str_cut(rest, ' ', &word, &rest);
		assert_true(str_number(word, INT32_MAX, &pid));
		workers[count++] = (pid_t)pid;
	}
	ran_release(&r);
	return count;
}

void
server_workers(const struct server *s, pid_t *workers, size_t count)
{
	assert_int_equal(server_find_workers(s, workers, count), count);
}
