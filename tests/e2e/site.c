/* SPDX-License-Identifier: ISC */
#include "e2e/site.h"

#include <sys/stat.h>

#include "e2e/wire.h"
#include "front/front.h"
#include "proto/gemini.h"
#include "proto/gopher.h"
#include "site/load.h"
#include "unit/memory_folder.h"

static struct str
ask_server(const struct site *site, enum view v, struct str line,
    struct arena *a)
{
	const struct server *s = site->of;
	const struct wire_kind kind =
	    v == VIEW_GEMINI ? wire_gemini(s) : wire_gopher(s);
	struct wire w;
	struct str reply;

	wire_ask(&w, &kind, arena_printf(a, "%.*s\r\n", STR_ARG(line)));
	if (w.end != WIRE_ENDED)
		fail_msg("%.*s: the connection ended badly", STR_ARG(line));
	reply = arena_str(a, buf_str(&w.heard));
	wire_close(&w);
	return reply;
}

struct site
site_of_server(const struct server *s)
{
	struct site site = {
		.host = STR_INIT("localhost"),
		.port = { s->gemini, s->gopher },
		.ask = ask_server,
		.of = s,
	};

	snprintf(site.folder, sizeof(site.folder), "%s/capsule", s->folder);
	return site;
}

static struct str
ask_image(const struct site *site, enum view v, struct str line,
    struct arena *a)
{
	const struct front *front =
	    v == VIEW_GEMINI ? &front_gemini : &front_gopher;
	const struct shelves shelves = { site->of, 1 };
	const struct request request = {
		.bytes = arena_printf(a, "%.*s\r\n", STR_ARG(line)),
		.port = site->port[v],
	};
	struct reply reply;
	struct str sent;

	assert_int_equal(front->answer(&shelves, &request, &reply),
	    ANSWER_SEND);
	sent = arena_printf(a, "%.*s%.*s", STR_ARG(reply.head),
	    STR_ARG(reply.body));
	reply_release(&reply);
	return sent;
}

static bool
build(const struct load *load, struct buf *bytes)
{
	struct arena a;
	struct diags d;
	bool built;

	arena_init(&a);
	diags_init(&d, &a);
	built = load_image(load, &d, bytes);
	if (!built)
		diags_print(&d, stderr);
	arena_release(&a);
	return built;
}

bool
memory_site_init(struct memory_site *m, struct str path, struct str source)
{
	/* Of two files of one name the first is found. */
	const struct memory_file both[] = {
		{ .path = path, .bytes = source },
		{ .path = STR("profile.txt"), .bytes = STR("Name: Ada\n") },
	};
	const struct memory_folder files = { .files = both, .count = 2 };
	const struct folder folder = memory_folder(&files);
	const struct str host = STR("localhost");
	const struct load load = {
		.folder = &folder,
		.origin = { .host = host,
		    .port = { GEMINI_PORT, GOPHER_PORT } },
		.hosts = &host,
		.host_count = 1,
	};

	buf_init(&m->bytes);
	if (!build(&load, &m->bytes)) {
		buf_release(&m->bytes);
		return false;
	}
	assert_null(image_open(buf_str(&m->bytes), &m->image));
	m->shelf = (struct shelf){
		.image = &m->image,
		.search = search_open(m->image.search),
	};
	assert_non_null(m->shelf.search);
	m->site = (struct site){
		.host = host,
		.port = { GEMINI_PORT, GOPHER_PORT },
		.ask = ask_image,
		.of = &m->shelf,
	};
	return true;
}

void
memory_site_release(struct memory_site *m)
{
	search_close(m->shelf.search);
	buf_release(&m->bytes);
}

static struct str
read_whole(FILE *file, struct arena *a)
{
	char block[8192];
	struct buf all;
	struct str kept;
	size_t got;

	buf_init(&all);
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		buf_add(&all, (struct str){ block, got });
	kept = arena_str(a, buf_str(&all));
	buf_release(&all);
	return kept;
}

/*
 * An index stands for its folder, with and without the final slash (M-01); a
 * map is no file (O-27).
 */
bool
site_file(const struct site *s, struct str path, struct arena *a,
    struct str *bytes)
{
	struct str name = arena_printf(a, "%s/%.*s", s->folder, STR_ARG(path));
	struct stat st;
	FILE *file;

	if (s->folder[0] == '\0' || stat(name.at, &st) < 0 ||
	    str_ends(path, STR(".gophermap")) || str_ends(path, STR(".gph")))
		return false;
	if (S_ISDIR(st.st_mode))
		name = arena_printf(a, "%.*s/index.gmi", STR_ARG(name));
	file = fopen(name.at, "rb");
	if (file == NULL)
		return false;
	*bytes = read_whole(file, a);
	fclose(file);
	return true;
}
