/* SPDX-License-Identifier: ISC */
#include "app/renew.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "app/cert_show.h"
#include "app/read.h"
#include "base/log.h"
#include "base/mem.h"

/* How a file looked: if two of these are the same, so are its bytes. */
struct stamp {
	bool there;
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec changed;
};

/* What is used, and what has become of the files it came from. */
enum state {
	STATE_FINE,
	STATE_DOUBTFUL, /* cannot be used; maybe it is half written */
	STATE_BROKEN,	/* cannot be used, and the log says so */
};

struct list {
	struct stamp stamp;
	enum state state;
	struct arena arena; /* of the members */
};

struct watched {
	const struct renew_host *host;
	struct cert_files files;
	struct stamp chain;
	struct stamp key;
	enum state state;
	struct cert_facts facts; /* of what is used */
	struct list *lists;	 /* one for each zone */
};

struct renew {
	struct watched *hosts;
	size_t count;
	struct tls *tls;
};

/* One look at everything. */
struct look {
	struct renew *renew;
	const struct crew *crew;
	bool asked;
};

/* Symbolic links are followed: some programs renew by turning them around. */
static struct stamp
stamp_of(const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return (struct stamp){ .there = false };
	return (struct stamp){
		.there = true,
		.device = st.st_dev,
		.inode = st.st_ino,
		.size = st.st_size,
		.changed = st.st_mtim,
	};
}

static bool
stamp_same(const struct stamp *a, const struct stamp *b)
{
	return a->there == b->there && a->device == b->device &&
	       a->inode == b->inode && a->size == b->size &&
	       a->changed.tv_sec == b->changed.tv_sec &&
	       a->changed.tv_nsec == b->changed.tv_nsec;
}

/* Whether the file differs from its stamp, which is brought up to date. */
static bool
has_changed(const char *path, struct stamp *stamp)
{
	struct stamp now = stamp_of(path);
	bool changed = !stamp_same(&now, stamp);

	*stamp = now;
	return changed;
}

static void
log_cert(const struct watched *w)
{
	char text[CERT_PRINT_SIZE];

	cert_print(w->facts.cert, text);
	log_line("%s: a new certificate, SHA-256 %s, until %s", w->files.chain,
	    text, w->facts.last_day);
}

/* What those clients remember that do not remember the certificate. */
static void
log_key(const struct watched *w)
{
	char text[CERT_PRINT_SIZE];

	cert_print(w->facts.key, text);
	log_line("%s: its public key is SHA-256 %s", w->files.chain, text);
}

/* Read the pair and use it here; pair is the caller's to release. */
static bool
use_pair(struct renew *renew, struct watched *w, struct cert_pair *pair,
    struct diags *d)
{
	size_t host = (size_t)(w - renew->hosts);
	struct tls_pair texts;

	if (!cert_read(&w->host->cert, &w->files, pair, d))
		return false;
	texts = cert_tls_pair(pair);
	return tls_use(renew->tls, host, &texts, w->host->ask) &&
	       cert_facts(texts.chain, &w->facts);
}

/* Stamped before it is read: a change meanwhile is seen at the next look. */
static bool
load_pair(struct renew *renew, struct watched *w, struct diags *d)
{
	struct cert_pair pair;
	bool used;

	if (w->host->cert.count == 0)
		return true;
	if (!cert_find(&w->host->cert, &w->files, d))
		return false;
	w->chain = stamp_of(w->files.chain);
	w->key = stamp_of(w->files.key);
	used = use_pair(renew, w, &pair, d);
	if (used)
		log_key(w);
	cert_release(&pair);
	return used;
}

/* The list in text takes the place of the old one, unless it has errors. */
static bool
use_list(struct watched *w, size_t zone, struct str text, struct diags *d)
{
	struct list *list = &w->lists[zone];
	struct str file = str_of(w->host->member_files[zone]);
	size_t errors = d->count[DIAG_ERROR];
	struct members members;
	struct arena arena;

	arena_init(&arena);
	members = members_parse(&arena, arena_str(&arena, text), file, d);
	if (d->count[DIAG_ERROR] > errors) {
		arena_release(&arena);
		return false;
	}
	arena_release(&list->arena);
	list->arena = arena;
	w->host->members[zone] = members;
	return true;
}

/* Read the list and use it here; its text is the caller's to release. */
static bool
read_list(struct watched *w, size_t zone, struct buf *text, struct diags *d)
{
	const char *path = w->host->member_files[zone];
	const char *why;

	buf_init(text);
	why = read_file(path, MEMBERS_FILE_MAX, text);
	if (why == NULL)
		return use_list(w, zone, buf_str(text), d);
	diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(path) },
	    "members-read", "%s", why);
	return false;
}

static bool
load_lists(struct watched *w, struct diags *d)
{
	const struct renew_host *host = w->host;
	bool fine = true;

	w->lists = mem_new(host->zones, sizeof(*w->lists));
	for (size_t i = 0; i < host->zones; i++) {
		struct buf text;

		if (host->member_files[i] == NULL)
			continue;
		w->lists[i].stamp = stamp_of(host->member_files[i]);
		fine = read_list(w, i, &text, d) && fine;
		buf_release(&text);
	}
	return fine;
}

struct renew *
renew_new(const struct renew_host *hosts, size_t count, struct tls *tls,
    struct diags *d)
{
	struct renew *renew = mem_new(1, sizeof(*renew));
	bool fine = true;

