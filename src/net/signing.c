/* SPDX-License-Identifier: ISC */
#include "net/signing.h"

#include <errno.h>
#include <openssl/async.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

enum job_state {
	JOB_QUEUED,
	JOB_SENT,
	JOB_SIGNED,
	JOB_FAILED,
};

/* A signature that is wanted; lives on the stack of who asks for it. */
struct signing_job {
	struct sign_request request;
	unsigned char *signature; /* room for SIGNING_MAX */
	size_t len;
	enum job_state state;
	struct signing_waiter *waiter; /* NULL = nobody to be woken */
	struct signing_job *next;      /* in one of the lists */
	struct signing_job *before;
};

struct jobs {
	struct signing_job *first;
	struct signing_job *last;
};

struct signing {
	int fd; /* -1 = no signer */
	uint64_t asked;
	uint64_t came;
	struct jobs queued;
	struct jobs sent;
	struct signing_waiter *turn;	   /* who asks now */
	struct signing_waiter *line_first; /* for a job to pause in */
	struct signing_waiter *line_last;
};

static void
jobs_add(struct jobs *list, struct signing_job *job)
{
	job->next = NULL;
	job->before = list->last;
	if (list->last != NULL)
		list->last->next = job;
	else
		list->first = job;
	list->last = job;
}

static void
jobs_remove(struct jobs *list, struct signing_job *job)
{
	if (job->before != NULL)
		job->before->next = job->next;
	else
		list->first = job->next;
	if (job->next != NULL)
		job->next->before = job->before;
	else
		list->last = job->before;
}

bool
signing_pauses(void)
{
	return ASYNC_is_capable() == 1;
}

struct signing *
signing_new(void)
{
	struct signing *s = mem_new(1, sizeof(*s));

	s->fd = -1;
	ASYNC_init_thread(SIGNING_JOBS, 0);
	return s;
}

void
signing_free(struct signing *s)
{
	if (s == NULL)
		return;
	if (s->fd >= 0)
		close(s->fd);
	ASYNC_cleanup_thread();
	free(s);
}

int
signing_fd(const struct signing *s)
{
	return s->fd;
}

uint64_t
signing_count(const struct signing *s)
{
	return s->came;
}

bool
signing_is_due(const struct signing *s)
{
	return s->fd >= 0 && s->queued.first != NULL;
}

/* What it has not answered is for the next one, before all that came since. */
static void
lose(struct signing *s)
{
	struct jobs later = s->queued;
	struct signing_job *job;

	close(s->fd);
	s->fd = -1;
	s->queued = s->sent;
	s->sent = (struct jobs){ NULL, NULL };
	for (job = s->queued.first; job != NULL; job = job->next)
		job->state = JOB_QUEUED;
	while ((job = later.first) != NULL) {
		jobs_remove(&later, job);
		jobs_add(&s->queued, job);
	}
}

bool
signing_use(struct signing *s, int fd)
{
	if (s->fd >= 0)
		lose(s);
	s->fd = fd;
	signing_flush(s);
	return s->fd >= 0;
}

/* As many as fit into a message; how many those are. */
static size_t
write_batch(const struct signing *s, struct buf *out)
{
	const struct signing_job *job = s->queued.first;
	size_t count = 0;

	for (; job != NULL && count < SIGNING_BATCH; job = job->next) {
		sign_wire_request(out, &job->request);
		count++;
	}
	return count;
}

static void
mark_sent(struct signing *s, size_t count)
{
	struct signing_job *job;

	for (; count > 0 && (job = s->queued.first) != NULL; count--) {
		jobs_remove(&s->queued, job);
		job->state = JOB_SENT;
		jobs_add(&s->sent, job);
	}
}

/*
 * When it takes no more, it has so much to answer that an answer will come:
 * then there is another try.
 */
void
signing_flush(struct signing *s)
{
	while (signing_is_due(s)) {
		char storage[SIGN_WIRE_MAX];
		struct buf out;
		size_t count;

		buf_fixed(&out, storage, sizeof(storage));
		count = write_batch(s, &out);
		if (send(s->fd, out.at, out.len, MSG_NOSIGNAL | MSG_DONTWAIT) >=
		    0) {
			mark_sent(s, count);
			continue;
		}
		if (errno == EAGAIN || errno == ENOBUFS || errno == ENOMEM)
			return;
		if (errno != EINTR)
			lose(s);
	}
}

static void
wake(struct signing_waiter *w)
{
	if (w != NULL)
		w->wake(w->arg);
}

