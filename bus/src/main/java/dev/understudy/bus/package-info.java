/**
 * How events get on and off Kafka. {@link dev.understudy.bus.EventBus} publishes; {@link
 * dev.understudy.bus.EventReader} turns a record into an event, or into a dead letter with a
 * reason.
 */
package dev.understudy.bus;
