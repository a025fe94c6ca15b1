/* SPDX-License-Identifier: ISC */
#ifndef MODEL_VALUE_H
#define MODEL_VALUE_H

/*
 * value -- what the value of a field is by its form.
 *
 * Each question is about the whole value, and asked without context.
 */

#include <stdbool.h>

#include "base/str.h"

/* One URL with a scheme and "//", and nothing else. */
bool value_is_url(struct str value);

/* A URL whose scheme was left out: "git.example/ada", "www.example.org". */
bool value_is_bare_url(struct str value);

/* One mail address: one '@' with something on both sides, no blank. */
bool value_is_mail(struct str value);

/* An address made unreadable for machines: "ada (at) example (dot) org". */
bool value_is_hidden_mail(struct str value);

/* An ORCID iD: "0000-0002-1825-0097"; the last digit may be an X. */
bool value_is_orcid(struct str value);

/* One character as a reader sees it, which is no letter or digit: an emoji. */
bool value_is_icon(struct str value);

/* A telephone number that begins with '+' or a bracket. */
bool value_is_phone(struct str value);

/* Columns of a Gopher line, VALUE_WIDTH_MIN to _MAX; 0 = none of these. */
#define VALUE_WIDTH_MIN 30
#define VALUE_WIDTH_MAX 200
size_t value_width(struct str value);

#endif
