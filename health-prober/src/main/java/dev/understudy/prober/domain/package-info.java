/** What an answer means and when to ask again: pure, without clock and network. */
package dev.understudy.prober.domain;
