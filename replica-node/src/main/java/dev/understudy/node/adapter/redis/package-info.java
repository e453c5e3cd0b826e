/** Engines, talked to over RESP with the Vert.x Redis client. */
package dev.understudy.node.adapter.redis;
