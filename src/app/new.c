/* SPDX-License-Identifier: ISC */
#include "app/new.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/replace.h"
#include "app/starter.h"
#include "app/today.h"
#include "base/log.h"

static int
usage(void)
{
	fputs("usage: vitae new DIR\n", stderr);
	return 2;
}

/* Whether the folder holds anything; NULL, or why that is not known. */
static const char *
look_in(const char *path, bool *empty)
{
	DIR *dir = opendir(path);
	const struct dirent *entry;

	if (dir == NULL)
		return strerror(errno);
	*empty = true;
	while ((entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			*empty = false;
	closedir(dir);
	return NULL;
}

/* NULL if there is an empty folder now; *made says whether it is new. */
static const char *
make_folder(const char *path, bool *made)
{
	const char *why;
	bool empty = false;

	*made = mkdir(path, 0777) == 0;
	if (*made)
		return NULL;
	if (errno != EEXIST)
		return strerror(errno);
	why = look_in(path, &empty);
	if (why != NULL)
		return why;
	return empty ? NULL : "is not empty; name a new folder";
}

static bool
make_file(int folder, const char *name, struct str text)
{
	int fd = openat(folder, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	int error;

	if (fd < 0)
		return false;
	if (replace_fill(fd, text))
		return true;
	error = errno;
	unlinkat(folder, name, 0);
	errno = error;
	return false;
}

/* All of them, or none, with errno set. */
static bool
make_files(int folder, const char *day)
{
	struct buf text;
	size_t done = 0;
	int error;

	buf_init(&text);
	while (done < STARTER_FILES) {
		buf_clear(&text);
		starter_files[done].write(day, &text);
		if (!make_file(folder, starter_files[done].name,
			buf_str(&text)))
			break;
		done++;
	}
	buf_release(&text);
	error = errno;
	if (done == STARTER_FILES)
		return true;
	while (done > 0)
		unlinkat(folder, starter_files[--done].name, 0);
	errno = error;
	return false;
}

/* NULL, or why not. */
static const char *
make_capsule(const char *path)
{
	char day[TODAY_SIZE] = "";
	const char *why;
	bool made;
	int folder;

	if (!today_in(STR("UTC"), day))
		return "the clock cannot be read";
	why = make_folder(path, &made);
	if (why != NULL)
		return why;
	folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0 || !make_files(folder, day))
		why = strerror(errno);
	if (folder >= 0)
		close(folder);
	if (why != NULL && made)
		rmdir(path);
	return why;
}

int
new_main(int argc, char **argv)
{
	static const struct option none[] = { { 0 } };
	const char *path;
	const char *why;

	if (getopt_long(argc, argv, "", none, NULL) != -1 || argc - optind != 1)
		return usage();
	path = argv[optind];
	why = make_capsule(path);
	if (why != NULL) {
		log_line("%s: %s", path, why);
		return 1;
	}
	printf("Write about yourself in %s/profile.txt; see what it looks like"
	       " with:\n"
	       "vitae serve %s\n",
	    path, path);
	return fflush(stdout) == 0 ? 0 : 1;
}
