/* SPDX-License-Identifier: ISC */
#ifndef E2E_SCREEN_H
#define E2E_SCREEN_H

/*
 * screen -- terminals that nobody sees, and what a reader does and sees there.
 *
 * Each is a tmux server of its own, in UTF-8. Home, and the folder it works in,
 * is the folder of a running server of ours: neither the developer's sessions
 * nor his bookmarks are touched. Programs in the folder's bin/ come first.
 */

#include <stdbool.h>
#include <stddef.h>

#include "e2e/harness.h"

#define SCREEN_STEPS_MAX 16

/* Keys are in tmux's words: Enter, C-u, 'two words'. NULL = none of it. */
struct step {
	const char *keys;  /* to press at first */
	const char *waits; /* must stand on the screen then */
	const char *looks; /* all that stands there: screens/NAME.txt */
	const char *saved; /* a file that holds then what data.bin does */
};

/*
 * Start a program in a terminal of 80 columns and 36 rows; whether each step,
 * up to one without anything in it, showed what it must within half of limit_s.
 * If not, says what was there, and starts it once more.
 *
 * A file that is compared with has no blanks at line ends, and 70 and 1965 in
 * the place of the ports. If ACCEPT is set in the environment, it is written
 * instead.
 */
bool screen_tour(const struct server *s, int limit_s, const char *command,
    const struct step *steps);

/*
 * Whether a program shows text within limit_s, once keys have been pressed
 * ("" = none) after it has shown its prompt ("" = any).
 */
bool screen_answers(const struct server *s, int limit_s, const char *command,
    const char *prompt, const char *keys, const char *text);

#endif
