/** The authoritative server of the local stack, over UDP and TCP. */
package dev.understudy.dns.adapter.server;
