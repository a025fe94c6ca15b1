/* SPDX-License-Identifier: ISC */
#include "site/memory.h"

#include "base/mounts.h"
#include "unit/memory_folder.h"
#include "unit/random_capsule.h"
#include "unit/same_build.h"

#define NOW (INT64_C(1) << 60)
#define RACY (NOW - 1000)

static const struct zone zones[] = { { STR_INIT("/m/"), false } };
static const struct path_rule rules[] = {
	{ 30, STR_INIT("/notes/b"), STR_INIT("/notes/") },
	{ 30, STR_INIT("/b"), STR_INIT("/") },
};
static const struct path_label types[] = {
	{ STR_INIT("/plain/raw"), STR_INIT("text/plain") },
	{ STR_INIT("/big"), STR_INIT("text/plain") },
	{ STR_INIT("/*.txt"), STR_INIT("text/gemini") },
};
static const struct path_label langs[] = {
	{ STR_INIT("/notes/*"), STR_INIT("fr") },
};

static const struct policy policies[] = {
	{ .charset = CHARSET_UTF8 },
	{ .zones = zones, .zone_count = 1 },
	{ .rules = rules, .rule_count = 2, .types = types, .type_count = 3 },
	{ .langs = langs, .lang_count = 1, .ascii = true },
	{ .unlisted = true, .charset = CHARSET_LATIN1 },
};

/* A capsule that is edited, and what else decides about its image. */
struct world {
	struct arena arena;
	struct chance chance;
	struct memory_file files[COUNT(capsule_paths) + 1];
	struct memory_folder root;
	struct memory_folder other;
	struct folder folders[2];
	struct mount mount;
	struct mounts mounts;
	struct folder mounted;
	struct load load;
	int64_t time;
};

static const struct str hosts[] = { STR_INIT("example.org") };

static int64_t
fixed_clock(void)
{
	return NOW;
}

static size_t
below(struct world *w, size_t n)
{
	return chance_below(&w->chance, n);
}

static struct str
new_text(struct world *w, struct str path)
{
	struct buf text;

	buf_init(&text);
	put_text_at(&text, &w->chance, path);
	return buf_keep(&text, &w->arena);
}

static void
set_times(struct world *w, struct memory_file *f)
{
	f->written = ++w->time;
	f->touched = w->time;
	f->changed = w->time;
}

static struct memory_file *
some_file(struct world *w)
{
	return &w->files[below(w, COUNT(capsule_paths))];
}

/* A row whose path is empty is a file that is not there. */
static void
add_file(struct world *w, struct memory_file *f)
{
	f->path = capsule_paths[f - w->files];
	f->link = (struct str){ NULL, 0 };
	f->result = FOLDER_OK;
	f->bytes = new_text(w, f->path);
	set_times(w, f);
}

static void
remove_file(struct world *w, struct memory_file *f)
{
	(void)w;
	f->path = STR("*gone");
	f->kind = FOLDER_OTHER;
}

static void
write_file(struct world *w, struct memory_file *f)
{
	f->kind = FOLDER_FILE;
	add_file(w, f);
}

/* As long as before: only its times tell. */
static void
turn_letters(struct world *w, struct memory_file *f)
{
	struct str copy = arena_str(&w->arena, f->bytes);
	char *at = arena_array(&w->arena, copy.len + 1, 1);

	for (size_t i = 0; i < copy.len; i++)
		at[i] = copy.at[i] == 'e' ? 'o' : copy.at[i];
	f->bytes = (struct str){ at, copy.len };
	set_times(w, f);
}

/* The same words, but the first link leads to something else. */
static void
lead_elsewhere(struct world *w, struct memory_file *f)
{
	size_t at = str_find(f->bytes, STR("=> ")) + 3;
	struct str rest = str_skip(f->bytes, at);
	struct buf text;

	if (rest.len == 0)
		return;
	buf_init(&text);
	buf_add(&text, str_take(f->bytes, at));
	put_target(&text, &w->chance);
	buf_add(&text, str_skip(rest, str_index(rest, ' ')));
	f->bytes = buf_keep(&text, &w->arena);
	set_times(w, f);
}

static void
touch_file(struct world *w, struct memory_file *f)
{
	set_times(w, f);
}

/* Changed once more within one tick of the clock. */
static void
race(struct world *w, struct memory_file *f)
{
	if (f->written != RACY)
		write_file(w, f);
	else
		turn_letters(w, f);
	f->written = RACY;
	f->touched = RACY;
}

