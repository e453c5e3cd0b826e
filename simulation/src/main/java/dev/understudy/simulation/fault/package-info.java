/** What goes wrong, drawn from the seed. */
package dev.understudy.simulation.fault;
