/* SPDX-License-Identifier: ISC */
#include "app/builder.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/mount.h"
#include "app/sandbox.h"
#include "base/frozen.h"
#include "base/mem.h"
#include "net/control.h"
#include "unit/remove_tree.h"
#include "unit/unit.h"

#define PROFILE "# Ada Lovelace\n\n## About\n\nI write programs.\n"
#define CHANGED "# Ada Lovelace\n\n## About\n\nI write more programs.\n"
#define DOUBTFUL PROFILE "See [this](/nowhere).\n"
#define BROKEN PROFILE "\n```\nnever closed\n"
#define REPORT_MS 20000
#define SILENT_MS 400
#define HOSTS 2

/* A builder, and what it has said last. */
struct bench {
	char path[64];
	struct settings settings;
	struct vhost_settings hosts[HOSTS];
	struct vhost *open;
	int control;
	pid_t pid;
	/* CONTROL_BUILT: */
	size_t count;
	uint32_t host;
	struct built built;
	struct buf text;
	struct frozen image; /* the last one there was */
};

static void
put(const struct bench *b, const char *name, const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", b->path, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void
make_folder(const struct bench *b, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", b->path, name);
	assert_int_equal(mkdir(path, 0755), 0);
}

/* one/, with what is in shared/ under /shared; two/ without a profile. */
static void
make(struct bench *b)
{
	struct arena *a = &b->settings.arena;
	struct mount_settings *mount;
	static const char *const names[HOSTS] = { "one", "two" };

	*b = (struct bench){ .image = { .fd = -1 } };
	snprintf(b->path, sizeof(b->path), "/tmp/vitae-builder-XXXXXX");
	assert_non_null(mkdtemp(b->path));
	assert_int_equal(chmod(b->path, 0755), 0);
	buf_init(&b->text);
	settings_init(&b->settings);
	doors_assume(&b->settings.doors);
	b->settings.hosts = b->hosts;
	b->settings.count = HOSTS;
	for (size_t i = 0; i < HOSTS; i++) {
		make_folder(b, names[i]);
		b->hosts[i].capsule =
		    arena_printf(a, "%s/%s", b->path, names[i]).at;
		b->hosts[i].hosts.at[0] =
		    arena_printf(a, "%s.example", names[i]);
		b->hosts[i].hosts.count = 1;
	}
	make_folder(b, "shared");
	assert_null(mount_add(&b->hosts[0], a, STR("/shared"), &mount).why);
	mount->folder = arena_printf(a, "%s/shared", b->path).at;
	put(b, "one/profile.txt", PROFILE);
	put(b, "two/index.gmi", "# Two\n");
	put(b, "shared/paper.txt", "A paper.\n");
}

static void
open_hosts(struct bench *b)
{
	b->open = mem_new(HOSTS, sizeof(*b->open));
	for (size_t i = 0; i < HOSTS; i++)
		assert_true(vhost_open(&b->open[i], &b->settings, i, stderr));
}

static void
work(struct bench *b, int control, bool confined)
{
	struct account account;
	const struct sandbox sandbox = {
		.role = ROLE_BUILDER,
		.account = &account,
	};
	char log[128];
	int fd;

	snprintf(log, sizeof(log), "%s/log", b->path);
	fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
	dup2(fd, STDERR_FILENO);
	if (!account_find(&account, geteuid() == 0 ? "nobody" : NULL))
		_exit(2);
	_exit(builder_run(&b->settings, b->open, control,
		  confined ? &sandbox : NULL)
		  ? 0
		  : 1);
}

static void
begin(struct bench *b, bool confined)
{
	int ends[2];

	if (b->open == NULL)
		open_hosts(b);
	assert_true(control_pair(ends));
	b->pid = fork();
	if (b->pid == 0) {
		close(ends[0]);
		work(b, ends[1], confined);
	}
	close(ends[1]);
	b->control = ends[0];
}

static void
take(void *arg, struct control *message)
{
	struct bench *b = arg;
	struct str text;

	assert_int_equal(message->what, CONTROL_BUILT);
	assert_true(built_read(message->bytes, &b->built, &text));
	assert_int_equal(b->built.fine, message->handle >= 0);
	buf_clear(&b->text);
	buf_add(&b->text, text);
	b->host = message->host;
	b->count++;
	if (message->handle < 0)
		return;
	frozen_release(&b->image);
	assert_true(frozen_adopt(&b->image, message->handle, 1 << 24));
	message->handle = -1;
}

/* True if it has something to say within that time. */
static bool
hear(struct bench *b, int ms)
{
	struct pollfd wait = { .fd = b->control, .events = POLLIN };

	return poll(&wait, 1, ms) == 1 &&
	       control_take(b->control, take, b) == CONTROLLED;
}

static void
ask(const struct bench *b, uint32_t host)
{
	const struct control message = {
		.what = CONTROL_BUILD,
		.host = host,
		.handle = -1,
	};

	assert_true(control_send(b->control, &message, -1));
}

static bool
image_has(const struct bench *b, const char *text)
{
	return str_find(b->image.bytes, str_of(text)) < b->image.bytes.len;
}

/* How often the log has that. */
static int
logged(const struct bench *b, const char *text)
{
	char path[128], all[16384];
	int times = 0;
	FILE *file;

	snprintf(path, sizeof(path), "%s/log", b->path);
	file = fopen(path, "r");
	if (file == NULL)
		return 0;
	all[fread(all, 1, sizeof(all) - 1, file)] = '\0';
	fclose(file);
	for (const char *at = all; (at = strstr(at, text)) != NULL; at++)
		times++;
	return times;
}

/* SIGTERM, and it is gone with that status. */
static void
end(struct bench *b)
{
	int status;

	kill(b->pid, SIGTERM);
	assert_int_equal(waitpid(b->pid, &status, 0), b->pid);
	assert_int_equal(status, 0);
	close(b->control);
}

static void
clean(struct bench *b)
{
	for (size_t i = 0; b->open != NULL && i < HOSTS; i++)
		vhost_release(&b->open[i]);
	free(b->open);
	frozen_release(&b->image);
	buf_release(&b->text);
	settings_release(&b->settings);
	remove_tree(b->path);
}

static void
builds_all_in_order(struct bench *b, bool confined)
{
	begin(b, confined);
	for (uint32_t i = 0; i < HOSTS; i++) {
		assert_true(hear(b, REPORT_MS));
		assert_int_equal(b->host, i);
		assert_true(b->built.fine && b->built.first);
		assert_true(b->built.counts.pages > 0);
	}
	assert_false(hear(b, SILENT_MS));
	assert_int_equal(logged(b, "rebuilt"), 0);
}

static void
rebuilds_what_has_changed(struct bench *b)
{
	put(b, "one/profile.txt", CHANGED);
	assert_true(hear(b, REPORT_MS));
	assert_int_equal(b->host, 0);
	assert_true(b->built.fine && !b->built.first);
	assert_true(image_has(b, "more programs"));
	assert_int_equal(logged(b, "/one: rebuilt in "), 1);
	put(b, "shared/paper.txt", "Another paper.\n");
	assert_true(hear(b, REPORT_MS));
	assert_int_equal(b->host, 0);
	assert_true(image_has(b, "Another paper."));
	make_folder(b, "one/new");
	put(b, "one/new/a.txt", "A new file.\n");
	assert_true(hear(b, REPORT_MS));
	put(b, "one/new/a.txt", "A newer file.\n");
	assert_true(hear(b, REPORT_MS));
	assert_true(image_has(b, "A newer file."));
	assert_int_equal(logged(b, "are looked for"), 0);
	put(b, "two/index.gmi", "# Two or three\n");
	assert_true(hear(b, REPORT_MS));
	assert_int_equal(b->host, 1);
	assert_true(image_has(b, "# Two or three"));
}

/* what is broken has no image; what is told once is told once. */
static void
keeps_what_is_broken(struct bench *b)
{
	put(b, "one/profile.txt", BROKEN);
	assert_true(hear(b, REPORT_MS));
	assert_false(b->built.fine);
	assert_int_equal(b->built.findings[DIAG_ERROR], 1);
	assert_true(b->text.len > 0);
	assert_int_equal(logged(b, "/one: not rebuilt: 1 error"), 1);
	assert_int_equal(logged(b, "[open-fence]"), 1);
	ask(b, 0);
	assert_true(hear(b, REPORT_MS));
	assert_true(b->text.len > 0);
	assert_int_equal(logged(b, "/one: not rebuilt: 1 error"), 2);
	assert_int_equal(logged(b, "[open-fence]"), 1);
	put(b, "one/profile.txt", CHANGED);
	assert_true(hear(b, REPORT_MS));
	assert_true(b->built.fine);
	assert_int_equal(b->built.findings[DIAG_ERROR], 0);
	assert_int_equal(str_find(buf_str(&b->text), STR("[open-fence]")),
	    b->text.len);
}

static void
tells_the_new_alone(struct bench *b)
{
	put(b, "one/profile.txt", CHANGED);
	assert_false(hear(b, SILENT_MS));
	ask(b, CONTROL_ALL);
	assert_true(hear(b, REPORT_MS));
	assert_true(hear(b, REPORT_MS));
	assert_int_equal(b->host, 1);
	assert_int_equal(logged(b, "nothing new"), 2);
}

static void
notes_what_is_gone(struct bench *b)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/two", b->path);
	assert_int_equal(remove_tree(path), 0);
	assert_false(hear(b, 2 * SILENT_MS));
	assert_int_equal(logged(b, "/two: the folder is gone"), 1);
	ask(b, 1);
	assert_false(hear(b, SILENT_MS));
	assert_int_equal(logged(b, "/two: the folder is gone"), 1);
	put(b, "one/profile.txt", PROFILE);
	assert_true(hear(b, REPORT_MS));
	assert_int_equal(b->host, 0);
}

