/* SPDX-License-Identifier: ISC */
/*
 * Gopher as six clients show it: what their readers press, and the whole
 * screen then. docs/clients.md says what is to be seen there.
 */
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/screen.h"
#include "e2e/start.h"
#include "unit/write_text.h"

#define LIMIT_S 20

static const struct source sources[] = {
	{ "profile.txt",
	    "Name: Ada Lovelace\n"
	    "Position: Analyst\n"
	    "Institution: Analytical Society\n"
	    "Language: en\n"
	    "ASCII: yes\n"
	    "\n"
	    "# News\n"
	    "* 2026-04-17 The engine will be shown at the fair.\n"
	    "\n"
	    "# About\n"
	    "I write programs in the caf\xc3\xa9 of Z\xc3\xbcrich.\n"
	    "=> https://example.org/?a=b&c=d Notes on the web\n"
	    "=> note.txt A note to read\n"
	    "=> data.bin Numbers of the engine\n"
	    "=> engine.png A picture of it\n"
	    "\n"
	    "# Letters\n"
	    "Dear Mr. Babbage,\n"
	    "the caf\xc3\xa9 in Z\xc3\xbcrich is \xe2\x80\x93 as you said"
	    " \xe2\x80\x93 \xe2\x80\x9c"
	    "closed\xe2\x80\x9d.\n"
	    "\xe6\x9c\xba\xe5\x99\xa8\xe8\xbf\x98\xe6\xb2\xa1\xe6\x9c\x89"
	    "\xe9\x80\xa0\xe5\xa5\xbd\xe3\x80\x82\n"
	    "\n"
	    "# Library\n"
	    "=> note.txt Observations on the engine, with all that was told"
	    " of it in the caf\xc3\xa9 of Z\xc3\xbcrich before it closed\n"
	    "=> note.txt \xe6\x9c\xba\xe5\x99\xa8\xe8\xbf\x98\xe6\xb2\xa1"
	    "\xe6\x9c\x89\xe9\x80\xa0\xe5\xa5\xbd\n" },
	{ "note.txt", "Hello from a note.\n.\nThe caf\xc3\xa9 is closed.\n" },
	{ "engine.png", "\211PNG\r\n\032\n" },
	/* Found in the folder in front of others: what sacc opens URLs with. */
	{ "../bin/xdg-open", "#!/bin/sh\nprintf %s \"$1\" >opened\n" },
	/* UMN's client greets who has none. */
	{ "../.gopherrc", "" },
	/* Bombadillo saves in the home that the system knows, if not told. */
	{ "../.bombadillo.ini", "[SETTINGS]\nsavelocation=.\n" },
};

/* All bytes, more than 64 KiB of them, and what ends lines and menus. */
static void
write_data(const struct server *s)
{
	char path[128];
	struct buf data;

	snprintf(path, sizeof(path), "%s/capsule/data.bin", s->folder);
	buf_init(&data);
	buf_add(&data, STR("\211BIN\r\n\0\377\n.\r\n"));
	for (int i = 0; i < 300 * 256; i++)
		buf_char(&data, (char)i);
	write_text(path, buf_str(&data));
	/* Whoever the server's processes run as has to read it. */
	assert_int_equal(chmod(path, 0644), 0);
	buf_release(&data);
}

static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	*state = &s;
	write_data(&s);
	must_run("chmod +x %s/bin/xdg-open", s.folder);
	server_run_host(&s, "", "moved = /old /about\n");
	return 0;
}

#define CAFE "caf\xc3\xa9"

/*
 * What their readers do with a command that has the port in it. Each client
 * shows the menu (O-10, O-15, O-20), a text that no dot ends (O-32), a section,
 * what was found (O-40), what becomes of a link out of Gopher (O-22, O-45), a
 * page that is unknown (O-43) and one that has moved (G-74). It saves a file
 * byte for byte (O-31). Lynx does without UTF-8, too (rule 27), and w3m's
 * blanks are understood (rule 10).
 */
