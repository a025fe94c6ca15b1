/* SPDX-License-Identifier: ISC */
#include "app/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/cert_look.h"
#include "base/clock.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/signer.h"

/* A pair's files, open; -1 = there is none. */
struct kept {
	int chain;
	int key;
};

struct keeper {
	int control; /* to the signer */
	int child;   /* its end, until it is forked */
	bool down;   /* it did not answer */
	struct kept *pairs;
	size_t count;
};

/* What the signer says of a pair. */
struct verdict {
	bool heard;
	uint32_t host;
	enum signer_says says;
	struct buf *text;
};

static void
close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
close_pair(struct kept *pair)
{
	close_one(&pair->chain);
	close_one(&pair->key);
}

struct keeper *
keeper_new(void)
{
	struct keeper *k = mem_new(1, sizeof(*k));

	k->control = k->child = -1;
	return k;
}

void
keeper_leave(struct keeper *k)
{
	for (size_t i = 0; i < k->count; i++)
		close_pair(&k->pairs[i]);
	close_one(&k->control);
	close_one(&k->child);
}

void
keeper_free(struct keeper *k)
{
	if (k == NULL)
		return;
	keeper_leave(k);
	free(k->pairs);
	free(k);
}

bool
keeper_prepare(struct keeper *k)
{
	int ends[2];

	close_one(&k->control);
	close_one(&k->child);
	if (!control_pair(ends)) {
		log_line("no signer could be started: %s", strerror(errno));
		return false;
	}
	k->control = ends[0];
	k->child = ends[1];
	return true;
}

int
keeper_control(const struct keeper *k)
{
	return k->control;
}

bool
keeper_work(struct keeper *k)
{
	int control = k->child;

	k->child = -1;
	keeper_leave(k);
	return signer_run(control);
}

static void
hear(void *arg, struct control *message)
{
	struct verdict *v = arg;

	if (message->what != CONTROL_SIGNS || message->part >= SIGNER_SAYS)
		return;
	v->heard = true;
	v->host = message->host;
	v->says = (enum signer_says)message->part;
	buf_clear(v->text);
	buf_add(v->text, message->bytes);
}

/* What it says of this host, in a given time; false if it says nothing. */
static bool
listen_for(const struct keeper *k, size_t host, struct verdict *v)
{
	int64_t limit = clock_ms() + KEEPER_WAIT_MS;

	for (;;) {
		struct pollfd there = { .fd = k->control, .events = POLLIN };
		int64_t left = limit - clock_ms();

		switch (control_take(k->control, hear, v)) {
		case CONTROLLED:
			if (v->heard && v->host == host)
				return true;
			break;
		case CONTROL_NONE:
			if (left <= 0 || poll(&there, 1, (int)left) == 0)
				return false;
			break;
		case CONTROL_OVER:
			return false;
		}
	}
}

static bool
hand_over(const struct keeper *k, size_t host, enum signer_file which, int fd)
{
	const struct control message = {
		.what = CONTROL_PAIR,
		.host = (uint32_t)host,
		.part = which,
		.handle = fd,
	};

	return control_send(k->control, &message, -1);
}

/* False if there is no signer now. */
static bool
ask(const struct keeper *k, size_t host, const struct kept *pair,
    struct verdict *v)
{
	/* What it has said too late, of another pair. */
	while (k->control >= 0 &&
	       control_take(k->control, hear, v) == CONTROLLED)
		v->heard = false;
	return k->control >= 0 &&
	       hand_over(k, host, SIGNER_CHAIN, pair->chain) &&
	       hand_over(k, host, SIGNER_KEY, pair->key) &&
	       listen_for(k, host, v);
}

void
keeper_connect(struct keeper *k, struct crew *crew, size_t worker)
{
	struct control message = {
		.what = CONTROL_CLIENT,
		.part = (uint32_t)worker,
	};
	int ends[2];

	if (k->control < 0 || !control_pair(ends))
		return;
	message.handle = ends[1];
	if (control_send(k->control, &message, -1)) {
		message.what = CONTROL_SIGNER;
		message.handle = ends[0];
		supervise_tell(crew, ROLE_WORKER, worker, &message);
	}
	close(ends[0]);
	close(ends[1]);
}

