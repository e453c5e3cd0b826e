/** Puts the parts together: settings, the core thread, the only clock. */
package dev.understudy.node.wiring;
