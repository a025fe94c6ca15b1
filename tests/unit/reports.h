/* SPDX-License-Identifier: ISC */
#ifndef UNIT_REPORTS_H
#define UNIT_REPORTS_H

/*
 * reports -- what connections report to the log of requests.
 */

#include "app/access.h"
#include "unit/unit.h"

#define HOST STR("example.org") /* who answers, but to failures */
#define WHEN 1795428000		/* 2026-11-23 10:00:00 UTC */

/* A page of a host of ours, as most reports are. */
static inline struct conn_report
page(struct str path)
{
	return (struct conn_report){
		.front = &front_gemini,
		.status = 20,
		.path = path,
		.bytes = 2310,
		.complete = true,
		.ms = 12,
		.when = WHEN,
		.tls = "TLSv1.3",
	};
}

static inline struct conn_report
menu(struct str selector)
{
	struct conn_report report = page(selector);

	report.front = &front_gopher;
	report.status = '1';
	report.tls = NULL;
	return report;
}

static inline struct conn_report
failure(void)
{
	struct conn_report report = page(STR(""));

	report.failed = "plain text on the TLS port";
	report.shelf = SHELF_NONE;
	report.bytes = 0;
	report.tls = NULL;
	return report;
}

#endif