static const struct {
	const char *client;
	const char *command;
	struct step steps[SCREEN_STEPS_MAX];
} tours[] = {
	{ "lynx", "lynx gopher://localhost:%u/",
	    {
		{ .looks = "lynx-menu" },
		{ .keys = "/Letters Enter Enter", .looks = "lynx-text" },
		{ .keys = "Left", .looks = "lynx-menu" },
		{ .keys = "/Library Enter Enter", .looks = "lynx-section" },
		{ .keys = "Left", .looks = "lynx-menu" },
		{ .keys = "/web Enter Enter", .looks = "lynx-web" },
		{ .keys = "Left", .looks = "lynx-menu" },
		{ .keys = "/Search Enter Enter",
		    .waits = "Enter a database query:" },
		{ .keys = "'" CAFE " closed' Enter",
		    .looks = "lynx-search" },
	    } },
	{ "lynx", "lynx gopher://localhost:%u/",
	    {
		{ .waits = "Numbers" },
		{ .keys = "/Numbers Enter Enter", .waits = "D)ownload" },
		{ .keys = "d", .waits = "Save to disk" },
		{ .keys = "/Save Enter Enter",
		    .waits = "Enter a filename: data.bin" },
		{ .keys = "C-u lynx.bin Enter", .saved = "lynx.bin" },
	    } },
	{ "lynx", "lynx gopher://localhost:%u/1/nope",
	    { { .looks = "lynx-unknown" } } },
	{ "lynx", "lynx gopher://localhost:%u/1/old",
	    { { .looks = "lynx-moved" } } },
	{ "lynx", "LC_ALL=C TERM=vt100 lynx gopher://localhost:%u/",
	    {
		{ .looks = "lynx-ascii-terminal" },
		{ .keys = "/ASCII Enter Enter", .looks = "lynx-ascii-menu" },
		{ .keys = "/All Enter Enter", .looks = "lynx-ascii-pages" },
	    } },
	{ "curl", "curl -s gopher://localhost:%u/; cat",
	    { { .looks = "curl-menu" } } },
	{ "curl", "curl -s gopher://localhost:%u/0/letters; cat",
	    { { .looks = "curl-text" } } },
	{ "curl", "curl -s gopher://localhost:%u/0/about.gmi; cat",
	    { { .looks = "curl-gemtext" } } },
	{ "curl", "curl -s gopher://localhost:%u/1/library; cat",
	    { { .looks = "curl-section" } } },
	{ "curl", "curl -s gopher://localhost:%u/7/search%09caf%C3%A9%20closed;"
		  " cat",
	    { { .looks = "curl-search" } } },
	{ "curl", "curl -s 'gopher://localhost:%u/hURL:"
		  "https://example.org/?a=b&c=d'; cat",
	    { { .looks = "curl-web" } } },
	{ "curl", "curl -s gopher://localhost:%u/9/data.bin -o curl.bin; cat",
	    { { .saved = "curl.bin" } } },
	{ "curl", "curl -s gopher://localhost:%u/1/nope; cat",
	    { { .looks = "curl-unknown" } } },
	{ "curl", "curl -s gopher://localhost:%u/1/old; cat",
	    { { .looks = "curl-moved" } } },
	{ "w3m", "w3m gopher://localhost:%u/",
	    {
		{ .looks = "w3m-menu" },
		{ .keys = "g /Letters Enter Enter", .looks = "w3m-text" },
		{ .keys = "B", .waits = "[directory] Library" },
		{ .keys = "g /Library Enter Enter", .looks = "w3m-section" },
		{ .keys = "B", .waits = "[HTML] Notes on the web" },
		{ .keys = "g /web Enter Enter", .looks = "w3m-web" },
		{ .keys = "B", .waits = "[binary] Numbers" },
		{ .keys = "g /Numbers Enter Enter",
		    .waits = "Save file to: data.bin" },
		{ .keys = "C-u w3m.bin Enter", .saved = "w3m.bin" },
	    } },
	{ "w3m", "w3m gopher://localhost:%u/",
	    {
		{ .waits = "[search] Search" },
		{ .keys = "g /Search Enter Enter",
		    .waits = "[                    ]" },
		{ .keys = "Tab Enter", .waits = "TEXT:" },
		{ .keys = "'" CAFE " closed' Enter Enter",
		    .looks = "w3m-search" },
	    } },
	{ "w3m", "w3m gopher://localhost:%u/1/nope",
	    { { .looks = "w3m-unknown" } } },
	{ "w3m", "w3m gopher://localhost:%u/1/old",
	    { { .looks = "w3m-moved" } } },
	{ "sacc", "sacc gopher://localhost:%u/",
	    {
		{ .looks = "sacc-menu" },
		{ .keys = "g /Letters Enter l", .looks = "sacc-text" },
		{ .keys = "q", .looks = "sacc-menu" },
		{ .keys = "g /Library Enter l", .looks = "sacc-section" },
		{ .keys = "h", .looks = "sacc-menu" },
		{ .keys = "g /web Enter l", .looks = "sacc-web" },
		{ .keys = "Enter", .looks = "sacc-menu" },
		{ .keys = "g /Numbers Enter l",
		    .waits = "Download to [data.bin] (^D cancel):" },
		{ .keys = "sacc.bin Enter", .saved = "sacc.bin" },
		{ .keys = "g /Search Enter l",
		    .waits = "Enter search string (^D cancel) []:" },
		{ .keys = "'" CAFE " closed' Enter",
		    .looks = "sacc-search" },
	    } },
	{ "sacc", "sacc gopher://localhost:%u/1/nope",
	    { { .looks = "sacc-unknown" } } },
	{ "sacc", "sacc gopher://localhost:%u/1/old",
	    { { .looks = "sacc-moved" } } },
	{ "umn", "gopher localhost %u",
	    {
		{ .looks = "umn-menu" },
		{ .keys = "/Letters Enter", .waits = "-->  [20]" },
		{ .keys = "Enter", .looks = "umn-text" },
		{ .keys = "u /Library Enter Enter",
		    .looks = "umn-section" },
		{ .keys = "u /Numbers Enter Enter", .waits = "Save in file:" },
		{ .keys = "C-u umn.bin Enter", .saved = "umn.bin" },
		{ .keys = "/Search Enter Enter",
		    .waits = "Words to search for" },
		{ .keys = "'" CAFE " closed' Enter",
		    .looks = "umn-search" },
		{ .keys = "u /web Enter Enter", .waits = "OK: Enter" },
		{ .keys = "Enter", .looks = "umn-web" },
	    } },
	/* Without Gopher+ it is the same (O-46). */
	{ "umn", "gopher -p '' localhost %u", { { .looks = "umn-menu" } } },
	{ "umn", "gopher -p /nope localhost %u",
	    { { .looks = "umn-unknown" } } },
	{ "umn", "gopher -p /old localhost %u",
	    { { .looks = "umn-moved" } } },
	{ "bombadillo", "bombadillo gopher://localhost:%u/",
	    {
		{ .looks = "bombadillo-menu" },
		{ .keys = "2", .looks = "bombadillo-web" },
		{ .keys = "8", .looks = "bombadillo-text" },
		{ .keys = "b", .waits = "Numbers" },
		{ .keys = "9", .looks = "bombadillo-section" },
		{ .keys = "b", .waits = "Numbers" },
		{ .keys = "4",
		    .waits = "File saved to: data.bin",
		    .saved = "data.bin" },
		{ .keys = ":", .waits = "\n:\n" },
		{ .keys = "11 Enter", .waits = "\n?" },
		{ .keys = "'" CAFE " closed' Enter",
		    .looks = "bombadillo-search" },
	    } },
	{ "bombadillo", "bombadillo gopher://localhost:%u/1/nope",
	    { { .looks = "bombadillo-unknown" } } },
	{ "bombadillo", "bombadillo gopher://localhost:%u/1/old",
	    { { .looks = "bombadillo-moved" } } },
};

