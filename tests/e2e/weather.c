/* SPDX-License-Identifier: ISC */
#include "e2e/weather.h"

#include <signal.h>
#include <stdlib.h>

#include "e2e/start.h"

#define LINES 40
#define PATH_SIZE 512
#define ARRIVE_MS 10000
#define READY_MS 30000

/* As editors do: beside it first, then in its place. */
static void
save(const struct weather *w, const char *name, struct str text)
{
	char path[PATH_SIZE], beside[PATH_SIZE];
	FILE *file;

	snprintf(path, sizeof(path), "%s/capsule/%s", w->server.folder, name);
	snprintf(beside, sizeof(beside), "%s/capsule/.%s.new",
	    w->server.folder, name);
	file = fopen(beside, "wb");
	assert_non_null(file);
	fwrite(text.at, 1, text.len, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(rename(beside, path), 0);
}

/* A text, and a page which is another one on each protocol. */
void
weather_publish(struct weather *w)
{
	struct buf page;

	w->edition++;
	buf_init(&page);
	proof_write(&page, w->edition, LINES);
	save(w, "text.txt", buf_str(&page));
	buf_clear(&page);
	buf_add(&page, STR("# Weather\n```\n"));
	proof_write(&page, w->edition, LINES);
	buf_add(&page, STR("```\n"));
	save(w, "page.gmi", buf_str(&page));
	buf_release(&page);
}

static struct storm_target
target(struct weather *w, enum target which)
{
	static const struct {
		bool gemini;
		struct str request;
		size_t clients;
	} rows[TARGETS] = {
		{ true, STR_INIT("gemini://localhost/text.txt\r\n"), 8 },
		{ true, STR_INIT("gemini://localhost/page.gmi\r\n"), 8 },
		{ false, STR_INIT("/text.txt\r\n"), 12 },
		{ false, STR_INIT("/page\r\n"), 12 },
	};

	return (struct storm_target){
		.port = rows[which].gemini ? w->server.gemini
					   : w->server.gopher,
		.tls = rows[which].gemini,
		.request = rows[which].request,
		.clients = rows[which].clients,
		.right = proof_right,
		.arg = &w->seen[which],
	};
}

static void
make(struct weather *w)
{
	*w = (struct weather){ 0 };
	server_make(&w->server, NULL, 0);
	must_run("mkdir -p %s/capsule", w->server.folder);
	save(w, "index.gmi", STR("# Weather\n=> page.gmi\n=> text.txt\n"));
	weather_publish(w);
}

static void
brew(struct weather *w)
{
	for (enum target i = 0; i < TARGETS; i++)
		w->targets[i] = target(w, i);
	w->storm = storm_new(w->targets, TARGETS);
}

/* A server that waits for as long as a crowd is measured. */
static void
start_patient(struct weather *w)
{
	must_run("printf '%%s\\n' 'gemini = 127.0.0.1:0'"
		 " 'gopher = 127.0.0.1:0' 'workers = %d' 'certs = certs'"
		 " '[limits]' 'handshake-timeout = 600'"
		 " 'request-timeout = 600' '[host localhost]'"
		 " 'capsule = capsule' >%s/vitae.conf",
	    WEATHER_WORKERS, w->server.folder);
	server_run_file(&w->server);
}

void
weather_start(struct weather *w, enum climate climate)
{
	make(w);
	switch (climate) {
	case MILD:
		server_run(&w->server, "--host localhost", "capsule");
		break;
	case PATIENT:
		start_patient(w);
		break;
	case OURS:
		server_start_as_us(&w->server);
		break;
	}
	brew(w);
}

void
weather_stop(struct weather *w)
{
	storm_free(w->storm);
	server_stop(&w->server);
	server_remove(&w->server);
}

bool
weather_arrives(struct weather *w)
{
	const int64_t latest = now_ms() + ARRIVE_MS;
	bool here = false;

	while (!here && now_ms() < latest) {
		here = true;
		storm_turn(w->storm, 5);
		for (enum target i = 0; i < TARGETS; i++)
			here = here && w->seen[i].last == w->edition;
	}
	return here;
}

void
weather_renew(const struct weather *w)
{
	must_run("$VITAE cert renew --certs %s/certs --host localhost",
	    w->server.folder);
	kill(w->server.pid, SIGHUP);
}

/* One that was killed before is being replaced, perhaps after a pause. */
static void
find_all_workers(struct weather *w, pid_t workers[WEATHER_WORKERS])
{
	const int64_t latest = now_ms() + READY_MS;

	while (server_find_workers(&w->server, workers, WEATHER_WORKERS) <
	       WEATHER_WORKERS) {
		assert_true(now_ms() < latest);
		storm_turn(w->storm, 20);
	}
}

/* Stopped first, so that what it holds is what it dies with. */
void
weather_kill(struct weather *w, struct sockets *held)
{
	pid_t workers[WEATHER_WORKERS];
	pid_t victim;

	find_all_workers(w, workers);
	victim = workers[rand() % WEATHER_WORKERS];
	kill(victim, SIGSTOP);
	sockets_wait_stopped(victim);
	sockets_of(victim, held);
	kill(victim, SIGKILL);
}

static size_t
times_ready(const struct server *s)
{
	static const struct str sign = STR_INIT("vitae: ready\n");
	struct buf log = server_log(s);
	struct str rest = buf_str(&log);
	size_t count = 0;

	for (;; count++) {
		size_t at = str_find(rest, sign);

		if (at == rest.len)
			break;
		rest = str_skip(rest, at + sign.len);
	}
	buf_release(&log);
	return count;
}

bool
weather_restart(struct weather *w)
{
	const size_t before = times_ready(&w->server);
	const int64_t latest = now_ms() + READY_MS;

	assert_int_equal(kill(w->server.pid, SIGUSR2), 0);
	while (times_ready(&w->server) == before && now_ms() < latest)
		storm_turn(w->storm, 50);
	return times_ready(&w->server) == before + 1;
}

void
weather_was_calm(struct weather *w)
{
	storm_calm(w->storm);
	storm_print(w->storm);
	assert_true(storm_faults(w->storm) == 0);
}

/* Whether the connection was in the hands of one who was killed. */
static bool
was_held(const struct sockets *held, uint16_t port)
{
	for (size_t i = 0; i < held->count; i++)
		if (held->ports[i] == port)
			return true;
	return false;
}

void
weather_blames(struct weather *w, const struct sockets *held)
{
	for (enum target t = 0; t < TARGETS; t++) {
		const struct storm_result *r = storm_result(w->storm, t);

		for (size_t i = 0; i < r->faulty_count; i++)
			if (!was_held(held, r->faulty[i].port))
				fail_msg("port %u: fault %d of a connection"
					 " that no killed worker had",
				    r->faulty[i].port, r->faulty[i].fault);
	}
}
