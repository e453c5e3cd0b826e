/** Wanted name in, verified name out; the ports to servers, topics and metrics. */
package dev.understudy.dns.application;
