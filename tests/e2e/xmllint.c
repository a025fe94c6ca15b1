/* SPDX-License-Identifier: ISC */
#include "e2e/xmllint.h"

#include <stdlib.h>
#include <unistd.h>

#define LIMIT_S 10

struct ran
xmllint(const char *options, struct str text)
{
	char path[] = "/tmp/vitae-xml-XXXXXX";
	int fd = mkstemp(path);
	struct ran r;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text.at, text.len), text.len);
	close(fd);
	r = run(LIMIT_S, "xmllint --noout --nonet %s %s", options, path);
	unlink(path);
	return r;
}
