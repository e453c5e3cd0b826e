/** What is counted. */
package dev.understudy.dns.adapter.metrics;
