/* SPDX-License-Identifier: ISC */
#ifndef BASE_COUNT_H
#define BASE_COUNT_H

/*
 * count -- how many elements an array has; not for pointers.
 */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
