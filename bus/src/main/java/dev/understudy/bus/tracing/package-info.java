/**
 * One failover as one OpenTelemetry trace, over all services. {@link
 * dev.understudy.bus.tracing.Lineage} says which event is due to which; everything else follows
 * from what {@link dev.understudy.bus.EventReader} reads and {@link dev.understudy.bus.EventBus}
 * publishes, so that no service has to carry contexts through its core. Off unless asked for.
 */
package dev.understudy.bus.tracing;
