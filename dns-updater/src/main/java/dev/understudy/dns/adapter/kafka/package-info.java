/** Topics in, announcements out. */
package dev.understudy.dns.adapter.kafka;
