/** redis-server, as far as replication goes. */
package dev.understudy.simulation.redis;
