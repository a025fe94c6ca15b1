/* SPDX-License-Identifier: ISC */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "app/build.h"
#include "app/cert_main.h"
#include "app/check.h"
#include "app/export.h"
#include "app/fmt.h"
#include "app/get.h"
#include "app/new.h"
#include "app/serve.h"
#include "app/stamp.h"
#include "app/status_main.h"
#include "base/count.h"

#define VERSION "0.1"

static const struct command {
	const char *name;
	const char *purpose;
	int (*run)(int argc, char **argv);
} commands[] = {
	{ "new", "make a capsule to begin with", new_main },
	{ "serve", "serve a capsule, or an image of one", serve_main },
	{ "check", "say what is wrong with a capsule's sources", check_main },
	{ "fmt", "give a pasted page the form of a profile", fmt_main },
	{ "stamp", "put today's date to news without one", stamp_main },
	{ "build", "compile a capsule to an image file", build_main },
	{ "export", "write a capsule as files for a web server", export_main },
	{ "status", "say how the server that runs here is", status_main },
	{ "cert", "make, show and renew certificates", cert_main },
	{ "get", "fetch a gemini or gopher URL", get_main },
};

#define COMMAND_COUNT COUNT(commands)

static int
usage(FILE *out, int status)
{
	fputs("usage: vitae COMMAND [OPTION]... ARGUMENT\n", out);
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		fprintf(out, "  %-6s %s\n", commands[i].name,
		    commands[i].purpose);
	fputs("See vitae(1).\n", out);
	return status;
}

static bool
is_word(const char *given, const char *word, const char *option)
{
	return strcmp(given, word) == 0 || strcmp(given, option) == 0;
}

/* getopt(3) puts argv[0] in front of what it complains about. */
static int
run(const struct command *command, int argc, char **argv)
{
	char name[32];

	snprintf(name, sizeof(name), "vitae %s", command->name);
	argv[0] = name;
	return command->run(argc, argv);
}

int
main(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr, 2);
	if (is_word(argv[1], "help", "--help"))
		return usage(stdout, 0);
	if (is_word(argv[1], "version", "--version"))
		return puts("vitae " VERSION) < 0;
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return run(&commands[i], argc - 1, argv + 1);
	fprintf(stderr, "vitae: no command is called %s\n", argv[1]);
	return usage(stderr, 2);
}