static void
shows(void **state, const char *client)
{
	const struct server *s = *state;

	for (size_t i = 0; i < COUNT(tours); i++) {
		struct str before, after;
		char command[128];

		if (strcmp(tours[i].client, client) != 0)
			continue;
		str_cut(str_of(tours[i].command), '%', &before, &after);
		snprintf(command, sizeof(command), "%.*s%u%.*s",
		    STR_ARG(before), s->gopher, STR_ARG(str_skip(after, 1)));
		check_row(screen_tour(s, LIMIT_S, command, tours[i].steps),
		    tours[i].command);
	}
}

static void
lynx_shows(void **state)
{
	shows(state, "lynx");
}

static void
curl_shows(void **state)
{
	shows(state, "curl");
}

static void
w3m_shows(void **state)
{
	shows(state, "w3m");
}

static void
sacc_shows(void **state)
{
	const struct server *s = *state;

	shows(state, "sacc");
	ran_must(run(LIMIT_S, "cat %s/opened", s->folder), 0,
	    "https://example.org/?a=b&c=d");
}

/* The menu at once, by Gopher+ (O-47). */
static void
rule_30_umn_gopher_shows(void **state)
{
	shows(state, "umn");
}

static void
bombadillo_shows(void **state)
{
	shows(state, "bombadillo");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lynx_shows),
		cmocka_unit_test(curl_shows),
		cmocka_unit_test(w3m_shows),
		cmocka_unit_test(sacc_shows),
		cmocka_unit_test(rule_30_umn_gopher_shows),
		cmocka_unit_test(bombadillo_shows),
	};

	return cmocka_run_group_tests_name("gopher_clients", tests, setup,
	    server_after_group);
}
