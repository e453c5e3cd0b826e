/** Time, chance, machines, processes and the network between them. */
package dev.understudy.simulation.core;