static void
forbid(struct world *w, struct memory_file *f)
{
	f->result = f->result == FOLDER_OK ? FOLDER_DENIED : FOLDER_OK;
	f->touched = ++w->time;
}

static void
exchange(struct world *w, struct memory_file *f)
{
	struct memory_file *g = some_file(w);
	struct str bytes = f->bytes;

	f->bytes = g->bytes;
	g->bytes = bytes;
	set_times(w, f);
	set_times(w, g);
}

static void
make_link(struct world *w, struct memory_file *f)
{
	const struct str to = capsule_paths[below(w, 12)];

	if ((size_t)(f - w->files) < 12)
		return;
	write_file(w, f);
	f->link = to;
}

static void
change_origin(struct world *w)
{
	static const uint16_t ports[] = { 70, 70, 7070, 0 };
	static const struct str webs[] = {
		STR_INIT(""),
		STR_INIT("https://example.org/"),
	};

	w->load.origin.port[VIEW_GOPHER] = ports[below(w, COUNT(ports))];
	w->load.origin.web = webs[below(w, COUNT(webs))];
}

static void
change_rest(struct world *w, struct memory_file *f)
{
	struct load *load = &w->load;

	(void)f;
	switch (below(w, 8)) {
	case 1:
		change_origin(w);
		break;
	case 2:
		load->today.month = (unsigned char)(1 + below(w, 12));
		break;
	case 3:
		load->stream = !load->stream;
		break;
	case 4:
		load->folder = load->folder == &w->mounted ? &w->folders[0]
							   : &w->mounted;
		break;
	default:
		load->policy = &policies[below(w, COUNT(policies))];
		break;
	}
}

static void (*const edits[])(struct world *w, struct memory_file *f) = {
	write_file,
	write_file,
	write_file,
	write_file,
	write_file,
	write_file,
	turn_letters,
	lead_elsewhere,
	lead_elsewhere,
	touch_file,
	remove_file,
	remove_file,
	race,
	race,
	forbid,
	exchange,
	make_link,
	change_rest,
	change_rest,
};

static void
world_init(struct world *w, uint64_t seed)
{
	*w = (struct world){ .chance = { seed } };
	arena_init(&w->arena);
	w->root = (struct memory_folder){ w->files, COUNT(w->files), NULL, 0 };
	w->other = (struct memory_folder){ w->files + 6, 12, NULL, 0 };
	w->folders[0] = memory_folder(&w->root);
	w->folders[1] = memory_folder(&w->other);
	w->mount = (struct mount){ STR("mnt"), &w->folders[1] };
	w->mounts = (struct mounts){ &w->folders[0], &w->mount, 1 };
	mounts_folder(&w->mounted, &w->mounts);
	w->load = (struct load){
		.folder = &w->folders[0],
		.origin = { .host = hosts[0], .port = { 1965, 70 } },
		.hosts = hosts,
		.host_count = 1,
		.policy = &policies[0],
		.today = { .year = 2026, .month = 4, .day = 17 },
	};
	for (size_t i = 0; i < COUNT(w->files); i++)
		remove_file(w, &w->files[i]);
	for (size_t i = 0; i < COUNT(capsule_paths); i += 1 + below(w, 2))
		write_file(w, &w->files[i]);
	write_file(w, &w->files[0]);
}

static void
compare(const struct load *load, struct memory *m)
{
	struct load with = *load;
	struct build got, want;

	with.memory = m;
	build_make(&got, &with);
	build_make(&want, load);
	same_build(&got, &want, capsule_words, COUNT(capsule_words));
	build_release(&got);
	build_release(&want);
}

/* A build that breaks off somewhere, of which nothing is to be believed. */
static void
fail_once(struct world *w, struct memory *m)
{
	struct load with = w->load;
	struct build got;
	size_t calls = 0;

	w->root.calls = &calls;
	w->root.fail_at = 1 + below(w, 20);
	with.memory = m;
	build_make(&got, &with);
	build_release(&got);
	w->root.calls = NULL;
}

static void
walk_world(uint64_t seed, size_t steps)
{
	struct memory *m = memory_new();
	struct world w;

	m->clock = fixed_clock;
	world_init(&w, seed);
	for (size_t step = 0; step < steps; step++) {
		compare(&w.load, m);
		for (size_t left = below(&w, 4); left > 0; left--)
			edits[below(&w, COUNT(edits))](&w, some_file(&w));
		if (below(&w, 8) == 0)
			fail_once(&w, m);
		if (below(&w, 4) == 0)
			write_file(&w, &w.files[0]);
	}
	memory_free(m);
	arena_release(&w.arena);
}

