/** A DNS zone, its questions and its updates (RFC 1034, RFC 2136), without a wire or a clock. */
package dev.understudy.dns.domain.zone;
