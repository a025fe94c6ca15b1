/* SPDX-License-Identifier: ISC */
#ifndef PARSE_STUDENT_H
#define PARSE_STUDENT_H

/*
 * student -- "NAME (on PROJECT, DEGREE or DATES, now POSITION)" (G16).
 */

#include "base/arena.h"
#include "model/profile.h"

/*
 * What text says of a student, as views into it. The parts together hold
 * every word but "on" and "now"; a text of another form is the name.
 */
struct student student_read(struct str text);

/* Whether text has the short form so clearly that it may be guessed (G20). */
bool student_fits(struct str text);

/* What an item says of a student: its text, completed by its fields. */
struct student student_of(struct arena *a, const struct node *item);

#endif
