/** When this service can do its work. */
package dev.understudy.dns.adapter.health;
