/* SPDX-License-Identifier: ISC */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/buf.h"

static int
open_beneath(int root, struct str path, uint64_t flags)
{
	char name[FOLDER_PATH_MAX + 1];
	struct open_how how = {
		.flags = flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};

	if (path.len >= sizeof(name)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (str_index(path, '\0') < path.len) {
		errno = ENOENT; /* no name holds one */
		return -1;
	}
	memcpy(name, path.len > 0 ? path.at : ".", path.len > 0 ? path.len : 1);
	name[path.len > 0 ? path.len : 1] = '\0';
	return (int)syscall(SYS_openat2, root, name, &how, sizeof(how));
}

static enum folder_result
result_of(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
	case ENAMETOOLONG:
		return FOLDER_MISSING;
	case EACCES:
	case EPERM:
		return FOLDER_DENIED;
	case EXDEV:
	case ELOOP:
		return FOLDER_OUTSIDE;
	case ENXIO: /* a socket, or a FIFO or device with nobody behind it */
		return FOLDER_SPECIAL;
	default:
		return FOLDER_FAILED;
	}
}

/* The file may grow while it is read: max holds for what is read, too. */
static enum folder_result
read_all(int fd, size_t max, struct arena *a, struct str *bytes)
{
	enum folder_result result = FOLDER_OK;
	struct buf so_far;
	char block[32 * 1024];
	ssize_t got;

	buf_init(&so_far);
	while ((got = read(fd, block, sizeof(block))) > 0 && so_far.len <= max)
		buf_add(&so_far, (struct str){ block, (size_t)got });
	if (got < 0)
		result = FOLDER_FAILED;
	else if (so_far.len > max)
		result = FOLDER_TOO_LONG;
	else
		*bytes = arena_str(a, buf_str(&so_far));
	buf_release(&so_far);
	return result;
}

static enum folder_result
disk_read(const struct folder *f, struct str path, size_t max,
    struct arena *a, struct str *bytes)
{
	int fd = open_beneath(f->root, path, 0);
	enum folder_result result;
	struct stat st;

	if (fd < 0)
		return result_of(errno);
	if (fstat(fd, &st) < 0)
		result = FOLDER_FAILED;
	else if (!S_ISREG(st.st_mode))
		result = FOLDER_SPECIAL;
	else if (st.st_size < 0 || (size_t)st.st_size > max)
		result = FOLDER_TOO_LONG;
	else
		result = read_all(fd, max, a, bytes);
	close(fd);
	return result;
}

static enum folder_result
disk_open(const struct folder *f, struct str path, struct folder_file *file)
{
	int fd = open_beneath(f->root, path, 0);
	struct stat st;

	if (fd < 0)
		return result_of(errno);
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return FOLDER_SPECIAL;
	}
	*file = (struct folder_file){
		.fd = fd,
		.size = (uint64_t)st.st_size,
		.changed = st.st_mtime,
	};
	return FOLDER_OK;
}

static int
by_name(const void *left, const void *right)
{
	const struct folder_entry *a = left;
	const struct folder_entry *b = right;

	return str_cmp(a->name, b->name);
}

static struct folder_id
id_of(const struct stat *st)
{
	return (struct folder_id){
		.device = st->st_dev,
		.inode = st->st_ino,
	};
}

static int64_t
nanoseconds(const struct timespec *t)
{
	return (int64_t)t->tv_sec * 1000000000 + t->tv_nsec;
}

/* What the name points to, found without opening it for reading. */
static struct folder_entry
entry_of(int directory, struct str name, bool link)
{
	struct folder_entry entry = { .name = name, .kind = FOLDER_OTHER };
	struct stat st;

	if (fstatat(directory, name.at, &st, 0) < 0)
		return entry;
	entry.id = id_of(&st);
	entry.size = (uint64_t)st.st_size;
	entry.changed = st.st_mtime;
	if (!link) {
		entry.written = nanoseconds(&st.st_mtim);
		entry.touched = nanoseconds(&st.st_ctim);
	}
	if (S_ISREG(st.st_mode))
		entry.kind = FOLDER_FILE;
	else if (S_ISDIR(st.st_mode))
		entry.kind = FOLDER_DIRECTORY;
	return entry;
}

static void
list_all(DIR *directory, struct arena *a, struct folder_list *list)
{
	struct buf entries;
	struct dirent *next;

	buf_init(&entries);
	while ((next = readdir(directory)) != NULL) {
		struct str name = str_of(next->d_name);
		struct folder_entry entry;

		if (str_eq(name, STR(".")) || str_eq(name, STR("..")))
			continue;
		/* What the file system does not tell may be a link. */
		entry = entry_of(dirfd(directory), arena_str(a, name),
		    next->d_type != DT_REG);
		buf_add(&entries,
		    (struct str){ (const char *)&entry, sizeof(entry) });
	}
	list->count = entries.len / sizeof(*list->at);
	list->at = arena_array(a, list->count + 1, sizeof(*list->at));
	if (entries.len > 0)
		memcpy(list->at, entries.at, entries.len);
	buf_release(&entries);
	qsort(list->at, list->count, sizeof(*list->at), by_name);
}

static enum folder_result
disk_list(const struct folder *f, struct str path, struct arena *a,
    struct folder_list *list)
{
	int fd = open_beneath(f->root, path, O_DIRECTORY);
	DIR *directory;
	struct stat st;

	if (fd < 0)
		return result_of(errno);
	directory = fstat(fd, &st) == 0 ? fdopendir(fd) : NULL;
	if (directory == NULL) {
		close(fd);
		return FOLDER_FAILED;
	}
	list->id = id_of(&st);
	list_all(directory, a, list);
	closedir(directory);
	return FOLDER_OK;
}

bool
folder_open(struct folder *f, const char *path)
{
	*f = (struct folder){
		.read = disk_read,
		.open = disk_open,
		.list = disk_list,
	};
	f->root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return f->root >= 0;
}

int
folder_directory(const struct folder *f, struct str path)
{
	return open_beneath(f->root, path, O_DIRECTORY);
}

void
folder_close(struct folder *f)
{
	close(f->root);
	f->root = -1;
}

bool
folder_path_is_sound(struct str path)
{
	struct str name;
	bool more;

	if (path.len > FOLDER_PATH_MAX || str_index(path, '\0') < path.len)
		return false;
	do {
		more = str_cut(path, '/', &name, &path);
		if (name.len == 0 || str_eq(name, STR(".")) ||
		    str_eq(name, STR("..")))
			return false;
	} while (more);
	return true;
}

bool
folder_same(struct folder_id a, struct folder_id b)
{
	return a.device == b.device && a.inode == b.inode;
}

const char *
folder_reason(enum folder_result result)
{
	switch (result) {
	case FOLDER_OK:
		break;
	case FOLDER_MISSING:
		return "no such file";
	case FOLDER_DENIED:
		return "permission denied";
	case FOLDER_SPECIAL:
		return "not a regular file";
	case FOLDER_OUTSIDE:
		return "a link that leaves the folder";
	case FOLDER_TOO_LONG:
		return "too large";
	case FOLDER_FAILED:
		return "cannot be read";
	}
	return "fine";
}
