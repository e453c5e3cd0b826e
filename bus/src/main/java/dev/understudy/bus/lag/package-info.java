/** How far a service is behind the bus. */
package dev.understudy.bus.lag;