/* An answer to nobody is that of one who has given up. */
static void
settle(struct signing *s, const struct sign_answer *answer)
{
	struct signing_job *job = s->sent.first;

	while (job != NULL && job->request.id != answer->id)
		job = job->next;
	if (job == NULL)
		return;
	jobs_remove(&s->sent, job);
	job->len = answer->signature.len;
	job->state = job->len > 0 ? JOB_SIGNED : JOB_FAILED;
	if (job->len > 0)
		memcpy(job->signature, answer->signature.at, job->len);
	s->came += job->len > 0;
	wake(job->waiter);
}

/* One message; how many answers it had, -1 if there is none. */
static int
receive(struct signing *s)
{
	char storage[SIGN_WIRE_MAX];
	struct sign_answer answer;
	struct str rest = { storage, 0 };
	ssize_t got;
	int count = 0;

	do
		got = recv(s->fd, storage, sizeof(storage), MSG_DONTWAIT);
	while (got < 0 && errno == EINTR);
	if (got <= 0) {
		if (got == 0 || errno != EAGAIN)
			lose(s);
		return -1;
	}
	rest.len = (size_t)got;
	while (sign_wire_next_answer(&rest, &answer)) {
		settle(s, &answer);
		count++;
	}
	return count;
}

static void
leave_line(struct signing *s, struct signing_waiter *w)
{
	if (w->before != NULL)
		w->before->next = w->next;
	else
		s->line_first = w->next;
	if (w->next != NULL)
		w->next->before = w->before;
	else
		s->line_last = w->before;
	w->in_line = false;
}

/* As many as there were answers have ended, and with them their jobs. */
static void
admit(struct signing *s, int count)
{
	while (count-- > 0 && s->line_first != NULL) {
		struct signing_waiter *w = s->line_first;

		leave_line(s, w);
		wake(w);
	}
}

void
signing_take(struct signing *s)
{
	int count = 0;

	while (s->fd >= 0 && (count = receive(s)) >= 0)
		admit(s, count);
	signing_flush(s);
}

void
signing_for(struct signing *s, struct signing_waiter *w)
{
	s->turn = w;
}

void
signing_line_up(struct signing *s, struct signing_waiter *w)
{
	if (w->in_line)
		return;
	w->in_line = true;
	w->next = NULL;
	w->before = s->line_last;
	if (s->line_last != NULL)
		s->line_last->next = w;
	else
		s->line_first = w;
	s->line_last = w;
}

static bool
is_open(const struct signing_job *job)
{
	return job->state == JOB_QUEUED || job->state == JOB_SENT;
}

/* What has no answer yet needs none any more. */
static void
take_back(struct signing *s, struct signing_job *job)
{
	if (!is_open(job))
		return;
	jobs_remove(job->state == JOB_SENT ? &s->sent : &s->queued, job);
	job->state = JOB_FAILED;
}

void
signing_give_up(struct signing *s, struct signing_waiter *w)
{
	w->given_up = true;
	if (w->in_line)
		leave_line(s, w);
	if (w->job != NULL)
		take_back(s, w->job);
}

/* Resumed for another reason than an answer, it pauses again. */
static void
pause_for(struct signing_job *job, struct signing_waiter *w)
{
	job->waiter = w;
	w->job = job;
	while (is_open(job))
		if (ASYNC_pause_job() != 1)
			break;
	w->job = NULL;
}

/* There is no loop to go back to. */
static void
wait_for(struct signing *s, const struct signing_job *job)
{
	int64_t limit = clock_ms() + SIGNING_WAIT_MS;

	signing_flush(s);
	while (is_open(job) && s->fd >= 0) {
		struct pollfd there = { .fd = s->fd, .events = POLLIN };
		int64_t left = limit - clock_ms();

		if (left <= 0)
			return;
		if (poll(&there, 1, (int)left) > 0)
			signing_take(s);
	}
}

bool
signing_ask(struct signing *s, const struct sign_request *request,
    unsigned char signature[SIGNING_MAX], size_t *len)
{
	struct signing_waiter *w = s->turn;
	struct signing_job job = {
		.request = *request,
		.signature = signature,
	};

	if (w != NULL && w->given_up)
		return false;
	job.request.id = ++s->asked;
	jobs_add(&s->queued, &job);
	if (w != NULL && ASYNC_get_current_job() != NULL)
		pause_for(&job, w);
	else
		wait_for(s, &job);
	take_back(s, &job);
	*len = job.len;
	return job.state == JOB_SIGNED;
}
