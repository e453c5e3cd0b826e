/** Settings, the only clock, and how the parts are put together. */
package dev.understudy.prober.wiring;
