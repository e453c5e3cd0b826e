/** Kafka, as far as its promises go. */
package dev.understudy.simulation.bus;
