/* SPDX-License-Identifier: ISC */
#include "app/access.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

static const char *const formats[ACCESS_FORMATS] = {
	[ACCESS_PLAIN] = "plain",
	[ACCESS_TAB] = "tab",
	[ACCESS_JSON] = "json",
	[ACCESS_COMBINED] = "combined",
};

static const char *const addresses[ADDRESS_CHOICES] = {
	[ADDRESS_NONE] = "no",
	[ADDRESS_TRUNCATED] = "truncated",
	[ADDRESS_FULL] = "full",
};

/* Position of name in names, or count. */
static size_t
position(struct str name, const char *const *names, size_t count)
{
	size_t i = 0;

	while (i < count && !str_eq(name, str_of(names[i])))
		i++;
	return i;
}

bool
access_format(struct str name, enum access_format *format)
{
	size_t at = position(name, formats, ACCESS_FORMATS);

	if (at == ACCESS_FORMATS)
		return false;
	*format = (enum access_format)at;
	return true;
}

const char *
access_format_name(enum access_format format)
{
	return formats[format];
}

bool
access_address(struct str name, enum access_address *address)
{
	size_t at = position(name, addresses, ADDRESS_CHOICES);

	if (at == ADDRESS_CHOICES)
		return false;
	*address = (enum access_address)at;
	return true;
}

/* Not to wait for a FIFO's reader: neither here nor with a reply to send. */
int
access_open(const struct access_config *config)
{
	int fd;

	if (config->file == NULL)
		return STDERR_FILENO;
	fd = open(config->file,
	    O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
	    0640);
	if (fd < 0)
		log_line("%s: this log cannot be opened for writing: %s",
		    config->file, strerror(errno));
	return fd;
}

/* Whether a handshake that failed now is to be passed over in silence. */
static bool
is_one_too_many(struct access *log, int64_t now_ms)
{
	if (now_ms >= log->quiet_until)
		return false;
	log->left_out++;
	return true;
}

void
access_record(struct access *log, const struct conn_report *report,
    struct str host, int64_t now_ms)
{
	char line[ACCESS_LINE_MAX];
	struct buf out;
	ssize_t written;

	if (log->config->off ||
	    (report->failed != NULL && is_one_too_many(log, now_ms)))
		return;
	buf_fixed(&out, line, sizeof(line));
	access_write(&out, log, report, host);
	assert(!out.cut);
	if (report->failed != NULL) {
		log->quiet_until = now_ms + ACCESS_FAILURE_MS;
		log->left_out = 0;
	}
	/* A log that cannot be written must not stop the server. */
	written = write(log->fd, out.at, out.len);
	(void)written;
}
