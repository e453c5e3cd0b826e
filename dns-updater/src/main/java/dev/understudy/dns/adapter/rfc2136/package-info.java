/** Authoritative servers, spoken to by RFC 2136 updates and plain queries, signed by TSIG. */
package dev.understudy.dns.adapter.rfc2136;
