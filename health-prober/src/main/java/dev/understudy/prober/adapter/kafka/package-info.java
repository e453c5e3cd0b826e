/** The bus: what comes in, what goes out. */
package dev.understudy.prober.adapter.kafka;
