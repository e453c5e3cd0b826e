/** What log lines are about, as keys that log collectors can filter by; {@code docs/LOGS.md}. */
package dev.understudy.bus.log;
