/** The bus: records in, events out. */
package dev.understudy.orchestrator.adapter.kafka;
