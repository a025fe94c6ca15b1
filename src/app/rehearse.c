/* SPDX-License-Identifier: ISC */
#include "app/rehearse.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/config.h"
#include "app/read.h"
#include "app/vhost.h"
#include "base/log.h"
#include "base/mem.h"

static void
check_list(const char *path, struct arena *a, struct diags *d)
{
	struct place at = { .file = str_of(path) };
	const char *why;
	struct buf text;

	buf_init(&text);
	why = read_file(path, MEMBERS_FILE_MAX, &text);
	if (why == NULL)
		members_parse(a, buf_str(&text), at.file, d);
	else
		diag_add(d, DIAG_ERROR, at, "members-read",
		    "the list of members, which may be empty, cannot be read:"
		    " %s",
		    why);
	buf_release(&text);
}

/* What renew_new() would stumble over. */
static bool
check_renewal(const struct renew_host *host)
{
	struct diags d;
	struct arena a;
	bool fine;

	arena_init(&a);
	diags_init(&d, &a);
	for (size_t i = 0; i < host->zones; i++)
		if (host->member_files[i] != NULL)
			check_list(host->member_files[i], &a, &d);
	if (host->cert.count > 0)
		cert_check(&host->cert, &d);
	fine = d.count[DIAG_ERROR] == 0;
	diags_print(&d, stderr);
	arena_release(&a);
	return fine;
}

/* An image on a command line is what knows its name. */
static void
name_host(struct settings *s, size_t host, const struct vhost *v)
{
	struct hosts *hosts = &s->hosts[host].hosts;

	if (hosts->count == 0)
		hosts->at[hosts->count++] =
		    arena_str(&s->arena, v->names[0]);
}

static bool
check_host(struct settings *s, size_t host)
{
	struct vhost *v = mem_new(1, sizeof(*v));
	struct renew_host renewal;
	bool fine = vhost_open(v, s, host, stderr) &&
		    (v->shown || vhost_show(v));

	if (fine) {
		renewal = vhost_renewal(v);
		fine = check_renewal(&renewal);
		name_host(s, host, v);
	}
	vhost_release(v);
	free(v);
	return fine;
}

/* In full or not at all: it is to be kept as a file. */
static bool
print(const struct settings *s)
{
	struct buf text;
	bool whole;

	buf_init(&text);
	whole = config_print(s, &text);
	if (!whole)
		log_line("what is marked in the file cannot be said in one");
	fwrite(text.at, 1, text.len, stdout);
	buf_release(&text);
	return fflush(stdout) == 0 && whole;
}

int
rehearse(struct settings *s)
{
	struct doors planned = s->doors;
	bool fine = doors_check(&s->doors);

	doors_assume(&s->doors);
	for (size_t i = 0; i < s->count; i++)
		fine = check_host(s, i) && fine;
	s->doors = planned;
	return fine && print(s) ? 0 : 1;
}