/* Keys before workers: what it is asked for it must have. */
void
keeper_started(struct keeper *k, struct crew *crew, size_t count)
{
	struct buf text;
	struct verdict v = { .text = &text };

	close_one(&k->child);
	buf_init(&text);
	for (size_t i = 0; i < k->count; i++) {
		v.heard = false;
		if (k->pairs[i].chain >= 0 &&
		    (!ask(k, i, &k->pairs[i], &v) || v.says != SIGNER_FINE))
			log_line("the new signer has not got the key of host"
				 " %zu",
			    i);
	}
	buf_release(&text);
	for (size_t i = 0; i < count; i++)
		keeper_connect(k, crew, i);
}

static void
complain(struct diags *d, const char *path, const char *why)
{
	diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(path) },
	    "cert-read", "cannot be read: %s", why);
}

/* A FIFO must not hold the program up before it is known as one. */
static int
open_one(const char *path, struct diags *d)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0)
		complain(d, path, strerror(errno));
	else if (!S_ISREG(st.st_mode))
		complain(d, path, folder_reason(FOLDER_SPECIAL));
	else if (st.st_size > (off_t)SIGNER_FILE_MAX)
		complain(d, path, folder_reason(FOLDER_TOO_LONG));
	else
		return fd;
	close_one(&fd);
	return -1;
}

static bool
open_pair(const struct cert_files *files, struct kept *pair, struct diags *d)
{
	*pair = (struct kept){ open_one(files->chain, d), -1 };
	if (pair->chain >= 0)
		pair->key = open_one(files->key, d);
	if (pair->key >= 0)
		return true;
	close_pair(pair);
	return false;
}

static void
tell_fault(const struct verdict *v, const struct cert_files *files,
    struct diags *d)
{
	static const enum tls_pair_fault faults[SIGNER_SAYS] = {
		[SIGNER_BAD_CHAIN] = TLS_PAIR_CHAIN,
		[SIGNER_BAD_KEY] = TLS_PAIR_KEY,
		[SIGNER_OTHER_KEY] = TLS_PAIR_OTHER,
	};

	buf_char(v->text, '\0');
	if (v->says == SIGNER_UNREAD)
		complain(d, files->key, v->text->at);
	else
		cert_look_fault(faults[v->says], v->text->at, files, d);
}

static void
keep(struct keeper *k, size_t host, const struct kept *pair)
{
	if (host >= k->count)
		k->pairs = mem_grow(k->pairs, host + 1, sizeof(*k->pairs));
	for (; k->count <= host; k->count++)
		k->pairs[k->count] = (struct kept){ -1, -1 };
	close_pair(&k->pairs[host]);
	k->pairs[host] = *pair;
}

/* False, with an error in d, if it is no pair, or there is no signer. */
static bool
judge(struct keeper *k, size_t host, const struct cert_files *files,
    const struct kept *pair, struct verdict *v, struct diags *d)
{
	k->down = !ask(k, host, pair, v);
	if (k->down) {
		diag_add(d, DIAG_ERROR,
		    (struct place){ .file = str_of(files->key) }, "key-signer",
		    "the signer does not take it");
		return false;
	}
	if (v->says != SIGNER_FINE)
		tell_fault(v, files, d);
	return v->says == SIGNER_FINE;
}

bool
keeper_take(struct keeper *k, size_t host, const struct cert_files *files,
    struct buf *chain, struct diags *d)
{
	struct verdict v = { 0 };
	struct kept pair;
	struct buf text;
	bool fine;

	if (!open_pair(files, &pair, d))
		return false;
	buf_init(&text);
	v.text = &text;
	fine = judge(k, host, files, &pair, &v, d);
	if (fine) {
		buf_add(chain, buf_str(&text));
		keep(k, host, &pair);
	} else {
		close_pair(&pair);
	}
	buf_release(&text);
	return fine;
}

bool
keeper_is_down(const struct keeper *k)
{
	return k->down;
}

/* In the child: a key may come to be, and goes with the process. */
static void
find_apart(const struct cert_want *want, struct cert_files *files)
{
	struct diags d;
	struct arena a;
	bool found;

	arena_init(&a);
	diags_init(&d, &a);
	found = cert_find(want, files, &d);
	diags_print(&d, stderr);
	_exit(found ? 0 : 1);
}

bool
keeper_find(const struct cert_want *want, struct cert_files *files,
    struct diags *d)
{
	int status = 0;
	pid_t pid;

	if (!cert_files(want, files, d))
		return false;
	if (want->chain != NULL || cert_there(files) == CERT_BOTH)
		return true;
	pid = fork();
	if (pid == 0)
		find_apart(want, files);
	if (pid < 0)
		log_line("no certificate could be made: %s", strerror(errno));
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
