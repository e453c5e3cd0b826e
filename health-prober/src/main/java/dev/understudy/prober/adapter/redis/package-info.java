/** Lines to members, by the Vert.x Redis client. */
package dev.understudy.prober.adapter.redis;
