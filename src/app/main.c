/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "app/build.h"
#include "app/check.h"
#include "app/get.h"
#include "app/serve.h"

static const struct command {
	const char *name;
	const char *purpose;
	int (*run)(int argc, char **argv);
} commands[] = {
	{ "serve", "serve a capsule, or an image of one", serve_main },
	{ "check", "say what is wrong with a capsule's sources", check_main },
	{ "build", "compile a capsule to an image file", build_main },
	{ "get", "fetch a gemini or gopher URL", get_main },
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

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

int
main(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr, 2);
	if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0)
		return usage(stdout, 0);
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argc - 1, argv + 1);
	fprintf(stderr, "vitae: no command is called %s\n", argv[1]);
	return usage(stderr, 2);
}
