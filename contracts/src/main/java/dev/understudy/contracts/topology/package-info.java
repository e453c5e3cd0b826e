/** What an instance looks like now. */
package dev.understudy.contracts.topology;
