/** Settings, the only clock, and what is plugged into what. */
package dev.understudy.dns.wiring;
