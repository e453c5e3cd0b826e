/** DNS names. */
package dev.understudy.contracts.endpoint;