static void
live(bool confined)
{
	struct bench b;

	make(&b);
	builds_all_in_order(&b, confined);
	rebuilds_what_has_changed(&b);
	keeps_what_is_broken(&b);
	tells_the_new_alone(&b);
	notes_what_is_gone(&b);
	end(&b);
	clean(&b);
}

static void
lives_free(void **state)
{
	(void)state;
	live(false);
}

static void
lives_confined(void **state)
{
	(void)state;
	live(true);
}

static void
waits_to_be_asked(void **state)
{
	struct bench b;

	(void)state;
	make(&b);
	b.settings.reload = false;
	begin(&b, false);
	assert_true(hear(&b, REPORT_MS));
	assert_true(hear(&b, REPORT_MS));
	put(&b, "one/profile.txt", CHANGED);
	assert_false(hear(&b, SILENT_MS));
	ask(&b, 0);
	assert_true(hear(&b, REPORT_MS));
	assert_true(image_has(&b, "more programs"));
	end(&b);
	clean(&b);
}

static void
says_that_there_is_nothing(void **state)
{
	struct bench b;

	(void)state;
	make(&b);
	put(&b, "one/profile.txt", BROKEN);
	begin(&b, false);
	assert_true(hear(&b, REPORT_MS));
	assert_true(!b.built.fine && b.built.first);
	assert_true(hear(&b, REPORT_MS));
	assert_true(b.built.fine);
	assert_int_equal(logged(&b, "/one: nothing to serve until the"), 1);
	put(&b, "one/profile.txt", DOUBTFUL);
	assert_true(hear(&b, REPORT_MS));
	assert_true(b.built.fine);
	assert_true(b.built.findings[DIAG_WARNING] > 0);
	end(&b);
	clean(&b);
}

