/** Settings, the clock, and who gets what. */
package dev.understudy.notifier.wiring;
