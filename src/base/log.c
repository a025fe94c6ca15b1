/* SPDX-License-Identifier: ISC */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"

#define LINE_MAX_BYTES 2000

size_t
log_escape_next(struct buf *out, struct str text)
{
	uint32_t point;
	size_t len = utf8_next(text, &point);

	if (len > 0 && !utf8_is_control(point) && !utf8_is_bidi(point)) {
		buf_add(out, str_take(text, len));
		return len;
	}
	if (text.len == 0)
		return 0;
	buf_printf(out, "\\x%02x", (unsigned char)text.at[0]);
	return 1;
}

void
log_escape(struct buf *out, struct str text)
{
	while (text.len > 0)
		text = str_skip(text, log_escape_next(out, text));
}

void
log_line(const char *format, ...)
{
	char raw[LINE_MAX_BYTES];
	char line[sizeof("vitae: ") + 4 * sizeof(raw)];
	struct buf out;
	va_list args;
	ssize_t written;

	va_start(args, format);
	vsnprintf(raw, sizeof(raw), format, args);
	va_end(args);
	buf_fixed(&out, line, sizeof(line));
	buf_add(&out, STR("vitae: "));
	log_escape(&out, str_of(raw));
	buf_char(&out, '\n');
	/* A log that cannot be written must not stop the server. */
	written = write(STDERR_FILENO, out.at, out.len);
	(void)written;
}
