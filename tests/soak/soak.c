/* SPDX-License-Identifier: ISC */
/*
 * soak -- what the storm's tests do, for $SECS seconds, while memory and
 * descriptors of all processes are watched: what grows is a leak.
 */
#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "e2e/crowd.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/weather.h"

#define TURN_MS 1000
#define PROCESSES_MAX 64
#define RUN_S 10

/* What happens how often, in seconds. */
#define PUBLISH_EVERY 1
#define CROWD_EVERY 20
#define KILL_EVERY 30
#define RENEW_EVERY 60
#define PRINT_EVERY 60
#define RESTART_EVERY 300

#define CROWD 200

/* Growth that is none: what allocators keep, pages seen for the first time. */
#define SPARE_KB 4096

struct use {
	size_t processes;
	uint64_t kb; /* resident, of all of them */
	uint64_t descriptors;
};

struct soak {
	struct weather weather;
	struct sockets held; /* by workers that were killed */
	struct use first;    /* when all had happened once */
};

static uint64_t
count_descriptors(pid_t pid)
{
	char path[64];
	uint64_t count = 0;
	DIR *folder;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	folder = opendir(path);
	while (folder != NULL && readdir(folder) != NULL)
		count++;
	if (folder != NULL)
		closedir(folder);
	return count;
}

/* What a process has to itself: what is shared is not counted twice. */
static uint64_t
count_kb(pid_t pid)
{
	uint64_t resident = 0, shared = 0;
	char path[64];
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/statm", (int)pid);
	file = fopen(path, "r");
	if (file == NULL)
		return 0;
	if (fscanf(file, "%*u %" SCNu64 " %" SCNu64, &resident, &shared) != 2)
		resident = shared = 0;
	fclose(file);
	return (resident - shared) * (uint64_t)sysconf(_SC_PAGESIZE) / 1024;
}

static void
add_process(struct use *use, pid_t pid)
{
	use->processes++;
	use->kb += count_kb(pid);
	use->descriptors += count_descriptors(pid);
}

static struct use
look(const struct server *s)
{
	struct ran r = run(RUN_S, "cat /proc/%d/task/%d/children",
	    (int)s->pid, (int)s->pid);
	struct str rest = str_trim(buf_str(&r.out));
	struct use use = { 0 };

	add_process(&use, s->pid);
	while (rest.len > 0) {
		struct str word;
		uint64_t pid;

		str_cut(rest, ' ', &word, &rest);
		if (str_number(word, INT32_MAX, &pid))
			add_process(&use, (pid_t)pid);
	}
	ran_release(&r);
	return use;
}

static void
print(const struct soak *soak, int second)
{
	const struct use use = look(&soak->weather.server);

	print_message("%5d s: %" PRIu64 " replies, %" PRIu64 " of connections"
		      " of killed workers not; edition %" PRIu64
		      "; %zu processes, %" PRIu64 " kB, %" PRIu64
		      " descriptors\n",
	    second, storm_replies(soak->weather.storm),
	    storm_faults(soak->weather.storm), soak->weather.edition,
	    use.processes, use.kb, use.descriptors);
}

static void
crowd(const struct server *s)
{
	struct wire idle[CROWD];

	crowd_open(idle, CROWD, s->gemini);
	crowd_close(idle, CROWD);
}

static bool
is_due(int second, int every)
{
	return second % every == every - 1;
}

static void
happen(struct soak *soak, int second)
{
	struct weather *w = &soak->weather;

	if (is_due(second, PUBLISH_EVERY))
		weather_publish(w);
	if (is_due(second, CROWD_EVERY))
		crowd(&w->server);
	if (is_due(second, KILL_EVERY)) {
		soak->held.count = 0;
		storm_reset(w->storm);
		weather_kill(w, &soak->held);
	}
	if (is_due(second, RENEW_EVERY))
		weather_renew(w);
	if (is_due(second, RESTART_EVERY))
		assert_true(weather_restart(w));
	storm_turn(w->storm, TURN_MS);
	assert_true(weather_arrives(w));
	storm_calm(w->storm);
	weather_blames(w, &soak->held);
}

static void
compare(const struct use *first, const struct use *last)
{
	assert_true(last->processes == first->processes);
	assert_true(last->descriptors <= first->descriptors);
	assert_true(last->kb <= first->kb + first->kb / 10 + SPARE_KB);
}

static int64_t
wanted_ms(void)
{
	const char *said = getenv("SECS");
	uint64_t seconds;

	assert_non_null(said);
	assert_true(str_number(str_of(said), 1000000, &seconds));
	return (int64_t)seconds * 1000;
}

static void
nothing_grows(void **state)
{
	static struct soak soak;
	const int64_t latest = now_ms() + wanted_ms();
	int second = 0;

	(void)state;
	weather_start(&soak.weather, MILD);
	while (now_ms() < latest) {
		happen(&soak, second);
		if (is_due(second, PRINT_EVERY))
			print(&soak, second + 1);
		if (second == RESTART_EVERY)
			soak.first = look(&soak.weather.server);
		second++;
	}
	if (second > RESTART_EVERY) {
		const struct use last = look(&soak.weather.server);

		compare(&soak.first, &last);
	}
	weather_stop(&soak.weather);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_grows),
	};

	return cmocka_run_group_tests_name("soak", tests, NULL, NULL);
}