static void
builds_what_a_fresh_build_makes(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++)
		walk_world(seed, 80);
}

/* What is changed at one place may show at another. */
static const struct {
	const char *why;
	struct str path;
	struct str text[2];
	size_t policy[2];
	uint16_t port[2];
} changes[] = {
	{ "nothing", STR_INIT("b.gmi"), { STR_INIT("a"), STR_INIT("a") },
	    { 0, 0 }, { 70, 70 } },
	{ "a word", STR_INIT("b.gmi"), { STR_INIT("a"), STR_INIT("b") },
	    { 0, 0 }, { 70, 70 } },
	{ "where a link leads", STR_INIT("b.md"),
	    { STR_INIT("# A\n[x](gemini://a/)\n"),
		STR_INIT("# A\n[x](gemini://b/)\n") },
	    { 0, 0 }, { 70, 70 } },
	{ "a page others lead to", STR_INIT("notes.gmi"),
	    { STR_INIT("# A"), STR_INIT("# B") }, { 0, 0 }, { 70, 70 } },
	{ "a rule in the place of a page", STR_INIT("b.gmi"),
	    { STR_INIT("a"), STR_INIT("a") }, { 0, 2 }, { 70, 70 } },
	{ "a type", STR_INIT("b.txt"), { STR_INIT("# a"), STR_INIT("# a") },
	    { 0, 2 }, { 70, 70 } },
	{ "a zone", STR_INIT("m/b.gmi"), { STR_INIT("a"), STR_INIT("a") },
	    { 0, 1 }, { 70, 70 } },
	{ "a language", STR_INIT("notes/b.gmi"),
	    { STR_INIT("a"), STR_INIT("a") }, { 0, 3 }, { 70, 70 } },
	{ "a charset", STR_INIT("b.md"),
	    { STR_INIT("# caf\xc3\xa9"), STR_INIT("# caf\xc3\xa9") },
	    { 0, 4 }, { 70, 70 } },
	{ "Gopher's port", STR_INIT("b.gmi"),
	    { STR_INIT("=> /"), STR_INIT("=> /") }, { 0, 0 }, { 70, 7070 } },
	{ "no Gopher", STR_INIT("b.gmi"), { STR_INIT("a"), STR_INIT("a") },
	    { 0, 0 }, { 70, 0 } },
	{ "an error", STR_INIT("profile.txt"),
	    { STR_INIT("# Ada\n"), STR_INIT("# Ada\n\x01\n") }, { 0, 0 },
	    { 70, 70 } },
};

/* Forth and back, and so once more. */
static void
change(size_t i, struct memory *m, const struct folder *folder,
    struct memory_file *f)
{
	const bool same = str_eq(changes[i].text[0], changes[i].text[1]);

	for (size_t turn = 0; turn < 4; turn++) {
		const size_t now = turn % 2;
		const struct load load = {
			.folder = folder,
			.origin = { .host = hosts[0],
			    .port = { 1965, changes[i].port[now] } },
			.hosts = hosts,
			.host_count = 1,
			.policy = &policies[changes[i].policy[now]],
			.today = { .year = 2026, .month = 4 },
		};

		f->bytes = changes[i].text[now];
		f->written += !same;
		compare(&load, m);
	}
}

static void
sees_each_change(void **state)
{
	struct memory_file files[] = {
		{ .path = STR("profile.txt"),
		    .bytes = STR("# Ada\n\n## Notes\n=> /b.gmi B\n"),
		    .written = 1,
		    .touched = 1 },
		{ .path = STR("a.gmi"),
		    .bytes = STR("# A\n=> /b.gmi\n=> /notes.gmi\n"),
		    .written = 1,
		    .touched = 1 },
		{ .kind = FOLDER_FILE, .written = 1, .touched = 1 },
	};
	const struct memory_folder root = { files, COUNT(files), NULL, 0 };
	const struct folder folder = memory_folder(&root);

	(void)state;
	for (size_t i = 0; i < COUNT(changes); i++) {
		struct memory *m = memory_new();
		const bool home = str_eq(changes[i].path, files[0].path);

		m->clock = fixed_clock;
		files[2].path = home ? STR("*none") : changes[i].path;
		change(i, m, &folder, &files[home ? 0 : 2]);
		memory_free(m);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sees_each_change),
		cmocka_unit_test(builds_what_a_fresh_build_makes),
	};

	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