	renew->hosts = mem_new(count, sizeof(*renew->hosts));
	renew->count = count;
	renew->tls = tls;
	for (size_t i = 0; i < count; i++) {
		struct watched *w = &renew->hosts[i];

		w->host = &hosts[i];
		fine = load_lists(w, d) && fine;
		fine = load_pair(renew, w, d) && fine;
	}
	if (fine)
		return renew;
	renew_free(renew);
	return NULL;
}

void
renew_free(struct renew *renew)
{
	if (renew == NULL)
		return;
	for (size_t i = 0; i < renew->count; i++) {
		struct watched *w = &renew->hosts[i];

		for (size_t j = 0; w->lists != NULL && j < w->host->zones; j++)
			arena_release(&w->lists[j].arena);
		free(w->lists);
	}
	free(renew->hosts);
	free(renew);
}

const struct cert_facts *
renew_facts(const struct renew *renew, size_t host)
{
	const struct watched *w = &renew->hosts[host];

	return w->host->cert.count > 0 ? &w->facts : NULL;
}

const char *
renew_chain(const struct renew *renew, size_t host)
{
	const struct watched *w = &renew->hosts[host];

	return w->host->cert.count > 0 ? w->files.chain : NULL;
}

static void
tell_pair(const struct look *look, const struct watched *w,
    const struct cert_pair *pair)
{
	const struct tls_pair texts = cert_tls_pair(pair);
	struct control message = {
		.what = CONTROL_CERTIFICATE,
		.host = (uint32_t)(w - look->renew->hosts),
		.part = (uint32_t)texts.chain.len,
	};
	struct cert_pair both = { 0 };

	buf_add(&both.chain, texts.chain);
	buf_add(&both.chain, texts.key);
	message.bytes = buf_str(&both.chain);
	supervise_tell(look->crew, &message);
	cert_release(&both);
}

static void
tell_list(const struct look *look, const struct watched *w, size_t zone,
    struct str text)
{
	const struct control message = {
		.what = CONTROL_MEMBERS,
		.host = (uint32_t)(w - look->renew->hosts),
		.part = (uint32_t)zone,
		.bytes = text,
	};

	supervise_tell(look->crew, &message);
}

/* What is next for a file that changed, or could not be used before. */
static enum state
settle(const struct look *look, bool used, const char *path,
    const struct diags *d, bool again)
{
	if (!used && !again && !look->asked)
		return STATE_DOUBTFUL;
	diags_print(d, stderr);
	if (used)
		return STATE_FINE;
	log_line("%s: what was in use before stays in use", path);
	return STATE_BROKEN;
}

static void
look_at_pair(const struct look *look, struct watched *w)
{
	bool again = w->state == STATE_DOUBTFUL;
	struct cert_pair pair;
	struct diags d;
	struct arena a;
	bool changed, used;

	changed = has_changed(w->files.chain, &w->chain);
	changed = has_changed(w->files.key, &w->key) || changed;
	if (!changed && !again)
		return;
	arena_init(&a);
	diags_init(&d, &a);
	used = use_pair(look->renew, w, &pair, &d);
	if (used) {
		log_cert(w);
		log_key(w);
		tell_pair(look, w, &pair);
	}
	w->state = settle(look, used, w->files.chain, &d, again && !changed);
	cert_release(&pair);
	arena_release(&a);
}

static void
look_at_list(const struct look *look, struct watched *w, size_t zone)
{
	struct list *list = &w->lists[zone];
	const char *path = w->host->member_files[zone];
	bool again = list->state == STATE_DOUBTFUL;
	struct buf text;
	struct diags d;
	struct arena a;
	bool changed, used;

	changed = has_changed(path, &list->stamp);
	if (!changed && !again)
		return;
	arena_init(&a);
	diags_init(&d, &a);
	used = read_list(w, zone, &text, &d);
	if (used) {
		log_line("%s: a new list, members: %zu", path,
		    w->host->members[zone].count);
		tell_list(look, w, zone, buf_str(&text));
	}
	list->state = settle(look, used, path, &d, again && !changed);
	buf_release(&text);
	arena_release(&a);
}

void
renew_tick(struct renew *renew, const struct crew *crew, bool asked)
{
	const struct look look = { renew, crew, asked };

	for (size_t i = 0; i < renew->count; i++) {
		struct watched *w = &renew->hosts[i];

		if (w->host->cert.count > 0)
			look_at_pair(&look, w);
		for (size_t j = 0; j < w->host->zones; j++)
			if (w->host->member_files[j] != NULL)
				look_at_list(&look, w, j);
	}
}

static void
take_pair(struct renew *renew, struct watched *w,
    const struct control *message)
{
	const struct tls_pair pair = {
		.chain = str_take(message->bytes, message->part),
		.key = str_skip(message->bytes, message->part),
		.chain_name = w->files.chain,
		.key_name = w->files.key,
	};

	tls_use(renew->tls, (size_t)(w - renew->hosts), &pair, w->host->ask);
}

static void
take_list(struct watched *w, size_t zone, struct str text)
{
	struct diags ignored; /* the supervisor has said it all */
	struct arena a;

	arena_init(&a);
	diags_init(&ignored, &a);
	use_list(w, zone, text, &ignored);
	arena_release(&a);
}

void
renew_take(void *arg, const struct control *message)
{
	struct renew *renew = arg;
	struct watched *w;

	if (message->host >= renew->count)
		return;
	w = &renew->hosts[message->host];
	switch (message->what) {
	case CONTROL_CERTIFICATE:
		if (w->host->cert.count > 0)
			take_pair(renew, w, message);
		break;
	case CONTROL_MEMBERS:
		if (message->part < w->host->zones)
			take_list(w, message->part, message->bytes);
		break;
	case CONTROL_KINDS:
		break;
	}
}
