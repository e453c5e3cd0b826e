/** The one thread that owns all rounds. */
package dev.understudy.prober.adapter.vertx;