/* A builder that is replaced: what is shown needs no first build. */
static void
comes_again(void **state)
{
	struct bench b;
	const char *why;

	(void)state;
	make(&b);
	begin(&b, false);
	assert_true(hear(&b, REPORT_MS));
	assert_int_equal(vhost_adopt(&b.open[0], &b.image, &why), VHOST_FITS);
	b.image = (struct frozen){ .fd = -1 };
	assert_true(b.open[0].shown);
	assert_true(hear(&b, REPORT_MS));
	assert_false(hear(&b, SILENT_MS));
	end(&b);
	put(&b, "one/profile.txt", BROKEN);
	begin(&b, false);
	assert_true(hear(&b, REPORT_MS));
	assert_true(!b.built.fine && !b.built.first);
	assert_int_equal(logged(&b, "nothing to serve"), 0);
	assert_int_equal(logged(&b, "not rebuilt: 1 error"), 1);
	assert_true(hear(&b, REPORT_MS));
	assert_false(hear(&b, SILENT_MS));
	end(&b);
	clean(&b);
}

/* Nobody takes what it has to say, or is there any more. */
static void
ends_with_its_supervisor(void **state)
{
	struct bench b;
	int status;

	(void)state;
	make(&b);
	begin(&b, false);
	for (int i = 0; i < 400; i++) {
		const struct control message = {
			.what = CONTROL_BUILD,
			.host = CONTROL_ALL,
			.handle = -1,
		};

		control_send(b.control, &message, -1);
		usleep(1000);
	}
	assert_int_equal(waitpid(b.pid, &status, WNOHANG), 0);
	close(b.control);
	assert_int_equal(waitpid(b.pid, &status, 0), b.pid);
	assert_int_equal(status, 0);
	clean(&b);
}

static void
reports_are_checked(void **state)
{
	struct built built = { .fine = 1 }, got;
	struct str text;
	struct buf out;

	(void)state;
	buf_init(&out);
	built_write(&out, &built, STR("a finding\n"));
	assert_true(built_read(buf_str(&out), &got, &text));
	assert_str(text, STR("a finding\n"));
	assert_false(built_read(str_take(buf_str(&out), sizeof(built) - 1),
	    &got, &text));
	built.fine = 2;
	buf_clear(&out);
	built_write(&out, &built, STR(""));
	assert_false(built_read(buf_str(&out), &got, &text));
	buf_release(&out);
}

static void
reports_end_with_a_line(void **state)
{
	const struct built built = { .fine = 0 };
	struct built got;
	struct buf lines, out;
	struct str text;

	(void)state;
	buf_init(&lines);
	buf_init(&out);
	while (lines.len <= BUILT_TEXT_MAX)
		buf_add(&lines, STR("ab\n"));
	built_write(&out, &built, buf_str(&lines));
	assert_true(built_read(buf_str(&out), &got, &text));
	assert_int_equal(text.len % 3, 0);
	assert_true(text.len + 3 > BUILT_TEXT_MAX);
	buf_add(&out, STR("ab\n"));
	assert_false(built_read(buf_str(&out), &got, &text));
	buf_release(&lines);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lives_free),
		cmocka_unit_test(lives_confined),
		cmocka_unit_test(waits_to_be_asked),
		cmocka_unit_test(says_that_there_is_nothing),
		cmocka_unit_test(comes_again),
		cmocka_unit_test(ends_with_its_supervisor),
		cmocka_unit_test(reports_are_checked),
		cmocka_unit_test(reports_end_with_a_line),
	};

	return cmocka_run_group_tests_name("builder", tests, NULL, NULL);
}
