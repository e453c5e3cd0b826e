/** The command. */
package dev.understudy.simulation.cli;
